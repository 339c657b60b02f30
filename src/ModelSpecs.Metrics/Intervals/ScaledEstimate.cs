using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>A measured value in another unit, or with the other sign: value, interval and bounds are multiples of those of the one it is made of.</summary>
public sealed class ScaledEstimate : Estimate
{
    private readonly Estimate inner;
    private readonly double factor;

    /// <summary>A multiple of an estimate.</summary>
    /// <param name="inner">The estimate.</param>
    /// <param name="factor">Finite and not 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is 0 or not finite.</exception>
    public ScaledEstimate(Estimate inner, double factor)
        : base((inner ?? throw new ArgumentNullException(nameof(inner))).Value * factor, inner.Rows)
    {
        if (factor == 0 || !double.IsFinite(factor))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "A factor is finite and not 0.");
        }

        this.inner = inner;
        this.factor = factor;
        SmallestClass = inner.SmallestClass;
    }

    /// <inheritdoc/>
    public override IntervalMethod Method => inner.Method;

    /// <inheritdoc/>
    public override double StandardError => inner.StandardError * Math.Abs(factor);

    /// <inheritdoc/>
    public override string? Missing => inner.Missing;

    /// <inheritdoc/>
    public override int Replicates => inner.Replicates;

    /// <inheritdoc/>
    public override double PValue(double bound) => inner.PValue(bound / factor);

    /// <inheritdoc/>
    public override double FamilyPValue(double bound) => inner.FamilyPValue(bound / factor);

    /// <inheritdoc/>
    public override double RowsNeeded(double bound, double confidence) => inner.RowsNeeded(bound / factor, confidence);

    /// <inheritdoc/>
    protected internal override Interval Between(double z)
    {
        var interval = inner.Between(z);
        return factor > 0 ? new Interval(interval.Low * factor, interval.High * factor) : new Interval(interval.High * factor, interval.Low * factor);
    }
}
