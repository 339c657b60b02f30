using System.Runtime.CompilerServices;

namespace ModelSpecs.Engine.Datasets.Typing;

/// <summary>Reads 64-bit integers from UTF-8: an optional sign and digits.</summary>
internal static class IntegerText
{
    private const int MostDigits = 19;

    /// <summary>Reads an integer without leading zeros. The eight bytes after the text must be readable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe bool TryParse(byte* text, int length, out long value)
    {
        var negative = false;
        if (length > 0 && (*text == '-' || *text == '+'))
        {
            negative = *text == '-';
            text++;
            length--;
        }

        if (length is > 0 and <= 8 && (*text != '0' || length == 1))
        {
            var eight = Digits.FirstOf(text, length);
            value = Digits.ValueOf(eight);
            value = negative ? -value : value;
            return Digits.Are(eight);
        }

        return TryParseLong(text, length, negative, out value);
    }

    /// <summary>Digits of any number with leading zeros allowed, for columns declared as integers.</summary>
    public static bool TryParseDeclared(ReadOnlySpan<byte> text, out long value) =>
        long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out value);

    private static unsafe bool TryParseLong(byte* text, int length, bool negative, out long value)
    {
        value = 0;
        if (length is <= 8 or > MostDigits || *text == '0')
        {
            return false;
        }

        ulong magnitude = 0;
        for (var i = 0; i < length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit > 9)
            {
                return false;
            }

            // 19 digits stay below 2^64.
            magnitude = (magnitude * 10) + digit;
        }

        if (magnitude > (ulong)long.MaxValue + (negative ? 1UL : 0))
        {
            return false;
        }

        value = negative ? unchecked(-(long)magnitude) : (long)magnitude;
        return true;
    }
}

/// <summary>Eight ASCII digits at once, in one 64-bit word, the first digit in its lowest byte.</summary>
internal static class Digits
{
    private const ulong Zeros = 0x3030303030303030;

    /// <summary>The first 1 to 8 bytes of a text as a word, filled from the left with the digit 0. All eight bytes must be readable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ulong FirstOf(byte* text, int length)
    {
        var word = Unsafe.ReadUnaligned<ulong>(text);
        return length == 8 ? word : (word << (64 - (8 * length))) | (Zeros >> (8 * length));
    }

    /// <summary>Whether all eight bytes are digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Are(ulong word) =>
        ((word & 0xF0F0F0F0F0F0F0F0) | (((word + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) >> 4)) == 0x3333333333333333;

    /// <summary>Value of eight digits: pairs, then fours, then all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ValueOf(ulong word)
    {
        word -= Zeros;
        word = (word * 10) + (word >> 8);
        return (uint)((((word & 0x000000FF000000FF) * 0x000F424000000064) + (((word >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32);
    }
}
