using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>A value minus a multiple of another, with an interval put together from both of theirs (Zou and Donner 2008, MOVER; of two proportions with
/// Wilson's it is Newcombe's). Where one rests on a part of the other's rows, the part's noise is in both and cancels as far as it goes.</summary>
public sealed class DifferenceEstimate : Estimate
{
    private readonly Estimate first;
    private readonly Estimate second;
    private readonly double factor;
    private readonly double correlation;

    /// <summary>A difference.</summary>
    /// <param name="first">The value.</param>
    /// <param name="second">What is taken off.</param>
    /// <param name="factor">How many times.</param>
    /// <param name="overlap">Share of the second's rows that the first rests on, 0 to 1; 0: they share none.</param>
    public DifferenceEstimate(Estimate first, Estimate second, double factor, double overlap)
        : base(first?.Value - (factor * second?.Value) ?? double.NaN, first?.Rows ?? 0)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        this.first = first;
        this.second = second;
        this.factor = factor;

        // A whole is its part with the part's share, and the rest: cov(part, whole) = share × var(part).
        var (a, b) = (first.StandardError, second.StandardError);
        correlation = overlap > 0 && a > 0 && b > 0 ? Math.Min(1, overlap * a / b) : 0;
        StandardError = Spread(a, factor * b);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Estimate> Parts => [first, second];

    /// <inheritdoc/>
    public override IntervalMethod Method => first.HasInterval && second.HasInterval ? IntervalMethod.Mover : IntervalMethod.None;

    /// <inheritdoc/>
    public override string? Missing => first.Missing ?? second.Missing;

    /// <inheritdoc/>
    public override double StandardError { get; }

    /// <inheritdoc/>
    protected internal override Interval Between(double z)
    {
        var (a, b) = (first.Between(z), second.Between(z));
        var (low, high) = (factor * b.Low, factor * b.High);
        if (factor < 0)
        {
            (low, high) = (high, low);
        }

        var centre = factor * second.Value;
        var (halfA, halfB) = (0.5 * a.Width, 0.5 * (high - low));
        return new Interval(
            Value - Spread(Side(first.Value - a.Low, halfA), Side(high - centre, halfB)),
            Value + Spread(Side(a.High - first.Value, halfA), Side(centre - low, halfB)));
    }

    // What the two share moves both the same way: as far as they go together, one's lower side does not stand against the other's upper one.
    private double Side(double side, double half) => ((1 - correlation) * side) + (correlation * half);

    private double Spread(double a, double b) => Math.Sqrt(Math.Max(0, (a * a) + (b * b) - (2 * correlation * a * b)));
}
