using System.Buffers;

namespace ModelSpecs.Metrics.Statistics;

/// <summary>The area under the ROC curve and its variance after DeLong, DeLong and Clarke-Pearson (1988), with ties counted half,
/// in O(n log n) by midranks (Sun and Xu 2014). A row's placement is the share of the other class that it beats; the variance is
/// that of the positives' placements over their number plus that of the negatives'. All sums are whole numbers, so that the result
/// depends neither on the order of rows nor on the way it was reached. Scores must not be NaN; rows have no weights here.</summary>
public static class DeLong
{
    private const long MostRows = 1L << 30;

    /// <summary>From the scores of each class, in any order.</summary>
    /// <exception cref="ArgumentException">A class is empty, or a score is NaN.</exception>
    public static DeLongResult Of(ReadOnlySpan<double> positives, ReadOnlySpan<double> negatives)
    {
        RequireScores(positives, nameof(positives));
        RequireScores(negatives, nameof(negatives));
        var a = Sorted(positives);
        var b = Sorted(negatives);
        var sums = new PlacementSums(positives.Length, negatives.Length);
        int i = positives.Length, j = negatives.Length;
        while (i > 0 || j > 0)
        {
            var score = i == 0 ? b[j - 1] : j == 0 ? a[i - 1] : Math.Max(a[i - 1], b[j - 1]);
            int iStart = i, jStart = j;
            while (i > 0 && a[i - 1] == score)
            {
                i--;
            }

            while (j > 0 && b[j - 1] == score)
            {
                j--;
            }

            sums.Add(iStart - i, jStart - j);
        }

        ArrayPool<double>.Shared.Return(a);
        ArrayPool<double>.Shared.Return(b);
        return sums.Result();
    }

    /// <summary>From the number of positives and negatives in each run of equal scores, from the highest score down. Empty runs
    /// change nothing.</summary>
    /// <exception cref="ArgumentException">The two differ in length, a count is negative, or a class is empty.</exception>
    public static DeLongResult OfRuns(ReadOnlySpan<long> positivesPerRun, ReadOnlySpan<long> negativesPerRun)
    {
        if (positivesPerRun.Length != negativesPerRun.Length)
        {
            throw new ArgumentException("Must have as many runs as the positives.", nameof(negativesPerRun));
        }

        var sums = new PlacementSums(Total(positivesPerRun, nameof(positivesPerRun)), Total(negativesPerRun, nameof(negativesPerRun)));
        for (var run = 0; run < positivesPerRun.Length; run++)
        {
            sums.Add(positivesPerRun[run], negativesPerRun[run]);
        }

        return sums.Result();
    }

    /// <summary>Two score columns over the same rows: both areas and their covariance. Row k of a class is the same row in both.</summary>
    /// <exception cref="ArgumentException">The columns differ in length, a class is empty, or a score is NaN.</exception>
    public static DeLongPair Covariance(
        ReadOnlySpan<double> positivesOfFirst, ReadOnlySpan<double> positivesOfSecond,
        ReadOnlySpan<double> negativesOfFirst, ReadOnlySpan<double> negativesOfSecond)
    {
        if (positivesOfFirst.Length != positivesOfSecond.Length || negativesOfFirst.Length != negativesOfSecond.Length)
        {
            throw new ArgumentException("Both columns must have the same rows.", nameof(positivesOfSecond));
        }

        var first = Of(positivesOfFirst, negativesOfFirst);
        var second = Of(positivesOfSecond, negativesOfSecond);
        var covariance =
            Placements.Covariance(positivesOfFirst, negativesOfFirst, positivesOfSecond, negativesOfSecond)
            + Placements.Covariance(negativesOfFirst, positivesOfFirst, negativesOfSecond, positivesOfSecond);
        return new DeLongPair(first, second, covariance);
    }

    /// <summary>Two-sided p-value of the area <paramref name="auc0"/>: below 1 − confidence where it lies outside
    /// <see cref="DeLongResult.Interval"/>, and only there.</summary>
    public static double P(DeLongResult result, double auc0)
    {
        Guard.Share(auc0);
        return result.HasVariance
            ? Normal.TwoSidedP((result.Auc - auc0) / Math.Sqrt(result.Variance))
            : result.DegenerateP(auc0);
    }

    /// <summary>The same, below 1 − confidence outside <see cref="DeLongResult.LogitInterval"/>.</summary>
    public static double LogitP(DeLongResult result, double auc0)
    {
        Guard.Share(auc0);
        return result.HasVariance
            ? Normal.TwoSidedP((DeLongResult.Logit(result.Auc) - DeLongResult.Logit(auc0)) / result.LogitError)
            : result.DegenerateP(auc0);
    }

    private static long Total(ReadOnlySpan<long> counts, string name)
    {
        var total = 0L;
        foreach (var count in counts)
        {
            if (count < 0 || count > MostRows || (total += count) > MostRows)
            {
                throw new ArgumentException($"A count must lie between 0 and {MostRows}, and so must their sum.", name);
            }
        }

        return total > 0 ? total : throw new ArgumentException("A class has no row.", name);
    }

    private static void RequireScores(ReadOnlySpan<double> scores, string name)
    {
        if (scores.IsEmpty)
        {
            throw new ArgumentException("A class has no row.", name);
        }

        foreach (var score in scores)
        {
            if (double.IsNaN(score))
            {
                throw new ArgumentException("A score is NaN.", name);
            }
        }
    }

    private static double[] Sorted(ReadOnlySpan<double> scores)
    {
        var sorted = ArrayPool<double>.Shared.Rent(scores.Length);
        scores.CopyTo(sorted);
        sorted.AsSpan(0, scores.Length).Sort();
        return sorted;
    }

    /// <summary>Sums of doubled placements and of their squares, run by run from the highest score. A doubled placement is a whole
    /// number (twice the rows beaten, plus the ties), at most 2³¹ here; its squares' sum times a count stays below 2¹²⁸.</summary>
    private struct PlacementSums(long positives, long negatives)
    {
        private long positivesAbove;
        private long negativesAbove;
        private ulong sum;
        private UInt128 squaresOfPositives;
        private UInt128 squaresOfNegatives;

        public void Add(long positivesHere, long negativesHere)
        {
            var ofPositive = (ulong)((2 * (negatives - negativesAbove)) - negativesHere);
            var ofNegative = (ulong)((2 * positivesAbove) + positivesHere);
            sum += (ulong)positivesHere * ofPositive;
            squaresOfPositives += Math.BigMul(ofPositive * ofPositive, (ulong)positivesHere);
            squaresOfNegatives += Math.BigMul(ofNegative * ofNegative, (ulong)negativesHere);
            positivesAbove += positivesHere;
            negativesAbove += negativesHere;
        }

        public readonly DeLongResult Result()
        {
            // The negatives' placements, here the share of positives above, sum to the same number.
            var square = Math.BigMul(sum, sum);
            var auc = sum / (2.0 * positives * negatives);
            var variance =
                Share(squaresOfPositives * (ulong)positives - square, positives, negatives)
                + Share(squaresOfNegatives * (ulong)negatives - square, negatives, positives);
            return new DeLongResult(auc, variance, checked((int)positives), checked((int)negatives));
        }

        // n·Σd² − (Σd)² over n²(n − 1)·(2m)²; 0/0 = NaN for a single row.
        private static double Share(UInt128 deviation, long count, long others) =>
            (double)deviation / ((double)count * count * (count - 1) * 4 * others * others);
    }
}
