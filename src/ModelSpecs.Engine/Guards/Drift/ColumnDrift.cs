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

    /// <summary>Most that the exact statistic may be above <see cref="Ks"/>, since the reference is a profile.</summary>
    public double KsAbove { get; init; }

    /// <summary>Most that it may be below, since the profile is made of others.</summary>
    public double KsBelow { get; init; }

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

    /// <summary>Pearson's test over the bins, small ones taken together; null where that leaves one of several, which tells nothing.</summary>
    public ChiSquare? Chi2
    {
        get
        {
            var (first, second) = SmallBins.Pool(Expected, Actual);
            return Nothing is not null || (Bins.Count > 1 && first.Length < 2) ? null : ChiSquare.Of(first, second);
        }
    }

    /// <summary>Chance of such a difference where there is no drift: of categories by chi-squared, of numbers by Kolmogorov and Smirnov; NaN: it cannot be tested.</summary>
    /// <param name="further">How much further apart the distribution functions may be than is known; negative: closer.</param>
    public double PValue(double further = 0) =>
        Nothing is not null ? double.NaN : IsCategorical ? Chi2?.PValue ?? double.NaN : KolmogorovSmirnov.PValue(Math.Clamp(Ks + further, 0, 1), ReferenceValues, Values);

    /// <summary>Why a measure has no number.</summary>
    public string Undefined(string measure) => Nothing ?? measure switch
    {
        "wasserstein" => "its numbers have no finite distance or standard deviation",
        "chi2" or "p_value" => "too few rows by category to test",
        _ => "it has no number",
    };

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
        "chi2" => Chi2?.Statistic ?? double.NaN,
        "wasserstein" => Wasserstein,
        "unseen" => UnseenShare,
        "p_value" => PValue(),
        _ => throw new InvalidOperationException($"'{measure}' is no measure of a column."),
    };
}
