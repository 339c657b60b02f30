using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Checks;

/// <summary>Compares a value with a bound.</summary>
internal static class Verdicts
{
    // A bound computed from another metric carries rounding of its own: 0.8 - 0.1 is a hair above 0.7. Plain numbers are compared exactly.
    private const double RelativeBoundSlack = 1e-12;

    /// <summary>Whether a finite value meets a finite bound; false if either is not finite.</summary>
    public static bool Meets(double value, Comparison comparison, double bound, bool boundIsComputed)
    {
        if (!double.IsFinite(value) || !double.IsFinite(bound))
        {
            return false;
        }

        var slack = boundIsComputed ? RelativeBoundSlack * Math.Max(1, Math.Abs(bound)) : 0;
        return comparison switch
        {
            Comparison.AtLeast => value >= bound - slack,
            Comparison.MoreThan => value > bound + slack,
            Comparison.AtMost => value <= bound + slack,
            Comparison.LessThan => value < bound - slack,
            _ => false,
        };
    }
}
