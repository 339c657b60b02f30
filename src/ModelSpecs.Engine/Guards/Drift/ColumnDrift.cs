using ModelSpecs.Metrics.Drift;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>How far a column is from its reference.</summary>
internal sealed record ColumnDrift
{
    /// <summary>The column.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is compared category by category, and tested by chi-squared: texts, booleans, numbers with few values.</summary>
    public required bool IsCategorical { get; init; }

    /// <summary>Whether its values are numbers or times.</summary>
    public required bool HasNumbers { get; init; }

    /// <summary>Rows of the reference.</summary>
    public required long ReferenceRows { get; init; }

    /// <summary>Rows held against it.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows of the reference without a value.</summary>
    public required long ReferenceMissing { get; init; }

    /// <summary>Rows without a value.</summary>
    public required long Missing { get; init; }

    /// <summary>Names of the bins.</summary>
    public IReadOnlyList<string> Bins { get; init; } = [];

    /// <summary>Values of the reference by bin.</summary>
    public double[] Expected { get; init; } = [];

    /// <summary>Values by bin.</summary>
    public double[] Actual { get; init; } = [];

    /// <summary>Statistic of Kolmogorov and Smirnov; NaN: no numbers.</summary>
    public double Ks { get; init; } = double.NaN;

    /// <summary>Wasserstein distance in standard deviations of the reference; NaN: no numbers.</summary>
    public double Wasserstein { get; init; } = double.NaN;

    /// <summary>Rows whose category the reference does not have, the most frequent first; empty: there is none, or the column has no categories.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Unseen { get; init; } = [];

    /// <summary>Share of the values that the reference does not have; NaN: the column has no categories.</summary>
    public double UnseenShare { get; init; } = double.NaN;

    /// <summary>Most by which <see cref="Ks"/> may be too small or too large, since the reference is a profile.</summary>
    public double KsError { get; init; }

    /// <summary>Values of the reference.</summary>
    public long ReferenceValues => ReferenceRows - ReferenceMissing;

    /// <summary>Values.</summary>
    public long Values => Rows - Missing;

    /// <summary>Why there is nothing to compare; null: there is.</summary>
    public string? Nothing { get; init; }

    /// <summary>Share of rows of the reference without a value.</summary>
    public double ReferenceNullRate => (double)ReferenceMissing / ReferenceRows;

    /// <summary>Share of rows without a value.</summary>
    public double NullRate => (double)Missing / Rows;

    /// <summary>Pearson's test over the bins, small ones taken together.</summary>
    public ChiSquare Chi2 => Pooled is var (first, second) ? ChiSquare.Of(first, second) : default;

    /// <summary>Chance of such a difference where there is no drift: of categories by chi-squared, of numbers by Kolmogorov and Smirnov.</summary>
    public double PValue => Nothing is not null ? double.NaN : IsCategorical ? Chi2.PValue : KolmogorovSmirnov.PValue(Ks, ReferenceValues, Values);

    /// <summary>What the population stability index is on average where nothing drifts.</summary>
    public double ExpectedPsi => QuantileEdges.ExpectedPsi(Bins.Count, ReferenceValues, Values);

    /// <summary>A measure; NaN where it is undefined.</summary>
    public double Of(string measure) => measure switch
    {
        "null_rate" => Rows == 0 || ReferenceRows == 0 ? double.NaN : Math.Abs(NullRate - ReferenceNullRate),
        _ when Nothing is not null => double.NaN,
        "psi" => BinnedDistances.Psi(Expected, Actual),
        "kl" => BinnedDistances.KullbackLeibler(Expected, Actual),
        "js" => BinnedDistances.JensenShannon(Expected, Actual),
        "ks" => Ks,
        "chi2" => Chi2.Statistic,
        "wasserstein" => Wasserstein,
        "unseen" => UnseenShare,
        "p_value" => PValue,
        _ => throw new InvalidOperationException($"'{measure}' is no measure of a column."),
    };

    private (double[], double[]) Pooled => SmallBins.Pool(Expected, Actual);
}
