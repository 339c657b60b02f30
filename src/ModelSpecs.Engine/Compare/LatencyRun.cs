using System.Diagnostics;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Results.Compare;

namespace ModelSpecs.Engine.Compare;

/// <summary>Measures how long each model takes for one row: one call at a time, the models in turn, so that a machine that is busy for a while is busy for all of them.</summary>
internal static class LatencyRun
{
    private const int WarmUps = 50;
    private const int LeastCalls = 200;
    private const int MostCalls = 2000;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(2);

    /// <summary>Latency by name; candidates without a model have none.</summary>
    public static IReadOnlyDictionary<string, LatencyResult> Measure(IReadOnlyList<JudgedCandidate> candidates, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        var callers = new List<SingleStream>();
        try
        {
            foreach (var candidate in candidates.Where(candidate => candidate.Suite.Model is not null))
            {
                var parts = candidate.Run.Parts!;
                callers.Add(SingleStream.Open(candidate.Suite, parts.Table, parts.Kept, cancellationToken));
                names.Add(candidate.Name);
            }

            for (var call = 0; call < WarmUps; call++)
            {
                callers.ForEach(caller => caller.Call(call));
                cancellationToken.ThrowIfCancellationRequested();
            }

            var times = callers.ConvertAll(_ => new List<double>(MostCalls));
            var started = Stopwatch.GetTimestamp();
            for (var call = 0; call < MostCalls && (call < LeastCalls || Stopwatch.GetElapsedTime(started) < Enough); call++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                for (var i = 0; i < callers.Count; i++)
                {
                    // Whoever comes first finds the row's caches cold: turn by turn it is somebody else.
                    var turn = (i + call) % callers.Count;
                    var before = Stopwatch.GetTimestamp();
                    callers[turn].Call(call);
                    times[turn].Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
                }
            }

            return names.Zip(callers, times).ToDictionary(
                one => one.First, one => new LatencyResult(one.Second.Rows, one.Third.Count, Quantile(one.Third, 0.50), Quantile(one.Third, 0.95)), StringComparer.Ordinal);
        }
        finally
        {
            callers.ForEach(caller => caller.Dispose());
        }
    }

    // The smallest time that at least this share of the calls did not exceed.
    private static double Quantile(List<double> times, double share)
    {
        var sorted = times.Order().ToList();
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
    }
}
