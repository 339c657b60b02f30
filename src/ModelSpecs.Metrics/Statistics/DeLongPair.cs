namespace ModelSpecs.Metrics.Statistics;

/// <summary>Two areas over the same rows.</summary>
/// <param name="First">The first column's.</param>
/// <param name="Second">The second column's.</param>
/// <param name="Covariance">Of the two estimates; NaN where a class has a single row.</param>
public readonly record struct DeLongPair(DeLongResult First, DeLongResult Second, double Covariance)
{
    /// <summary>First − second.</summary>
    public double Difference => First.Auc - Second.Auc;

    /// <summary>Variance of <see cref="Difference"/>; not negative.</summary>
    public double Variance => OwnVariance ?? Math.Max(0, First.Variance + Second.Variance - (2 * Covariance));

    /// <summary>The variance from each row's own change, which keeps the digits that the sum of three loses where few rows changed places; null: not known.</summary>
    internal double? OwnVariance { get; init; }

    private int Pairs => Math.Min(First.Positives, First.Negatives);

    /// <summary>Difference ± z·se, clipped to [−1, 1]. Where both columns order every pair alike, the difference and its variance
    /// are 0 and the interval rests on min(m, n) disjoint pairs as in <see cref="DeLongResult"/>: ±(1 − (α/2)^(1/min(m, n))).
    /// Otherwise, without a variance, nothing is known: [−1, 1].</summary>
    public Interval Interval(double confidence)
    {
        var reach = Normal.Critical(confidence) * Math.Sqrt(Variance);
        if (Variance > 0)
        {
            return new Interval(Difference - reach, Difference + reach).ClippedTo(-1, 1);
        }

        reach = Variance == 0 && Difference == 0 ? 1 - Math.Pow((1 - confidence) / 2, 1.0 / Pairs) : 1;
        return new Interval(-reach, reach);
    }

    /// <summary>Two-sided p-value of a difference: below 1 − confidence outside <see cref="Interval"/>, and only there.</summary>
    public double P(double difference = 0)
    {
        if (Variance > 0)
        {
            return Normal.TwoSidedP((Difference - difference) / Math.Sqrt(Variance));
        }

        var alike = Variance == 0 && Difference == 0 ? Math.Max(0, 1 - Math.Abs(difference)) : 1;
        return Math.Min(1, 2 * Math.Pow(alike, Pairs));
    }
}
