using System.Runtime.CompilerServices;

namespace ModelSpecs.Metrics.Ranking;

/// <summary>Reads points off the ranking of every group of an axis: one more walk over the words that <see cref="RankSweep"/>
/// has just walked, in the same order and with the same ties. Thresholds are the distinct scores of the slice, and "none".</summary>
internal sealed class PointSweep
{
    // A rate that meets its bound but for the rounding of a sum of weights meets it: 3 × 0.1 is a hair above 0.3.
    private const double Slack = 1e-12;

    private readonly RankPoint[] points;
    private readonly State[] states;
    private readonly double[] gained;

    /// <summary>An empty sweep.</summary>
    /// <param name="points">What to read.</param>
    /// <param name="totals">Slots with the weight of their positives and negatives.</param>
    public PointSweep(RankPoint[] points, ReadOnlySpan<RankState> totals)
    {
        this.points = points;
        states = new State[totals.Length];
        gained = new double[totals.Length * points.Length];
        for (var slot = 0; slot < states.Length; slot++)
        {
            states[slot].AllPositives = totals[slot].Positives;
            states[slot].AllNegatives = totals[slot].Negatives;
        }
    }

    /// <summary>Sweeps all rows.</summary>
    /// <param name="sorted">Words in score order.</param>
    /// <param name="weights">Weights in the same order; empty: 1.</param>
    /// <param name="field">Where the axis stands in a word.</param>
    public void Run(ReadOnlySpan<ulong> sorted, ReadOnlySpan<double> weights, AxisField field)
    {
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
            }

            var weight = weights.IsEmpty ? 1 : weights[i];
            if ((word & RowWords.IsPositive) != 0)
            {
                state.TiedPositives += weight;
            }
            else
            {
                state.TiedNegatives += weight;
            }
        }

        for (var slot = 0; slot < states.Length; slot++)
        {
            Settle(slot);
        }
    }

    /// <summary>What a slice whose rows all have one score gives.</summary>
    public static double OfOneScore(RankPoint point, double positives, double negatives)
    {
        var sweep = new PointSweep([point], [default]);
        sweep.states[0] = new State { AllPositives = positives, AllNegatives = negatives, TiedPositives = positives, TiedNegatives = negatives };
        sweep.Settle(0);
        return sweep.Value(0, 0);
    }

    /// <summary>The share of the positives that a point has.</summary>
    public double Value(int slot, int point) => gained[(slot * points.Length) + point] / states[slot].AllPositives;

    /// <summary>Makes the open tie the lowest threshold so far.</summary>
    private void Settle(int slot)
    {
        ref var state = ref states[slot];
        var above = state.Positives + state.Negatives;
        var tied = state.TiedPositives + state.TiedNegatives;
        if (tied == 0)
        {
            return;
        }

        state.Positives += state.TiedPositives;
        state.Negatives += state.TiedNegatives;
        for (var i = 0; i < points.Length; i++)
        {
            ref var gain = ref gained[(slot * points.Length) + i];
            var value = points[i].Value;
            switch (points[i].Kind)
            {
                case RankPointKind.RecallAtFpr:
                    gain = state.Negatives <= value * (1 + Slack) * state.AllNegatives ? state.Positives : gain;
                    break;
                case RankPointKind.RecallAtPrecision:
                    gain = state.Positives >= value * (1 - Slack) * (state.Positives + state.Negatives) ? state.Positives : gain;
                    break;
                default:
                    var left = (value * (state.AllPositives + state.AllNegatives)) - above;
                    gain += left <= 0 ? 0 : left >= tied ? state.TiedPositives : state.TiedPositives * (left / tied);
                    break;
            }
        }

        state.TiedPositives = 0;
        state.TiedNegatives = 0;
    }

    private struct State
    {
        public double AllPositives;
        public double AllNegatives;
        public double Positives;
        public double Negatives;
        public double TiedPositives;
        public double TiedNegatives;
        public long Run;
    }
}
