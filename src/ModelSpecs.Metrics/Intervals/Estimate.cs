using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>A measured value with what is known of its noise.</summary>
public abstract class Estimate
{
    // Beyond this many standard deviations a p-value is 0 for every purpose, and no bisection is needed.
    private const double Farthest = 12;

    /// <summary>An estimate.</summary>
    /// <param name="value">The measured value; NaN: undefined.</param>
    /// <param name="rows">Rows it rests on.</param>
    private protected Estimate(double value, long rows)
    {
        Value = value;
        Rows = rows;
    }

    /// <summary>The measured value; NaN where undefined.</summary>
    public double Value { get; }

    /// <summary>Rows it rests on.</summary>
    public long Rows { get; }

    /// <summary>Rows of the smallest class of the slice; null: there are no classes, or the interval does not depend on them.</summary>
    public long? SmallestClass { get; init; }

    /// <summary>The estimates that its interval is put together from; empty: it has its own.</summary>
    public virtual IReadOnlyList<Estimate> Parts => [];

    /// <summary>How its interval is made.</summary>
    public abstract IntervalMethod Method { get; }

    /// <summary>Whether there is an interval at all.</summary>
    public bool HasInterval => Method != IntervalMethod.None;

    /// <summary>Standard error; NaN where there is no interval.</summary>
    public abstract double StandardError { get; }

    /// <summary>Why there is no interval; null where there is one.</summary>
    public virtual string? Missing => null;

    /// <summary>Replicates behind it; 0 where none was drawn.</summary>
    public virtual int Replicates => 0;

    /// <summary>The two-sided interval; both ends NaN where there is none.</summary>
    /// <param name="confidence">Above 0 and below 1, e.g. 0.95.</param>
    public Interval At(double confidence) => Between(-Normal.Quantile(0.5 * (1 - confidence)));

    /// <summary>The two-sided p-value of "the true value is <paramref name="bound"/>": 1 − the largest confidence whose interval leaves the bound out, so
    /// that interval and p-value never disagree. NaN where there is no interval; 1 where the bound is the value.</summary>
    public virtual double PValue(double bound)
    {
        if (!HasInterval || !double.IsFinite(bound))
        {
            return double.NaN;
        }

        if (bound == Value || Contains(Between(0), bound))
        {
            return 1;
        }

        double low = 0, high = Farthest;
        if (!Contains(Between(high), bound))
        {
            return Normal.TwoSidedP(high);
        }

        for (var i = 0; i < 50; i++)
        {
            var middle = 0.5 * (low + high);
            (low, high) = Contains(Between(middle), bound) ? (low, middle) : (middle, high);
        }

        return Normal.TwoSidedP(0.5 * (low + high));
    }

    /// <summary>The p-value to correct for a family of checks. A correction asks after chances of a thousandth and less; where the method's approximation
    /// does not hold that far out, this is the p-value of one that does.</summary>
    /// <inheritdoc cref="PValue"/>
    public virtual double FamilyPValue(double bound) => PValue(bound);

    /// <summary>How many rows, of those it rests on, would make the interval leave out <paramref name="bound"/>, if value and spread stay as they are: a half-width shrinks with the root
    /// of the rows. Positive infinity where the bound is the value, or where there is no interval.</summary>
    /// <param name="bound">The bound.</param>
    /// <param name="confidence">For example 0.95.</param>
    public virtual double RowsNeeded(double bound, double confidence)
    {
        if (!HasInterval || !double.IsFinite(bound))
        {
            return double.PositiveInfinity;
        }

        var interval = At(confidence);
        return Power.RowsNeeded(Rows, Math.Max(0, Value >= bound ? Value - interval.Low : interval.High - Value), Math.Abs(Value - bound));
    }

    /// <summary>The interval that is as wide as <paramref name="z"/> standard deviations of a normal distribution.</summary>
    /// <param name="z">0 or more; 1.96 for 95 %.</param>
    protected internal abstract Interval Between(double z);

    private static bool Contains(Interval interval, double bound) => interval.Low <= bound && bound <= interval.High;
}
