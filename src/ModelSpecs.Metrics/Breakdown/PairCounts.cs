namespace ModelSpecs.Metrics.Breakdown;

/// <summary>Pairs of a positive and a negative, by which of the two scores higher; and the precision steps over the same order.</summary>
/// <param name="Won">Weight of the pairs in which the positive does.</param>
/// <param name="Tied">Weight of those in which neither does.</param>
/// <param name="Pairs">Weight of all.</param>
/// <param name="Steps">Σ over distinct scores, highest first, of the positives' weight there times the precision down to there.</param>
/// <param name="Positives">Weight of the positives.</param>
internal readonly record struct PairCounts(double Won, double Tied, double Pairs, double Steps, double Positives)
{
    /// <summary>Counts them by sorting.</summary>
    /// <param name="scores">Scores.</param>
    /// <param name="positive">Whether each is a positive's.</param>
    /// <param name="weights">Weights.</param>
    public static PairCounts Of(double[] scores, bool[] positive, double[] weights)
    {
        var order = new int[scores.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort((double[])scores.Clone(), order);
        double won = 0, tied = 0, steps = 0, positives = 0, negatives = 0, total = 0;
        for (var i = 0; i < order.Length; i++)
        {
            total += positive[i] ? weights[i] : 0;
        }

        for (var end = order.Length; end > 0;)
        {
            var start = end;
            double up = 0, down = 0;
            while (start > 0 && scores[order[start - 1]].Equals(scores[order[end - 1]]))
            {
                start--;
                var row = order[start];
                (up, down) = positive[row] ? (up + weights[row], down) : (up, down + weights[row]);
            }

            won += positives * down;
            tied += up * down;
            positives += up;
            negatives += down;
            steps += up > 0 ? up * (positives / (positives + negatives)) : 0;
            end = start;
        }

        return new PairCounts(won, tied, positives * negatives, steps, total);
    }
}
