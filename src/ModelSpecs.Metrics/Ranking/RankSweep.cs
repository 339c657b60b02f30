using System.Runtime.CompilerServices;

namespace ModelSpecs.Metrics.Ranking;

/// <summary>What a slice has seen of one class against the rest, from the best score down.</summary>
internal struct RankState
{
    /// <summary>Weight of the positives so far.</summary>
    public double Positives;

    /// <summary>Weight of the negatives so far.</summary>
    public double Negatives;

    /// <summary>Σ over negatives of the positives above, ties half: the numerator of Mann–Whitney's U.</summary>
    public double Area;

    /// <summary>Σ over positives of the precision at their score.</summary>
    public double Precision;

    /// <summary>Positives of the tie being read.</summary>
    public double TiedPositives;

    /// <summary>Negatives of the tie being read.</summary>
    public double TiedNegatives;

    /// <summary>Area under the ROC curve, once all rows are in; NaN where a side is missing.</summary>
    public readonly double RocAuc => Area / (Positives * Negatives);

    /// <summary>Average precision, once all rows are in; NaN without positives.</summary>
    public readonly double AveragePrecision => Precision / Positives;
}

/// <summary>One sweep in score order for all groups of an axis. A run of tied scores is read twice: to count it, then to
/// account for it; a score that occurs once takes the short way, which does the same arithmetic.</summary>
internal static class RankSweep
{
    /// <summary>Sweeps rows without weights.</summary>
    /// <param name="sorted">Words in score order with <see cref="RowWords.StartsRun"/> and <see cref="RowWords.IsPositive"/>.</param>
    /// <param name="shift">Lowest bit of the axis.</param>
    /// <param name="mask">Its bits.</param>
    /// <param name="states">By code + 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ReadOnlySpan<ulong> sorted, int shift, ulong mask, Span<RankState> states)
    {
        var i = 0;
        while (i < sorted.Length)
        {
            var word = sorted[i];
            if (i + 1 == sorted.Length || (sorted[i + 1] & RowWords.StartsRun) != 0)
            {
                Take(ref states[(int)((word >> shift) & mask)], IsPositive(word), 1);
                i++;
                continue;
            }

            var start = i;
            do
            {
                var positive = IsPositive(word);
                Tie(ref states[(int)((word >> shift) & mask)], positive, 1 - positive);
                i++;
                word = i < sorted.Length ? sorted[i] : RowWords.StartsRun;
            }
            while ((word & RowWords.StartsRun) == 0);

            for (var tied = start; tied < i; tied++)
            {
                Settle(ref states[(int)((sorted[tied] >> shift) & mask)]);
            }
        }
    }

    /// <summary>Sweeps rows with weights; with a weight of 1 everywhere it adds the same numbers in the same order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ReadOnlySpan<ulong> sorted, ReadOnlySpan<double> weights, int shift, ulong mask, Span<RankState> states)
    {
        var i = 0;
        while (i < sorted.Length)
        {
            var word = sorted[i];
            if (i + 1 == sorted.Length || (sorted[i + 1] & RowWords.StartsRun) != 0)
            {
                if (weights[i] > 0)
                {
                    Take(ref states[(int)((word >> shift) & mask)], IsPositive(word), weights[i]);
                }

                i++;
                continue;
            }

            var start = i;
            do
            {
                var gain = IsPositive(word) * weights[i];
                Tie(ref states[(int)((word >> shift) & mask)], gain, weights[i] - gain);
                i++;
                word = i < sorted.Length ? sorted[i] : RowWords.StartsRun;
            }
            while ((word & RowWords.StartsRun) == 0);

            for (var tied = start; tied < i; tied++)
            {
                Settle(ref states[(int)((sorted[tied] >> shift) & mask)]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double IsPositive(ulong word) => (word >> RowWords.PositiveShift) & 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(ref RankState state, double positive, double weight)
    {
        // Without a branch on the class, which no predictor can guess.
        var gain = positive * weight;
        var loss = weight - gain;
        state.Area += loss * state.Positives;
        state.Positives += gain;
        state.Negatives += loss;
        state.Precision += gain * (state.Positives / (state.Positives + state.Negatives));
    }

    /// <summary>Counts a row, or several, into the tie being read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Tie(ref RankState state, double positives, double negatives)
    {
        state.TiedPositives += positives;
        state.TiedNegatives += negatives;
    }

    /// <summary>Ends the tie.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Settle(ref RankState state)
    {
        var gain = state.TiedPositives;
        var loss = state.TiedNegatives;
        if (gain + loss > 0)
        {
            state.Area += loss * (state.Positives + (0.5 * gain));
            state.Positives += gain;
            state.Negatives += loss;
            state.Precision += gain * (state.Positives / (state.Positives + state.Negatives));
            state.TiedPositives = 0;
            state.TiedNegatives = 0;
        }
    }
}
