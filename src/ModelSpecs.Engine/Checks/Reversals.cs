using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Checks;

/// <summary>Finds Simpson's reversals in the crosses of a spec: of two values of one slice the first is better over all rows, and worse in every group of the
/// other slice. Both must be beyond chance, so that two values that are nearly equal are left alone.</summary>
internal static class Reversals
{
    private const int MostGroups = 50;
    private const int FewestStrata = 2;

    /// <summary>The reversals, in the order of the spec.</summary>
    public static IReadOnlyList<ReversalResult> Find(Measurements measured, double confidence, CancellationToken cancellationToken)
    {
        var found = new List<ReversalResult>();
        foreach (var cross in measured.Slices)
        {
            if (cross.Spec is not CrossSlice { Of.Count: 2 } spec)
            {
                continue;
            }

            var (first, second) = (measured.SliceOf(spec.Of[0].Value), measured.SliceOf(spec.Of[1].Value));
            foreach (var (compared, stratum) in new[] { (first, second), (second, first) })
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (compared.Spec.IsGroup && compared.Groups.Count <= MostGroups && Cells(cross, compared, stratum) is { } cells)
                {
                    found.AddRange(measured.Metrics.Where(metric => !MetricFacts.IsFact(metric))
                        .SelectMany(metric => Pairs(measured, metric, cross, compared, stratum, cells, confidence)));
                }
            }
        }

        return found;
    }

    private static IEnumerable<ReversalResult> Pairs(
        Measurements measured, MetricReference metric, SliceGroups cross, SliceGroups compared, SliceGroups stratum, int[,] cells, double confidence)
    {
        for (var a = 0; a < compared.Groups.Count; a++)
        {
            for (var b = 0; b < compared.Groups.Count; b++)
            {
                var (high, low) = (On(measured, compared, a, metric), On(measured, compared, b, metric));
                if (a == b || !(high.Value > low.Value) || !IsBeyondChance(high.Value - low.Value, Sum(high, low), confidence))
                {
                    continue;
                }

                if (WithinStrata(measured, metric, cross, cells, a, b) is var (strata, difference, error)
                    && strata >= FewestStrata && IsBeyondChance(difference, error, confidence))
                {
                    yield return new ReversalResult(
                        metric.Display, compared.Spec.Name.Value, compared.Groups[a].Name ?? "", high.Value, compared.Groups[b].Name ?? "", low.Value,
                        stratum.Spec.Name.Value, strata, difference);
                }
            }
        }
    }

    /// <summary>Strata in which both have a value, the mean difference weighted by the rows of both, and its squared error; no strata where one of them does
    /// not contradict the whole.</summary>
    private static (int Strata, double Difference, double SquaredError) WithinStrata(
        Measurements measured, MetricReference metric, SliceGroups cross, int[,] cells, int a, int b)
    {
        double weights = 0, sum = 0, error = 0;
        var strata = 0;
        for (var s = 0; s < cells.GetLength(1); s++)
        {
            if (cells[a, s] < 0 || cells[b, s] < 0)
            {
                continue;
            }

            var (high, low) = (On(measured, cross, cells[a, s], metric), On(measured, cross, cells[b, s], metric));
            if (!high.HasInterval || !low.HasInterval)
            {
                continue;
            }

            if (high.Value >= low.Value)
            {
                return default;
            }

            var weight = (double)high.Rows * low.Rows / (high.Rows + low.Rows);
            weights += weight;
            sum += weight * (high.Value - low.Value);
            error += weight * weight * Sum(high, low);
            strata++;
        }

        return strata == 0 ? default : (strata, sum / weights, error / (weights * weights));
    }

    private static double Sum(Estimate a, Estimate b) => (a.StandardError * a.StandardError) + (b.StandardError * b.StandardError);

    private static bool IsBeyondChance(double difference, double squaredError, double confidence) =>
        squaredError > 0 && Normal.TwoSidedP(difference / Math.Sqrt(squaredError)) < 1 - confidence;

    private static Estimate On(Measurements measured, SliceGroups slice, int group, MetricReference metric) =>
        measured.EstimateOn(new SlicePlace(slice.Spec.Name.Value, group), metric);

    /// <summary>The cell of every pair of groups, −1 where it does not occur; null where a predicate leaves rows of the cross unexplained.</summary>
    private static int[,]? Cells(SliceGroups cross, SliceGroups compared, SliceGroups stratum)
    {
        var cells = new int[compared.Groups.Count, stratum.Groups.Count];
        for (var i = 0; i < cells.GetLength(0); i++)
        {
            for (var j = 0; j < cells.GetLength(1); j++)
            {
                cells[i, j] = -1;
            }
        }

        for (var row = 0; row < cross.Axis.Codes.Length; row++)
        {
            if (cross.Axis.Codes[row] is >= 0 and var cell)
            {
                if (compared.Axis.Codes[row] < 0 || stratum.Axis.Codes[row] < 0)
                {
                    return null;
                }

                cells[compared.Axis.Codes[row], stratum.Axis.Codes[row]] = cell;
            }
        }

        return cells;
    }
}
