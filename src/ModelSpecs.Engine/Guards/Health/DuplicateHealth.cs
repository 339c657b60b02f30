using ModelSpecs.Engine.Datasets;
using ModelSpecs.Metrics.Health;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Health;

/// <summary><c>duplicates</c> and <c>near_duplicates</c>: which share of the rows says again what an earlier one said.</summary>
internal static class DuplicateHealth
{
    /// <summary>Why there is no number where too many rows are close to each other.</summary>
    public const string TooWide = "so many rows are close to each other that comparing them does not end: the tolerance is too wide for these columns";

    /// <summary>Measures what is asked.</summary>
    public static void Measure(HealthRun run)
    {
        var rows = run.Rows;
        if (run.Spec.EqualBy is { } equal)
        {
            var columns = Columns(run, equal);
            var first = EqualRows.First(CellWords.Of(columns, rows.Selection, rows.Count).Words, rows.Count, run.Scope.CancellationToken);
            Add(run, HealthSpec.Duplicates, columns, [.. first.Select((before, i) => before == i ? -1 : before)], "repeats");
        }

        if (run.Spec.NearBy is { } near)
        {
            var columns = Columns(run, near.Columns);
            var (classes, numbers) = NearCells.Of([(columns, rows.Selection, rows.Count)], run.Scope.CancellationToken);
            var tolerance = (near.Tolerance.Absolute, near.Tolerance.Relative);
            Add(run, HealthSpec.NearDuplicates, columns, NearRows.Find(classes, numbers, tolerance, 0, NearRows.MostSteps(rows.Count), run.Scope.CancellationToken), "is close to");
        }
    }

    private static List<Column> Columns(HealthRun run, ComparedColumns compared) =>
        [.. HealthColumns.Compared(run.Scope.Suite, compared, run.Rows.Table.Header).Select(name => run.Rows.Table.Find(name)).OfType<Column>()];

    private static void Add(HealthRun run, string measure, List<Column> columns, int[]? before, string how)
    {
        if (columns.Count == 0)
        {
            run.AddMissing(measure, "no column is left to compare rows by");
        }
        else if (before is null)
        {
            run.AddMissing(measure, TooWide);
        }
        else
        {
            run.AddShare(measure, Array.ConvertAll(before, row => row >= 0), i => $"{how} {run.Rows.NameOf(before[i])}");
        }
    }
}
