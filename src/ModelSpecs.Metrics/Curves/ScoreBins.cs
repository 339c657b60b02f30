using ModelSpecs.Metrics.Ranking;

namespace ModelSpecs.Metrics.Curves;

/// <summary>Where the bins of a histogram end in the order of the scores: a walk down the order meets them one after the other.</summary>
/// <param name="Low">Lower edge of all.</param>
/// <param name="High">Upper edge of all.</param>
/// <param name="Ends">By bin from the highest down: how many rows score in it or above.</param>
internal sealed record ScoreBins(double Low, double High, int[] Ends)
{
    /// <summary>The bins of an input.</summary>
    /// <param name="input">Scores.</param>
    /// <param name="order">Its rows, highest score first.</param>
    public static ScoreBins Of(MetricInput input, uint[] order)
    {
        double ScoreAt(int position) => input.Scores![order[position] & ~ScoreOrder.StartsRun];
        var (low, high) = input.ScoresAreProbabilities || order.Length == 0 ? (0.0, 1.0) : (ScoreAt(order.Length - 1), ScoreAt(0));
        var ends = new int[SliceCurves.Bins];
        for (var bin = 0; bin < ends.Length - 1; bin++)
        {
            // Rows that score at or above the bin's lower edge, by bisection.
            var edge = low + ((high - low) * (ends.Length - 1 - bin) / ends.Length);
            var (from, to) = (bin == 0 ? 0 : ends[bin - 1], order.Length);
            while (from < to)
            {
                var middle = from + ((to - from) / 2);
                (from, to) = ScoreAt(middle) >= edge ? (middle + 1, to) : (from, middle);
            }

            ends[bin] = from;
        }

        ends[^1] = order.Length;
        return new ScoreBins(low, high, ends);
    }
}
