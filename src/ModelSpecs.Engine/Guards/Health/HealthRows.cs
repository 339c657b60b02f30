using System.Globalization;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Engine.Guards.Health;

/// <summary>The rows whose health is looked at: of the golden set those that <c>where</c> keeps and <c>quarantine</c> does not name, with a label or without.</summary>
internal sealed class HealthRows
{
    private readonly Column? id;

    private HealthRows(Table table, int[]? selection, Column? id, IReadOnlyList<HealthSlice> slices)
    {
        Table = table;
        Selection = selection;
        Count = selection?.Length ?? table.Rows;
        this.id = id;
        Slices = slices;
    }

    /// <summary>The set.</summary>
    public Table Table { get; }

    /// <summary>Its rows that are looked at, in their order; null: all.</summary>
    public int[]? Selection { get; }

    /// <summary>Their number.</summary>
    public int Count { get; }

    /// <summary>The slices that are looked at besides the whole.</summary>
    public IReadOnlyList<HealthSlice> Slices { get; }

    /// <summary>All rows of a table.</summary>
    public static HealthRows Of(Table table) => new(table, null, null, []);

    /// <summary>Rows of the golden set.</summary>
    public static HealthRows OfGolden(GuardScope scope, GuardSlicesOf isAsked)
    {
        var judged = Quarantine.Find(scope.Suite, scope.Table, [])?.Judged(scope.Kept);
        var selection = RowFilter.Then(scope.Kept, judged);
        var count = selection?.Length ?? scope.Table.Rows;
        var slices = scope.Slices.Where(slice => isAsked(slice)).ToList();
        var id = scope.Suite.Id is { } named ? scope.Table.Find(named.Value) : null;
        return new HealthRows(scope.Table, selection, id, slices.Count == 0 ? [] : [.. slices.Select(slice => Slice(scope, selection, count, slice))]);
    }

    /// <summary>Row of the table.</summary>
    public int RowOf(int i) => Selection is null ? i : Selection[i];

    /// <summary>How people find a row: its id, or else its place in the file.</summary>
    public string NameOf(int i)
    {
        var row = RowOf(i);
        return id is { } column && !column.IsNull(row) ? OneLine.Escape(column.Format(row)) : RowPlace.Of(Table, row);
    }

    /// <summary>A column that was read, which the spec's check of names has seen.</summary>
    public Column Column(Located<string> name) => Table.Find(name.Value) ?? throw new InvalidOperationException($"Column {name.Value} was not read.");

    // The run's slices are of the rows that have a label. Here the others count too, so that the slice is built again over all, and its groups found by name.
    private static HealthSlice Slice(GuardScope scope, int[]? selection, int count, SliceGroups slice)
    {
        var codes = new int[count];
        var isDerived = SliceBuilder.UsesDerived(scope.Suite, slice.Spec);
        if (ReferenceEquals(scope.Judged, selection) || (scope.Judged?.Length ?? scope.Table.Rows) == count)
        {
            slice.Axis.Codes.CopyTo(codes, 0);
            return new HealthSlice(slice, codes, []);
        }

        if (isDerived)
        {
            Array.Fill(codes, -1);
            var place = new Dictionary<int, int>(count);
            for (var i = 0; i < count; i++)
            {
                place[selection is null ? i : selection[i]] = i;
            }

            for (var i = 0; i < slice.Axis.Codes.Length; i++)
            {
                codes[place[scope.Judged is null ? i : scope.Judged[i]]] = slice.Axis.Codes[i];
            }

            return new HealthSlice(slice, codes, []) { IsOfPredictions = true };
        }

        var table = selection is null ? scope.Table : RowFilter.Apply(scope.Table, selection);
        var built = SliceBuilder.Build(scope.Suite, [slice.Spec], table, null, scope.Threads, scope.Diagnostics, scope.CancellationToken);
        if (built.Count == 0)
        {
            Array.Fill(codes, -1);
            return new HealthSlice(slice, codes, []);
        }

        var names = slice.Groups.Select((group, index) => (Name: group.Name ?? "", Index: index)).ToDictionary(group => group.Name, group => group.Index, StringComparer.Ordinal);
        var map = built[0].Groups.Select(group => names.GetValueOrDefault(group.Name ?? "", -1)).ToArray();
        for (var i = 0; i < count; i++)
        {
            var code = built[0].Axis.Codes[i];
            codes[i] = code < 0 ? -1 : map[code];
        }

        return new HealthSlice(slice, codes, [.. built[0].Groups.Where((group, index) => map[index] < 0 && group.Rows > 0)]);
    }
}

/// <summary>Whether a slice is asked for.</summary>
internal delegate bool GuardSlicesOf(SliceGroups slice);

/// <summary>A slice of the rows that are looked at.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Codes">Its group of each row; −1: none.</param>
/// <param name="Unlabelled">Groups that no row with a label is in, so that no check of the run is about them.</param>
internal sealed record HealthSlice(SliceGroups Slice, int[] Codes, IReadOnlyList<SliceGroup> Unlabelled)
{
    /// <summary>Whether only rows with a label are in it, since it is of their predictions.</summary>
    public bool IsOfPredictions { get; init; }

    /// <summary>Name of the slice.</summary>
    public string Name => Slice.Spec.Name.Value;

    /// <summary>Number of groups.</summary>
    public int Groups => Slice.Groups.Count;
}

/// <summary>Numbers as health messages show them.</summary>
internal static class HealthText
{
    /// <summary>How many rows a failure names.</summary>
    public const int Named = 5;

    /// <summary><c>1,234</c></summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>12.5 %</c></summary>
    public static string Percent(double share) => $"{(100 * share).ToString("G4", CultureInfo.InvariantCulture)} %";

    /// <summary><c>1.5 days</c></summary>
    public static string Days(double days) => $"{days.ToString("G4", CultureInfo.InvariantCulture)} {(days == 1 ? "day" : "days")}";

    /// <summary><c>3 of 1,000 rows (0.3 %)</c></summary>
    public static string Share(long part, long whole, string what = "rows") => $"{Count(part)} of {Count(whole)} {what} ({Percent(whole == 0 ? double.NaN : (double)part / whole)})";

    /// <summary>A value of a row in quotes, short; <c>null</c> where there is none.</summary>
    public static string Value(Column column, int row)
    {
        const int Longest = 60;
        var text = column.IsNull(row) ? "null" : column is StringColumn ? OneLine.Quote(column.Format(row)) : column.Format(row);
        return text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "…");
    }
}
