using System.Buffers;
using System.Globalization;

namespace ModelSpecs.Results.Snapshots;

/// <summary>The numbers of a snapshot: six significant digits in the invariant culture, so that the last bits of a sum never reach the text.</summary>
public static class SnapshotNumber
{
    /// <summary>Significant digits kept.</summary>
    public const int Digits = 6;

    /// <summary>Significant digits kept of a value that the next run does not repeat.</summary>
    public const int NoisyDigits = 3;

    /// <summary>The relative difference below which two numbers are one: ten units of the last digit that is kept.</summary>
    /// <remarks>Another CPU may round the last digit the other way; a prediction that differs by 1e−6 moves a mean by no more.</remarks>
    public const double Tolerance = 1e-5;

    private const string Infinite = "inf";
    private static readonly SearchValues<char> Characters = SearchValues.Create("0123456789+-.eE");

    /// <summary>As the text has it.</summary>
    /// <exception cref="ArgumentException">Not a number.</exception>
    public static string Format(double value) => value switch
    {
        double.NaN => throw new ArgumentException("An undefined value has no number.", nameof(value)),
        double.PositiveInfinity => Infinite,
        double.NegativeInfinity => "-" + Infinite,
        // Also what is negative zero.
        0 => "0",
        _ => value.ToString("G6", CultureInfo.InvariantCulture),
    };

    /// <summary>As the text has a value that the next run does not repeat.</summary>
    internal static string FormatNoisy(double value) =>
        Format(double.IsFinite(value) ? double.Parse(value.ToString($"G{NoisyDigits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value);

    /// <summary>What is read back after it was written.</summary>
    public static double Round(double value) => TryParse(Format(value), out var rounded) ? rounded : throw new ArgumentException("No number.", nameof(value));

    /// <summary>Reads what <see cref="Format"/> writes.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double value)
    {
        value = text switch
        {
            Infinite => double.PositiveInfinity,
            "-" + Infinite => double.NegativeInfinity,
            _ => double.NaN,
        };
        // The framework also reads words and numbers too large for a double; neither is ever written.
        return !double.IsNaN(value)
            || (!text.ContainsAnyExcept(Characters)
                && double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out value)
                && double.IsFinite(value));
    }

    /// <summary>Whether two numbers are one within a tolerance: absolute for small ones, relative for large ones.</summary>
    /// <param name="was">One; null: undefined.</param>
    /// <param name="now">The other.</param>
    /// <param name="tolerance">Of numbers up to 1 the largest difference, of larger ones its share of the larger.</param>
    public static bool Same(double? was, double? now, double tolerance = Tolerance)
    {
        if (was is not { } a || now is not { } b)
        {
            return was is null && now is null;
        }

        // Equal infinities have no difference, and others an infinite one.
        return a.Equals(b) || (double.IsFinite(a) && double.IsFinite(b) && Math.Abs(a - b) <= tolerance * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b))));
    }
}
