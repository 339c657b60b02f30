using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Ranking;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Curves;

/// <summary>ROC curves, precision-recall curves and score histograms of a binary task, of all slices from one order of the scores.</summary>
public static class SliceCurves
{
    /// <summary>Most points of a curve.</summary>
    public const int MostPoints = 200;

    /// <summary>Bins of a histogram, of equal width.</summary>
    public const int Bins = 20;

    /// <summary>Curves and histograms of the whole set and of every group. A curve's points are some of those that its slice's distinct
    /// scores give, the first and the last among them, chosen so that the line through them has the area of the line through all
    /// within 1e-3.</summary>
    /// <param name="input">A binary task with finite scores.</param>
    /// <param name="axes">Ways of slicing.</param>
    /// <param name="threads">Most threads used; results do not depend on it.</param>
    /// <param name="cancellationToken">Stops between axes.</param>
    /// <exception cref="ArgumentException">Not a binary task with finite scores, or wrong as in <see cref="SliceEvaluator.Evaluate"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static PerSlice<ScoreCurves> Measure(MetricInput input, IReadOnlyList<SliceAxis> axes, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(axes);
        InputValidation.Check(input, axes, [], readsPredictions: true);
        if (input.Task != MetricTask.Binary || input.Scores is null || !RankAnalysis.AllFinite(input.Scores))
        {
            throw new ArgumentException("Curves are drawn from the finite scores of a binary task.", nameof(input));
        }

        threads = Math.Max(1, threads);
        var layout = new SliceLayout(axes);
        var ranks = new RankAnalysis(input, layout, threads, cancellationToken);
        var order = ranks.OrderOf(1);
        var weights = input.Weights is null ? null : Array.ConvertAll(order, entry => input.Weights[entry & ~ScoreOrder.StartsRun]);
        var bins = ScoreBins.Of(input, order);
        var curves = new ScoreCurves[layout.Slots];
        ranks.ForEachPlane(1, order, (words, sorted) => Workers.Run(
            threads,
            words.Fields.Count,
            f =>
            {
                var (start, length) = ranks.Slots(words.Fields[f]);
                var sweep = new CurveSweep(bins, length, skipsFirst: words.Fields[f].Axis >= 0);
                sweep.Run(sorted.Span, weights, words.Fields[f]);
                for (var slot = 0; slot < length; slot++)
                {
                    curves[start + slot] = sweep.Curves(slot, position => input.Scores[order[position] & ~ScoreOrder.StartsRun]);
                }
            },
            cancellationToken));

        return new PerSlice<ScoreCurves>(
            curves[0],
            [.. axes.Select((axis, a) => Enumerable.Range(0, axis.Groups).Select(group => curves[layout.Slot(a, group)]).ToArray())]);
    }
}

/// <summary>What a slice's scores are worth at every threshold.</summary>
/// <param name="Roc">False positive rate (<c>X</c>) and recall (<c>Y</c>) from "predict none" down to "predict all"; empty where a side is missing.</param>
/// <param name="PrecisionRecall">Recall (<c>X</c>) and precision (<c>Y</c>) from the highest threshold down; empty without positives.</param>
/// <param name="Scores">Histogram of the scores.</param>
public sealed record ScoreCurves(CurvePoint[] Roc, CurvePoint[] PrecisionRecall, ScoreHistogram Scores);

/// <summary>A point of a curve.</summary>
/// <param name="Threshold">Scores at or above it are predicted positive; +∞: none is.</param>
/// <param name="X">False positive rate, or recall.</param>
/// <param name="Y">Recall, or precision.</param>
public readonly record struct CurvePoint(double Threshold, double X, double Y);

/// <summary>Scores of a slice in bins of equal width: those of the whole set, so that slices can be laid beside each other.</summary>
/// <param name="Low">Lower edge of the first bin: 0 where the scores are probabilities, otherwise the lowest score of the set.</param>
/// <param name="High">Upper edge of the last bin: 1, or the highest score. A score on an edge between two bins is in the upper one.</param>
/// <param name="Negatives">Rows that are not positive, or their weights, by bin.</param>
/// <param name="Positives">Positive rows, or their weights, by bin.</param>
public sealed record ScoreHistogram(double Low, double High, double[] Negatives, double[] Positives);
