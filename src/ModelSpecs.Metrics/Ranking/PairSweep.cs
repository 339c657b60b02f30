using System.Runtime.CompilerServices;

namespace ModelSpecs.Metrics.Ranking;

/// <summary>One class's score against each other class, for all groups of an axis: Mann–Whitney's U a group and class.</summary>
internal sealed class PairSweep
{
    private readonly int classes;
    private readonly int positive;
    private readonly double[] above;
    private readonly double[] tied;

    /// <summary>An empty sweep.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <param name="positive">The class whose score orders the rows.</param>
    /// <param name="slots">Groups of the axis + 1.</param>
    public PairSweep(int classes, int positive, int slots)
    {
        this.classes = classes;
        this.positive = positive;
        above = new double[slots];
        tied = new double[slots];
        Areas = new double[slots * classes];
        Weights = new double[slots * classes];
    }

    /// <summary>Slots.</summary>
    public int Slots => above.Length;

    /// <summary>The class whose score orders the rows.</summary>
    public int Positive => positive;

    /// <summary>Σ over rows of a class of the positives above them, ties half [slot, class].</summary>
    public double[] Areas { get; }

    /// <summary>Weight of the rows of a class [slot, class].</summary>
    public double[] Weights { get; }

    /// <summary>Sweeps all rows, tied scores together.</summary>
    public void Run(ReadOnlySpan<ulong> sorted, double[]? weights, RowWords words, AxisField field)
    {
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && (sorted[end] & RowWords.StartsRun) == 0)
            {
                end++;
            }

            Run(sorted[start..end], weights is null ? default : weights.AsSpan(start..end), words, field);
            start = end;
        }
    }

    private void Run(ReadOnlySpan<ulong> run, ReadOnlySpan<double> weights, RowWords words, AxisField field)
    {
        for (var i = 0; i < run.Length; i++)
        {
            var slot = (int)((run[i] >> field.Shift) & field.Mask);
            var weight = weights.IsEmpty ? 1 : weights[i];
            Weights[(slot * classes) + words.Truth(run[i])] += weight;
            if ((run[i] & RowWords.IsPositive) != 0)
            {
                tied[slot] += weight;
            }
        }

        for (var i = 0; i < run.Length; i++)
        {
            if ((run[i] & RowWords.IsPositive) == 0)
            {
                var slot = (int)((run[i] >> field.Shift) & field.Mask);
                var weight = weights.IsEmpty ? 1 : weights[i];
                Areas[(slot * classes) + words.Truth(run[i])] += weight * (above[slot] + (0.5 * tied[slot]));
            }
        }

        for (var i = 0; i < run.Length; i++)
        {
            if ((run[i] & RowWords.IsPositive) != 0)
            {
                var slot = (int)((run[i] >> field.Shift) & field.Mask);
                above[slot] += tied[slot];
                tied[slot] = 0;
            }
        }
    }
}

/// <summary>Sums of the pairs' areas by slot, one class's sweep at a time.</summary>
/// <param name="classes">Number of classes.</param>
/// <param name="slots">Slots of the layout.</param>
internal sealed class PairSums(int classes, int slots)
{
    private readonly double[] sums = new double[slots];
    private readonly double[] bySupport = new double[slots];
    private readonly double[] support = new double[slots];

    /// <summary>Adds the pairs of one class; a class without weight in a slot makes the slot NaN.</summary>
    public void Add(PairSweep sweep, int firstSlot)
    {
        for (var slot = 0; slot < sweep.Slots; slot++)
        {
            var weights = sweep.Weights.AsSpan(slot * classes, classes);
            var areas = sweep.Areas.AsSpan(slot * classes, classes);
            for (var other = 0; other < classes; other++)
            {
                if (other == sweep.Positive)
                {
                    continue;
                }

                var area = areas[other] / (weights[sweep.Positive] * weights[other]);
                var both = weights[sweep.Positive] + weights[other];
                sums[firstSlot + slot] += area;
                bySupport[firstSlot + slot] += area * both;
                support[firstSlot + slot] += both;
            }
        }
    }

    /// <summary>Writes the means over ordered pairs, which are the means over pairs of both directions' means.</summary>
    public void WriteMeans(RankAreas areas)
    {
        for (var slot = 0; slot < slots; slot++)
        {
            areas.RocAuc[slot] = sums[slot] / ((double)classes * (classes - 1));
            areas.RocAucBySupport[slot] = bySupport[slot] / support[slot];
        }
    }
}
