using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Guards;

/// <summary>What a guard may look at where nothing is run: by <c>modelspecs validate</c> and by the build.</summary>
internal sealed record GuardValidation
{
    /// <summary>The spec.</summary>
    public required SuiteSpec Suite { get; init; }

    /// <summary>The golden set, all of it.</summary>
    public required Table Table { get; init; }

    /// <summary>How data sets are read.</summary>
    public required DatasetOptions Dataset { get; init; }

    /// <summary>Classes of the user's own that a spec may name.</summary>
    public required CustomMetricSet Customs { get; init; }

    /// <summary>How models are opened.</summary>
    public required InferenceOptions Inference { get; init; }

    /// <summary>Takes every problem found.</summary>
    public required ICollection<SpecDiagnostic> Diagnostics { get; init; }

    /// <summary>Stops between blocks.</summary>
    public required CancellationToken CancellationToken { get; init; }
}
