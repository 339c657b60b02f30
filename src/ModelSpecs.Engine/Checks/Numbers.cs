using System.Globalization;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Engine.Checks;

/// <summary>Numbers as messages show them.</summary>
internal static class Numbers
{
    /// <summary>Six significant digits: enough to see which side of a bound a value is on.</summary>
    public static string Format(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>As many digits as it takes for the value to differ visibly from the bound; at most all of them.</summary>
    public static string FormatAgainst(double value, double bound)
    {
        for (var digits = 4; digits < 17; digits++)
        {
            var format = "G" + digits.ToString(CultureInfo.InvariantCulture);
            var text = value.ToString(format, CultureInfo.InvariantCulture);
            if (text != bound.ToString(format, CultureInfo.InvariantCulture))
            {
                return text;
            }
        }

        return value.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>An interval.</summary>
    public static string Range(Interval interval) => FormattableString.Invariant($"[{interval.Low:G4}, {interval.High:G4}]");

    /// <summary>A p-value: never 0, which none is.</summary>
    public static string PValue(double p) => p < 1e-6 ? "< 0.000001" : $"= {p.ToString("G2", CultureInfo.InvariantCulture)}";

    /// <summary>A count with thousands separated by commas.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
