using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Terminal;

/// <summary>The checks of a suite as a table.</summary>
internal static class CheckTable
{
    // Fewer values of a group than this are shown one by one even where all pass.
    private const int LeastCollapsed = 4;

    // On a narrower terminal an interval would take its place from the slice's name.
    private const int WidthForIntervals = 100;

    public static TextTable Of(IReadOnlyList<CheckResult> checks, TerminalOptions options)
    {
        var palette = new Palette(options);
        var withIntervals = checks.Any(check => IntervalText(check).Length > 0) && options.Width is not < WidthForIntervals;
        var table = new TextTable(
        [
            new("outcome"),
            new("slice", Least: 8),
            new("check", Least: 8),
            new("value", Right: true),
            .. withIntervals ? [new TableColumn("interval")] : Array.Empty<TableColumn>(),
            new("bound", Right: true),
            new("rows", Right: true),
        ]);
        foreach (var run in Runs(checks, options.Detail))
        {
            var shown = Worst(run);
            var slice = run.Count == 1 ? SliceName(shown)
                : $"{shown.Slice}: {Numbers.Rows(run.Count)} values, {What(shown)}";

            // Of values that could not be judged there is none to show.
            var hasValues = run.Count == 1 || shown.Outcome != Outcome.Error;
            table.Add(
            [
                new(palette.Word(shown), Palette.InkOf(shown)),
                new(TerminalText.Line(slice, options.Unicode)),
                new(TerminalText.Line(Expectation(shown), options.Unicode)),
                hasValues ? ValueCell(shown) : new(""),
                .. withIntervals ? [new Cell(hasValues ? IntervalText(shown) : "")] : Array.Empty<Cell>(),
                hasValues ? BoundCell(shown) : new(""),
                new(!hasValues || IsOfNoRows(shown) ? "" : shown.Rows == shown.N ? Numbers.Rows(shown.N) : $"{Numbers.Rows(shown.Rows)} of {Numbers.Rows(shown.N)}"),
            ]);
        }

        return table;
    }

    // Of the value; where a difference was compared the message has it.
    private static string IntervalText(CheckResult check) => check.Shown is { } shown ? shown.Interval ?? "" : check.Noise is { Of: not "difference" } noise
        ? $"[{Numbers.Value(noise.Low)}, {Numbers.Value(noise.High)}]"
        : "";

    private static Cell ValueCell(CheckResult check) => check switch
    {
        { Shown.Value: { } shown } => new(shown),
        { Value: { } value } => new(Numbers.Value(value, check.Threshold)),

        // Nothing was to be measured.
        { Bound: null } => new(""),
        _ => new("undefined", Palette.InkOf(check)),
    };

    private static bool IsOfNoRows(CheckResult check) => check is { Metric: null, N: 0 };

    private static Cell BoundCell(CheckResult check) => check switch
    {
        { Shown.Threshold: { } shown } => new(shown),
        { Threshold: { } bound } => new(Numbers.Value(bound, check.Value)),

        // Too few rows: the bound was never worked out.
        { Outcome: Outcome.Inconclusive } or { Bound: null } => new(""),
        _ => new("undefined", Palette.InkOf(check)),
    };

    private static string SliceName(CheckResult check) => check.Group is null ? check.Slice : $"{check.Slice} = {check.Group}";

    /// <summary>What is expected, as its name says it behind the slice: <c>gap fpr &lt;= 0.08</c>.</summary>
    private static string Expectation(CheckResult check)
    {
        var prefix = TerminalText.Line(SliceName(check)) + ": ";
        return check.Name.StartsWith(prefix, StringComparison.Ordinal) ? check.Name[prefix.Length..] : check.Name;
    }

    /// <summary>Checks that are one line: one check, or the values of a group under one expectation that all passed, all had too few rows and fail nothing, or none could be judged for one reason.</summary>
    private static IEnumerable<List<CheckResult>> Runs(IReadOnlyList<CheckResult> checks, Detail detail)
    {
        // A group's values stand together under each expectation, however they are interleaved with the next expectation's.
        var collapsible = detail == Detail.Verbose
            ? []
            : checks.Where(IsCollapsible)
                .GroupBy(KeyOf)
                .Where(g => g.Count() >= LeastCollapsed)
                .ToDictionary(g => g.Key, g => g.ToList());
        foreach (var check in checks)
        {
            var key = KeyOf(check);
            if (!IsCollapsible(check) || !collapsible.TryGetValue(key, out var same))
            {
                yield return [check];
            }
            else if (ReferenceEquals(same[0], check))
            {
                yield return same;
            }
        }
    }

    private static bool IsCollapsible(CheckResult check) =>
        check is { Group: not null, Fails: false, IsWaived: false } or { Group: not null, Outcome: Outcome.Error, Reason: not null };

    private static (string Slice, string? Metric, string? Comparison, string? Bound, Outcome Outcome, string? Reason) KeyOf(CheckResult check) =>
        (check.Slice, check.Metric ?? Expectation(check), check.Comparison, check.Bound, check.Outcome, check.Outcome == Outcome.Error ? check.Reason : null);

    private static string What(CheckResult shown) => shown.Outcome switch
    {
        Outcome.Passed => $"worst {shown.Group}",
        Outcome.Error => "none could be judged",
        _ => $"too few rows, fewest {shown.Group}",
    };

    private static CheckResult Worst(List<CheckResult> run) =>
        run.Count == 1 ? run[0] : run[0].Outcome == Outcome.Passed ? run.MinBy(Margin)! : run.MinBy(check => check.Rows)!;

    private static double Margin(CheckResult check)
    {
        var margin = (check.Value ?? double.NaN) - (check.Threshold ?? double.NaN);
        return check.Comparison is ['<', ..] ? -margin : margin;
    }
}
