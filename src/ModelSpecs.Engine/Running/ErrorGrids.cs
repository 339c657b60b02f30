using ModelSpecs.Metrics;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Running;

/// <summary>Errors of a regression by what it predicted, of the whole set and of slices: all rows and not the sampled ones, which are chosen for their errors.</summary>
internal static class ErrorGrids
{
    /// <summary>Bins of the predictions.</summary>
    public const int PredictedBins = 24;

    /// <summary>Bins of the errors; odd, so that one has no error in its middle.</summary>
    public const int ErrorBins = 21;

    // A single row far off would leave one bin for all others: beyond these shares rows count in the outermost bins.
    private const double Tail = 0.005;

    /// <summary>Counts rows; null where no row has a finite prediction and truth.</summary>
    /// <param name="input">A regression's rows.</param>
    /// <param name="axes">Slices.</param>
    /// <param name="cancellationToken">Stops between slices.</param>
    public static PerSlice<ErrorGridResult>? Measure(MetricInput input, IReadOnlyList<SliceAxis> axes, CancellationToken cancellationToken)
    {
        if (input is not { TrueValues: { } truth, PredictedValues: { } predicted })
        {
            return null;
        }

        var finite = Enumerable.Range(0, input.Rows).Where(row => double.IsFinite(predicted[row]) && double.IsFinite(predicted[row] - truth[row])).ToArray();
        if (finite.Length == 0)
        {
            return null;
        }

        var values = Array.ConvertAll(finite, row => predicted[row]);
        var errors = Array.ConvertAll(finite, row => Math.Abs(predicted[row] - truth[row]));
        Array.Sort(values);
        Array.Sort(errors);
        var (low, high) = Range(values[(int)(values.Length * Tail)], values[(int)((values.Length - 1) * (1 - Tail))]);
        var (_, reach) = Range(0, errors[(int)((errors.Length - 1) * (1 - Tail))]);

        var cells = new int[input.Rows];
        Array.Fill(cells, -1);
        foreach (var row in finite)
        {
            cells[row] = (Bin(predicted[row], low, high, PredictedBins) * ErrorBins) + Bin(predicted[row] - truth[row], -reach, reach, ErrorBins);
        }

        var whole = new double?[PredictedBins * ErrorBins];
        Array.Fill(whole, 0);
        foreach (var cell in cells)
        {
            if (cell >= 0)
            {
                whole[cell]++;
            }
        }

        return new PerSlice<ErrorGridResult>(Result(whole), [.. axes.Select(axis =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            var groups = Enumerable.Range(0, axis.Groups).Select(_ => new double?[PredictedBins * ErrorBins]).ToArray();
            Array.ForEach(groups, group => Array.Fill(group, 0));
            for (var row = 0; row < cells.Length; row++)
            {
                if (cells[row] >= 0 && axis.Codes[row] >= 0)
                {
                    groups[axis.Codes[row]][cells[row]]++;
                }
            }

            return groups.Select(Result).ToArray();
        })]);

        ErrorGridResult Result(double?[] rows) => new()
        {
            PredictedLow = low,
            PredictedHigh = high,
            PredictedBins = PredictedBins,
            ErrorLow = -reach,
            ErrorHigh = reach,
            ErrorBins = ErrorBins,
            Rows = rows,
        };
    }

    private static (double Low, double High) Range(double low, double high) => high > low ? (low, high) : (low - 0.5, low + 0.5);

    private static int Bin(double value, double low, double high, int bins) => Math.Clamp((int)Math.Floor(Math.Clamp((value - low) / (high - low), -1, 2) * bins), 0, bins - 1);
}
