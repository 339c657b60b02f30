using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Determinism;

/// <summary><c>deterministic</c>: runs the model twice, the second time in another order with another batch size, and compares output by output.</summary>
/// <remarks>Nothing comes from the cache: what another machine kept is no run of this one.</remarks>
internal static class DeterminismGuard
{
    // No divisor of a usual batch size: rows get other neighbours and other places in their batch.
    private const int OtherBatchSize = 7;
    private const int Named = 5;

    /// <summary>Measures the largest difference of one row.</summary>
    public static async Task<GuardOutcome> MeasureAsync(GuardScope scope, GuardSpec guard)
    {
        var spec = (DeterministicSpec)guard;
        var rows = Spread(scope.Kept, scope.Table.Rows, spec.Rows);
        var once = await PredictAsync(scope, rows, batchSize: null).ConfigureAwait(false);
        int[] reversed = [.. rows.Reverse()];
        var other = await PredictAsync(scope, reversed, OtherBatchSize).ConfigureAwait(false);
        var worst = rows.Select((row, i) => (Row: row, Difference: PredictionDifference.Of(once, i, other, rows.Length - 1 - i)))
            .Where(row => row.Difference > 0).OrderByDescending(row => row.Difference).ThenBy(row => row.Row).Take(Named).ToList();
        var largest = worst.Count == 0 ? 0 : worst[0].Difference;
        return new GuardOutcome
        {
            Guard = guard,
            Notes = rows.Length == (scope.Kept?.Length ?? scope.Table.Rows) ? [] : [FormattableString.Invariant($"{rows.Length:N0} of {scope.Kept?.Length ?? scope.Table.Rows:N0} rows were run again, spread evenly.")],
        }.Add(DeterministicSpec.Difference, null, new GuardValue
        {
            Value = largest,
            Rows = rows.Length,
            Details = [.. worst.Select((row, i) => (i == 0 ? "worst" : "", FormattableString.Invariant($"{NameOf(scope, row.Row)}: {row.Difference:G3}")))],
        });
    }

    private static Task<Predictions> PredictAsync(GuardScope scope, int[] rows, int? batchSize)
    {
        var suite = batchSize is { } size
            ? scope.Suite with { Run = scope.Suite.Run with { BatchSize = new Located<int>(size, scope.Suite.Model!.Written.Span) } }
            : scope.Suite;
        return Predictor.PredictAsync(suite, scope.Table, rows, scope.Inference with { Cache = null }, scope.CancellationToken);
    }

    private static int[] Spread(int[]? kept, int all, int most)
    {
        var count = kept?.Length ?? all;
        var taken = Math.Min(count, most);
        return [.. Enumerable.Range(0, taken).Select(i => (int)((long)i * count / taken)).Select(i => kept is null ? i : kept[i])];
    }

    private static string NameOf(GuardScope scope, int row) =>
        scope.Suite.Id is { } id && scope.Table.Find(id.Value) is { } column ? column.Format(row) : RowPlace.Of(scope.Table, row);
}
