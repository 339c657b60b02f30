using System.Globalization;

namespace ModelSpecs.Spec.Planning;

/// <summary>A hash that is the same in every process, on every machine and in every version.</summary>
public static class StableHash
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>FNV-1a (64 bits) of the texts' UTF-16 units and of where one text ends, as 16 hexadecimal digits. It tells names apart; it is no protection.</summary>
    public static string Of(params IEnumerable<string> texts)
    {
        var hash = Basis;
        foreach (var text in texts)
        {
            foreach (var character in text)
            {
                hash = Mix(Mix(hash, (byte)character), (byte)(character >> 8));
            }

            // No text holds this unit alone, so that ["ab", "c"] and ["a", "bc"] differ.
            hash = Mix(Mix(hash, 0xFF), 0xFF);
        }

        // The low bits of FNV-1a mix poorly upwards: fold them, so that the first digits differ too.
        hash ^= hash >> 32;
        hash = unchecked(hash * Prime);
        hash ^= hash >> 29;
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static ulong Mix(ulong hash, byte value) => unchecked((hash ^ value) * Prime);
}
