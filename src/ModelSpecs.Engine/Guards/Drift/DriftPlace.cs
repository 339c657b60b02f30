using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Results.Profiles;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>What was compared on the whole or on one group of a slice.</summary>
internal sealed class DriftPlace
{
    private readonly Dictionary<string, double> corrected;
    private readonly Dictionary<string, double> least;
    private readonly Dictionary<string, double> most;

    private DriftPlace(IReadOnlyList<ColumnDrift> columns, int usual, long rows, long referenceRows, DriftCorrection correction)
    {
        (Columns, All, Rows, ReferenceRows) = (columns, [.. columns.Take(usual)], rows, referenceRows);
        (corrected, least, most) = (Correct(columns, _ => 0, correction), Correct(columns, column => column.KsAbove, correction), Correct(columns, column => -column.KsBelow, correction));
    }

    /// <summary>Every column.</summary>
    public IReadOnlyList<ColumnDrift> Columns { get; }

    /// <summary>The columns of the measures that name none.</summary>
    public IReadOnlyList<ColumnDrift> All { get; }

    /// <summary>Rows.</summary>
    public long Rows { get; }

    /// <summary>Rows of the reference.</summary>
    public long ReferenceRows { get; }

    /// <summary>Columns that were tested together.</summary>
    public int Tested => corrected.Count;

    /// <summary>Compares all columns on some rows.</summary>
    /// <param name="plan">Which columns.</param>
    /// <param name="spec">The guard.</param>
    /// <param name="now">One set.</param>
    /// <param name="rows">Its rows; null: all.</param>
    /// <param name="reference">The other.</param>
    /// <param name="referenceRows">Its rows; null: all.</param>
    /// <param name="threads">Most threads; the result does not depend on it.</param>
    /// <param name="cancellationToken">Stops between columns.</param>
    public static DriftPlace Compare(DriftPlan plan, DriftSpec spec, DriftColumns now, int[]? rows, DriftColumns reference, int[]? referenceRows, int threads, CancellationToken cancellationToken)
    {
        var names = plan.Every;
        var columns = new ColumnDrift[names.Count];
        Workers.Run(Workers.Count(threads, names.Count), names.Count, (_, i) =>
        {
            var column = now.Find(names[i])!;
            // A column without any value may have been taken for one of another type.
            columns[i] = now.KindOf(names[i]) == reference.KindOf(names[i]) ? reference.Reference(names[i], referenceRows).Compare(column, rows) : Empty(names[i], now, rows, reference, referenceRows);
            columns[i] = columns[i] with { Name = names[i] };
            return true;
        }, cancellationToken);
        return new DriftPlace(columns, plan.All.Count, rows?.Length ?? now.Rows, referenceRows?.Length ?? reference.Rows, spec.Correction);
    }

    /// <summary>Rows of each group of a slice.</summary>
    public static int[][] RowsOf(SliceGroups slice)
    {
        var counts = new int[slice.Groups.Count];
        foreach (var code in slice.Axis.Codes)
        {
            if (code >= 0)
            {
                counts[code]++;
            }
        }

        var rows = Array.ConvertAll(counts, count => new int[count]);
        Array.Clear(counts);
        for (var row = 0; row < slice.Axis.Codes.Length; row++)
        {
            if (slice.Axis.Codes[row] is >= 0 and var code)
            {
                rows[code][counts[code]++] = row;
            }
        }

        return rows;
    }

    /// <summary>A measure of a column; NaN where it is undefined.</summary>
    public double ValueOf(ColumnDrift column, string measure) => measure == "p_value" ? corrected.GetValueOrDefault(column.Name, double.NaN) : column.Of(measure);

    /// <summary>Smallest and largest that a measure of a column may be where the rows of the reference were there; both the measure where it is exact.</summary>
    public (double Least, double Most) RangeOf(ColumnDrift column, string measure) => measure switch
    {
        "ks" => (Math.Max(0, column.Ks - column.KsBelow), Math.Min(1, column.Ks + column.KsAbove)),
        "p_value" => (least.GetValueOrDefault(column.Name, double.NaN), most.GetValueOrDefault(column.Name, double.NaN)),
        _ => (column.Of(measure), column.Of(measure)),
    };

    /// <summary>Whether a measure is of a column at all.</summary>
    public static bool Applies(ColumnDrift column, string measure) => measure switch
    {
        "ks" or "wasserstein" => column.HasNumbers,
        "chi2" or "unseen" => column.IsCategorical,
        _ => true,
    };

    private static Dictionary<string, double> Correct(IReadOnlyList<ColumnDrift> columns, Func<ColumnDrift, double> further, DriftCorrection correction)
    {
        var tested = columns.Where(column => !double.IsNaN(column.PValue())).ToList();
        double[] p = [.. tested.Select(column => column.PValue(further(column)))];
        var adjusted = new double[p.Length];
        switch (correction)
        {
            case DriftCorrection.Holm:
                Corrections.Holm(p, adjusted);
                break;
            case DriftCorrection.BenjaminiHochberg:
                Corrections.BenjaminiHochberg(p, adjusted);
                break;
            default:
                adjusted = p;
                break;
        }

        return tested.Zip(adjusted).ToDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.Ordinal);
    }

    private static ColumnDrift Empty(string name, DriftColumns now, int[]? rows, DriftColumns reference, int[]? referenceRows)
    {
        var (all, others) = (rows?.Length ?? now.Rows, referenceRows?.Length ?? reference.Rows);
        // What it would be compared by is seen on the side that has values; where both could be, neither is left out.
        var kind = now.IsEmpty(name) ? reference.IsEmpty(name) ? null : reference.KindOf(name) : now.KindOf(name);
        return new ColumnDrift
        {
            Name = name, IsCategorical = true, HasNumbers = kind != ColumnProfile.Category, Rows = all, Missing = now.MissingOf(name, rows), ReferenceRows = others, ReferenceMissing = reference.MissingOf(name, referenceRows),
            Nothing = now.IsEmpty(name) ? "there is no value" : "the reference has no value",
        };
    }
}
