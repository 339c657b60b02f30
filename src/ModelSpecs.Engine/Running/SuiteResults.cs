using ModelSpecs.Engine.Checks.Contract;
using ModelSpecs.Engine.Checks.Gap;
using ModelSpecs.Engine.Checks;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Results;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Running;

/// <summary>Writes down what a run found.</summary>
internal static class SuiteResults
{
    /// <summary>A run that reached verdicts.</summary>
    public static SuiteResult Judged(
        RunScope scope,
        EvaluationData data,
        int withoutLabel,
        Measurements measured,
        SliceDetails details,
        IReadOnlyList<CheckResult> checks,
        IReadOnlyList<SpecDiagnostic> diagnostics,
        StageTimings timings)
    {
        var suite = scope.Suite;
        var binary = data.Predictions.Task == TaskKind.Binary;
        return Head(suite, scope.Options, diagnostics) with
        {
            Task = TaskName(data.Predictions.Task),
            Threshold = data.Predictions.Task is TaskKind.Binary or TaskKind.Multilabel && data.Predictions.Scores is not null && suite.Thresholds.Count == 0 ? EvaluationData.ThresholdOf(suite) : null,
            Thresholds = suite.Thresholds.Count == 0 ? null : EvaluationData.ThresholdsOf(suite),
            Classes = data.Predictions.Classes,
            Positive = binary ? data.Predictions.Classes[data.Predictions.PositiveIndex] : null,
            Model = suite.Model is { } model ? new FileResult(RelativePath(suite.Root, model.FullPath), data.Predictions.ModelHash) : null,
            Golden = new FileResult(RelativePath(suite.Root, suite.Golden.File.FullPath), "sha256:" + data.Table.ContentHash),
            Rows = data.Table.Rows,
            RowsWithoutLabel = withoutLabel,
            Directions = Directions(measured),
            Slices = Slices(measured, suite.Verdict.Confidence, details),
            Fairness = binary ? Fairness.Of(suite, measured) : [],
            Verdict = VerdictOf(suite.Verdict),
            Checks = checks,
            Timings = timings.Seconds,
        };
    }

