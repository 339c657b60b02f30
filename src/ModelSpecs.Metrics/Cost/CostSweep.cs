using ModelSpecs.Metrics.Ranking;

namespace ModelSpecs.Metrics.Cost;

/// <summary>The lowest cost over all thresholds of every group of an axis, in one walk from the best score down.</summary>
internal sealed class CostSweep
{
    private readonly CostMatrix[] matrices;
    private readonly State[] states;

    /// <summary>An empty sweep.</summary>
    /// <param name="matrices">Costs of two classes.</param>
    /// <param name="slots">Groups of the axis + 1.</param>
    public CostSweep(CostMatrix[] matrices, int slots)
    {
        this.matrices = matrices;
        states = new State[slots];
        Found = new Lowest[slots * matrices.Length];
    }

    /// <summary>By slot and matrix.</summary>
    public Lowest[] Found { get; }

    /// <summary>Sweeps all rows.</summary>
    /// <param name="sorted">Words in score order.</param>
    /// <param name="weights">Weights in the same order; empty: 1.</param>
    /// <param name="field">Where the axis stands in a word.</param>
    public void Run(ReadOnlySpan<ulong> sorted, ReadOnlySpan<double> weights, AxisField field)
    {
        // A threshold moves rows from "predicted negative" to "predicted positive": costs are counted as changes from none.
        Array.Fill(Found, new Lowest { Position = -1 });
        var run = 0L;
        for (var i = 0; i < sorted.Length; i++)
        {
            var word = sorted[i];
            run += (long)(word & RowWords.StartsRun);
            var slot = (int)((word >> field.Shift) & field.Mask);
            ref var state = ref states[slot];
            if (state.Run != run)
            {
                Settle(slot);
                state.Run = run;
                state.Position = i;
            }

            var weight = weights.IsEmpty ? 1 : weights[i];
            state.Positives += (word & RowWords.IsPositive) != 0 ? weight : 0;
            state.Negatives += (word & RowWords.IsPositive) != 0 ? 0 : weight;
        }

        for (var slot = 0; slot < states.Length; slot++)
        {
            Settle(slot);
            for (var m = 0; m < matrices.Length; m++)
            {
                ref var found = ref Found[(slot * matrices.Length) + m];
                found.Cost += (states[slot].Positives * matrices[m][1, 0]) + (states[slot].Negatives * matrices[m][0, 0]);
                found.Weight = states[slot].Positives + states[slot].Negatives;
            }
        }
    }

    /// <summary>Makes the open tie the lowest threshold so far.</summary>
    private void Settle(int slot)
    {
        ref var state = ref states[slot];
        if (state.Run == 0)
        {
            return;
        }

        for (var m = 0; m < matrices.Length; m++)
        {
            ref var found = ref Found[(slot * matrices.Length) + m];
            var costs = matrices[m];
            var change = (state.Positives * (costs[1, 1] - costs[1, 0])) + (state.Negatives * (costs[0, 1] - costs[0, 0]));
            if (change < found.Cost)
            {
                found.Cost = change;
                found.Position = state.Position;
                found.Next = -1;
            }
            else if (found.Position >= 0 && found.Next < 0)
            {
                found.Next = state.Position;
            }
        }
    }

    /// <summary>The lowest cost of a slice.</summary>
    public struct Lowest
    {
        /// <summary>Σ of the costs.</summary>
        public double Cost;

        /// <summary>Weight of the slice.</summary>
        public double Weight;

        /// <summary>Place in the order of a row whose score is the threshold; −1: predict none.</summary>
        public int Position;

        /// <summary>Place of a row with the slice's next lower score; −1: there is none.</summary>
        public int Next;
    }

    private struct State
    {
        public double Positives;
        public double Negatives;
        public long Run;
        public int Position;
    }
}
