using ModelSpecs.Engine.Guards.Latency;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Metrics.Latency;
using ModelSpecs.Results.Compare;

namespace ModelSpecs.Engine.Compare;

/// <summary>Measures how long each model takes for one row, as <c>latency</c> of a spec does: one call at a time, the models in turn, so that a machine that is busy for a while is busy for all of them.</summary>
internal static class LatencyRun
{
    private const int DistinctRows = 256;

    private static readonly LoopPlan Plan = new() { WarmUp = 50, LeastCalls = 200, Calls = 2_000, Duration = 2 };

    /// <summary>Latency by name; candidates without a model have none.</summary>
    public static Task<Dictionary<string, LatencyResult>> MeasureAsync(IReadOnlyList<JudgedCandidate> candidates, CancellationToken cancellationToken) =>
        LatencyGuard.AloneAsync(share: null, _ => Measure(candidates, StopwatchClock.Instance, cancellationToken), cancellationToken);

    private static Dictionary<string, LatencyResult> Measure(IReadOnlyList<JudgedCandidate> candidates, ILatencyClock clock, CancellationToken cancellationToken)
    {
        var models = new List<(string Name, SingleStreamModel Model)>();
        try
        {
            foreach (var candidate in candidates.Where(candidate => candidate.Suite.Model is not null))
            {
                var parts = candidate.Run.Parts!;
                var rows = parts.Kept is not null ? parts.Kept.Take(DistinctRows) : Enumerable.Range(0, Math.Min(DistinctRows, parts.Table.Rows));
                models.Add((candidate.Name, SingleStreamModel.Prepare(candidate.Suite, parts.Table, [.. rows], 1, cancellationToken)));
            }

            if (models.Count == 0)
            {
                return new Dictionary<string, LatencyResult>(StringComparer.Ordinal);
            }

            var streams = models.ConvertAll(one => one.Model.Stream(0, 0, one.Model.Selection.Count, 1));
            // Two seconds in all, however many candidates there are.
            var series = ClosedLoop.Measure(streams, Plan with { Duration = Plan.Duration / models.Count }, clock, beforeTurn: null, cancellationToken);
            return models.Select((one, i) => (one.Name, Result: new LatencyResult(streams[i].Rows, series[i].Count, Quantile(series[i], 0.50), Quantile(series[i], 0.95))))
                .ToDictionary(one => one.Name, one => one.Result, StringComparer.Ordinal);
        }
        finally
        {
            models.ForEach(one => one.Model.Dispose());
        }
    }

    private static double Quantile(CallSeries series, double share) => 1e3 * BlockBootstrap.ValueOf(SeriesStatistic.Quantile(share), series.Seconds);
}
