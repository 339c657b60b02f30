using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Planning;

/// <summary>Finds checks that can never fail once the task is known, where the spec alone did not say it.</summary>
internal static class BoundReach
{
    /// <summary>Reports upper bounds that no value of the metric in this task exceeds.</summary>
    public static void Check(IEnumerable<PlannedCheck> plan, TaskKind task, ICollection<SpecDiagnostic> diagnostics)
    {
        foreach (var check in plan.Select(planned => planned.MetricCheck).OfType<MetricCheckSpec>().DistinctBy(check => check.Span))
        {
            if (check.Scope != CheckScope.GapRatio && check.Bound.Reference == BoundReference.Number && MetricCatalogue.Find(check.Metric.Name) is { } metric
                && MetricCatalogue.In(metric, task) is var inTask && inTask.Maximum < metric.Maximum && NeverFails(check, inTask.Maximum))
            {
                diagnostics.Add(SpecDiagnostics.NeverFails.At(check.Span,
                    FormattableString.Invariant($"The check '{check.Display}' can never fail. In a {task.ToString().ToLowerInvariant()} task {metric.Name} is a number from {inTask.Minimum} to {inTask.Maximum}: choose a smaller bound, or remove the check.")));
            }
        }
    }

    private static bool NeverFails(MetricCheckSpec check, double maximum) => check.Comparison switch
    {
        Comparison.AtMost => check.Bound.Offset >= maximum,
        Comparison.LessThan => check.Bound.Offset > maximum,
        _ => false,
    };
}
