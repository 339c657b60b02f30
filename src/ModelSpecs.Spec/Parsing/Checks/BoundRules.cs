using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Spec.Parsing.Checks;

/// <summary>Finds bounds that no value of the metric reaches, and checks that always pass or always fail.</summary>
internal static class BoundRules
{
    /// <summary>Whether the check can both pass and fail; else it is reported.</summary>
    public static bool Check(MetricCheckSpec check, MetricDescriptor metric, SourceSpan span, ParseContext context)
    {
        var (minimum, maximum) = RangeOf(metric, check.Scope);
        var bound = check.Bound;
        if (bound.Reference == BoundReference.Number && (bound.Offset < minimum || bound.Offset > maximum))
        {
            context.Bag.Report(SpecDiagnostics.BoundOutOfRange, span, $"The bound lies outside the range of {What(check)}", bound.Text, Ranges.Describe("a number", minimum, maximum), PercentHint(bound, maximum));
            return false;
        }

        var (low, high) = RightHandSide(bound, minimum, maximum);
        var (neverFails, neverPasses) = check.Comparison switch
        {
            Comparison.AtLeast => (minimum >= high, maximum < low),
            Comparison.MoreThan => (minimum > high, maximum <= low),
            Comparison.AtMost => (maximum <= low, minimum > high),
            _ => (maximum < low, minimum >= high),
        };
        var range = Ranges.Describe($"{Capital(What(check))} is a number", minimum, maximum);
        if (neverFails)
        {
            context.Bag.Report(SpecDiagnostics.NeverFails, span, $"The check '{check.Display}' can never fail", null, null, $"{range}: {Tighten(check, metric)}");
        }
        else if (neverPasses)
        {
            context.Bag.Report(SpecDiagnostics.NeverPasses, span, $"The check '{check.Display}' can never pass", null, null, $"{range}: choose a bound within it.");
        }

        return !neverFails && !neverPasses;
    }

    private static (double Minimum, double Maximum) RangeOf(MetricDescriptor metric, CheckScope scope) => scope switch
    {
        CheckScope.GapDifference => (0, metric.Maximum - metric.Minimum),
        // Smallest over largest lies in [0, 1] only where no value is negative.
        CheckScope.GapRatio => metric.Minimum >= 0 ? (0, 1) : (double.NegativeInfinity, double.PositiveInfinity),
        _ => (metric.Minimum, metric.Maximum),
    };

    // The bound is linear in the reference on either side of 0, so its extremes lie at the ends of the range and at 0.
    private static (double Low, double High) RightHandSide(Bound bound, double minimum, double maximum)
    {
        if (bound.Reference == BoundReference.Number)
        {
            return (bound.Offset, bound.Offset);
        }

        var atMinimum = At(bound, minimum);
        var atMaximum = At(bound, maximum);
        var low = Math.Min(atMinimum, atMaximum);
        var high = Math.Max(atMinimum, atMaximum);
        if (minimum < 0 && maximum > 0)
        {
            var atZero = At(bound, 0);
            (low, high) = (Math.Min(low, atZero), Math.Max(high, atZero));
        }

        return (low, high);
    }

    private static double At(Bound bound, double reference)
    {
        if (!double.IsInfinity(reference))
        {
            return bound.Resolve(reference);
        }

        var slope = bound.Factor + (bound.OffsetIsRelative ? bound.Offset * Math.Sign(reference) : 0);
        return slope == 0 ? (bound.OffsetIsRelative ? 0 : bound.Offset) : slope * reference;
    }

    private static string What(MetricCheckSpec check) => check.Scope switch
    {
        CheckScope.GapDifference => $"the gap of {check.Metric.Name}",
        CheckScope.GapRatio => $"the ratio of {check.Metric.Name}",
        CheckScope.GapSmallest => $"the smallest {check.Metric.Name}",
        CheckScope.GapLargest => $"the largest {check.Metric.Name}",
        _ => check.Metric.Name,
    };

    // Metric names keep their case.
    private static string Capital(string what) => what.StartsWith("the ", StringComparison.Ordinal) ? "T" + what.Substring(1) : what;

    private static string Tighten(MetricCheckSpec check, MetricDescriptor metric)
    {
        var isMinimum = check.Comparison is Comparison.AtLeast or Comparison.MoreThan;
        var wantsMinimum = check.Scope switch
        {
            CheckScope.GapDifference => false,
            CheckScope.GapRatio => true,
            _ => metric.Direction switch
            {
                MetricDirection.HigherIsBetter => true,
                MetricDirection.LowerIsBetter => false,
                _ => isMinimum,
            },
        };
        return isMinimum != wantsMinimum ? $"did you mean '{(wantsMinimum ? ">=" : "<=")}'?"
            : isMinimum ? "choose a larger bound, or remove the check."
            : "choose a smaller bound, or remove the check.";
    }

    private static string? PercentHint(Bound bound, double maximum) =>
        maximum == 1 && bound.Offset is > 1 and <= 100 && !bound.Text.EndsWith("%", StringComparison.Ordinal)
            ? $"Did you mean '{bound.Text} %'?"
            : null;
}
