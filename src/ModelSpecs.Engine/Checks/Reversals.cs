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
            if (Cells(cross, first, second) is not { } cells)
            {
                continue;
            }

            foreach (var (compared, stratum, turned) in new[] { (first, second, false), (second, first, true) })
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (compared.Spec.IsGroup && compared.Groups.Count <= MostGroups)
                {
                    var byGroup = turned ? Turned(cells) : cells;
                    found.AddRange(measured.Metrics.Where(metric => !MetricFacts.IsFact(metric))
                        .SelectMany(metric => Pairs(metric, Of(measured, compared, metric), Of(measured, cross, metric), compared, stratum, byGroup, confidence)));
                }
            }
        }

        return found;
    }

    private static IEnumerable<ReversalResult> Pairs(
        MetricReference metric, Estimate[] wholes, Estimate[] parts, SliceGroups compared, SliceGroups stratum, int[,] cells, double confidence)
    {
        for (var a = 0; a < compared.Groups.Count; a++)
        {
            for (var b = 0; b < compared.Groups.Count; b++)
            {
                var (high, low) = (wholes[a], wholes[b]);
                if (a == b || !(high.Value > low.Value) || !IsBeyondChance(high.Value - low.Value, Sum(high, low), confidence))
                {
                    continue;
                }

                if (WithinStrata(parts, cells, a, b) is var (strata, difference, error)
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
        Estimate[] parts, int[,] cells, int a, int b)
    {
        double weights = 0, sum = 0, error = 0;
        var strata = 0;
        for (var s = 0; s < cells.GetLength(1); s++)
        {
            if (cells[a, s] < 0 || cells[b, s] < 0)
            {
                continue;
            }

            var (high, low) = (parts[cells[a, s]], parts[cells[b, s]]);
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

    private static Estimate[] Of(Measurements measured, SliceGroups slice, MetricReference metric) =>
        [.. slice.Groups.Select((_, group) => measured.EstimateOn(new SlicePlace(slice.Spec.Name.Value, group), metric))];

    private static int[,] Turned(int[,] cells)
    {
        var turned = new int[cells.GetLength(1), cells.GetLength(0)];
        for (var i = 0; i < cells.GetLength(0); i++)
        {
            for (var j = 0; j < cells.GetLength(1); j++)
            {
                turned[j, i] = cells[i, j];
            }
        }

        return turned;
    }

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
