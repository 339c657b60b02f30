using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Engine.Progress;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Datasets;

/// <summary>One reading of a golden set: what is asked for, and where problems go.</summary>
/// <param name="golden">The golden set.</param>
/// <param name="columns">Columns asked for; null: all.</param>
/// <param name="options">Threads, cache, limits.</param>
/// <param name="problems">Takes the problems.</param>
internal sealed class ReadContext(GoldenSpec golden, IReadOnlyCollection<string>? columns, DatasetOptions options, DataProblems problems)
{
    private readonly HashSet<string>? wanted = columns?.ToHashSet(StringComparer.Ordinal);
    private long done;

    /// <summary>The golden set.</summary>
    public GoldenSpec Golden => golden;

    /// <summary>Threads, cache, limits.</summary>
    public DatasetOptions Options => options;

    /// <summary>Takes the problems.</summary>
    public DataProblems Problems => problems;

    /// <summary>The same reading of fewer columns; problems go to the same place.</summary>
    public ReadContext Only(IReadOnlyCollection<string> names) => new(golden, names, options, problems);

    /// <summary>Whether a column is to be read.</summary>
    public bool Wants(string name) => wanted is null || wanted.Contains(name);

    /// <summary>Declared type of a column; null: it is inferred.</summary>
    public ColumnKind? Declared(string name) => golden.Columns.TryGetValue(name, out var kind) ? kind.Value : null;

    /// <summary>Adds a problem for each name twice in the header and each declared column that is not in it.</summary>
    public void CheckHeader(IReadOnlyList<string> header)
    {
        var once = new HashSet<string>(StringComparer.Ordinal);
        var more = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in header)
        {
            if (once.Add(name) || !more.Add(name))
            {
                continue;
            }

            var places = string.Join(", ", Enumerable.Range(0, header.Count).Where(i => header[i] == name).Take(10).Select(i => i + 1));
            problems.Add(SpecDiagnostics.DataColumnDuplicate, $"Two columns have one name. Found {OneLine.Quote(name)} as columns {places}; expected every name once. Rename one of them.");
        }

        foreach (var (name, kind) in golden.Columns)
        {
            if (!once.Contains(name))
            {
                problems.Add(
                    SpecDiagnostics.DataColumnUnknown,
                    $"golden.columns declares a column that the file does not have. Found {OneLine.Quote(name)}; expected one of {Listed(header)}.{Suggestion.DidYouMean(name, header)}",
                    kind.Span);
            }
        }
    }

    /// <summary>Adds a problem for each declared type that the format cannot give.</summary>
    /// <param name="header">All columns.</param>
    /// <param name="reason">Why a type is impossible; null: it is possible.</param>
    public void CheckTypes(IReadOnlyList<string> header, Func<string, ColumnKind, string?> reason)
    {
        foreach (var (name, kind) in golden.Columns)
        {
            if (header.Contains(name, StringComparer.Ordinal) && reason(name, kind.Value) is { } why)
            {
                problems.Add(
                    SpecDiagnostics.DataColumnTypeImpossible,
                    $"Column {OneLine.Quote(name)} cannot have the declared type. Found {Written(kind.Value)}; {why}.",
                    kind.Span);
            }
        }
    }

    /// <summary>Tells how far reading is.</summary>
    public void Progress(int rows, long total)
    {
        var now = Interlocked.Add(ref done, rows);
        options.Progress?.Report(new RunProgress(options.Suite, "reading", Math.Min(now, total), total));
    }

    /// <summary>A type as the spec language writes it.</summary>
    public static string Written(ColumnKind kind) => kind.ToString().ToLowerInvariant();

    private static string Listed(IReadOnlyList<string> header) =>
        string.Join(", ", header.Take(20).Select(OneLine.Quote)) + (header.Count > 20 ? $" and {header.Count - 20} more" : "");
}
