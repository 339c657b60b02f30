using ModelSpecs.Results;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Checks;

/// <summary>The one place where a value, or its interval, is held against a bound.</summary>
internal static class Verdicts
{
    /// <summary>A bound computed from another metric carries rounding of its own: 0.8 - 0.1 is a hair above 0.7. Plain numbers are compared exactly.</summary>
    public const double ComputedBoundSlack = 1e-12;

    /// <summary>The outcome of a defined value.</summary>
    /// <param name="policy">What is held against the bound.</param>
    /// <param name="meets">Whether the value meets it.</param>
    /// <param name="noise">The noise around it; null where the value has none to speak of.</param>
    /// <param name="comparison">How they are compared.</param>
    public static Outcome Decide(JudgePolicy policy, bool meets, Noise? noise, Comparison comparison)
    {
        if (policy == JudgePolicy.Point || noise is null)
        {
            return meets ? Outcome.Passed : Outcome.Failed;
        }

        // Without an interval neither policy can be sure of anything.
        return policy == JudgePolicy.Sure
            ? !meets ? Outcome.Failed : Clears(noise, comparison) ? Outcome.Passed : Outcome.Inconclusive
            : meets ? Outcome.Passed : Misses(noise, comparison) ? Outcome.Failed : Outcome.Inconclusive;
    }

    private static bool Clears(Noise noise, Comparison comparison) => noise.Interval is { } interval && comparison switch
    {
        Comparison.AtLeast => interval.Low >= noise.Bound,
        Comparison.MoreThan => interval.Low > noise.Bound,
        Comparison.AtMost => interval.High <= noise.Bound,
        _ => interval.High < noise.Bound,
    };

    private static bool Misses(Noise noise, Comparison comparison) => noise.Interval is { } interval && comparison switch
    {
        Comparison.AtLeast => interval.High < noise.Bound,
        Comparison.MoreThan => interval.High <= noise.Bound,
        Comparison.AtMost => interval.Low > noise.Bound,
        _ => interval.Low >= noise.Bound,
    };

    /// <summary>Whether a finite value meets a finite bound; false if either is not finite.</summary>
    /// <param name="value">The value.</param>
    /// <param name="comparison">How it is compared.</param>
    /// <param name="bound">The bound.</param>
    /// <param name="tolerance">What the bound may be off, times the larger of 1 and its size; 0: it is exact.</param>
    public static bool Meets(double value, Comparison comparison, double bound, double tolerance)
    {
        if (!double.IsFinite(value) || !double.IsFinite(bound))
        {
            return false;
        }

        var slack = tolerance * Math.Max(1, Math.Abs(bound));
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
