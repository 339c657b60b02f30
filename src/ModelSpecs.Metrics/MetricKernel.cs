using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics;

/// <summary>What a kernel reads.</summary>
internal enum KernelNeeds
{
    /// <summary>The truth alone.</summary>
    Truth,

    /// <summary>Predicted classes.</summary>
    Predictions,

    /// <summary>Scores of any scale.</summary>
    Scores,

    /// <summary>Scores that are probabilities.</summary>
    Probabilities,

    /// <summary>Predicted numbers.</summary>
    Values,

    /// <summary>A column of the golden set.</summary>
    Column,

    /// <summary>Predicted classes, or predicted numbers in a regression.</summary>
    PredictionsOrValues,
}

/// <summary>One metric.</summary>
/// <param name="Name">scikit-learn's name.</param>
/// <param name="Tasks">Tasks it is defined for.</param>
/// <param name="Needs">What it reads.</param>
/// <param name="Value">Its value on a slice that has rows and weight.</param>
internal sealed record MetricKernel(
    string Name, MetricTasks Tasks, KernelNeeds Needs, Func<SliceStatistics, MetricRequest, MetricValue> Value)
{
    /// <summary>Asks for the measurements it reads beyond outcomes and support; null: none.</summary>
    public Action<Demand, MetricRequest>? Require { get; init; }

    /// <summary>What it reads where a parameter makes that something else; null: always the same.</summary>
    public Func<MetricRequest, KernelNeeds>? NeedsOf { get; init; }

    /// <summary>Whether it counts rows, so that an empty slice has a value.</summary>
    public bool IsCount { get; init; }

    /// <summary>Whether it is defined for a task.</summary>
    public bool Supports(MetricTask task) => (Tasks & task switch
    {
        MetricTask.Binary => MetricTasks.Binary,
        MetricTask.Multiclass => MetricTasks.Multiclass,
        MetricTask.Regression => MetricTasks.Regression,
        MetricTask.Multilabel => MetricTasks.Multilabel,
        MetricTask.Ranking => MetricTasks.Ranking,
        _ => 0,
    }) != 0;

    /// <summary>Why the input cannot give the metric's trivial baseline, which reads no prediction, or null where it can.</summary>
    public string? MissingForTrivial(MetricInput input, MetricRequest request) =>
        Supports(input.Task) && Needs != KernelNeeds.Column ? null : Missing(input, request);

    /// <summary>Why the input cannot give this metric, or null where it can.</summary>
    public string? Missing(MetricInput input, MetricRequest request)
    {
        if (!Supports(input.Task))
        {
            return $"{Name} is not defined for this task";
        }

        return (NeedsOf?.Invoke(request) ?? Needs) switch
        {
            KernelNeeds.Predictions when input.Predicted is null => "there are no predicted classes",
            KernelNeeds.Scores or KernelNeeds.Probabilities when input.Scores is null => "there are no scores",
            KernelNeeds.Probabilities when !input.ScoresAreProbabilities => "the scores are not probabilities",
            KernelNeeds.PredictionsOrValues when (input.Task == MetricTask.Regression ? (Array?)input.PredictedValues : input.Predicted) is null => "there are no predictions",
            KernelNeeds.Column when request.Column is null => "no column is named",
            KernelNeeds.Column when input.Columns?.ContainsKey(request.Column!) != true => $"there is no column '{request.Column}'",
            KernelNeeds.Values when input.PredictedValues is null => "there are no predicted numbers",
            _ => null,
        };
    }
}
