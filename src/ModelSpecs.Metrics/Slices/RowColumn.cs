namespace ModelSpecs.Metrics.Slices;

/// <summary>A value a row, whose weighted mean over a slice is a metric or the most of one. Equal columns are computed once.</summary>
internal abstract record RowColumn
{
    /// <summary>Values of a block of rows.</summary>
    public abstract void Fill(MetricInput input, int start, Span<double> values);

    /// <summary>The mean for a slice's best constant prediction.</summary>
    public abstract double TrivialMean(ConstantPrediction constant);
}

/// <summary>The best constant prediction of one slice and the truth it is held against.</summary>
internal readonly ref struct ConstantPrediction
{
    /// <summary>Weight of each class; empty in a regression.</summary>
    public ReadOnlySpan<double> ClassWeights { get; init; }

    /// <summary>Weight of the slice.</summary>
    public double Weight { get; init; }

    /// <summary>The task.</summary>
    public MetricTask Task { get; init; }

    /// <summary>True numbers of the axis's groups, ascending; null in a classification.</summary>
    public SortedValues? Sorted { get; init; }

    /// <summary>The slice's group in <see cref="Sorted"/>.</summary>
    public int Group { get; init; }

    /// <summary>Mean of the truth.</summary>
    public double Mean { get; init; }

    /// <summary>Median of the truth.</summary>
    public double Median { get; init; }

    /// <summary>Share of a class.</summary>
    public double Share(int ofClass) => ClassWeights[ofClass] / Weight;
}
