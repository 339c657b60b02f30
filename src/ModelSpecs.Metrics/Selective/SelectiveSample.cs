namespace ModelSpecs.Metrics.Selective;

/// <summary>Rows that are drawn by units, sorted once: a replicate is measured in one pass, without a curve.</summary>
internal sealed class SelectiveSample
{
    private const double Rounding = 1e-12;

    private readonly double[] confidence;
    private readonly double[] own;
    private readonly bool[] wrong;
    private readonly bool[] endsRun;
    private readonly int[] unitOf;
    private readonly bool isCounted;
    private double[] harmonic = [0];

    /// <summary>Sorts the rows.</summary>
    /// <param name="of">All rows.</param>
    /// <param name="rows">Those that may be drawn.</param>
    /// <param name="units">The unit of each of them.</param>
    public SelectiveSample(SelectiveRows of, int[] rows, int[] units)
    {
        var order = SelectiveCurve.Order(Array.ConvertAll(rows, row => of.Confidence[row]));
        isCounted = of.Weights is null;
        confidence = Array.ConvertAll(order, i => of.Confidence[rows[i]]);
        wrong = Array.ConvertAll(order, i => of.Wrong[rows[i]]);
        own = Array.ConvertAll(order, i => of.Weights is { } weights ? weights[rows[i]] : 1);
        unitOf = Array.ConvertAll(order, i => units[i]);
        endsRun = new bool[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            endsRun[i] = i + 1 == order.Length || confidence[i + 1] != confidence[i];
        }
    }

    /// <summary>A number of the rows, each as often as its unit was drawn; NaN where it is undefined.</summary>
    public double Measure(SelectiveMeasure measure, int[] drawn)
    {
        var total = 0.0;
        for (var i = 0; i < own.Length; i++)
        {
            total += drawn[unitOf[i]] * own[i];
        }

        if (isCounted && harmonic.Length <= total)
        {
            harmonic = SelectiveCurve.HarmonicNumbers(2 * (int)total);
        }

        // Up to the end of the run before, and up to here.
        var (before, wrongBefore, sum, wrongSum, covered, area) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < own.Length; i++)
        {
            var weight = drawn[unitOf[i]] * own[i];
            sum += weight;
            wrongSum += wrong[i] ? weight : 0;
            if (!endsRun[i] || sum == before)
            {
                continue;
            }

            switch (measure.Kind)
            {
                case SelectiveKind.ErrorAtCoverage when sum >= (measure.At - Rounding) * total:
                    return wrongSum / sum;
                case SelectiveKind.ErrorAbove or SelectiveKind.CoverageAbove when !(confidence[i] > measure.At):
                    return measure.Kind == SelectiveKind.ErrorAbove ? wrongBefore / before : before / total;
                case SelectiveKind.CoverageAtError when wrongSum <= (measure.At + Rounding) * sum:
                    covered = sum / total;
                    break;
                case SelectiveKind.Area:
                    var (count, bad) = (sum - before, wrongSum - wrongBefore);
                    area += bad + ((wrongBefore - (before * bad / count)) * (harmonic[(int)sum] - harmonic[(int)before]));
                    break;
                default:
                    break;
            }

            (before, wrongBefore) = (sum, wrongSum);
        }

        return total == 0 ? double.NaN : measure.Kind switch
        {
            SelectiveKind.CoverageAtError => covered,
            SelectiveKind.Area => area / total,
            SelectiveKind.CoverageAbove => sum / total,
            _ => wrongSum / sum,
        };
    }
}
