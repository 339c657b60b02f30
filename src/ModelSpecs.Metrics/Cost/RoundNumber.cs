using System.Globalization;

namespace ModelSpecs.Metrics.Cost;

/// <summary>Numbers that people can write down.</summary>
internal static class RoundNumber
{
    private const int MostDigits = 17;

    /// <summary>The number with the fewest digits that is above one and not above another; the upper one where there is no shorter.</summary>
    /// <param name="above">Lower end, not included; may be −∞.</param>
    /// <param name="upTo">Upper end, included; finite.</param>
    public static double Within(double above, double upTo)
    {
        for (var digits = 1; digits < MostDigits; digits++)
        {
            var rounded = Digits(upTo, digits);
            if (rounded > upTo && upTo != 0)
            {
                // One unit of the last digit down.
                var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(upTo))) - digits + 1);
                rounded = Digits(rounded - unit, digits);
            }

            if (rounded > above && rounded <= upTo)
            {
                return rounded;
            }
        }

        return upTo;
    }

    private static double Digits(double value, int digits) =>
        double.Parse(value.ToString(string.Create(CultureInfo.InvariantCulture, $"E{digits - 1}"), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
