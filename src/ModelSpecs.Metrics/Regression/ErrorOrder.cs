using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Regression;

/// <summary>Order statistics of the absolute errors, by slot.</summary>
/// <param name="slots">Slots of the layout.</param>
internal sealed class ErrorOrder(int slots)
{
    /// <summary>Medians.</summary>
    public double[] Medians { get; } = new double[slots];

    /// <summary>Largest errors.</summary>
    public double[] Largest { get; } = new double[slots];

    /// <summary>Sorts the errors of every slice: the one statistic that needs each slice's rows in order of its own.</summary>
    public static ErrorOrder Measure(MetricInput input, SliceLayout layout, int threads, CancellationToken cancellationToken)
    {
        var errors = new double[input.Rows];
        for (var row = 0; row < errors.Length; row++)
        {
            errors[row] = Math.Abs(input.TrueValues![row] - input.PredictedValues![row]);
        }

        var order = new ErrorOrder(layout.Slots);
        Workers.Run(
            threads,
            layout.Axes.Count + 1,
            axis =>
            {
                var sorted = SortedValues.Of(errors, input.Weights, axis == 0 ? null : layout.Axes[axis - 1]);
                for (var group = 0; group < sorted.Groups; group++)
                {
                    order.Set(axis == 0 ? 0 : layout.Slot(axis - 1, group), sorted, group);
                }
            },
            cancellationToken);
        return order;
    }

    /// <summary>Takes a slice's statistics from its sorted errors.</summary>
    public void Set(int slot, SortedValues sorted, int group)
    {
        Medians[slot] = sorted.Median(group);
        Largest[slot] = sorted.Largest(group);
    }
}
