using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Multilabel;

/// <summary>How the labels of one row stand by their scores; every pair of labels is looked at, since a row has few.</summary>
internal static class LabelOrder
{
    /// <summary>Labels of a row that it has.</summary>
    public static int Count(ReadOnlySpan<int> truth)
    {
        var count = 0;
        foreach (var has in truth)
        {
            count += has;
        }

        return count;
    }

    /// <summary>Whether the order of a row means nothing: it has no label, or all.</summary>
    public static bool IsOneSided(ReadOnlySpan<int> truth) => Count(truth) is var count && (count == 0 || count == truth.Length);

    /// <summary>Labels, and labels that the row has, whose score is at least this one. NaN scores are none's.</summary>
    public static (int All, int Own) AtLeast(ReadOnlySpan<int> truth, ReadOnlySpan<double> scores, double score)
    {
        int all = 0, own = 0;
        for (var label = 0; label < scores.Length; label++)
        {
            if (scores[label] >= score)
            {
                all++;
                own += truth[label];
            }
        }

        return (all, own);
    }

    /// <summary>Whether all scores are numbers.</summary>
    public static bool IsFinite(ReadOnlySpan<double> scores)
    {
        foreach (var score in scores)
        {
            if (!double.IsFinite(score))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Pairs of a label that the row has and one that it lacks, whose scores are the wrong way round, and whose scores are equal.</summary>
    public static (long Wrong, long Ties) Pairs(ReadOnlySpan<int> truth, ReadOnlySpan<double> scores)
    {
        long wrong = 0, ties = 0;
        for (var own = 0; own < truth.Length; own++)
        {
            for (var other = 0; truth[own] == 1 && other < truth.Length; other++)
            {
                if (truth[other] == 0)
                {
                    wrong += scores[other] > scores[own] ? 1 : 0;
                    ties += scores[other] == scores[own] ? 1 : 0;
                }
            }
        }

        return (wrong, ties);
    }

    /// <summary>Pairs of a label that the row has and one that it lacks.</summary>
    public static long PairCount(ReadOnlySpan<int> truth)
    {
        long count = Count(truth);
        return count * (truth.Length - count);
    }

    /// <summary>The mean of a column that is a metric by itself.</summary>
    public static MetricValue Mean(SliceStatistics slice, RowColumn column) => new(slice.Sum(column) / slice.Weight, slice.Rows, null);
}
