using System.Diagnostics;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Results.Compare;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Engine.Compare;

/// <summary>Measures how long each model takes for one row: one call at a time, the models in turn, so that a machine that is busy for a while is busy for all of them.</summary>
internal static class LatencyRun
{
    private const int WarmUps = 50;
    private const int LeastCalls = 200;
    private const int MostCalls = 2000;
    private const int DistinctRows = 256;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(2);

    /// <summary>Latency by name; candidates without a model have none.</summary>
    public static IReadOnlyDictionary<string, LatencyResult> Measure(IReadOnlyList<JudgedCandidate> candidates, CancellationToken cancellationToken)
    {
        var callers = new List<Caller>();
        try
        {
            foreach (var candidate in candidates.Where(candidate => candidate.Suite.Model is not null))
            {
                callers.Add(Caller.Open(candidate, cancellationToken));
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

            return callers.Zip(times).ToDictionary(
                pair => pair.First.Name, pair => new LatencyResult(pair.First.Rows, pair.Second.Count, Quantile(pair.Second, 0.50), Quantile(pair.Second, 0.95)), StringComparer.Ordinal);
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

    private sealed class Caller : IDisposable
    {
        private readonly OnnxSession session;
        private readonly BatchWorker worker;
        private readonly Microsoft.ML.OnnxRuntime.RunOptions runOptions;
        private readonly int available;

        private Caller(string name, OnnxSession session, BatchWorker worker, Microsoft.ML.OnnxRuntime.RunOptions runOptions, int rows, int available)
        {
            (Name, this.session, this.worker, this.runOptions, Rows, this.available) = (name, session, worker, runOptions, rows, available);
        }

        /// <summary>Name of the candidate.</summary>
        public string Name { get; }

        /// <summary>Rows a call: 1, or as many as the model takes at once.</summary>
        public int Rows { get; }

        public static Caller Open(JudgedCandidate candidate, CancellationToken cancellationToken)
        {
            var parts = candidate.Run.Parts!;
            var kept = parts.Kept is { } rows ? rows.Take(DistinctRows) : Enumerable.Range(0, Math.Min(DistinctRows, parts.Table.Rows));
            var selection = new RowSelection(parts.Table, [.. kept]);
            var prepared = PreparedModel.Create(candidate.Suite, selection, cancellationToken);
            if (!prepared.Plan.IsFixed)
            {
                var span = candidate.Suite.Model!.Written.Span;
                prepared = PreparedModel.Create(candidate.Suite with { Run = candidate.Suite.Run with { BatchSize = new Located<int>(1, span) } }, selection, cancellationToken);
            }

            var session = OnnxSession.Open(prepared.Model);
            var runOptions = new Microsoft.ML.OnnxRuntime.RunOptions();
            var worker = new BatchWorker(session, prepared.Plan, [.. prepared.Roles.Fetched.Select(output => output.Name)], runOptions);
            return new Caller(candidate.Name, session, worker, runOptions, prepared.Plan.BatchSize, selection.Count);
        }

        public void Call(int call)
        {
            var count = Math.Min(Rows, available);
            using var results = worker.Run((int)((long)call * count % (available - count + 1)), count, out _);
        }

        public void Dispose()
        {
            worker.Dispose();
            runOptions.Dispose();
            session.Dispose();
        }
    }
}
