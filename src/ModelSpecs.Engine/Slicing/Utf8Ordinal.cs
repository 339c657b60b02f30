namespace ModelSpecs.Engine.Slicing;

/// <summary>Ordinal order of texts in UTF-8.</summary>
internal static class Utf8Ordinal
{
    /// <summary>The order of <see cref="string.CompareOrdinal(string, string)"/>, without making strings.</summary>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var common = left.CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        // .NET orders by UTF-16 units, in which the surrogates of U+10000 and above (lead bytes F0 to F4) stand before U+E000 to U+FFFF (EE and EF).
        return Rank(left[common]).CompareTo(Rank(right[common]));
    }

    private static int Rank(byte value) => value switch
    {
        0xEE or 0xEF => value + 0x100,
        _ => value,
    };
}
