using System.Globalization;
using ModelSpecs.Engine.Caching;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Running;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;
using ModelSpecs.Spec.Predicates;
using ModelSpecs.Spec.Schema;

namespace ModelSpecs.Engine.Completion;

/// <summary>Gathers the names that an editor completes in a spec: of its golden set, its model and its own slices.</summary>
public static class NameCollector
{
    /// <summary>Most columns that are offered.</summary>
    public const int MostColumns = 1_000;

    /// <summary>Most values of columns that are offered.</summary>
    public const int MostValues = 2_000;

    /// <summary>Most different values of a column that is offered with them.</summary>
    public const int MostOfColumn = 100;

    /// <summary>Longest name that is offered.</summary>
    public const int LongestName = 200;

    private const int MostColumnsOfOutput = 16;

    /// <summary>The names, and what was left out or could not be read.</summary>
    /// <param name="suite">The spec.</param>
    /// <param name="comment">What the schema says of itself.</param>
    /// <param name="options">Cache and threads.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public static (SchemaNames Names, IReadOnlyList<string> Notes) Collect(SuiteSpec suite, string comment, RunOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(options);
        var notes = new List<string>();
        var names = new SchemaNames
        {
            Comment = comment,
            Slices = Offered([.. suite.Slices.Select(slice => slice.Name.Value)], MostColumns, "slices", notes),
            Checks = Offered([.. CheckPlan.Of(suite).Select(NameOf).Distinct(StringComparer.Ordinal)], MostValues, "checks", notes),
        };
        names = Try(names, notes, () => WithModel(suite, names, notes));
        return (Try(names, notes, () => WithColumns(suite, names, options, notes, cancellationToken)), notes);
    }

    private static SchemaNames Try(SchemaNames names, List<string> notes, Func<SchemaNames> add)
    {
        try
        {
            return add();
        }
        catch (SpecException problem)
        {
            // What can be told is told: a spec is written while its files are not all there.
            notes.AddRange(problem.Diagnostics.Select(diagnostic => diagnostic.ToString()));
            return names;
        }
    }

    private static SchemaNames WithModel(SuiteSpec suite, SchemaNames names, List<string> notes)
    {
        var declared = suite.Labels.Count > 0 ? suite.Labels : suite.Classes;
        if (suite.Model is null)
        {
            return names with { Classes = Offered([.. declared.Select(name => name.Value)], MostColumns, "classes", notes) };
        }

        var signature = ModelInspector.Read(suite);
        var outputs = signature.Outputs.SelectMany(output => ColumnsOf(output.Value).Prepend(output.Value.Name)).ToList();
        IReadOnlyList<string> classes = declared.Count > 0 ? [.. declared.Select(name => name.Value)] : signature.Outputs.Select(output => output.ClassLabels).FirstOrDefault(labels => labels.Count > 0) ?? [];
        return names with
        {
            Inputs = Offered([.. signature.Inputs.Select(input => input.Name)], MostColumns, "inputs", notes),
            Outputs = Offered(outputs, MostColumns, "outputs", notes),
            Classes = Offered(classes, MostColumns, "classes", notes),
        };
    }

    private static IEnumerable<string> ColumnsOf(ModelValue output) => output.Shape is [_, > 1 and <= MostColumnsOfOutput]
        ? Enumerable.Range(0, (int)output.Shape[1]).Select(column => string.Create(CultureInfo.InvariantCulture, $"{output.Name}[{column}]"))
        : [];

    private static SchemaNames WithColumns(SuiteSpec suite, SchemaNames names, RunOptions options, List<string> notes, CancellationToken cancellationToken)
    {
        var header = DatasetReader.ReadHeader(suite.Golden, suite.Root);
        var columns = Offered(header, MostColumns, "columns", notes);
        names = names with { Columns = columns, Derived = [.. DerivedNames.All.Where(name => !header.Contains(name))] };
        var reading = new DatasetOptions { Threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount, Cache = CacheLocation.Open(options.CacheDirectory) };
        var table = DatasetReader.Read(suite.Golden, suite.Root, columns, reading, cancellationToken);
        var values = new List<string>();
        foreach (var column in table.Columns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            values.AddRange(FewValues(column));
        }

        var truth = names.Classes.Count == 0 && suite.LabelColumns.Count == 1 && table.Find(suite.Label.Value) is { } label and not NumberColumn ? [.. FewValues(label)] : names.Classes;
        return names with
        {
            Classes = Offered(truth, MostColumns, "classes", notes),
            NumericColumns = [.. table.Columns.Where(column => column.Kind is ColumnKind.Integer or ColumnKind.Number).Select(column => column.Name)],
            Values = Offered([.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], MostValues, "values", notes),
        };
    }

    // Dates and fractions are sliced by periods and edges, not by value.
    private static List<string> FewValues(Column column)
    {
        if (column.Kind is not (ColumnKind.String or ColumnKind.Integer or ColumnKind.Boolean))
        {
            return [];
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (column is StringColumn strings)
        {
            // The pool has each text once: no row is read for it.
            return strings.Pool.Count > MostOfColumn ? [] : [.. Enumerable.Range(0, strings.Pool.Count).Select(code => strings.Pool[code])];
        }

        for (var row = 0; row < column.Length && seen.Count <= MostOfColumn; row++)
        {
            if (!column.IsNull(row))
            {
                seen.Add(column.Format(row));
            }
        }

        return seen.Count > MostOfColumn ? [] : [.. seen.Order(StringComparer.Ordinal)];
    }

    private static string NameOf(PlannedCheck planned)
    {
        var name = planned.DisplayNameOf(planned.IsPerGroup ? "*" : null);
        var bound = DisplayText.Escape($" {planned.Check.Symbol} {planned.Check.BoundText}");
        return planned.Check.Symbol is not null && name.EndsWith(bound, StringComparison.Ordinal) ? name[..^bound.Length] : name;
    }

    private static List<string> Offered(IReadOnlyList<string> names, int most, string what, List<string> notes)
    {
        var kept = names.Where(name => name.Length is > 0 and <= LongestName).Distinct(StringComparer.Ordinal).Take(most).ToList();
        if (kept.Count < names.Count)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{kept.Count} of {names.Count} {what} are offered: at most {most}, none longer than {LongestName} characters"));
        }

        return kept;
    }
}
