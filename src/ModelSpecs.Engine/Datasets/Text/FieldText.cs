using System.Globalization;

namespace ModelSpecs.Engine.Datasets.Text;

/// <summary>Reads values from the UTF-8 of a field, without a string.</summary>
internal static class FieldText
{
    private static ReadOnlySpan<double> PowersOfTen =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>An integer of 64 bits, spaces around it allowed. A leading zero makes a code of it (<c>01234</c>), not a number.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> field, out long value)
    {
        value = 0;
        field = Trim(field);
        var negative = field.Length > 0 && field[0] == '-';
        var digits = negative || (field.Length > 0 && field[0] == '+') ? field[1..] : field;
        if (digits.Length is 0 or > 19 || (digits.Length > 1 && digits[0] == '0'))
        {
            return false;
        }

        ulong total = 0;
        foreach (var digit in digits)
        {
            var d = (uint)(digit - '0');
            if (d > 9)
            {
                return false;
            }

            total = (total * 10) + d;
        }

        if (total > (negative ? 1UL << 63 : long.MaxValue))
        {
            return false;
        }

        value = negative ? unchecked(-(long)total) : (long)total;
        return true;
    }

    /// <summary>A number, correctly rounded; NaN and infinities spelled <c>nan</c>, <c>inf</c>, <c>infinity</c> in any case.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> field, out double value)
    {
        field = Trim(field);
        return TrySimpleNumber(field, out value) || TryAnyNumber(field, out value);
    }

    /// <summary>true or false, in lower, upper or title case.</summary>
    public static bool TryBoolean(ReadOnlySpan<byte> field, out bool value)
    {
        field = Trim(field);
        value = field.SequenceEqual("true"u8) || field.SequenceEqual("True"u8) || field.SequenceEqual("TRUE"u8);
        return value || field.SequenceEqual("false"u8) || field.SequenceEqual("False"u8) || field.SequenceEqual("FALSE"u8);
    }

    /// <summary>A date or time in ISO 8601: <c>2019-03-20</c>, then <c>T</c> or a space, <c>hh:mm[:ss[.fffffff]]</c>, then nothing, <c>Z</c> or
    /// an offset. Without an offset it is UTC.</summary>
    public static bool TryDate(ReadOnlySpan<byte> field, out long ticks)
    {
        ticks = 0;
        field = Trim(field);
        if (field.Length < 10 || field[4] != '-' || field[7] != '-'
            || !TryDigits(field[..4], out var year) || !TryDigits(field[5..7], out var month) || !TryDigits(field[8..10], out var day)
            || year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks;
        return field.Length == 10 || TryTime(field[10..], ref ticks);
    }

    /// <summary>The field without ASCII spaces and tabs around it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> field)
    {
        // Nearly every field is without spaces: one look at each end decides.
        if (field.Length == 0 || (field[0] > ' ' && field[^1] > ' '))
        {
            return field;
        }

        return field.Trim(" \t"u8);
    }

    // Up to 19 digits with a point and no exponent: exact by one division where the digits fit 53 bits (Clinger 1990).
    private static bool TrySimpleNumber(ReadOnlySpan<byte> field, out double value)
    {
        value = 0;
        var negative = field.Length > 0 && field[0] == '-';
        var i = negative ? 1 : 0;
        ulong digits = 0;
        int count = 0, point = -1;
        var first = i;
        for (; i < field.Length; i++)
        {
            var d = (uint)(field[i] - '0');
            if (d <= 9)
            {
                digits = (digits * 10) + d;
                count++;
            }
            else if (field[i] == '.' && point < 0)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        if (count is 0 or > 19 || digits > 1UL << 53 || (field[first] == '0' && first + 1 < field.Length && point != first + 1))
        {
            return false;
        }

        var magnitude = point < 0 ? digits : digits / PowersOfTen[field.Length - 1 - point];
        value = negative ? -magnitude : magnitude;
        return true;
    }

    private static bool TryAnyNumber(ReadOnlySpan<byte> field, out double value)
    {
        value = 0;
        if (field.Length == 0)
        {
            return false;
        }

        var unsigned = field[0] is (byte)'-' or (byte)'+' ? field[1..] : field;
        if (unsigned.Length == 0 || (unsigned.Length > 1 && unsigned[0] == '0' && unsigned[1] is >= (byte)'0' and <= (byte)'9'))
        {
            return false;
        }

        if (unsigned[0] is (>= (byte)'0' and <= (byte)'9') or (byte)'.')
        {
            return double.TryParse(field, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);
        }

        if (EqualsIgnoringCase(unsigned, "nan"u8))
        {
            value = double.NaN;
            return true;
        }

        if (EqualsIgnoringCase(unsigned, "inf"u8) || EqualsIgnoringCase(unsigned, "infinity"u8))
        {
            value = field[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        return false;
    }

    private static bool TryTime(ReadOnlySpan<byte> text, ref long ticks)
    {
        // "Thh:mm" at least.
        if (text.Length < 6 || text[0] is not ((byte)'T' or (byte)' ') || text[3] != ':'
            || !TryDigits(text[1..3], out var hour) || !TryDigits(text[4..6], out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        ticks += (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        text = text[6..];
        if (text.Length >= 3 && text[0] == ':')
        {
            if (!TryDigits(text[1..3], out var second) || second > 59)
            {
                return false;
            }

            ticks += second * TimeSpan.TicksPerSecond;
            text = text[3..];
            if (text.Length > 1 && text[0] is (byte)'.' or (byte)',')
            {
                if (!TryFraction(ref text, ref ticks))
                {
                    return false;
                }
            }
        }

        return text.Length == 0 || text.SequenceEqual("Z"u8) || TryOffset(text, ref ticks);
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> text, ref long ticks)
    {
        var unit = TimeSpan.TicksPerSecond;
        var i = 1;
        for (; i < text.Length && text[i] is >= (byte)'0' and <= (byte)'9'; i++)
        {
            // Below 100 ns there is nothing to keep.
            unit /= 10;
            ticks += (text[i] - '0') * unit;
        }

        text = text[i..];
        return i > 1;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, ref long ticks)
    {
        if (text[0] is not ((byte)'+' or (byte)'-'))
        {
            return false;
        }

        var minutes = text.Length switch
        {
            6 when text[3] == ':' => text[4..],
            5 => text[3..],
            3 => "00"u8,
            _ => default,
        };
        if (minutes.Length != 2 || !TryDigits(text[1..3], out var hour) || !TryDigits(minutes, out var minute) || hour > 14 || minute > 59)
        {
            return false;
        }

        var offset = (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        ticks += text[0] == '-' ? offset : -offset;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            var d = (uint)(digit - '0');
            if (d > 9)
            {
                return false;
            }

            value = (value * 10) + (int)d;
        }

        return true;
    }

    private static bool EqualsIgnoringCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) =>
        text.Length == lower.Length && System.Text.Ascii.EqualsIgnoreCase(text, lower);
}
