using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Guards;

/// <summary>What a guard may look at.</summary>
internal sealed record GuardScope
{
    /// <summary>The spec.</summary>
    public required SuiteSpec Suite { get; init; }

    /// <summary>The golden set, all of it.</summary>
    public required Table Table { get; init; }

    /// <summary>Rows that are predicted; null: all.</summary>
    public required int[]? Kept { get; init; }

    /// <summary>The rows that are judged, with their truth and predictions.</summary>
    public required EvaluationData Data { get; init; }

    /// <summary>Of the golden set the rows that are judged, in their order; null: all.</summary>
    public required int[]? Judged { get; init; }

    /// <summary>The slices, over the judged rows.</summary>
    public required IReadOnlyList<SliceGroups> Slices { get; init; }

    /// <summary>How data sets are read.</summary>
    public required DatasetOptions Dataset { get; init; }

    /// <summary>The champion as a spec of its own; null: there is none.</summary>
    public required SuiteSpec? Rival { get; init; }

    /// <summary>The judged rows with the champion's predictions; null: there is none.</summary>
    public required EvaluationData? Champion { get; init; }

    /// <summary>Classes of the user's own that a spec may name.</summary>
    public required CustomMetricSet Customs { get; init; }

    /// <summary>How inference is done.</summary>
    public required InferenceOptions Inference { get; init; }

    /// <summary>Most threads of a stage.</summary>
    public required int Threads { get; init; }

    /// <summary>The day of the run in UTC.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Takes problems of files and columns; an error ends the run after all guards have been measured.</summary>
    public required ICollection<SpecDiagnostic> Diagnostics { get; init; }

    /// <summary>What times are read from; null: the machine's clock.</summary>
    public Latency.ILatencyClock? Clock { get; init; }

    /// <summary>The run's share of the process, which it gives up to work alone; null: nobody works beside it.</summary>
    public QuietShare? Share { get; init; }

    /// <summary>Stops between blocks and batches.</summary>
    public required CancellationToken CancellationToken { get; init; }
}
