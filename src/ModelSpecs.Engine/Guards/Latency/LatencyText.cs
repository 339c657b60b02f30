using System.Globalization;

namespace ModelSpecs.Engine.Guards.Latency;

/// <summary>Times, sizes and rates for people, in the units that bounds are written in.</summary>
internal static class LatencyText
{
    private static readonly (double One, string Unit)[] Times = [(1, "s"), (1e-3, "ms"), (1e-6, "us"), (1e-9, "ns")];
    private static readonly (double One, string Unit)[] Sizes = [(1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1, "B")];

    /// <summary><c>1.234 ms</c></summary>
    public static string Time(double seconds) => In(seconds, Times);

    /// <summary><c>12.5 MB</c></summary>
    public static string Size(double bytes) => In(bytes, Sizes);

    /// <summary><c>812.3 per second</c></summary>
    public static string Rate(double perSecond) => $"{Digits(perSecond)} per second";

    /// <summary>A number with four significant digits, for a figure.</summary>
    public static double Rounded(double value) => double.IsFinite(value) ? double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value;

    private static string In(double value, (double One, string Unit)[] units)
    {
        var (one, unit) = Array.Find(units, candidate => Math.Abs(value) >= candidate.One) is { Unit: not null } found ? found : units[^1];
        return $"{Digits(value / one)} {unit}";
    }

    private static string Digits(double value) => Math.Abs(value) >= 1000 ? value.ToString("#,0", CultureInfo.InvariantCulture) : value.ToString("G4", CultureInfo.InvariantCulture);
}
