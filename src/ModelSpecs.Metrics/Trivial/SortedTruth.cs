namespace ModelSpecs.Metrics.Trivial;

/// <summary>The true numbers of each group of an axis in ascending order: rows are dealt out by a counting sort, then each
/// group is sorted.</summary>
internal sealed class SortedTruth
{
    private readonly double[] values;
    private readonly double[]? weights;
    private readonly int[] starts;

    private SortedTruth(double[] values, double[]? weights, int[] starts)
    {
        this.values = values;
        this.weights = weights;
        this.starts = starts;
    }

    /// <summary>Groups.</summary>
    public int Groups => starts.Length - 1;

    /// <summary>True numbers of a group.</summary>
    public ReadOnlySpan<double> Values(int group) => values.AsSpan(starts[group]..starts[group + 1]);

    /// <summary>Their weights; empty without weights.</summary>
    public ReadOnlySpan<double> Weights(int group) => weights is null ? default : weights.AsSpan(starts[group]..starts[group + 1]);

    /// <summary>Deals out and sorts the rows of an axis; null: one group of all rows.</summary>
    public static SortedTruth Of(MetricInput input, SliceAxis? axis)
    {
        var starts = Starts(input.Rows, axis);
        var values = new double[starts[^1]];
        var weights = input.Weights is null ? null : new double[values.Length];
        var next = starts.AsSpan().ToArray();
        for (var row = 0; row < input.Rows; row++)
        {
            var group = axis is null ? 0 : axis.Codes[row];
            if (group >= 0)
            {
                var place = next[group]++;
                values[place] = input.TrueValues![row];
                if (weights is not null)
                {
                    weights[place] = input.Weights![row];
                }
            }
        }

        for (var group = 0; group + 1 < starts.Length; group++)
        {
            var (start, length) = (starts[group], starts[group + 1] - starts[group]);
            Array.Sort(values, weights, start, length);
        }

        return new SortedTruth(values, weights, starts);
    }

    /// <summary>The mean of the middle two; where weights differ, the lowest value with half of the weight at or below it.</summary>
    public double Median(int group)
    {
        var ofGroup = Values(group);
        if (ofGroup.IsEmpty)
        {
            return double.NaN;
        }

        var weightOfRow = Weights(group);
        if (weightOfRow.IsEmpty || !weightOfRow.ContainsAnyExcept(weightOfRow[0]))
        {
            var middle = ofGroup.Length / 2;
            return ofGroup.Length % 2 == 1 ? ofGroup[middle] : (0.5 * ofGroup[middle - 1]) + (0.5 * ofGroup[middle]);
        }

        var total = 0.0;
        foreach (var weight in weightOfRow)
        {
            total += weight;
        }

        var below = 0.0;
        for (var i = 0; i < ofGroup.Length; i++)
        {
            below += weightOfRow[i];
            if (below >= 0.5 * total)
            {
                return ofGroup[i];
            }
        }

        return ofGroup[^1];
    }

    private static int[] Starts(int rows, SliceAxis? axis)
    {
        if (axis is null)
        {
            return [0, rows];
        }

        var starts = new int[axis.Groups + 1];
        foreach (var code in axis.Codes)
        {
            if (code >= 0)
            {
                starts[code + 1]++;
            }
        }

        for (var group = 0; group < axis.Groups; group++)
        {
            starts[group + 1] += starts[group];
        }

        return starts;
    }
}
