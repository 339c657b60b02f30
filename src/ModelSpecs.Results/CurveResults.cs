using System.Text.Json.Serialization;
using ModelSpecs.Results.Json;

namespace ModelSpecs.Results;

/// <summary>A ROC curve of a binary task: at most 200 points, the area under whose line is that under the whole curve within 1e-3.</summary>
public sealed record RocResult
{
    /// <summary>Thresholds, highest first: a score at or above one is predicted positive; null, the first: none is.</summary>
    [JsonConverter(typeof(NumberLine))]
    public required IReadOnlyList<double?> Thresholds { get; init; }

    /// <summary>False positive rates there.</summary>
    [JsonConverter(typeof(NumberLine))]
    public required IReadOnlyList<double?> Fpr { get; init; }

    /// <summary>Recalls there.</summary>
    [JsonConverter(typeof(NumberLine))]
    public required IReadOnlyList<double?> Recall { get; init; }
}

/// <summary>A precision-recall curve of a binary task, thinned as the ROC curve is.</summary>
public sealed record PrecisionRecallResult
{
    /// <summary>Thresholds, highest first.</summary>
    [JsonConverter(typeof(NumberLine))]
    public required IReadOnlyList<double?> Thresholds { get; init; }

    /// <summary>Recalls there.</summary>
    [JsonConverter(typeof(NumberLine))]
    public required IReadOnlyList<double?> Recall { get; init; }

    /// <summary>Precisions there.</summary>
    [JsonConverter(typeof(NumberLine))]
    public required IReadOnlyList<double?> Precision { get; init; }
}

/// <summary>A histogram of the scores of a binary task, in bins of equal width that are the same for every slice.</summary>
public sealed record ScoreHistogramResult
{
    /// <summary>Lower edge of the first bin.</summary>
    public required double Low { get; init; }

    /// <summary>Upper edge of the last bin; a score on an edge between two bins is in the upper one.</summary>
    public required double High { get; init; }

    /// <summary>Rows that are not positive, or their weights, by bin.</summary>
    [JsonConverter(typeof(NumberLine))]
    public required IReadOnlyList<double?> Negatives { get; init; }

    /// <summary>Positive rows, or their weights, by bin.</summary>
    [JsonConverter(typeof(NumberLine))]
    public required IReadOnlyList<double?> Positives { get; init; }
}

/// <summary>Rows of a regression by what was predicted and by how far it was off: a grid that is the same for every slice, so that they compare.</summary>
public sealed record ErrorGridResult
{
    /// <summary>Lower edge of the predictions' first bin; lower predictions are in it too.</summary>
    public required double PredictedLow { get; init; }

    /// <summary>Upper edge of the predictions' last bin; higher ones are in it too.</summary>
    public required double PredictedHigh { get; init; }

    /// <summary>Bins of the predictions.</summary>
    public required int PredictedBins { get; init; }

    /// <summary>Lower edge of the errors' first bin (prediction minus truth); lower errors are in it too.</summary>
    public required double ErrorLow { get; init; }

    /// <summary>Upper edge of the errors' last bin; higher ones are in it too.</summary>
    public required double ErrorHigh { get; init; }

    /// <summary>Bins of the errors.</summary>
    public required int ErrorBins { get; init; }

    /// <summary>Rows by bin: those of the first bin of the predictions first, the lowest errors first in each.</summary>
    [JsonConverter(typeof(NumberLine))]
    public required IReadOnlyList<double?> Rows { get; init; }
}
