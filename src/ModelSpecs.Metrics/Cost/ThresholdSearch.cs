using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Ranking;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Cost;

/// <summary>Finds the threshold of a binary task at which a stated cost is lowest.</summary>
public static class ThresholdSearch
{
    /// <summary>The best threshold of every request on the whole set and on every group: scores are sorted once, and each axis is
    /// walked once. At equal costs the highest threshold, which alerts least.</summary>
    /// <param name="input">A binary task with finite scores and predictions.</param>
    /// <param name="axes">Ways of slicing.</param>
    /// <param name="costs">Requests of <c>cost</c>, each with its matrix.</param>
    /// <param name="threads">Most threads used; results do not depend on it.</param>
    /// <param name="cancellationToken">Stops between axes.</param>
    /// <exception cref="ArgumentException">Not a binary task with scores, or a request without costs.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static BestThresholds Best(
        MetricInput input, IReadOnlyList<SliceAxis> axes, IReadOnlyList<MetricRequest> costs, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(axes);
        ArgumentNullException.ThrowIfNull(costs);
        if (input.Task != MetricTask.Binary || input.Scores is null)
        {
            throw new ArgumentException("A threshold is searched in the scores of a binary task.", nameof(input));
        }

        var matrices = costs.Select(request => request.Costs ?? throw new ArgumentException($"{request.Name} states no cost.", nameof(costs))).ToArray();
        var now = SliceEvaluator.Evaluate(input, axes, costs, threads, cancellationToken);
        var layout = new SliceLayout(axes);
        var ranks = new RankAnalysis(input, layout, Math.Max(1, threads), cancellationToken);
        var order = ranks.OrderOf(1);
        var weights = input.Weights is null ? null : Array.ConvertAll(order, entry => input.Weights[entry & ~ScoreOrder.StartsRun]);
        var found = new CostSweep.Lowest[layout.Slots * costs.Count];
        ranks.ForEachPlane(1, order, (words, sorted) => Workers.Run(
            Math.Max(1, threads),
            words.Fields.Count,
            f =>
            {
                var (start, length) = ranks.Slots(words.Fields[f]);
                var sweep = new CostSweep(matrices, length);
                sweep.Run(sorted.Span, weights, words.Fields[f]);
                sweep.Found.CopyTo(found, start * matrices.Length);
            },
            cancellationToken));

        BestThreshold?[] Of(int slot, MetricValue[] values)
        {
            var best = new BestThreshold?[costs.Count];
            for (var i = 0; i < best.Length; i++)
            {
                best[i] = values[i].IsDefined ? Describe(input.Scores, order, found[(slot * best.Length) + i], values[i].Value, costs[i].Total) : null;
            }

            return best;
        }

        return new BestThresholds(
            Of(0, now.Overall),
            [.. axes.Select((axis, a) => Enumerable.Range(0, axis.Groups).Select(group => Of(layout.Slot(a, group), now.Groups[a][group])).ToArray())]);
    }

    private static BestThreshold? Describe(double[] scores, uint[] order, CostSweep.Lowest lowest, double now, bool total)
    {
        var cost = total ? lowest.Cost : lowest.Cost / lowest.Weight;
        if (!double.IsFinite(cost))
        {
            return null;
        }

        if (lowest.Position < 0)
        {
            return new BestThreshold(double.PositiveInfinity, cost, now);
        }

        double ScoreAt(int position) => scores[order[position] & ~ScoreOrder.StartsRun];
        var score = ScoreAt(lowest.Position);
        var below = lowest.Next < 0 ? double.NegativeInfinity : ScoreAt(lowest.Next);
        return new BestThreshold(RoundNumber.Within(below, score), cost, now);
    }
}

/// <summary>The best threshold of one slice.</summary>
/// <param name="Threshold">The threshold, the roundest number that divides the slice's rows like this; +∞: predict no row positive.</param>
/// <param name="Cost">The cost there: mean or total, as asked for.</param>
/// <param name="Now">The cost of the predictions as they are.</param>
public readonly record struct BestThreshold(double Threshold, double Cost, double Now)
{
    // Sums in another order differ by this much at most: a gain below it is none.
    private const double Rounding = 1e-9;

    /// <summary>Whether the cost there is lower than now, by more than rounding.</summary>
    public bool IsBetter => Now - Cost > Rounding * Math.Max(Math.Abs(Now), Math.Abs(Cost));
}

/// <summary>Best thresholds by slice and request; null where the slice has no value.</summary>
/// <param name="Overall">The whole set [request].</param>
/// <param name="Groups">By [axis][group][request].</param>
public sealed record BestThresholds(BestThreshold?[] Overall, BestThreshold?[][][] Groups);
