using System.Globalization;

namespace ModelSpecs.Reporting.Terminal;

/// <summary>Numbers for people: four decimals, more where they are needed to tell a value from its bound.</summary>
internal static class Numbers
{
    private const int Decimals = 4;

    public static string Rows(long rows) => rows.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Value(double value) => IsCount(value) ? Rows((long)value) : Format(value, Decimals);

    /// <summary>The value with as many decimals as show on which side of the bound it lies: 0.69996 is not 0.7000 where the bound is 0.70.</summary>
    public static string Value(double value, double? bound)
    {
        if (bound is not { } other || value.Equals(other) || !double.IsFinite(value) || !double.IsFinite(other) || (IsCount(value) && IsCount(other)))
        {
            return Value(value);
        }

        for (var decimals = Decimals; decimals <= 16; decimals++)
        {
            var text = Format(value, decimals);
            if (text != Format(other, decimals))
            {
                return text;
            }
        }

        return value.ToString("R", CultureInfo.InvariantCulture);
    }

    // 0 and 1 are shares as often as not, and stay in line with those.
    private static bool IsCount(double value) => value == Math.Truncate(value) && Math.Abs(value) is > 1 and < 1e9;

    private static string Format(double value, int decimals)
    {
        var zeros = new string('0', decimals);
        var format = Math.Abs(value) switch
        {
            0 => $"0.{zeros}",
            < 1e-3 or >= 1e9 => $"0.{zeros}e+0",
            _ => $"#,0.{zeros}",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }
}
