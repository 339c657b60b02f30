using ModelSpecs.Results.Gate;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.GateDiff;

/// <summary>Which of two bounds of the same check is harder to meet.</summary>
internal static class BoundStrictness
{
    /// <summary>What the change does; null: both bounds mean the same.</summary>
    /// <remarks>A bound is <c>a × reference + c</c>. Of the same reference it is higher where neither a nor c is lower; that needs a reference that is not
    /// negative, unless only c differs. Of two references nothing is known without the data.</remarks>
    public static GateEffect? Of(CheckSpec before, CheckSpec after)
    {
        if (!string.Equals(before.Terms, after.Terms, StringComparison.Ordinal))
        {
            return after.StrictnessAgainst(before) switch { Strictness.Looser => GateEffect.Loosened, Strictness.Tighter => GateEffect.Tightened, _ => GateEffect.Changed };
        }

        if (before.Limit is not { } was || after.Limit is not { } now)
        {
            return null;
        }

        if (was.Reference != now.Reference)
        {
            return GateEffect.Changed;
        }

        var notNegative = after is not MetricCheckSpec check || MetricCatalogue.Find(check.Metric.Name) is { Minimum: >= 0 };
        var (higher, lower) = Sides(was, now, notNegative);
        if (higher && lower)
        {
            return GateEffect.Changed;
        }

        var isMinimum = after.Comparing is Comparison.AtLeast or Comparison.MoreThan;
        if (higher || lower)
        {
            return higher == isMinimum ? GateEffect.Tightened : GateEffect.Loosened;
        }

        // > and >= differ by the bound itself.
        return (IsStrict(before), IsStrict(after)) switch
        {
            (false, true) => GateEffect.Tightened,
            (true, false) => GateEffect.Loosened,
            _ => null,
        };
    }

    private static (bool Higher, bool Lower) Sides(Bound was, Bound now, bool notNegative)
    {
        if (was.Reference == BoundReference.Number)
        {
            return (now.Offset > was.Offset, now.Offset < was.Offset);
        }

        // A percentage is of the reference's absolute value, which is never negative.
        if (was.Factor.Equals(now.Factor) && was.OffsetIsRelative == now.OffsetIsRelative)
        {
            return (now.Offset > was.Offset, now.Offset < was.Offset);
        }

        if (!notNegative)
        {
            return (true, true);
        }

        var (a, c) = Linear(was);
        var (b, d) = Linear(now);
        return (b > a || d > c, b < a || d < c);
    }

    private static (double Factor, double Offset) Linear(Bound bound) =>
        bound.OffsetIsRelative ? (bound.Factor + bound.Offset, 0) : (bound.Factor, bound.Offset);

    private static bool IsStrict(CheckSpec check) => check.Comparing is Comparison.MoreThan or Comparison.LessThan;
}
