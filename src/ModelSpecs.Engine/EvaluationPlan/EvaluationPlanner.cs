using System.Globalization;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Results;
using ModelSpecs.Results.Plan;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.EvaluationPlan;

/// <summary>Says what a spec guards: from its text and its golden set; no model is run.</summary>
public static class EvaluationPlanner
{
    /// <summary>The plan of a spec; where its data or its model is wrong, its problems.</summary>
    /// <param name="suite">The parsed spec.</param>
    /// <param name="options">Threads, cache and the day waivers are held against.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static GuardedSpec Plan(SuiteSpec suite, RunOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(options);
        var scope = new RunScope(suite, options, cancellationToken);
        var diagnostics = new List<SpecDiagnostic>(SuiteValidator.ValidateAsync(suite, options, cancellationToken).GetAwaiter().GetResult());
        var named = Named(scope);
        if (!SuiteData.HasErrors(diagnostics) && SuiteData.Read(scope, withModel: true, diagnostics) is { } table)
        {
            try
            {
                return Counted(scope, named, JudgedRows.Of(scope, table, diagnostics), diagnostics);
            }
            catch (SpecException problem)
            {
                diagnostics.AddRange(problem.Diagnostics.Where(d => !diagnostics.Contains(d)));
            }
        }

        return named with { Diagnostics = Results(suite, diagnostics) };
    }

    /// <summary>What the text alone says.</summary>
    private static GuardedSpec Named(RunScope scope)
    {
        var suite = scope.Suite;
        var task = TaskOf(suite);
        return new GuardedSpec
        {
            Name = suite.Name.Value,
            File = SpecPath.Relative(suite.Root, suite.File),
            Task = task?.ToString().ToLowerInvariant(),
            Model = suite.Model is { } model ? SpecPath.Relative(suite.Root, model.FullPath) : null,
            ModelPinned = suite.Model?.Sha256 is not null,
            Golden = SpecPath.Relative(suite.Root, suite.Golden.File.FullPath),
            GoldenPinned = suite.Golden.File.Sha256 is not null,
            Baselines =
            [
                .. suite.Snapshot is null ? Array.Empty<string>() : ["snapshot"],
                .. suite.Compare is null ? Array.Empty<string>() : [suite.Compare.Champion.Model is { } champion ? $"champion {SpecPath.Relative(suite.Root, champion.FullPath)}" : "champion in columns"],
            ],
            Owner = suite.Owner,
            Runbook = suite.Runbook,
            UnboundedMetrics = Unbounded(suite, task),
            Waivers =
            [
                .. suite.Waivers.Select(waiver => new PlannedWaiverResult(
                    waiver.Check.Value, waiver.Until.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), DateOnly.FromDateTime(waiver.Until.Value) < scope.Today, waiver.Owner.Value, waiver.Because.Value)),
            ],
        };
    }

    private static GuardedSpec Counted(RunScope scope, GuardedSpec named, JudgedRows rows, List<SpecDiagnostic> diagnostics)
    {
        var suite = scope.Suite;
        var checks = CheckPlan.Of(suite).ToLookup(planned => planned.SliceName, StringComparer.Ordinal);
        var plain = suite.Slices.Where(slice => !SliceBuilder.UsesDerived(suite, slice)).ToList();
        var built = SliceBuilder.Build(suite, plain, rows.Table, null, scope.Threads, diagnostics, scope.CancellationToken).ToDictionary(slice => slice.Spec.Name.Value, StringComparer.Ordinal);
        var counting = ShareRows.Of(suite, rows.Table);
        var covered = new bool[rows.Table.Rows];
        foreach (var slice in built.Values.Where(slice => checks[slice.Spec.Name.Value].Any()))
        {
            for (var row = 0; row < covered.Length; row++)
            {
                covered[row] |= slice.Axis.Codes[row] >= 0;
            }
        }

        return named with
        {
            Rows = rows.Table.Rows,
            Quarantined = rows.Quarantined,
            Slices =
            [
                Slice(suite, null, [.. checks[PlannedCheck.Overall]], null, counting, rows.Table.Rows),
                .. suite.Slices.Select(slice => Slice(suite, slice, [.. checks[slice.Name.Value]], built.GetValueOrDefault(slice.Name.Value), counting, null)),
            ],
            RowsInNoCheckedSlice = covered.Count(isIn => !isIn),
            Diagnostics = Results(suite, diagnostics),
        };
    }

    private static GuardedSlice Slice(SuiteSpec suite, SliceSpec? slice, IReadOnlyList<PlannedCheck> checks, SliceGroups? groups, ShareRows counting, int? all)
    {
        // Cells that are too small to be judged see nothing, and are said to by their rows.
        var smallest = groups?.Groups.Where(group => group.Rows > 0).MinBy(group => group.Rows);
        var isGroup = slice is { IsGroup: true };
        var share = checks.Select(planned => planned.MetricCheck).FirstOrDefault(check => check is { Scope: CheckScope.Value } && check.Metric.Parameters.Count == 0 && counting.Knows(check.Metric.Name))?.Metric.Name;
        var rows = share is null || (slice is not null && groups is null) ? (int?)null : counting.Fewest(share, groups);
        return new GuardedSlice
        {
            Slice = slice?.Name.Value ?? PlannedCheck.Overall,
            Checks = [.. checks.Select(planned => DisplayText.Escape(planned.Check.Display))],
            NeedsPredictions = slice is not null && SliceBuilder.UsesDerived(suite, slice),
            Rows = all ?? groups?.Groups.Sum(group => group.Rows),
            Groups = isGroup ? groups?.Groups.Count : null,
            SmallestGroup = isGroup ? smallest?.Name : null,
            SmallestRows = isGroup ? smallest?.Rows : null,
            ShareMetric = rows is null ? null : share,
            ShareRows = rows,
            Sees = rows is { } counted ? ShareRows.Sees(share!, counted, suite.Verdict.Confidence) : null,
            Owner = slice?.Owner == suite.Owner ? null : slice?.Owner,
        };
    }

    /// <summary>The task that is said, or the only one that all metrics with a bound have in common; null: several.</summary>
    private static TaskKind? TaskOf(SuiteSpec suite)
    {
        if (suite.Task is { } said)
        {
            return said.Value;
        }

        if (suite.Labels.Count > 0 || suite.Query is not null)
        {
            return suite.Labels.Count > 0 ? TaskKind.Multilabel : TaskKind.Ranking;
        }

        var tasks = Bounded(suite).Select(MetricCatalogue.Find).OfType<MetricDescriptor>().Where(metric => metric.Tasks.Count > 0)
            .Aggregate(Enum.GetValues<TaskKind>().Except([TaskKind.Multilabel, TaskKind.Ranking]), (left, metric) => left.Intersect(metric.Tasks)).ToList();
        return tasks.Count == 1 ? tasks[0] : null;
    }

    private static string[] Unbounded(SuiteSpec suite, TaskKind? task)
    {
        var bounded = Bounded(suite);
        return task is not { } known ? [] : [.. MetricCatalogue.All.Where(metric => metric.Tasks.Contains(known) && metric.Needs is not (MetricNeeds.Truth or MetricNeeds.Column) && !bounded.Contains(metric.Name)).Select(metric => metric.Name)];
    }

    private static HashSet<string> Bounded(SuiteSpec suite) =>
        [.. CheckPlan.Of(suite).Select(planned => planned.MetricCheck).OfType<MetricCheckSpec>().Where(check => !check.IsOfBaseline).SelectMany(check => GapMetrics.PartsOf(check.Metric)).Select(metric => metric.Name)];

    private static IReadOnlyList<DiagnosticResult> Results(SuiteSpec suite, IEnumerable<SpecDiagnostic> diagnostics) =>
    [
        .. diagnostics.Distinct().Select(d => new DiagnosticResult(
            d.Id, d.Severity == DiagnosticSeverity.Error ? DiagnosticResult.Error : DiagnosticResult.Warning, SpecPath.Relative(suite.Root, d.Span.File), d.Span.Line, d.Span.Column, d.Message)),
    ];
}
