using ModelSpecs.Engine.Baselines;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Results;
using ModelSpecs.Results.Compare;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using RunOptions = ModelSpecs.Engine.Running.RunOptions;

namespace ModelSpecs.Engine.Compare;

/// <summary>Judges several candidates under one spec and holds each against the first of them, the champion.</summary>
public static class CandidateComparison
{
    /// <summary>What is wrong with candidates and metrics, before anything is read or run: too few, one that stands twice, a file outside the root, a metric that nobody knows.</summary>
    /// <param name="suite">The parsed spec.</param>
    /// <param name="candidates">The champion first.</param>
    /// <param name="metrics">Metrics asked for.</param>
    public static IReadOnlyList<SpecDiagnostic> Problems(SuiteSpec suite, IReadOnlyList<Candidate> candidates, IReadOnlyList<string> metrics)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(metrics);
        var problems = new List<SpecDiagnostic>();
        CandidateRules.Check(suite, candidates, metrics, problems);
        return problems;
    }

    /// <summary>Compares the candidates, one run after the other; predictions are taken from the cache where they are in it. Nothing of a snapshot is written.</summary>
    /// <param name="suite">The parsed spec.</param>
    /// <param name="candidates">The champion first.</param>
    /// <param name="options">Threads, cache, metrics, latency.</param>
    /// <param name="cancellationToken">Stops between blocks and batches.</param>
    /// <returns>The comparison. A candidate that cannot be judged is in it, with its problems.</returns>
    /// <exception cref="SpecException">The candidates or the metrics asked for are wrong; every problem found.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<CompareResult> RunAsync(SuiteSpec suite, IReadOnlyList<Candidate> candidates, CompareOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(options);
        var problems = Problems(suite, candidates, options.Metrics);
        if (problems.Count > 0)
        {
            throw new SpecException(problems);
        }

        // In every check, `champion` is the first candidate.
        var rival = candidates[0].SuiteOf(suite) with { Compare = null, Snapshot = null };
        var run = options.Run with { Rival = rival, LeavesNothing = true, Accept = false, AllMetrics = false, Curves = false, Slices = null, WorstRows = 0 };
        var judged = new List<JudgedCandidate>(candidates.Count);
        foreach (var candidate in candidates)
        {
            var own = candidate.SuiteOf(suite);
            judged.Add(new JudgedCandidate(candidate, own, await SuiteRunner.RunDetailedAsync(own, run, cancellationToken).ConfigureAwait(false)));
        }

        return await CompareAsync(suite, judged, options, new RunScope(suite, run, cancellationToken)).ConfigureAwait(false);
    }

    private static async Task<CompareResult> CompareAsync(SuiteSpec suite, List<JudgedCandidate> judged, CompareOptions options, RunScope scope)
    {
        var champion = judged[0];
        var result = new CompareResult
        {
            Tool = options.Tool,
            OnnxRuntime = judged.Any(candidate => candidate.Suite.Model is not null) ? RuntimeIdentity.Version : null,
            Spec = suite.Name.Value,
            File = SuiteResults.RelativePath(suite.Root, suite.File),
            Champion = champion.Name,
            Confidence = suite.Verdict.Confidence,
            Candidates = [.. judged.Select(candidate => CandidateResults.Of(candidate, []))],
            Recommendation = new Recommendation(Decision.None, null, []),
        };
        if (champion.Run.Parts is not { } first)
        {
            return result with { Recommendation = Recommender.WithoutChampion(result) };
        }

        var differing = judged.Skip(1).Where(candidate => candidate.Run.Parts is not null)
            .ToDictionary(candidate => candidate.Name, candidate => Differences(candidate, first.Data), StringComparer.Ordinal);
        IReadOnlyList<JudgedCandidate> comparable = [.. judged.Where(candidate => candidate.Run.Parts is not null && !(differing.TryGetValue(candidate.Name, out var found) && found.Count > 0))];
        var problems = new List<SpecDiagnostic>();
        var metrics = ComparedMetrics.Of(suite, options.Metrics, first.Data, first.Customs, problems);
        var intervals = IntervalPlan.Of(first.Data, [.. metrics.Select(metric => metric.Metric)], first.Slices, IntervalScope.All, problems);
        ThrowIfAny(problems);

        var slices = new SliceComparison(suite, comparable, metrics, scope).Compare(intervals);
        var latencies = options.Latency ? await LatencyRun.MeasureAsync(comparable, scope.CancellationToken).ConfigureAwait(false) : null;
        var compared = result with
        {
            Task = SuiteResults.TaskName(first.Data.Predictions.Task),
            Golden = champion.Run.Result.Golden,
            Rows = first.Data.Table.Rows,
            SlicesOfChampion = suite.Slices.Any(slice => SliceBuilder.UsesDerived(suite, slice)),
            Metrics = [.. metrics.Select(metric => new ComparedMetric(metric.Metric.Display, metric.LowerIsBetter switch { true => "lower", false => "higher", _ => null }))],
            Slices = slices,
            Flips = FlipComparison.Of(suite, comparable, scope),
            Candidates =
            [
                .. judged.Select(candidate => CandidateResults.Of(candidate, differing.GetValueOrDefault(candidate.Name) ?? []) with
                {
                    Latency = latencies?.GetValueOrDefault(candidate.Name),
                }),
            ],
        };
        compared = ParetoSet.AddTo(CandidateResults.Count(compared));
        return compared with { Recommendation = Recommender.Of(compared) };
    }

    // Another task or other classes: nothing could be said row by row.
    private static List<SpecDiagnostic> Differences(JudgedCandidate candidate, EvaluationData champion)
    {
        var problems = new List<SpecDiagnostic>();
        Champion.Check(champion, candidate.Run.Parts!.Data, candidate.Candidate.Source.Model?.Written.Span ?? candidate.Candidate.Source.Span, problems);
        return problems;
    }

    private static void ThrowIfAny(List<SpecDiagnostic> problems)
    {
        if (SuiteData.HasErrors(problems))
        {
            throw new SpecException(problems);
        }
    }
}
