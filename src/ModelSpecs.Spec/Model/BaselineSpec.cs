using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Model;

/// <summary><c>snapshot:</c>, what may change against the approved <c>.verified.</c> file beside the spec.</summary>
public sealed record SnapshotSpec
{
    /// <summary>Place of the key in the spec.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Tolerances, as checks of the whole set and of every slice; empty: no metric that the snapshot holds may get worse.</summary>
    public IReadOnlyList<MetricCheckSpec> Checks { get; init; } = [];

    /// <summary>The check that nothing differs that nobody allowed.</summary>
    public required MetricCheckSpec Changes { get; init; }

    /// <summary>What a result that is only better than the approved one does.</summary>
    public Improved Improved { get; init; } = Improved.Ask;

    /// <summary>Changes that are no failure by themselves.</summary>
    public IReadOnlyList<SnapshotChange> Allowed { get; init; } = [];
}

/// <summary>What results that are better than the approved ones do.</summary>
public enum Improved
{
    /// <summary>The run says so and asks for them to be accepted.</summary>
    Ask,

    /// <summary>The run fails until they are accepted.</summary>
    Fail,
}

/// <summary>A change against a snapshot that is not one of a metric.</summary>
public enum SnapshotChange
{
    /// <summary>The golden file has another hash, and the same rows and labels.</summary>
    Golden,

    /// <summary>Rows were added or removed.</summary>
    Rows,

    /// <summary>Labels were edited.</summary>
    Labels,

    /// <summary>Slices or values of a group came or went.</summary>
    Slices,

    /// <summary>Metrics came or went.</summary>
    Metrics,
}

/// <summary><c>compare:</c>, the champion and what may be worse than it.</summary>
public sealed record CompareSpec
{
    /// <summary>Place of the key in the spec.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>The other model, or columns that hold its predictions.</summary>
    public required ChampionSpec Champion { get; init; }

    /// <summary>Tolerances, as checks of the whole set and of every slice.</summary>
    public IReadOnlyList<MetricCheckSpec> Checks { get; init; } = [];

    /// <summary>Whether slices that use a prediction are cut by the champion's; without it they are refused.</summary>
    public bool RowsFromChampion { get; init; }
}

/// <summary>A second source of predictions for the same rows.</summary>
public sealed record ChampionSpec
{
    /// <summary>Place of the key in the spec.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>The ONNX model; null where columns hold its predictions.</summary>
    public FileReference? Model { get; init; }

    /// <summary>Where its inputs come from; empty: as the spec's own.</summary>
    public IReadOnlyList<InputBinding> Inputs { get; init; } = [];

    /// <summary>What its outputs mean; null: as the spec's own.</summary>
    public OutputsSpec? Outputs { get; init; }

    /// <summary>Columns with its predictions; null where a model is run.</summary>
    public PredictionsSpec? Predictions { get; init; }

    /// <summary>Its operating point; null: the spec's own.</summary>
    public Located<double>? Threshold { get; init; }
}
