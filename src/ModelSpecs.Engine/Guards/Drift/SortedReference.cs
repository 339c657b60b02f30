using ModelSpecs.Engine.Datasets;
using ModelSpecs.Metrics.Drift;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>Numbers of a data set: every distance is exact.</summary>
internal sealed class SortedReference : ReferenceColumn
{
    private readonly double[] all;
    private readonly int missing;
    private readonly NumberSummary summary;

    /// <summary>Numbers or dates on some rows; null: all.</summary>
    public SortedReference(Column column, int[]? rows)
    {
        (all, missing) = ColumnValues.Sort(column, rows);
        summary = NumberSummary.Of(Sorted);
    }

    private ReadOnlySpan<double> Sorted => all.AsSpan(missing);

    /// <inheritdoc />
    public override ColumnDrift Compare(Column column, int[]? rows)
    {
        var (values, gone) = ColumnValues.Sort(column, rows);
        var reference = Sorted;
        ReadOnlySpan<double> now = values.AsSpan(gone);
        var drift = new ColumnDrift
        {
            Name = column.Name, HasNumbers = true, IsCategorical = summary.Distinct is not null, ReferenceRows = all.Length, ReferenceMissing = missing, Rows = values.Length, Missing = gone,
            Nothing = Nothing(reference.Length, now.Length),
        };
        if (drift.Nothing is not null)
        {
            return drift;
        }

        drift = drift with { Ks = KolmogorovSmirnov.Statistic(reference, now), Wasserstein = InDeviations(Distance(reference, now), summary.Deviation) };
        if (summary.Distinct is not { } distinct)
        {
            var edges = QuantileEdges.Of(reference);
            return drift with { Bins = NumberBins.Names(edges), Expected = QuantileEdges.Count(reference, edges), Actual = QuantileEdges.Count(now, edges) };
        }

        var (expected, actual) = (CountOf(distinct, reference), CountOf(distinct, now));
        var (bins, first, second) = NumberBins.ByValue(distinct, expected.At, expected.Between.Sum(), actual.At, actual.Between.Sum());
        return drift with { Bins = bins, Expected = first, Actual = second, UnseenShare = actual.Between.Sum() / (double)now.Length };
    }

    /// <inheritdoc />
    public override DriftShape Shape(Column column, int[]? rows)
    {
        var (values, gone) = ColumnValues.Sort(column, rows);
        var reference = all[missing..];
        var now = values[gone..];
        if (reference.Length == 0 || now.Length == 0)
        {
            return DriftShape.None;
        }

        return DriftShape.Between(
            Math.Min(At(reference, 0.005), At(now, 0.005)), Math.Max(At(reference, 0.995), At(now, 0.995)),
            x => QuantileEdges.UpTo(reference, x) / (double)reference.Length, x => QuantileEdges.UpTo(now, x) / (double)now.Length);
    }

    /// <summary>A distance in standard deviations; without any spread it is 0 or infinite, and of a spread that is beyond all numbers there is none.</summary>
    internal static double InDeviations(double distance, double deviation) => !double.IsFinite(deviation) ? double.NaN : double.IsNaN(distance) || distance <= 0 ? distance : distance / deviation;

    private static double Distance(ReadOnlySpan<double> reference, ReadOnlySpan<double> now) =>
        double.IsFinite(reference[0]) && double.IsFinite(reference[^1]) && double.IsFinite(now[0]) && double.IsFinite(now[^1]) ? Wasserstein.Distance(reference, now) : double.NaN;

    private static SketchCounter CountOf(double[] knots, ReadOnlySpan<double> values)
    {
        var counter = new SketchCounter(knots);
        counter.Add(values);
        return counter;
    }

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
}
