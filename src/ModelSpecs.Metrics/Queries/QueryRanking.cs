namespace ModelSpecs.Metrics.Queries;

/// <summary>One query's rows, or those of a slice, from the highest score down. A row is relevant where its gain is above 0.</summary>
/// <param name="scores">Scores, descending.</param>
/// <param name="gains">Gain of each, in the same order.</param>
/// <param name="ideal">The gains, descending.</param>
/// <param name="discounts">Of as many places as there are rows, or more.</param>
internal readonly ref struct QueryRanking(ReadOnlySpan<double> scores, ReadOnlySpan<double> gains, ReadOnlySpan<double> ideal, Discounts discounts)
{
    private readonly ReadOnlySpan<double> scores = scores;
    private readonly ReadOnlySpan<double> gains = gains;
    private readonly ReadOnlySpan<double> ideal = ideal;

    /// <summary>Whether a row is relevant.</summary>
    public bool HasRelevant => ideal[0] > 0;

    /// <summary>The value of a metric; NaN where a score is, and where the metric needs a relevant row and there is none.</summary>
    public double Value(QueryMeasure measure)
    {
        // Sorted, NaN stands before every number.
        if (double.IsNaN(scores[0]) || (measure.NeedsRelevant && !HasRelevant))
        {
            return double.NaN;
        }

        var most = Math.Min(measure.AtMost ?? int.MaxValue, scores.Length);
        return measure.Metric switch
        {
            QueryMetric.Gain => Gain(most),
            QueryMetric.NormalizedGain => Math.Min(1, Gain(most) / BestGain(most)),
            QueryMetric.AveragePrecision => AveragePrecision(most),
            QueryMetric.ReciprocalRank => FirstRelevant() is var place && place <= most ? 1.0 / place : 0,
            _ => FirstRelevant() <= most ? 1 : 0,
        };
    }

    /// <summary>End of the run of equal scores that begins at a row, with what it gains and how many of it are relevant.</summary>
    private int EndOfTies(int start, out double gain, out int relevant)
    {
        (gain, relevant) = (0, 0);
        var end = start;
        for (; end < scores.Length && scores[end] == scores[start]; end++)
        {
            gain += gains[end];
            relevant += gains[end] > 0 ? 1 : 0;
        }

        return end;
    }

    // Rows of one score share their places evenly: the mean over all their orders (McSherry and Najork 2008).
    private double Gain(int most)
    {
        var sum = 0.0;
        for (int start = 0, end; start < most; start = end)
        {
            end = EndOfTies(start, out var gain, out _);
            sum += gain / (end - start) * discounts.Between(start, Math.Min(end, most));
        }

        return sum;
    }

    private double BestGain(int most)
    {
        var sum = 0.0;
        for (var place = 0; place < most && ideal[place] > 0; place++)
        {
            sum += ideal[place] * discounts.Between(place, place + 1);
        }

        return sum;
    }

    // Precision behind each run of equal scores. Of a run that the cut goes through, as few relevant rows as possible stand above it.
    private double AveragePrecision(int most)
    {
        var (sum, found, all) = (0.0, 0, 0);
        for (int start = 0, end; start < scores.Length; start = end)
        {
            end = EndOfTies(start, out _, out var relevant);
            all += relevant;
            if (start < most)
            {
                var above = Math.Min(end, most);
                var kept = Math.Max(0, relevant - (end - above));
                found += kept;
                sum += kept * ((double)found / above);
            }
        }

        return sum / Math.Min(all, most);
    }

    // Place, from 1, of the first relevant row, behind the others of its score.
    private int FirstRelevant()
    {
        for (int start = 0, end; ; start = end)
        {
            end = EndOfTies(start, out _, out var relevant);
            if (relevant > 0)
            {
                return end - relevant + 1;
            }
        }
    }
}
