using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelSpecs.Metrics.Ranking;

/// <summary>What a slice has seen of one class against the rest, from the best score down. Numbers that are updated together
/// stand in one vector, so that a row costs two loads and two stores.</summary>
internal struct RankState
{
    // Weight of the positives and of the negatives above the open tie.
    private Vector128<double> seen;

    // Σ over negatives of the positives above, ties half (Mann–Whitney's U), and Σ over positives of the precision at their score.
    private Vector128<double> sums;

    // Σ over negatives of the square of the positives above, and Σ over positives of the square of the negatives above, ties half (DeLong's components).
    private Vector128<double> squares;

    // Positives and negatives of the open tie, and the run of equal scores it belongs to.
    private Vector128<double> tie;
    private long run;

    /// <summary>Weight of the positives, once settled.</summary>
    public readonly double Positives => seen.ToScalar();

    /// <summary>Weight of the negatives, once settled.</summary>
    public readonly double Negatives => seen.GetElement(1);

    /// <summary>Area under the ROC curve, once settled; NaN where a side is missing.</summary>
    public readonly double RocAuc => sums.ToScalar() / (seen.ToScalar() * seen.GetElement(1));

    /// <summary>DeLong's variance of the area, once settled; NaN with fewer than two rows on a side. Of rows without weights.</summary>
    /// <remarks>A negative's component is the positives above it; a positive's is the negatives below it, and the negatives above it vary as much.</remarks>
    public readonly double RocAucVariance
    {
        get
        {
            var (m, n) = (Positives, Negatives);
            if (m < 2 || n < 2)
            {
                return double.NaN;
            }

            var area = RocAuc;
            var ofNegatives = Math.Max(0, (squares.ToScalar() / (m * m)) - (n * area * area)) / (n - 1);
            var ofPositives = Math.Max(0, (squares.GetElement(1) / (n * n)) - (m * (1 - area) * (1 - area))) / (m - 1);
            return (ofPositives / m) + (ofNegatives / n);
        }
    }

    /// <summary>Average precision, once settled; NaN without positives.</summary>
    public readonly double AveragePrecision => sums.GetElement(1) / seen.ToScalar();

    /// <summary>Takes in a row, or several, of a run; a slice's own tie is those of its rows that are in the same run.</summary>
    /// <param name="ofRun">Number of the run, from 1 up.</param>
    /// <param name="weights">Weight of the positives and of the negatives.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long ofRun, Vector128<double> weights)
    {
        if (run == ofRun)
        {
            tie += weights;
            return;
        }

        Settle();
        run = ofRun;
        tie = weights;
    }

    /// <summary>Accounts for the open tie.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Settle()
    {
        var (gain, loss) = (tie.ToScalar(), tie.GetElement(1));
        var above = seen.ToScalar();
        var middle = seen + (0.5 * tie);
        squares += Vector128.Create(loss, gain) * middle * middle;
        seen += tie;

        // The smallest double stands in for a weight of zero, where 0/0 would stay in the sum.
        var precision = seen.ToScalar() / Math.Max(seen.ToScalar() + seen.GetElement(1), double.Epsilon);
        sums += Vector128.Create(loss, gain) * Vector128.Create(above + (0.5 * gain), precision);
        tie = Vector128<double>.Zero;
    }
}

/// <summary>One sweep in score order for all groups of an axis. Each slice keeps its tie open until it meets a row of another
/// score: within a slice ties are rare, though over the whole set they may be the rule.</summary>
internal static class RankSweep
{
    /// <summary>Sweeps rows without weights.</summary>
    /// <param name="sorted">Words in score order with <see cref="RowWords.StartsRun"/> and <see cref="RowWords.IsPositive"/>.</param>
    /// <param name="shift">Lowest bit of the axis.</param>
    /// <param name="mask">Its bits.</param>
    /// <param name="states">By code + 1.</param>
    public static void Run(ReadOnlySpan<ulong> sorted, int shift, ulong mask, Span<RankState> states)
    {
        var run = 0L;
        foreach (var word in sorted)
        {
            run += (long)(word & RowWords.StartsRun);
            var positive = IsPositive(word);
            states[(int)((word >> shift) & mask)].Add(run, Vector128.Create(positive, 1 - positive));
        }

        Settle(states);
    }

    /// <summary>Sweeps rows with weights; with a weight of 1 everywhere it adds the same numbers in the same order.</summary>
    public static void Run(ReadOnlySpan<ulong> sorted, ReadOnlySpan<double> weights, int shift, ulong mask, Span<RankState> states)
    {
        var run = 0L;
        weights = weights[..sorted.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            var word = sorted[i];
            run += (long)(word & RowWords.StartsRun);
            var positive = IsPositive(word) * weights[i];
            states[(int)((word >> shift) & mask)].Add(run, Vector128.Create(positive, weights[i] - positive));
        }

        Settle(states);
    }

    private static void Settle(Span<RankState> states)
    {
        foreach (ref var state in states)
        {
            state.Settle();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double IsPositive(ulong word) => (word >> RowWords.PositiveShift) & 1;
}
