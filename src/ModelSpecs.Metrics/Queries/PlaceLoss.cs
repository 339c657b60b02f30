namespace ModelSpecs.Metrics.Queries;

/// <summary>What each row's place costs its query: gain × (discount of its best place − discount of its place) / gain of the best order. Rows of one
/// score, or of one gain, share their places evenly, so that the losses of a query add up to 1 − ndcg. 0 where no row is relevant.</summary>
internal static class PlaceLoss
{
    /// <summary>Fills the losses of all rows; negative where a row stands higher than in the best order.</summary>
    public static void Fill(MetricInput input, Span<double> losses)
    {
        var order = QueryOrder.Of(input, 1, CancellationToken.None);
        var discounts = new Discounts(order.Longest);
        losses.Clear();
        for (var query = 0; query < order.Queries; query++)
        {
            var best = Add(order.ByGain(query), input.TrueValues!, input.TrueValues!, discounts, 1, losses);
            Add(order.ByScore(query), input.Scores!, input.TrueValues!, discounts, -1, losses);
            foreach (var row in order.ByScore(query))
            {
                losses[row] = best > 0 ? losses[row] / best : 0;
            }
        }
    }

    // Adds gain × discount of the places by a key, and returns its sum.
    private static double Add(ReadOnlySpan<int> rows, double[] keys, double[] gains, Discounts discounts, int sign, Span<double> losses)
    {
        var sum = 0.0;
        for (int start = 0, end; start < rows.Length; start = end)
        {
            end = start + 1;
            while (end < rows.Length && keys[rows[end]] == keys[rows[start]])
            {
                end++;
            }

            var discount = discounts.Between(start, end) / (end - start);
            foreach (var row in rows[start..end])
            {
                losses[row] += sign * gains[row] * discount;
                sum += gains[row] * discount;
            }
        }

        return sum;
    }
}
