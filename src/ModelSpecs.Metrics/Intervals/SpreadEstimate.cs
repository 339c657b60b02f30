using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>The spread of a metric over the groups of a slice: largest minus smallest, or smallest over largest. The groups are those that happened to be
/// the ends: the side of the interval on which a spread is claimed is therefore corrected for every pair that could have been (Bonferroni), while the side on
/// which there is none to be seen needs no correction, since every pair must agree to it.</summary>
public sealed class SpreadEstimate : Estimate
{
    private readonly Estimate[] groups;
    private readonly bool isRatio;
    private readonly double pairs;

    /// <summary>A spread.</summary>
    /// <param name="value">The measured spread.</param>
    /// <param name="rows">Rows it rests on.</param>
    /// <param name="groups">The metric on each group; at least two.</param>
    /// <param name="isRatio">Whether it is smallest over largest.</param>
    public SpreadEstimate(double value, long rows, IReadOnlyList<Estimate> groups, bool isRatio)
        : base(value, rows)
    {
        ArgumentNullException.ThrowIfNull(groups);
        this.groups = [.. groups];
        this.isRatio = isRatio;
        pairs = 0.5 * groups.Count * (groups.Count - 1);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Estimate> Parts => groups;

    /// <inheritdoc/>
    public override IntervalMethod Method => Array.TrueForAll(groups, g => g.HasInterval) ? IntervalMethod.Mover : IntervalMethod.None;

    /// <inheritdoc/>
    public override string? Missing => groups.Select(g => g.Missing).FirstOrDefault(missing => missing is not null);

    /// <summary>A quarter of the 95 % interval: a spread has no error of its own that is normal.</summary>
    public override double StandardError
    {
        get
        {
            var interval = Between(-Normal.Quantile(0.025));
            return (interval.High - interval.Low) / (2 * -Normal.Quantile(0.025));
        }
    }

    /// <inheritdoc/>
    protected internal override Interval Between(double z)
    {
        if (Method == IntervalMethod.None)
        {
            return new Interval(double.NaN, double.NaN);
        }

        if (z == 0)
        {
            return new Interval(Value, Value);
        }

        var tail = 0.5 * Normal.TwoSidedP(z);
        var strict = tail / pairs > 0 ? -Normal.Quantile(tail / pairs) : z;
        var seen = Ends(strict);
        var unseen = Ends(z);
        return isRatio
            ? new Interval(Pairwise(unseen, claimed: false), Pairwise(seen, claimed: true))
            : new Interval(Math.Max(0, Pairwise(seen, claimed: true)), Pairwise(unseen, claimed: false));
    }

    private Interval[] Ends(double z) => Array.ConvertAll(groups, g => g.Between(z));

    // Differences: the largest bound of any pair. Ratios: the smallest.
    private double Pairwise(Interval[] ends, bool claimed)
    {
        var best = isRatio ? 1.0 : 0.0;
        for (var i = 0; i < groups.Length; i++)
        {
            for (var j = 0; j < groups.Length; j++)
            {
                if (i != j)
                {
                    best = isRatio ? Math.Min(best, Ratio(i, j, ends, claimed)) : Math.Max(best, Difference(i, j, ends, claimed));
                }
            }
        }

        return best;
    }

    private double Difference(int large, int small, Interval[] ends, bool claimed)
    {
        var (a, b) = (groups[large].Value, groups[small].Value);
        return claimed
            ? a - b - Root(a - ends[large].Low, ends[small].High - b)
            : a - b + Root(ends[large].High - a, b - ends[small].Low);
    }

    // On the scale of the logarithm, where a ratio is a difference; an end at or below 0 has no logarithm and bounds nothing.
    private double Ratio(int large, int small, Interval[] ends, bool claimed)
    {
        var (a, b) = (groups[large].Value, groups[small].Value);
        if (a <= 0)
        {
            return 1;
        }

        if (claimed)
        {
            return ends[large].Low <= 0 ? 1
                : b <= 0 ? Math.Min(1, ends[small].High / ends[large].Low)
                : Math.Min(1, Math.Exp(Math.Log(b / a) + Root(Math.Log(ends[small].High / b), Math.Log(a / ends[large].Low))));
        }

        return b <= 0 || ends[small].Low <= 0 ? 0 : Math.Exp(Math.Log(b / a) - Root(Math.Log(b / ends[small].Low), Math.Log(ends[large].High / a)));
    }

    private static double Root(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
