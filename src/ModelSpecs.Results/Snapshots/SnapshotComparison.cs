using System.Globalization;

namespace ModelSpecs.Results.Snapshots;

/// <summary>What may differ between two snapshots besides values.</summary>
public enum SnapshotChangeKind
{
    /// <summary>A slice or a group that was there is not.</summary>
    SliceGone,

    /// <summary>A slice or a group is new.</summary>
    SliceNew,

    /// <summary>A metric that was measured on a slice is not.</summary>
    MetricGone,

    /// <summary>A metric of a slice is new.</summary>
    MetricNew,

    /// <summary>A slice has another number of rows.</summary>
    RowsDiffer,

    /// <summary>The golden set is another file, or its content changed.</summary>
    GoldenDiffers,

    /// <summary>The classes or their order differ.</summary>
    ClassesDiffer,

    /// <summary>The positive class differs.</summary>
    PositiveDiffers,

    /// <summary>The task differs.</summary>
    TaskDiffers,

    /// <summary>The operating point differs.</summary>
    ThresholdDiffers,

    /// <summary>The model is another one: what a snapshot is for, so never a failure by itself.</summary>
    ModelDiffers,

    /// <summary>The bound of a check differs, or a check is gone or new.</summary>
    BoundDiffers,

    /// <summary>The spec's text differs.</summary>
    SpecDiffers,

    /// <summary>The runtime has another version.</summary>
    RuntimeDiffers,

    /// <summary>The program has another version.</summary>
    ToolDiffers,
}

/// <summary>A difference between two snapshots that is none of a value.</summary>
/// <param name="Kind">What differs.</param>
/// <param name="Place">The slice or check it is about; null: the whole.</param>
/// <param name="Was">Before; null: it was not there.</param>
/// <param name="Is">Now; null: it is not there.</param>
public sealed record SnapshotStructuralChange(SnapshotChangeKind Kind, string? Place, string? Was, string? Is)
{
    /// <summary>Whether it is only told: it does not make the values incomparable.</summary>
    public bool IsInformational => Kind is SnapshotChangeKind.ModelDiffers or SnapshotChangeKind.BoundDiffers or SnapshotChangeKind.SpecDiffers
        or SnapshotChangeKind.RuntimeDiffers or SnapshotChangeKind.ToolDiffers or SnapshotChangeKind.ThresholdDiffers;

    /// <summary>For people, one line.</summary>
    public override string ToString()
    {
        var what = Kind switch
        {
            SnapshotChangeKind.SliceGone => "slice gone",
            SnapshotChangeKind.SliceNew => "new slice",
            SnapshotChangeKind.MetricGone => "metric gone",
            SnapshotChangeKind.MetricNew => "new metric",
            SnapshotChangeKind.RowsDiffer => "other rows",
            SnapshotChangeKind.GoldenDiffers => "other golden set",
            SnapshotChangeKind.ClassesDiffer => "other classes",
            SnapshotChangeKind.PositiveDiffers => "other positive class",
            SnapshotChangeKind.TaskDiffers => "other task",
            SnapshotChangeKind.ThresholdDiffers => "other threshold",
            SnapshotChangeKind.ModelDiffers => "other model",
            SnapshotChangeKind.BoundDiffers => "other bound",
            SnapshotChangeKind.SpecDiffers => "other spec text",
            SnapshotChangeKind.RuntimeDiffers => "other runtime",
            _ => "other ModelSpecs",
        };
        var place = Place is null ? "" : $" {Place}";
        var values = (Was, Is) switch
        {
            (null, { } now) => $": {now}",
            ({ } was, null) => $": was {was}",
            ({ } was, { } now) => $": was {was}, is {now}",
            _ => "",
        };
        return SnapshotProblems.OneLine($"{what}{place}{values}");
    }
}

/// <summary>A metric of a slice whose value differs by more than the tolerance.</summary>
/// <param name="Slice">Slice.</param>
/// <param name="Group">Group; null: none.</param>
/// <param name="Was">Before.</param>
/// <param name="Is">Now.</param>
public sealed record SnapshotValueChange(string Slice, string? Group, SnapshotMetric Was, SnapshotMetric Is)
{
    /// <summary>Metric display name.</summary>
    public string Metric => Is.Metric;

    /// <summary>Now less before; null: one is undefined.</summary>
    public double? Change => Is.Value - Was.Value;
}

/// <summary>What differs between two snapshots.</summary>
/// <param name="Structure">Differences that are none of a value, in a fixed order.</param>
/// <param name="Values">Values that differ by more than their tolerance, in the order of the new snapshot.</param>
public sealed record SnapshotComparison(IReadOnlyList<SnapshotStructuralChange> Structure, IReadOnlyList<SnapshotValueChange> Values)
{
    private const int ShownHashDigits = 12;

    /// <summary>Whether nothing differs that makes a snapshot another one; what is only informational may.</summary>
    public bool IsSame => Values.Count == 0 && Structure.All(s => s.IsInformational);

