using System.Globalization;
using System.Runtime.CompilerServices;

namespace ModelSpecs.Engine.Datasets.Typing;

/// <summary>Reads doubles from UTF-8, correctly rounded: to the bit what <see cref="double.Parse(string)"/> gives.</summary>
/// <remarks>The common case is Clinger's: at most 2⁵³ as digits and at most 10²² as power are both exact doubles, so that one multiplication or division
/// rounds once. Other numbers of up to 19 digits go to <see cref="DecimalToDouble"/>, and what is left to the library.</remarks>
internal static class NumberText
{
    private const int MostDigits = 19;

    private static readonly double[] Powers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads digits with an optional sign, point and exponent, without leading zeros. False for anything else, also for <c>nan</c> and <c>inf</c>.
    /// The eight bytes after the text must be readable.</summary>
    public static unsafe bool TryParse(byte* text, int length, out double value)
    {
        var at = text;
        var end = text + length;
        var negative = false;
        if (length > 0 && (*at == '-' || *at == '+'))
        {
            negative = *at == '-';
            at++;
        }

        value = 0;
        var whole = at;
        ulong digits = 0;
        var next = Accumulate(at, end, ref digits);
        var count = (int)(next - at);
        if (count > 1 && *whole == '0')
        {
            return false;
        }

        at = next;
        var power = 0;
        if (at < end && *at == '.')
        {
            at++;
            next = Accumulate(at, end, ref digits);
            power = -(int)(next - at);
            count -= power;
            at = next;
        }

        if (count == 0)
        {
            return false;
        }

        if (at < end && !TryExponent(at, end, ref power))
        {
            return false;
        }

        // Zeros before the first other digit were counted; with them more than 19 only means a slower way.
        if (count <= MostDigits)
        {
            if (digits <= 1UL << 53 && (uint)(power + 22) <= 44)
            {
                value = power < 0 ? digits / Powers[-power] : digits * Powers[power];
                value = negative ? -value : value;
                return true;
            }

            if (DecimalToDouble.TryConvert(digits, power, out value))
            {
                value = negative ? -value : value;
                return true;
            }
        }

        return double.TryParse(
            new ReadOnlySpan<byte>(text, length),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out value);
    }

    /// <summary>The spellings of not-a-number and infinity, in any case: <c>nan</c>, <c>inf</c>, <c>infinity</c> with an optional sign.</summary>
    public static bool TryParseSpecial(ReadOnlySpan<byte> text, out double value)
    {
        var negative = text.Length > 0 && text[0] == '-';
        var name = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        if (System.Text.Ascii.EqualsIgnoreCase(name, "nan"u8))
        {
            value = double.NaN;
            return true;
        }

        value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        return System.Text.Ascii.EqualsIgnoreCase(name, "inf"u8) || System.Text.Ascii.EqualsIgnoreCase(name, "infinity"u8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe byte* Accumulate(byte* at, byte* end, ref ulong digits)
    {
        while (end - at >= 8)
        {
            var eight = Unsafe.ReadUnaligned<ulong>(at);
            if (!Digits.Are(eight))
            {
                break;
            }

            digits = unchecked((digits * 100_000_000) + Digits.ValueOf(eight));
            at += 8;
        }

        for (; at < end; at++)
        {
            var digit = (uint)(*at - '0');
            if (digit > 9)
            {
                break;
            }

            digits = unchecked((digits * 10) + digit);
        }

        return at;
    }

    private static unsafe bool TryExponent(byte* at, byte* end, ref int power)
    {
        if ((*at | 0x20) != 'e')
        {
            return false;
        }

        at++;
        var negative = false;
        if (at < end && (*at == '-' || *at == '+'))
        {
            negative = *at == '-';
            at++;
        }

        if (at == end)
        {
            return false;
        }

        var exponent = 0;
        for (; at < end; at++)
        {
            var digit = (uint)(*at - '0');
            if (digit > 9)
            {
                return false;
            }

            // Far beyond the range of doubles, and far from overflowing.
            exponent = Math.Min((exponent * 10) + (int)digit, 100_000);
        }

        power += negative ? -exponent : exponent;
        return true;
    }
}
