using System.Globalization;

namespace ModelSpecs.Engine.Init;

/// <summary>Bounds at the end of an interval, with no more digits than the noise leaves.</summary>
internal static class NoiseDigits
{
    /// <summary>The step of a bound's last digit: the power of ten at or below half the width of the noise.</summary>
    public static double Step(double halfWidth, double value)
    {
        var noise = halfWidth > 0 ? halfWidth : Math.Max(Math.Abs(value) / 1000, 1e-6);
        return Math.Pow(10, Math.Floor(Math.Log10(noise)));
    }

    /// <summary>The greatest multiple of the step at or below a value.</summary>
    public static decimal Down(double value, double step) => Snap(value, step, Math.Floor);

    /// <summary>The smallest multiple of the step at or above a value.</summary>
    public static decimal Up(double value, double step) => Snap(value, step, Math.Ceiling);

    /// <summary>A value for a comment: four digits.</summary>
    public static string Of(double value) => Math.Abs(value) >= 1000 ? Math.Round(value).ToString("0", CultureInfo.InvariantCulture) : value.ToString(value == 0 ? "0" : Math.Abs(value) is < 1 and >= 0.001 ? "0.000" : "G4", CultureInfo.InvariantCulture);

    /// <summary>A bound as it is written.</summary>
    public static string Of(decimal bound) => bound.ToString("0.############", CultureInfo.InvariantCulture);

    // Steps are powers of ten, which decimals hold exactly.
    private static decimal Snap(double value, double step, Func<double, double> toward)
    {
        var digits = (int)Math.Round(-Math.Log10(step));
        var scaled = toward(value / step);
        return digits >= 0 ? (decimal)scaled / Power(digits) : (decimal)scaled * Power(-digits);
    }

    private static decimal Power(int digits)
    {
        var power = 1m;
        for (var i = 0; i < digits; i++)
        {
            power *= 10;
        }

        return power;
    }
}