    /// <summary>Compares two snapshots.</summary>
    /// <param name="was">The verified one.</param>
    /// <param name="now">The one of this run.</param>
    /// <param name="tolerance">Of a metric by its display name, as in <see cref="SnapshotNumber.Same"/>; null: <see cref="SnapshotNumber.Tolerance"/>.</param>
    public static SnapshotComparison Of(SnapshotDocument was, SnapshotDocument now, Func<string, double>? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(was);
        ArgumentNullException.ThrowIfNull(now);
        var structure = new List<SnapshotStructuralChange>();
        var values = new List<SnapshotValueChange>();
        Add(SnapshotChangeKind.TaskDiffers, was.Task, now.Task);
        Add(SnapshotChangeKind.ClassesDiffer, List(was.Classes), List(now.Classes));
        Add(SnapshotChangeKind.PositiveDiffers, was.Positive, now.Positive);
        Add(SnapshotChangeKind.GoldenDiffers, Name(was.Golden), Name(now.Golden));
        Slices(was, now, tolerance ?? (_ => SnapshotNumber.Tolerance), structure, values);
        Add(SnapshotChangeKind.ThresholdDiffers, Number(was.Threshold), Number(now.Threshold));
        Add(SnapshotChangeKind.ModelDiffers, Name(was.Model), Name(now.Model));
        Bounds(was, now, structure);
        Add(SnapshotChangeKind.SpecDiffers, Name(was.Spec), Name(now.Spec));
        Add(SnapshotChangeKind.RuntimeDiffers, was.Runtime, now.Runtime);
        Add(SnapshotChangeKind.ToolDiffers, was.Tool, now.Tool);
        return new SnapshotComparison(structure, values);

        void Add(SnapshotChangeKind kind, string? before, string? after)
        {
            if (before != after)
            {
                structure.Add(new SnapshotStructuralChange(kind, null, before, after));
            }
        }
    }

    private static void Slices(SnapshotDocument was, SnapshotDocument now, Func<string, double> tolerance, List<SnapshotStructuralChange> structure, List<SnapshotValueChange> values)
    {
        var before = was.Slices.ToDictionary(s => (s.Slice, s.Group));
        var after = now.Slices.Select(s => (s.Slice, s.Group)).ToHashSet();
        structure.AddRange(was.Slices.Where(s => !after.Contains((s.Slice, s.Group)))
            .Select(s => new SnapshotStructuralChange(SnapshotChangeKind.SliceGone, s.Label, Rows(s.N), null)));
        foreach (var slice in now.Slices)
        {
            if (!before.TryGetValue((slice.Slice, slice.Group), out var old))
            {
                structure.Add(new SnapshotStructuralChange(SnapshotChangeKind.SliceNew, slice.Label, null, Rows(slice.N)));
                continue;
            }

            if (old.N != slice.N)
            {
                structure.Add(new SnapshotStructuralChange(SnapshotChangeKind.RowsDiffer, slice.Label, Rows(old.N), Rows(slice.N)));
            }

            Metrics(old, slice, tolerance, structure, values);
        }
    }

    private static void Metrics(SnapshotSlice old, SnapshotSlice slice, Func<string, double> tolerance, List<SnapshotStructuralChange> structure, List<SnapshotValueChange> values)
    {
        var before = old.Metrics.ToDictionary(m => m.Metric, StringComparer.Ordinal);
        var after = slice.Metrics.Select(m => m.Metric).ToHashSet(StringComparer.Ordinal);
        structure.AddRange(old.Metrics.Where(m => !after.Contains(m.Metric))
            .Select(m => new SnapshotStructuralChange(SnapshotChangeKind.MetricGone, $"{slice.Label}: {m.Metric}", SnapshotText.Metric(m), null)));
        foreach (var metric in slice.Metrics)
        {
            if (!before.TryGetValue(metric.Metric, out var then))
            {
                structure.Add(new SnapshotStructuralChange(SnapshotChangeKind.MetricNew, $"{slice.Label}: {metric.Metric}", null, SnapshotText.Metric(metric)));
            }
            else if (!(then.IsNoisy && metric.IsNoisy) && !SnapshotNumber.Same(then.Value, metric.Value, tolerance(metric.Metric)))
            {
                values.Add(new SnapshotValueChange(slice.Slice, slice.Group, then, metric));
            }
        }
    }

    private static void Bounds(SnapshotDocument was, SnapshotDocument now, List<SnapshotStructuralChange> structure)
    {
        var before = was.Bounds.ToDictionary(b => b.Check, b => b.Bound, StringComparer.Ordinal);
        var after = now.Bounds.ToDictionary(b => b.Check, b => b.Bound, StringComparer.Ordinal);
        structure.AddRange(was.Bounds.Concat(now.Bounds.Where(b => !before.ContainsKey(b.Check)))
            .Select(b => new SnapshotStructuralChange(SnapshotChangeKind.BoundDiffers, b.Check, before.GetValueOrDefault(b.Check), after.GetValueOrDefault(b.Check)))
            .Where(c => c.Was != c.Is));
    }

    private static string? Name(SnapshotFile? file) => file is null ? null : $"{file.Path} {file.Sha256[..ShownHashDigits]}";

    private static string Number(double? value) => value is { } number ? SnapshotNumber.Format(number) : "none";

    private static string List(IReadOnlyList<string> classes) => $"[{string.Join(", ", classes)}]";

    private static string Rows(int n) => string.Create(CultureInfo.InvariantCulture, $"{n} row{(n == 1 ? "" : "s")}");
}
