using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Running;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Compare;

/// <summary>A metric that candidates are compared by.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Request">The same as the kernels take it.</param>
/// <param name="LowerIsBetter">Which way is better; null: neither.</param>
internal sealed record ComparedMetricPlan(MetricReference Metric, MetricRequest Request, bool? LowerIsBetter);

/// <summary>Which metrics candidates are compared by.</summary>
internal static class ComparedMetrics
{
    /// <summary>Metrics that the spec checks and that predictions enter, in plan order, each once.</summary>
    public static IReadOnlyList<MetricReference> Checked(SuiteSpec suite) =>
        [.. Planned(suite).SelectMany(planned => GapMetrics.PartsOf(planned.MetricCheck!.Metric)).Where(DependsOnPredictions).Distinct()];

    /// <summary>The metrics that a word of the command line means: of the spec's those that display so or are called so, else the catalogue's; none where there is no such.</summary>
    public static IReadOnlyList<MetricReference> Named(SuiteSpec suite, string word)
    {
        var ofSpec = Checked(suite);
        var exact = ofSpec.Where(metric => string.Equals(metric.Display, word, StringComparison.Ordinal)).ToList();
        var called = exact.Count > 0 ? exact : ofSpec.Where(metric => string.Equals(metric.Name, word, StringComparison.Ordinal)).ToList();
        var plain = new MetricReference { Name = word };
        return called.Count > 0 ? called : MetricCatalogue.Find(word) is not null && MetricCatalogue.IsComplete(plain) ? [plain] : [];
    }

    /// <summary>The metrics as they are measured.</summary>
    /// <param name="suite">The spec.</param>
    /// <param name="words">Words of the command line, each of which means a metric; empty: those that the spec checks, or where it checks none those that it could.</param>
    /// <param name="data">The champion's rows.</param>
    /// <param name="customs">Custom metrics of the spec.</param>
    /// <param name="diagnostics">Told of metrics that the task or the outputs do not carry.</param>
    public static IReadOnlyList<ComparedMetricPlan> Of(
        SuiteSpec suite, IReadOnlyList<string> words, EvaluationData data, IReadOnlyDictionary<string, CustomMetric> customs, List<SpecDiagnostic> diagnostics)
    {
        var metrics = words.Count > 0 ? words.SelectMany(word => Named(suite, word)).Distinct().ToList() : [.. Checked(suite)];
        if (metrics.Count == 0)
        {
            metrics = [.. MetricRequests.AllOf(data).Where(DependsOnPredictions)];
        }

        var plans = new List<ComparedMetricPlan>();
        foreach (var metric in metrics)
        {
            if (SuiteRunner.RequestOf(metric, SourceSpan.CommandLine, customs, data, diagnostics) is { } request)
            {
                plans.Add(new ComparedMetricPlan(metric, request, LowerIsBetter(metric, customs)));
            }
        }

        return plans;
    }

    /// <summary>The slices on which the spec checks a metric; <c>overall</c> is the whole set.</summary>
    public static IReadOnlySet<(string Slice, MetricReference Metric)> Places(SuiteSpec suite) =>
        Planned(suite).SelectMany(planned => GapMetrics.PartsOf(planned.MetricCheck!.Metric).Select(metric => (planned.SliceName, metric))).ToHashSet();

    private static IEnumerable<PlannedCheck> Planned(SuiteSpec suite) => CheckPlan.Of(suite).Where(planned => planned.MetricCheck is { IsOfBaseline: false });

    // What says nothing of predictions is the same for every candidate.
    private static bool DependsOnPredictions(MetricReference metric) => MetricCatalogue.Find(metric.Name) is not { } known || (known.Needs & ~MetricNeeds.Column) != MetricNeeds.Truth;

    private static bool? LowerIsBetter(MetricReference metric, IReadOnlyDictionary<string, CustomMetric> customs) =>
        customs.TryGetValue(metric.Name, out var custom) ? custom.Direction == CustomMetricDirection.LowerIsBetter
        : MetricCatalogue.Find(metric.Name)?.Direction switch
        {
            MetricDirection.HigherIsBetter => false,
            MetricDirection.LowerIsBetter => true,
            _ => null,
        };
}
