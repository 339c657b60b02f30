namespace ModelSpecs.Results;

/// <summary>Fairlearn's measures over the groups of a slice of a binary task.</summary>
public sealed record FairnessResult
{
    /// <summary>Name of the slice.</summary>
    public required string Slice { get; init; }

    /// <summary>The measures by Fairlearn's names, in a fixed order.</summary>
    public IReadOnlyDictionary<string, FairnessValue> Measures { get; init => field = value ?? new Dictionary<string, FairnessValue>(StringComparer.Ordinal); } = new Dictionary<string, FairnessValue>(StringComparer.Ordinal);
}

/// <summary>One measure of fairness.</summary>
public sealed record FairnessValue
{
    /// <summary>The value; null: undefined.</summary>
    public double? Value { get; init; }

    /// <summary>The metric whose spread it is; of equalized odds the worse of the two.</summary>
    public string? Metric { get; init; }

    /// <summary>Group with the smallest value of the metric.</summary>
    public string? Smallest { get; init; }

    /// <summary>Group with the largest value of the metric.</summary>
    public string? Largest { get; init; }

    /// <summary>Groups that are compared.</summary>
    public int Groups { get; init; }

    /// <summary>Groups that are left out because the metric rests on fewer than <c>min_rows</c> rows there.</summary>
    public int LeftOut { get; init; }

    /// <summary>Why there is no value; null where there is one.</summary>
    public string? Undefined { get; init; }
}
