using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Custom;

/// <summary>Values of custom metrics, by slot. Each is computed from the slice's own rows: nothing is known of it that could be shared between slices.</summary>
internal sealed class CustomValues
{
    private readonly Dictionary<CustomMetric, MetricValue[]> bySlot = [];

    /// <summary>Computes every metric on every slice.</summary>
    public static CustomValues Measure(MetricInput input, SliceLayout layout, IReadOnlyList<CustomMetric> metrics, int threads, CancellationToken cancellationToken)
    {
        var values = new CustomValues();
        foreach (var metric in metrics)
        {
            values.bySlot[metric] = new MetricValue[layout.Slots];
        }

        var slices = new List<(int Slot, int[]? Rows)> { (0, null) };
        for (var axis = 0; axis < layout.Axes.Count; axis++)
        {
            var groups = RowsByGroup(layout.Axes[axis]);
            slices.AddRange(groups.Select((rows, group) => (layout.Slot(axis, group), (int[]?)rows)).Where(slice => slice.Item2!.Length > 0));
        }

        Workers.Run(
            threads,
            slices.Count,
            item =>
            {
                var (slot, rows) = slices[item];
                var ofSlice = rows is null ? input : input.Gather(rows);
                if (ofSlice.Rows == 0 || (ofSlice.Weights is { } weights && !Array.Exists(weights, weight => weight > 0)))
                {
                    return;
                }

                foreach (var metric in metrics)
                {
                    values.bySlot[metric][slot] = metric.ValueOn(ofSlice);
                }
            },
            cancellationToken);
        return values;
    }

    /// <summary>Value of a metric that was asked for, on a slice that has rows and weight.</summary>
    public MetricValue Of(CustomMetric metric, int slot) => bySlot[metric][slot];

    private static int[][] RowsByGroup(SliceAxis axis)
    {
        var sizes = new int[axis.Groups];
        foreach (var code in axis.Codes)
        {
            if (code >= 0)
            {
                sizes[code]++;
            }
        }

        var rows = Array.ConvertAll(sizes, size => new int[size]);
        Array.Clear(sizes);
        for (var row = 0; row < axis.Codes.Length; row++)
        {
            var code = axis.Codes[row];
            if (code >= 0)
            {
                rows[code][sizes[code]++] = row;
            }
        }

        return rows;
    }
}
