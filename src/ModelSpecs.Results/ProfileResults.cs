namespace ModelSpecs.Results;

/// <summary>A confusion matrix.</summary>
/// <param name="Classes">Names of its rows and columns.</param>
/// <param name="Counts">Rows of the slice, or their weights, by true class (outer) and predicted class (inner).</param>
public sealed record ConfusionResult(IReadOnlyList<string> Classes, IReadOnlyList<IReadOnlyList<double>> Counts);

/// <summary>One bin of a reliability curve.</summary>
/// <param name="Low">Lower edge, outside of the bin except for 0.</param>
/// <param name="High">Upper edge, in the bin.</param>
/// <param name="N">Rows.</param>
/// <param name="MeanConfidence">Mean of the probability of the positive class, or of the top one; null where nothing weighs.</param>
/// <param name="HitRate">Share of rows that are positive, or predicted right; null where nothing weighs.</param>
public sealed record ReliabilityResult(double Low, double High, long N, double? MeanConfidence, double? HitRate);
