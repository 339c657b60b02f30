using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>The smallest or the largest of several values. Each of them could have been the end: the side of the interval on which any one of them could be
/// further out is corrected for their number (Bonferroni), while on the other side all must agree, which needs no correction.</summary>
public sealed class ExtremeEstimate : Estimate
{
    private readonly Estimate[] parts;
    private readonly bool isLargest;

    /// <summary>An end.</summary>
    /// <param name="value">The measured end.</param>
    /// <param name="rows">Rows it rests on.</param>
    /// <param name="parts">The values; at least one.</param>
    /// <param name="isLargest">Whether it is the largest.</param>
    public ExtremeEstimate(double value, long rows, IReadOnlyList<Estimate> parts, bool isLargest)
        : base(value, rows)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentOutOfRangeException.ThrowIfZero(parts.Count);
        this.parts = [.. parts];
        this.isLargest = isLargest;
    }

    /// <inheritdoc/>
    public override IntervalMethod Method => Array.TrueForAll(parts, part => part.HasInterval) ? parts[0].Method : IntervalMethod.None;

    /// <inheritdoc/>
    public override string? Missing => parts.Select(part => part.Missing).FirstOrDefault(missing => missing is not null);

    /// <summary>A quarter of the 95 % interval: an end has no error of its own that is normal.</summary>
    public override double StandardError
    {
        get
        {
            var z = -Normal.Quantile(0.025);
            var interval = Between(z);
            return (interval.High - interval.Low) / (2 * z);
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

        var tail = 0.5 * Normal.TwoSidedP(z) / parts.Length;
        var strict = tail > 0 ? -Normal.Quantile(tail) : z;
        return isLargest
            ? new Interval(parts.Max(part => part.Between(strict).Low), parts.Max(part => part.Between(z).High))
            : new Interval(parts.Min(part => part.Between(z).Low), parts.Min(part => part.Between(strict).High));
    }
}
