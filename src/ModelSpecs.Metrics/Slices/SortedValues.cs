namespace ModelSpecs.Metrics.Slices;

/// <summary>A column's values by group of an axis, in ascending order: rows are dealt out by a counting sort, then each group is
/// sorted.</summary>
internal sealed class SortedValues
{
    private readonly double[] values;
    private readonly double[]? weights;
    private readonly int[] starts;

    private SortedValues(double[] values, double[]? weights, int[] starts)
    {
        this.values = values;
        this.weights = weights;
        this.starts = starts;
    }

    /// <summary>Groups.</summary>
    public int Groups => starts.Length - 1;

    /// <summary>Values of a group.</summary>
    public ReadOnlySpan<double> Values(int group) => values.AsSpan(starts[group]..starts[group + 1]);

    /// <summary>Their weights; empty without weights.</summary>
    public ReadOnlySpan<double> Weights(int group) => weights is null ? default : weights.AsSpan(starts[group]..starts[group + 1]);

    /// <summary>Deals out and sorts the rows of an axis; null: one group of all rows.</summary>
    public static SortedValues Of(double[] column, double[]? weightOfRow, SliceAxis? axis) => Deal(column, weightOfRow, axis, Starts(column.Length, axis));

    /// <summary>The same of the rows that have a value, which is no NaN, and weight.</summary>
    public static SortedValues OfPresent(double[] column, double[]? weightOfRow, SliceAxis? axis)
    {
        var codes = new int[column.Length];
        for (var row = 0; row < codes.Length; row++)
        {
            var counts = !double.IsNaN(column[row]) && (weightOfRow is null || weightOfRow[row] > 0);
            codes[row] = !counts ? -1 : axis is null ? 0 : axis.Codes[row];
        }

        var present = new SliceAxis(codes, axis?.Groups ?? 1);
        return Deal(column, weightOfRow, present, Starts(column.Length, present));
    }

    private static SortedValues Deal(double[] column, double[]? weightOfRow, SliceAxis? axis, int[] starts)
    {
        var values = new double[starts[^1]];
        var weights = weightOfRow is null ? null : new double[values.Length];
        var next = starts.AsSpan().ToArray();
        for (var row = 0; row < column.Length; row++)
        {
            var group = axis is null ? 0 : axis.Codes[row];
            if (group >= 0)
            {
                var place = next[group]++;
                values[place] = column[row];
                if (weights is not null)
                {
                    weights[place] = weightOfRow![row];
                }
            }
        }

        for (var group = 0; group + 1 < starts.Length; group++)
        {
            var (start, length) = (starts[group], starts[group + 1] - starts[group]);
            Array.Sort(values, weights, start, length);
        }

        return new SortedValues(values, weights, starts);
    }

    /// <summary>The mean of the middle two; where weights differ, the lowest value with half of the weight at or below it.</summary>
    public double Median(int group)
    {
        var ofGroup = Values(group);
        if (ofGroup.IsEmpty || double.IsNaN(ofGroup[0]))
        {
            return double.NaN;
        }

        var weightOfRow = Weights(group);
        if (weightOfRow.IsEmpty || !weightOfRow.ContainsAnyExcept(weightOfRow[0]))
        {
            var middle = ofGroup.Length / 2;
            return ofGroup.Length % 2 == 1 ? ofGroup[middle] : (0.5 * ofGroup[middle - 1]) + (0.5 * ofGroup[middle]);
        }

        return Quantile(group, 0.5);
    }

    /// <summary>The lowest value with a share of the weight at or below it; NaN where a value is NaN or the group is empty.</summary>
    public double Quantile(int group, double share)
    {
        var ofGroup = Values(group);
        if (ofGroup.IsEmpty || double.IsNaN(ofGroup[0]))
        {
            return double.NaN;
        }

        var weightOfRow = Weights(group);
        var total = weightOfRow.IsEmpty ? ofGroup.Length : 0.0;
        foreach (var weight in weightOfRow)
        {
            total += weight;
        }

        var below = 0.0;
        for (var i = 0; i < ofGroup.Length; i++)
        {
            var weight = weightOfRow.IsEmpty ? 1 : weightOfRow[i];
            below += weight;
            if (weight > 0 && below >= share * total)
            {
                return ofGroup[i];
            }
        }

        return Largest(group);
    }

    /// <summary>The largest value that has weight; NaN where a value is NaN or none has weight.</summary>
    public double Largest(int group)
    {
        var ofGroup = Values(group);
        var weightOfRow = Weights(group);
        for (var i = ofGroup.Length - 1; i >= 0 && !double.IsNaN(ofGroup[0]); i--)
        {
            if (weightOfRow.IsEmpty || weightOfRow[i] > 0)
            {
                return ofGroup[i];
            }
        }

        return double.NaN;
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
