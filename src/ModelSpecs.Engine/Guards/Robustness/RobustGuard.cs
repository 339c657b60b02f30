using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Robustness;

/// <summary><c>robust</c>: changes inputs, runs the model again, and measures what came of it.</summary>
internal static class RobustGuard
{
    /// <summary>Measures one entry.</summary>
    public static async Task<GuardOutcome> MeasureAsync(GuardScope scope, GuardSpec guard)
    {
        var spec = (RobustSpec)guard;
        var problems = new List<SpecDiagnostic>();
        var custom = Custom(spec, scope.Customs, problems);
        var requests = Requests(scope, spec, problems);
        MeasureChecks.Check(scope.Data, spec, problems);
        ColumnChecks.Check(scope.Suite, spec, scope.Table, scope.Inference, problems);
        if (problems.Count > 0)
        {
            Add(problems, scope.Diagnostics);
            return new GuardOutcome { Guard = guard };
        }

        var rows = RobustRows.Of(scope, spec);
        var notes = new List<string>();
        if (rows.Count < scope.Data.Input.Rows)
        {
            notes.Add(FormattableString.Invariant($"{rows.Count:N0} of {scope.Data.Input.Rows:N0} judged rows were changed, spread evenly."));
        }

        var withChampion = rows.Champion is not null && spec.Measures.Any(measure => measure.Bound.Reference == BoundReference.Champion || measure.Name is RobustSpec.CorruptionError or RobustSpec.RelativeCorruptionError);
        var levels = spec.Perturbation is ImagePerturbation or CustomPerturbationSpec { Names.Count: 0 }
            ? await PerturbedImages.RunAsync(scope, spec, rows, custom, withChampion, notes).ConfigureAwait(false)
            : await PerturbedColumns.RunAsync(scope, spec, rows, custom, withChampion, notes).ConfigureAwait(false);
        if (levels.Count == 0)
        {
            return new GuardOutcome { Guard = guard };
        }

        var measures = new RobustMeasures(scope, spec, rows, levels, requests);
        var values = measures.Measure().ToList();
        var outcome = new GuardOutcome { Guard = guard, Figures = RobustFigures.Of(spec, rows, measures, scope.Suite.Verdict.Confidence), Notes = notes };
        foreach (var (measure, place, value) in values)
        {
            outcome.Add(measure, place, value);
        }

        return outcome;
    }

    /// <summary>Reports what can be seen without running the model.</summary>
    public static void Validate(GuardValidation scope, GuardSpec guard)
    {
        var spec = (RobustSpec)guard;
        var problems = new List<SpecDiagnostic>();
        try
        {
            if (scope.Customs.Source is not null)
            {
                Custom(spec, scope.Customs, problems);
                CustomFinder.Metrics(spec.Expect, scope.Customs, problems);
            }

            ColumnChecks.Check(scope.Suite, spec, scope.Table, scope.Inference, problems);
            if (spec.Perturbation is ImagePerturbation or CustomPerturbationSpec { Names.Count: 0 })
            {
                PerturbedImages.Check(scope.Suite, spec, scope.Table, problems, scope.CancellationToken);
            }
        }
        catch (SpecException problem)
        {
            problems.AddRange(problem.Diagnostics);
        }

        Add(problems, scope.Diagnostics);
    }

    private static CustomPerturbation? Custom(RobustSpec spec, CustomMetricSet customs, List<SpecDiagnostic> problems) => spec.Perturbation is CustomPerturbationSpec
        ? CustomFinder.Perturbations([spec.Perturbation.Key], customs, problems).GetValueOrDefault(spec.Perturbation.Key.Value)
        : null;

    private static Dictionary<MetricReference, MetricRequest> Requests(GuardScope scope, RobustSpec spec, List<SpecDiagnostic> problems)
    {
        var requests = new Dictionary<MetricReference, MetricRequest>();
        var customs = CustomFinder.Metrics(spec.Expect, scope.Customs, problems);
        foreach (var check in spec.Expect.DistinctBy(check => check.Metric))
        {
            var request = !CustomMetricNames.HasPrefix(check.Metric.Name) ? MetricRequests.Of(check.Metric, check.Span, scope.Data, problems)
                : customs.TryGetValue(check.Metric.Name, out var custom) ? MetricRequests.Of(custom, check.Span, scope.Data, problems) : null;
            if (request is not null)
            {
                requests.Add(check.Metric, request);
            }
        }

        return requests;
    }

    // Two entries may well say the same of one file or one class.
    private static void Add(List<SpecDiagnostic> problems, ICollection<SpecDiagnostic> all)
    {
        foreach (var problem in problems.Where(problem => !all.Contains(problem)))
        {
            all.Add(problem);
        }
    }
}

/// <summary>Whether the task and the outputs carry what an entry measures.</summary>
internal static class MeasureChecks
{
    /// <summary>Reports every measure that they do not.</summary>
    public static void Check(EvaluationData data, RobustSpec spec, ICollection<SpecDiagnostic> problems)
    {
        var (task, input) = (data.Predictions.Task, data.Input);
        var hasScores = input.Scores is not null || input.PredictedValues is not null;
        foreach (var measure in spec.Measures.DistinctBy(measure => measure.Span))
        {
            var (found, expected) = Kind(measure.Name) switch
            {
                RobustSpec.ChangedPredictions when input.Predicted is null => ($"a {Name(task)} task, whose predictions all change", "score_movement"),
                RobustSpec.ScoreMovement or RobustSpec.LargestMovement when !hasScores => ("labels only", "changed_predictions, or a score output"),
                "score_decreases" or "score_increases" when !hasScores => ("labels only", "a score output"),
                "score_decreases" or "score_increases" when task is TaskKind.Multiclass or TaskKind.Multilabel && spec.Order!.Class is null =>
                    ($"{data.Predictions.Classes.Count} classes", $"the one that is meant: score: {{ class: \"{data.Predictions.Classes[0]}\", … }}"),
                "score_decreases" or "score_increases" when spec.Order!.Class is { } said && (task is not (TaskKind.Multiclass or TaskKind.Multilabel) || data.ClassIndex(said.Value) < 0) =>
                    ($"class {OneLine.Quote(said.Value)}", task is TaskKind.Multiclass or TaskKind.Multilabel ? $"one of {string.Join(", ", data.Predictions.Classes.Select(OneLine.Quote))}" : "no class: there is one score"),
                RobustSpec.CorruptionError or RobustSpec.RelativeCorruptionError when task == TaskKind.Ranking => ("a ranking, whose rows are neither right nor wrong", "score_movement, or a metric under expect"),
                RobustSpec.RelativeCorruptionError when data.Suite.Compare is null => ("no champion", "compare: with the model whose errors are the measure"),
                _ => ("", ""),
            };
            if (found.Length > 0)
            {
                problems.Add(SpecDiagnostics.RobustMeasureNotForRun.At(measure.Span, $"{measure.Name} says nothing here. Found {found}; expected {expected}."));
            }
        }
    }

    private static string Kind(string measure) => measure.Split(" at ", 2)[0];

    private static string Name(TaskKind task) => task.ToString().ToLowerInvariant();
}
