using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace ModelSpecs.Results.Snapshots;

/// <summary>Hashes of texts that do not depend on a checkout's line ends or byte order mark.</summary>
public static class SnapshotHash
{
    internal static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>SHA-256 of a UTF-8 text with <c>\n</c> for <c>\r\n</c> and without a byte order mark; 64 hexadecimal digits.</summary>
    public static string OfText(ReadOnlySpan<byte> utf8)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, utf8);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Of several texts in order, such as a spec and what it builds on: each with its length, so that none runs into the next.</summary>
    public static string OfTexts(IEnumerable<byte[]> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            hash.AppendData(Encoding.ASCII.GetBytes(OfText(text)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    internal static bool IsHash(string? text) => text is { Length: 64 } && !text.AsSpan().ContainsAnyExcept(HexDigits);

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
        {
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        }

        for (int end; (end = utf8.IndexOf("\r\n"u8)) >= 0; utf8 = utf8[(end + 1)..])
        {
            hash.AppendData(utf8[..end]);
        }

        hash.AppendData(utf8);
    }
}
