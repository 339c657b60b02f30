using System.Diagnostics;
using ModelSpecs.Engine.Baselines;
using ModelSpecs.Engine.Checks;
using ModelSpecs.Engine.Checks.Gap;
using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Guards;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Engine.Parity;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Cost;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Results;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Running;

/// <summary>Runs one spec: reads, infers, slices, measures, judges.</summary>
public static class SuiteRunner
{
    /// <summary>The result of a spec. Problems of the spec, its data or its model are diagnostics in the result, and every check of it is then an error.</summary>
    /// <param name="suite">The parsed spec.</param>
    /// <param name="options">Threads, cache, filters.</param>
    /// <param name="cancellationToken">Stops between blocks and batches.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static async Task<SuiteResult> RunAsync(SuiteSpec suite, RunOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(options);
        return (await RunDetailedAsync(suite, options, cancellationToken).ConfigureAwait(false)).Result;
    }

    /// <summary>The same, kept so that its values can still be held against other bounds.</summary>
    /// <param name="suite">The parsed spec.</param>
    /// <param name="options">Threads, cache, filters.</param>
    /// <param name="cancellationToken">Stops between blocks and batches.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static async Task<SuiteEvaluation> EvaluateAsync(SuiteSpec suite, RunOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(options);
        return new SuiteEvaluation(suite, await RunDetailedAsync(suite, options, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The same with what a comparison of several runs needs besides.</summary>
    internal static async Task<SuiteRun> RunDetailedAsync(SuiteSpec suite, RunOptions options, CancellationToken cancellationToken)
    {
        var diagnostics = new List<SpecDiagnostic>();
        var timings = new StageTimings();
        try
        {
            using var share = await QuietGate.OfProcess.ShareAsync(cancellationToken).ConfigureAwait(false);
            return await RunAsync(new RunScope(suite, options, cancellationToken) { Share = share }, diagnostics, timings).ConfigureAwait(false);
        }
        catch (SpecException problem)
        {
            diagnostics.AddRange(problem.Diagnostics.Where(d => !diagnostics.Contains(d)));
            return new SuiteRun(SuiteResults.Unusable(suite, options, diagnostics, timings), null);
        }
    }

    private static async Task<SuiteRun> RunAsync(RunScope scope, List<SpecDiagnostic> diagnostics, StageTimings timings)
    {
        var suite = scope.Suite;
        var table = timings.Measure("read", () => SuiteData.Read(scope, withModel: true, diagnostics)) ?? throw new SpecException(diagnostics);
        var started = Stopwatch.GetTimestamp();
        var kept = SuiteData.KeptRows(suite, table, scope.Threads, scope.CancellationToken);
        var quarantine = Quarantine.Find(suite, table, diagnostics);
        ThrowIfErrors(diagnostics);
        var predictions = await Predictor.PredictAsync(suite, table, kept, scope.Inference, scope.CancellationToken).ConfigureAwait(false);
        var rival = scope.Rival;
        var ofRival = rival is null ? null : await Predictor.PredictAsync(rival, table, kept, scope.Inference, scope.CancellationToken).ConfigureAwait(false);
        timings.Add("predict", started);

        started = Stopwatch.GetTimestamp();
        var all = kept is null ? table : RowFilter.Apply(table, kept);
        var judgedRows = quarantine?.Judged(kept);
        var judged = judgedRows is null ? all : RowFilter.Apply(all, judgedRows);
        var (data, labelled) = Align(suite, judged, judgedRows is null ? predictions : RowFilter.Apply(predictions, judgedRows), diagnostics);
        var withoutLabel = labelled is null ? 0 : judged.Rows - labelled.Length;
        var champion = rival is null ? null : AlignChampion(rival, judged, judgedRows is null ? ofRival! : RowFilter.Apply(ofRival!, judgedRows), diagnostics);
        if (champion is not null)
        {
            Champion.Check(data, champion, suite.Compare!.Champion.Span, diagnostics);
            ThrowIfErrors(diagnostics);
        }

        var slices = BuildSlices(scope, suite.Compare is { RowsFromChampion: true } ? champion! : data, diagnostics);
        var waivers = new Waivers(suite, scope.Today);
        waivers.CheckValues(slices, diagnostics);
        ThrowIfErrors(diagnostics);
        timings.Add("slice", started);

        started = Stopwatch.GetTimestamp();
        var parity = await new ParityRun(suite, table, kept, RowFilter.Then(judgedRows, labelled), scope.Inference, scope.CancellationToken).RunAsync(diagnostics).ConfigureAwait(false);
        ThrowIfErrors(diagnostics);
        if (parity.Count > 0)
        {
            timings.Add("parity", started);
        }

        started = Stopwatch.GetTimestamp();
        var guards = await GuardKinds.MeasureAsync(new GuardScope
        {
            Suite = suite, Table = table, Kept = kept, Data = data, Judged = RowFilter.Then(kept, RowFilter.Then(judgedRows, labelled)), Slices = slices, Dataset = scope.Dataset, Rival = rival,
            Champion = champion, Customs = scope.Options.CustomMetrics, Inference = scope.Inference, Threads = scope.Threads, Today = scope.Today, Diagnostics = diagnostics, Share = scope.Share, Clock = scope.Options.Clock, CancellationToken = scope.CancellationToken,
        }, GuardsOf(suite, scope.Options)).ConfigureAwait(false);
        ThrowIfErrors(diagnostics);
        if (guards.Count > 0)
        {
            timings.Add("guard", started);
        }

        started = Stopwatch.GetTimestamp();
        var baselineRun = new BaselineRun(scope, data, champion, guards);
        var (measured, baselines) = Measure(scope, data, baselineRun, slices, diagnostics);
        timings.Add("measure", started);
        IReadOnlyList<JudgedCheck> judgedChecks = [];
        var details = timings.Measure("describe", () => SliceDetails.Of(scope, data, slices));
        var worst = new WorstRows(data, slices, scope.Options.WorstRows);
        var context = new CheckContext(measured, baselines, worst, SuiteResults.RelativePath(suite.Root, suite.File)) { Parity = parity, Guards = guards };
        var result = timings.Measure("judge", () =>
        {
            var decided = Selected(suite, scope.Options).SelectMany(planned => CheckKinds.Of(planned).Judge(context, planned, scope.CancellationToken)).ToList();
            diagnostics.AddRange(WeakChecks.Of(decided));
            var withheld = WithheldMetrics.Of(suite, context, scope.CancellationToken);
            var corrected = judgedChecks = FamilyCorrection.Apply(suite.Verdict, decided.ConvertAll(withheld.Apply));
            var checks = waivers.Apply(corrected, [.. corrected.Select(context.Result)]);
            var heldAgainst = baselineRun.Results(measured, baselines, worst, diagnostics);
            return SuiteResults.Judged(scope, data, withoutLabel, measured, details, checks, diagnostics, timings) with
            {
                Reversals = Reversals.Find(measured, suite.Verdict.Confidence, scope.CancellationToken),
                Baselines = heldAgainst,
                Guards = [.. GuardResults.Of(guards, corrected, slices, suite.Verdict.Confidence), .. TrendResults.Of(corrected, measured)],
                Sample = new RowSampler(data, slices, baselines, scope.Options.SampleRows == 0 ? worst : new WorstRows(data, slices, RowSampler.Ranked),
                    RowFilter.Then(kept, RowFilter.Then(judgedRows, labelled)), scope.Options.SampleRows).Sample(scope.CancellationToken),
            };
        });
        result = judgedRows is null ? result : result with
        {
            Quarantine = quarantine!.Results(kept),
            Slices = timings.Measure("quarantine", () => AddQuarantined(scope, all, predictions, measured, result.Slices)),
            Timings = timings.Seconds,
        };
        return new SuiteRun(result, new RunParts(data, slices, measured.Customs, table, kept) { Checks = context, Judged = judgedChecks });
    }

    private static IReadOnlyList<SliceResult> AddQuarantined(RunScope scope, Table all, Predictions predictions, Measurements measured, IReadOnlyList<SliceResult> results)
    {
        var problems = new List<SpecDiagnostic>();
        try
        {
            var (data, _) = Align(scope.Suite, all, predictions, problems);
            return WithQuarantined.AddTo(scope, data, BuildSlices(scope, data, problems), measured, results);
        }
        catch (SpecException)
        {
            // A row may be quarantined because its label or its weight cannot be read: then there is no value with it.
            return results;
        }
    }

    /// <summary>Rows that are judged, with their truth, and which of the table they are (null: all); problems of the rows end the run, all named.</summary>
    private static (EvaluationData Data, int[]? Labelled) Align(SuiteSpec suite, Table table, Predictions predictions, List<SpecDiagnostic> diagnostics)
    {
        var truth = LabelReader.Read(suite, table, predictions);
        int[]? kept = null;
        if (truth.Missing is { } missing && RowFilter.Kept(Array.ConvertAll(missing, m => !m)) is { } labelled)
        {
            kept = labelled;
            (table, predictions) = (RowFilter.Apply(table, labelled), RowFilter.Apply(predictions, labelled));
            truth = LabelReader.Read(suite, table, predictions);
        }

        if (table.Rows == 0)
        {
            diagnostics.Add(SpecDiagnostics.NoRows.At(suite.Golden.File.Written.Span,
                $"no row is left to judge. Found 0 rows after golden.where, golden.quarantine and missing labels in {suite.Golden.File.Written.Value}; expected at least 1."));
        }

        RowIds.Check(suite, table, diagnostics);
        var weights = SampleWeights.Read(suite, table, diagnostics);
        var columns = MetricColumns.Read(suite, table, diagnostics);
        var queries = RowUnits.Queries(suite, table, diagnostics);
        RowUnits.CheckWeights(suite, table, queries, weights, diagnostics);
        if (suite.Threshold is { } threshold && (predictions.Task is not (TaskKind.Binary or TaskKind.Multilabel) || predictions.Scores is null))
        {
            diagnostics.Add(SpecDiagnostics.ThresholdNotForTask.At(threshold.Span,
                $"threshold: found a {SuiteResults.TaskName(predictions.Task)} task{(predictions.Scores is null && predictions.Task == TaskKind.Binary ? " with labels and no scores" : "")}; expected a binary or multilabel task with scores. Remove threshold."));
        }

        ThrowIfErrors(diagnostics);
        var data = EvaluationData.Create(suite, table, predictions, truth, weights, columns, queries);
        if (data.Disagreements > 0)
        {
            var advice = suite.Threshold is { } stated
                ? FormattableString.Invariant($"the stated threshold {stated.Value} decides. The model was exported with another operating point: nothing is wrong if {stated.Value} is the one in production.")
                : "the scores decide. If the model's own operating point is meant, state it as threshold.";
            diagnostics.Add(SpecDiagnostics.LabelsDisagree.At(suite.Threshold?.Span ?? suite.Model?.Written.Span ?? suite.Name.Span,
                FormattableString.Invariant($"the label output and the scores disagree in {data.Disagreements:N0} of {table.Rows:N0} rows; {advice}")));
        }

        return (data, kept);
    }

    // What is wrong with the rows is said already, and what the champion's label output says besides its scores is its own business.
    private static EvaluationData AlignChampion(SuiteSpec champion, Table table, Predictions predictions, List<SpecDiagnostic> diagnostics)
    {
        var problems = new List<SpecDiagnostic>();
        var (data, _) = Align(champion, table, predictions, problems);
        diagnostics.AddRange(problems.Where(problem => problem.Severity == DiagnosticSeverity.Error && !diagnostics.Contains(problem)));
        return data;
    }

    private static IReadOnlyList<SliceGroups> BuildSlices(RunScope scope, EvaluationData data, List<SpecDiagnostic> diagnostics)
    {
        var suite = scope.Suite;
        if (suite.Slices.Count == 0)
        {
            return [];
        }

        DerivedColumns? derived = null;
        if (suite.Slices.Any(slice => SliceBuilder.UsesDerived(suite, slice)))
        {
            derived = DerivedColumnsBuilder.Build(data);
            // The task is known now: a derived column that it does not have is found here and not in the middle of evaluation.
            var columns = data.Table.Columns.ToDictionary(c => c.Name, c => c.Kind, StringComparer.Ordinal);
            SliceBuilder.Check(suite, columns, data.Table.Header, derived.Columns.ToDictionary(c => c.Key, c => c.Value.Kind, StringComparer.Ordinal), diagnostics);
            ThrowIfErrors(diagnostics);
        }

        var slices = SliceBuilder.Build(suite, suite.Slices, data.Table, derived, scope.Threads, diagnostics, scope.CancellationToken);
        ThrowIfErrors(diagnostics);
        return slices;
    }

    private static (Measurements Measured, RunBaselines Baselines) Measure(
        RunScope scope, EvaluationData data, BaselineRun baselineRun, IReadOnlyList<SliceGroups> slices, List<SpecDiagnostic> diagnostics)
    {
        var plan = CheckPlan.Of(scope.Suite).Where(planned => planned.Measured is { IsOfBaseline: false }).ToList();
        var checks = plan.ConvertAll(planned => planned.Measured!);
        var metrics = new Dictionary<MetricReference, MetricRequest>();
        var trivial = new Dictionary<MetricReference, MetricRequest>();
        var customs = CustomFinder.Metrics(checks, scope.Options.CustomMetrics, diagnostics);
        foreach (var check in checks.DistinctBy(check => (check.Metric, check.Span)))
        {
            foreach (var part in MetricRequests.PartsOf(check, data, diagnostics))
            {
                if (RequestOf(part, check.Span, customs, data, diagnostics) is { } request)
                {
                    metrics.TryAdd(part, request);
                    if (check.Bound.Reference == BoundReference.Trivial)
                    {
                        trivial.TryAdd(part, request);
                    }
                }
            }
        }

        BoundReach.Check(plan, data.Predictions.Task, diagnostics);
        ThrowIfErrors(diagnostics);
        if (metrics.Count == 0)
        {
            AddAll();
        }

        var ofSpec = metrics.Count;
        if (scope.Options.AllMetrics)
        {
            AddAll();
            foreach (var custom in MetricRequests.AllOf(scope.Options.CustomMetrics.Metrics, data))
            {
                metrics.TryAdd(new MetricReference { Name = custom.SpecName }, MetricRequests.Of(custom, scope.Suite.Name.Span, data, diagnostics)!);
            }
        }

        var listed = metrics.Count;
        if (data.Predictions.Task == TaskKind.Binary && slices.Any(slice => slice.Spec.IsGroup))
        {
            foreach (var metric in Fairness.Metrics)
            {
                metrics.TryAdd(metric, MetricRequests.Of(metric, scope.Suite.Name.Span, data, diagnostics)!);
            }
        }

        var axes = slices.Select(slice => slice.Axis).ToList();
        var intervals = IntervalPlan.Of(data, [.. metrics.Keys], slices, scope.Options.Intervals, diagnostics);
        ThrowIfErrors(diagnostics);
        var measuring = new RememberedValues(scope, data.Input, axes);
        var values = measuring.Estimate([.. metrics.Values], intervals);
        var baseline = trivial.Count == 0 ? null : measuring.Trivial([.. trivial.Values]);
        var costs = metrics.Where(metric => metric.Value.Costs is not null && data.Input.Task == MetricTask.Binary && data.Input.Scores is not null).ToList();
        var thresholds = costs.Count == 0 ? null
            : measuring.BestThresholds([.. costs.Select(cost => cost.Value)]);
        var measured = new Measurements([.. metrics.Keys], values, [.. trivial.Keys], baseline, slices, data.Table.Rows) { Listed = listed, Customs = customs, Costs = [.. costs.Select(cost => cost.Key)], Thresholds = thresholds, Confidence = scope.Suite.Verdict.Confidence };
        return (measured, baselineRun.Measure(measured, [.. metrics.Values], ofSpec, intervals));

        void AddAll()
        {
            foreach (var metric in MetricRequests.AllOf(data))
            {
                metrics.TryAdd(metric, MetricRequests.Of(metric, scope.Suite.Name.Span, data, diagnostics)!);
            }
        }
    }

    /// <summary>The request of a metric, custom or not; null with a diagnostic where the run does not carry it.</summary>
    internal static MetricRequest? RequestOf(MetricReference metric, SourceSpan span, IReadOnlyDictionary<string, CustomMetric> customs, EvaluationData data, List<SpecDiagnostic> diagnostics)
    {
        if (!CustomMetricNames.HasPrefix(metric.Name))
        {
            return MetricRequests.Of(metric, span, data, diagnostics);
        }

        // One that was not found is reported already.
        return customs.TryGetValue(metric.Name, out var custom) ? MetricRequests.Of(custom, span, data, diagnostics) : null;
    }

    private static IEnumerable<PlannedCheck> Selected(SuiteSpec suite, RunOptions options) =>
        CheckPlan.Of(suite).Where(planned => options.Slices is null || options.Slices.Contains(planned.SliceName));

    // One that withholds metrics is measured whatever is selected: a part of the checks is not to pass where the whole would not.
    private static List<GuardSpec> GuardsOf(SuiteSpec suite, RunOptions options)
    {
        var selected = Selected(suite, options).Select(planned => planned.Check).OfType<GuardCheckSpec>().Select(check => check.Guard).ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. suite.Guards.Where(guard => selected.Contains(guard) || guard.Measures.Any(measure => measure.GatesMetrics))];
    }

    private static void ThrowIfErrors(List<SpecDiagnostic> diagnostics)
    {
        if (SuiteData.HasErrors(diagnostics))
        {
            throw new SpecException(diagnostics);
        }
    }
}
