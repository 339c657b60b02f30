namespace ModelSpecs.Engine.Datasets.Typing;

/// <summary>Reads ISO 8601 dates and times into UTC ticks: <c>2019-03-20</c>, <c>2019-03-20 00:01</c>, <c>2019-03-20T00:01:36.5Z</c>, <c>…+02:00</c>.</summary>
/// <remarks>A time without an offset is UTC. Digits of a second beyond the seventh (100 ns) are dropped.</remarks>
internal static class DateText
{
    private const int DateLength = 10;
    private const int MinuteLength = 16;
    private const int SecondLength = 19;

    private static ReadOnlySpan<byte> DaysOfMonth => [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    /// <summary>Reads a date or a time.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < DateLength || text[4] != '-' || text[7] != '-'
            || !Number(text[..4], out var year) || !Number(text.Slice(5, 2), out var month) || !Number(text.Slice(8, 2), out var day)
            || year == 0 || month is 0 or > 12 || day == 0
            || day > DaysOfMonth[month - 1] + (month == 2 && DateTime.IsLeapYear(year) ? 1 : 0))
        {
            return false;
        }

        ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks;
        return text.Length == DateLength || TryTime(text, ref ticks);
    }

    private static bool TryTime(ReadOnlySpan<byte> text, ref long ticks)
    {
        if (text.Length < MinuteLength || text[DateLength] is not ((byte)'T' or (byte)' ' or (byte)'t') || text[13] != ':'
            || !Number(text.Slice(11, 2), out var hour) || !Number(text.Slice(14, 2), out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        ticks += (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        var rest = text[MinuteLength..];
        if (rest.Length > 0 && rest[0] == ':')
        {
            if (text.Length < SecondLength || !Number(text.Slice(17, 2), out var second) || second > 59)
            {
                return false;
            }

            ticks += second * TimeSpan.TicksPerSecond;
            rest = text[SecondLength..];
            if (rest.Length > 0 && rest[0] is (byte)'.' or (byte)',')
            {
                if (!TryFraction(rest[1..], out var digits, out var fraction))
                {
                    return false;
                }

                ticks += fraction;
                rest = rest[(digits + 1)..];
            }
        }

        return rest.Length == 0 || TryOffset(rest, ref ticks);
    }

    private static bool TryFraction(ReadOnlySpan<byte> text, out int digits, out long ticks)
    {
        ticks = 0;
        var unit = TimeSpan.TicksPerSecond;
        for (digits = 0; digits < text.Length && text[digits] is >= (byte)'0' and <= (byte)'9'; digits++)
        {
            unit /= 10;
            ticks += (text[digits] - '0') * unit;
        }

        return digits is > 0 and <= 9;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, ref long ticks)
    {
        if (text.Length == 1)
        {
            return text[0] is (byte)'Z' or (byte)'z';
        }

        // ±hh, ±hhmm, ±hh:mm
        var minutes = 0;
        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length < 3 || !Number(text.Slice(1, 2), out var hours) || hours > 23
            || (text.Length != 3 && !(text.Length == 5 && Number(text[3..], out minutes)) && !(text.Length == 6 && text[3] == ':' && Number(text[4..], out minutes)))
            || minutes > 59)
        {
            return false;
        }

        var offset = (hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute);
        ticks -= text[0] == '-' ? -offset : offset;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
    }

    private static bool Number(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (var character in digits)
        {
            var digit = (uint)(character - '0');
            if (digit > 9)
            {
                return false;
            }

            value = (value * 10) + (int)digit;
        }

        return true;
    }
}