    /// <summary>A run that could not judge: every check is an error that carries the reason.</summary>
    public static SuiteResult Unusable(SuiteSpec suite, RunOptions options, IReadOnlyList<SpecDiagnostic> diagnostics, StageTimings timings)
    {
        var reason = string.Join('\n', diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        var file = RelativePath(suite.Root, suite.File);
        var checks = CheckPlan.Of(suite)
            .Where(planned => options.Slices is null || options.Slices.Contains(planned.SliceName))
            .Select(planned => OfModelAlone(planned, file) ?? new CheckResult
            {
                Id = planned.IdOf(null),
                Name = planned.DisplayNameOf(null),
                Slice = planned.SliceName,
                Kind = planned.Check.Kind,
                Metric = planned.MetricCheck?.Metric.Display,
                Outcome = Outcome.Error,
                Fails = true,
                Comparison = planned.Check.Symbol,
                Bound = planned.Check.BoundText,
                Message = $"{planned.DisplayNameOf(null)} could not be judged.\n{reason}",
                File = file,
                Line = planned.Check.Span.Line,
                Column = planned.Check.Span.Column,
                Owner = planned.Owner,
                Runbook = planned.Runbook,
                Action = planned.Action,
                Tags = planned.Tags,
            });
        return Head(suite, options, diagnostics) with { Checks = [.. checks], Timings = timings.Seconds };
    }

    // What the model's file alone answers is answered, whatever is wrong with the rest: often it is the reason.
    private static CheckResult? OfModelAlone(PlannedCheck planned, string file)
    {
        try
        {
            return planned.Check is ContractCheckSpec ? CheckContext.Result(ContractCheck.Judge(planned), file, null) : null;
        }
        catch (SpecException)
        {
            return null;
        }
    }

    /// <summary>A path below the root with forward slashes, or the path itself where it is not below.</summary>
    public static string RelativePath(string root, string path)
    {
        var relative = Path.GetRelativePath(root, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative.Replace('\\', '/');
    }

    /// <summary>A task as the spec language writes it.</summary>
    public static string TaskName(TaskKind task) => task switch
    {
        TaskKind.Binary => "binary",
        TaskKind.Multiclass => "multiclass",
        TaskKind.Multilabel => "multilabel",
        TaskKind.Ranking => "ranking",
        _ => "regression",
    };

    private static SuiteResult Head(SuiteSpec suite, RunOptions options, IReadOnlyList<SpecDiagnostic> diagnostics) => new()
    {
        Name = suite.Name.Value,
        File = RelativePath(suite.Root, suite.File),
        RootInRepository = DiskSpecFiles.RootInRepository(suite.Root),
        Owner = suite.Owner,
        Runbook = suite.Runbook,
        Action = suite.Action,
        Tags = suite.Tags,
        Partial = options.Slices is not null,
        Diagnostics =
        [
            .. diagnostics.Select(d => new DiagnosticResult(
                d.Id, d.Severity == DiagnosticSeverity.Error ? "error" : "warning", RelativePath(suite.Root, d.Span.File), d.Span.Line, d.Span.Column, d.Message)),
        ],
    };

    private static VerdictResult VerdictOf(VerdictSpec verdict) => new(
        verdict.Judge switch { JudgePolicy.Sure => "sure", JudgePolicy.Lenient => "lenient", _ => "point" },
        verdict.Confidence,
        verdict.Correction switch { Correction.Holm => "holm", Correction.BenjaminiHochberg => "benjamini_hochberg", _ => null },
        verdict.Intervals.Replicates,
        verdict.Intervals.Seed);

    private static IntervalResult? IntervalOf(Estimate estimate, double confidence, string metric)
    {
        if (!estimate.HasInterval)
        {
            return null;
        }

        var interval = estimate.At(confidence);
        return double.IsFinite(interval.Low) && double.IsFinite(interval.High)
            ? new IntervalResult(interval.Low, interval.High, IntervalMethods.NameOf(estimate.Method)) { Undercovers = Coverage.IsKnownToUndercover(estimate, metric) ? true : null }
            : null;
    }

    private static SortedDictionary<string, string> Directions(Measurements measured)
    {
        var directions = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var metric in measured.Metrics)
        {
            if (measured.DirectionOf(metric) is var direction and not MetricDirection.None)
            {
                directions[metric.Display] = direction == MetricDirection.HigherIsBetter ? "higher" : "lower";
            }
        }

        return directions;
    }

    private static List<SliceResult> Slices(Measurements measured, double confidence, SliceDetails details)
    {
        var slices = new List<SliceResult>
        {
            details.AddTo(new() { Slice = PlannedCheck.Overall, N = measured.Rows, Metrics = Metrics(measured, null, confidence) }, null, 0),
        };
        foreach (var slice in measured.Slices)
        {
            for (var g = 0; g < slice.Groups.Count; g++)
            {
                var group = slice.Groups[g];
                var result = new SliceResult
                {
                    Slice = slice.Spec.Name.Value,
                    Group = slice.Spec.IsGroup ? group.Name : null,
                    Definition = group.Definition,
                    N = group.Rows,
                    Metrics = Metrics(measured, new SlicePlace(slice.Spec.Name.Value, g), confidence),
                };
                slices.Add(details.AddTo(result, slice.Spec.Name.Value, g));
            }
        }

        return slices;
    }

    private static MetricResult[] Metrics(Measurements measured, SlicePlace? place, double confidence)
    {
        var results = new MetricResult[measured.Metrics.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var metric = measured.Metrics[i];
            var value = measured.On(place, metric);
            results[i] = new MetricResult(metric.Display, value.IsDefined ? value.Value : null, value.Rows, value.IsDefined ? null : value.Undefined ?? "not a finite number")
            {
                Interval = IntervalOf(measured.EstimateOn(place, metric), confidence, metric.Name),
            };
        }

        return results;
    }
}
