namespace ModelSpecs.Results.Snapshots;

/// <summary>Scores in one byte a row: a level, and what each level stands for.</summary>
/// <remarks>Up to 256 distinct scores (16 of a confidence) are kept exactly. More are cut into at most 256 levels of equal weight, where each side (positive and negative rows)
/// weighs one half in all: rare positives keep their order, and a skewed score wastes no level. A level stands for the mean of its scores. Ranks survive but within
/// a level: two rows of different sides share one with a probability below 1/255, so the area under the ROC curve moves by less than 1/510, in practice by a hundredth of that.</remarks>
public sealed class ScoreLevels
{
    /// <summary>Most levels.</summary>
    public const int Most = 256;

    /// <summary>Levels of a multi-class task's confidence: half a byte, since the class takes the other half.</summary>
    public const int MostOfConfidence = 16;

    /// <summary>Of whole columns.</summary>
    /// <param name="levels">Level of each row [N].</param>
    /// <param name="values">What each level stands for, increasing.</param>
    public ScoreLevels(byte[] levels, double[] values)
    {
        ArgumentNullException.ThrowIfNull(levels);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length > Most || (levels.Length > 0 && (values.Length == 0 || levels.Max() >= values.Length)))
        {
            throw new ArgumentException("A level stands for nothing.", nameof(levels));
        }

        (Levels, Values) = (levels, values);
    }

    /// <summary>Level of each row [N].</summary>
    public byte[] Levels { get; }

    /// <summary>What each level stands for, increasing.</summary>
    public double[] Values { get; }

    /// <summary>The score that a row's level stands for.</summary>
    public double this[int row] => Values[Levels[row]];

    /// <summary>The scores that the levels stand for [N].</summary>
    public double[] ToScores() => Array.ConvertAll(Levels, level => Values[level]);

    /// <summary>Cuts scores into levels; the same whatever the order of equal scores and the number of threads.</summary>
    /// <param name="scores">Scores [N], all numbers.</param>
    /// <param name="positive">Side of each row [N].</param>
    /// <param name="predicted">Predicted class, 0 or 1 [N], whose change along the scores is a cut too; null: none.</param>
    /// <param name="most">Most levels, at least 4.</param>
    internal static ScoreLevels Of(double[] scores, bool[] positive, int[]? predicted, int most = Most)
    {
        var order = new int[scores.Length];
        for (var row = 0; row < order.Length; row++)
        {
            order[row] = row;
            if (double.IsNaN(scores[row]))
            {
                throw new ArgumentException($"Row {row} has no score.", nameof(scores));
            }
        }

        var sorted = (double[])scores.Clone();
        Array.Sort(sorted, order);
        var distinct = CountDistinct(sorted);
        var levels = new byte[scores.Length];
        var values = new List<double>(Math.Min(distinct, most));
        var positives = positive.Count(p => p);
        var negatives = positive.Length - positives;
        // One level is left for the cut at the change of prediction.
        double levelsForQuantiles = most - 2;
        var cut = predicted is null || distinct <= most ? null : SwitchOf(sorted, order, predicted);
        var (seenPositive, seenNegative) = (0L, 0L);
        var bin = -1;
        var (sum, count) = (0.0, 0L);
        for (var start = 0; start < sorted.Length;)
        {
            // Equal scores, also 0 and −0, share a level.
            var end = start;
            var (ownPositive, ownNegative) = (0, 0);
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                _ = positive[order[end]] ? ownPositive++ : ownNegative++;
                end++;
            }

            // Half of its own: a heavy score lies in the middle of what it spans and is not drawn to the ones below.
            var weight = Share(seenPositive + (0.5 * ownPositive), positives, negatives) + Share(seenNegative + (0.5 * ownNegative), negatives, positives);
            var target = distinct <= most ? values.Count + (count > 0 ? 1 : 0) : Math.Min((int)(weight * levelsForQuantiles), most - 3);
            if (count > 0 && (target != bin || sorted[start] == cut))
            {
                values.Add((sum / count) + 0.0);
                (sum, count) = (0, 0);
            }

            bin = target;
            for (var i = start; i < end; i++)
            {
                levels[order[i]] = (byte)values.Count;
            }

            if (distinct <= most)
            {
                (sum, count) = (sorted[start], 1);
            }
            else
            {
                sum += sorted[start] * (end - start);
                count += end - start;
            }

            seenPositive += ownPositive;
            seenNegative += ownNegative;
            start = end;
        }

        if (count > 0)
        {
            values.Add((sum / count) + 0.0);
        }

        return new ScoreLevels(levels, [.. values]);
    }

    // Each side weighs a half; alone it weighs everything.
    private static double Share(double seen, int all, int others) => all == 0 ? 0 : seen / all * (others == 0 ? 1 : 0.5);

    private static int CountDistinct(double[] sorted)
    {
        var distinct = sorted.Length > 0 ? 1 : 0;
        for (var i = 1; i < sorted.Length; i++)
        {
            distinct += sorted[i] != sorted[i - 1] ? 1 : 0;
        }

        return distinct;
    }

    /// <summary>The first score of the upper class, where the predictions are those of a threshold; otherwise null.</summary>
    private static double? SwitchOf(double[] sorted, int[] order, int[] predicted)
    {
        var first = 0;
        while (first < order.Length && predicted[order[first]] == 0)
        {
            first++;
        }

        if (first == 0 || first == order.Length || sorted[first] == sorted[first - 1])
        {
            return null;
        }

        for (var i = first; i < order.Length; i++)
        {
            if (predicted[order[i]] == 0)
            {
                return null;
            }
        }

        return sorted[first];
    }
}
