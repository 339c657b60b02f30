using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Cost;

/// <summary><c>cost</c> = Σ w c(truth, prediction) / Σ w, c a stated matrix (Elkan 2001); with <c>total</c> the sum itself. Rests on
/// all rows.</summary>
internal static class CostOfErrors
{
    private const string NoCost = "no cost is stated";

    /// <summary>Asks for the mean it reads.</summary>
    public static void Require(Demand demand, MetricRequest request)
    {
        if (request.Costs is { } costs)
        {
            demand.Column(new CostColumn(costs));
        }
    }

    /// <summary>The value; undefined without a matrix.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request)
    {
        if (request.Costs is not { } costs)
        {
            return Undefined.Because(NoCost, slice.Rows);
        }

        // Resampled confusion matrices have no rows.
        var column = new CostColumn(costs);
        var sum = slice.Has(column) ? slice.Sum(column) : FromCounts(slice, costs);
        return new MetricValue(request.Total ? sum : sum / slice.Weight, slice.Rows, null);
    }

    private static double FromCounts(SliceStatistics slice, CostMatrix costs)
    {
        var tally = slice.Tally(1);
        return (tally.TruePositives * costs[1, 1]) + (tally.FalsePositives * costs[0, 1])
            + (tally.FalseNegatives * costs[1, 0]) + (tally.TrueNegatives * costs[0, 0]);
    }
}

/// <summary>What a row's outcome costs.</summary>
/// <param name="Costs">The matrix.</param>
internal sealed record CostColumn(CostMatrix Costs) : RowColumn
{
    /// <inheritdoc/>
    public override void Fill(MetricInput input, int start, Span<double> values)
    {
        var truth = input.Truth.AsSpan(start, values.Length);
        var predicted = input.Predicted.AsSpan(start, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Costs[truth[i], predicted[i]];
        }
    }

    /// <summary>Of the class that costs least if it is predicted for every row: that is what can be had without a model.</summary>
    public override double TrivialMean(ConstantPrediction constant)
    {
        var least = double.PositiveInfinity;
        for (var predicted = 0; predicted < Costs.Classes; predicted++)
        {
            var cost = 0.0;
            for (var truth = 0; truth < Costs.Classes; truth++)
            {
                cost += constant.Share(truth) * Costs[truth, predicted];
            }

            least = Math.Min(least, cost);
        }

        return least;
    }
}
