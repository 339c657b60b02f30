using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Robustness;

/// <summary>Runs the model on rows whose columns were changed, level by level.</summary>
internal static class PerturbedColumns
{
    private const int Named = 4;

    /// <summary>What came of every level.</summary>
    /// <param name="scope">The run.</param>
    /// <param name="spec">The entry.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="custom">The user's own perturbation; null: it is none.</param>
    /// <param name="withChampion">Whether the champion is asked too.</param>
    /// <param name="notes">Takes what a reader should know.</param>
    public static async Task<IReadOnlyList<PerturbedLevel>> RunAsync(GuardScope scope, RobustSpec spec, RobustRows rows, CustomPerturbation? custom, bool withChampion, List<string> notes)
    {
        var change = new ColumnChange(spec, scope.Table, rows.Table, scope.Judged, custom);
        notes.AddRange(change.Spreads.OrderBy(spread => spread.Key, StringComparer.Ordinal).Select(spread => FormattableString.Invariant($"Standard deviation of {spread.Key}: {spread.Value:G6}.")));
        if (spec.Perturbation is NumbersPerturbation && spec.Perturbation.Columns.Where(column => scope.Table.Find(column.Value) is IntegerColumn).Select(column => column.Value).ToList() is { Count: > 0 } whole)
        {
            notes.Add($"Whole numbers stay whole: {string.Join(", ", whole)}.");
        }

        // Levels share the cores: a few hundred rows are one batch, which is one core's work.
        using var gate = new SemaphoreSlim(Math.Max(1, scope.Threads));
        return await Task.WhenAll(spec.Perturbation.Levels.Select(level => Task.Run(
            async () =>
            {
                await gate.WaitAsync(scope.CancellationToken).ConfigureAwait(false);
                try
                {
                    return await OneAsync(scope, spec, rows, change, level, withChampion).ConfigureAwait(false);
                }
                finally
                {
                    gate.Release();
                }
            },
            scope.CancellationToken))).ConfigureAwait(false);
    }

    private static async Task<PerturbedLevel> OneAsync(GuardScope scope, RobustSpec spec, RobustRows rows, ColumnChange change, PerturbationLevel level, bool withChampion)
    {
        try
        {
            var (table, touched) = change.At(level);
            var predictions = await Predictor.PredictAsync(scope.Suite, table, rows.Table, scope.Inference, scope.CancellationToken).ConfigureAwait(false);
            return new PerturbedLevel(level)
            {
                After = PerturbedInput.Of(scope.Data, rows.Clean, scope.Suite, predictions),
                Champion = withChampion ? await OfChampionAsync(scope, rows, table).ConfigureAwait(false) : null,
                Touched = touched,
                Change = row => Describe(spec, scope.Table, table, rows.Table[row]),
            };
        }
        catch (Exception problem) when (problem is SpecException or PerturbationFailedException)
        {
            return new PerturbedLevel(level) { Problem = problem is SpecException { Diagnostics: [var first, ..] } ? first.Message : problem.Message };
        }
    }

    private static async Task<MetricInput?> OfChampionAsync(GuardScope scope, RobustRows rows, Table table)
    {
        try
        {
            var predictions = await Predictor.PredictAsync(scope.Rival!, table, rows.Table, scope.Inference, scope.CancellationToken).ConfigureAwait(false);
            return PerturbedInput.Of(scope.Champion!, rows.Champion!, scope.Rival!, predictions);
        }
        catch (Exception problem) when (problem is SpecException or PerturbationFailedException)
        {
            // Its values are then undefined, which a bound that refers to them says.
            return null;
        }
    }

    private static string Describe(RobustSpec spec, Table before, Table after, int row)
    {
        var changed = spec.Perturbation.Columns.Select(column => (Before: before.Find(column.Value)!, After: after.Find(column.Value)!)).Where(pair => !CellValues.AreSame(pair.Before, pair.After, row)).ToList();
        var named = string.Join(", ", changed.Take(Named).Select(pair => $"{pair.Before.Name} {Cell(pair.Before, row)} → {Cell(pair.After, row)}"));
        return changed.Count > Named ? FormattableString.Invariant($"{named} and {changed.Count - Named} more") : named;
    }

    private static string Cell(Column column, int row) => column.IsNull(row) ? "null"
        : column is NumberColumn numbers ? numbers.Values[row].ToString("G6", System.Globalization.CultureInfo.InvariantCulture) : OneLine.Escape(column.Format(row));
}
