using ModelSpecs.Engine.Checks;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics;
using ModelSpecs.Results;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Running;

/// <summary>The same metrics over the judged and the quarantined rows: what the quarantine hides is said beside what it leaves.</summary>
internal static class WithQuarantined
{
    /// <summary>The slices with the value of each metric on all rows; a value that is undefined there, or a group that is no more, has none.</summary>
    /// <param name="scope">The run.</param>
    /// <param name="data">All rows, quarantined or not.</param>
    /// <param name="slices">The slices over them.</param>
    /// <param name="measured">What was measured on the judged rows.</param>
    /// <param name="results">Its results.</param>
    public static IReadOnlyList<SliceResult> AddTo(RunScope scope, EvaluationData data, IReadOnlyList<SliceGroups> slices, Measurements measured, IReadOnlyList<SliceResult> results)
    {
        var problems = new List<SpecDiagnostic>();
        var requests = measured.Metrics
            .Select(metric => (metric.Display, Request: CustomMetricNames.HasPrefix(metric.Name)
                ? MetricRequests.Of(measured.Customs[metric.Name], scope.Suite.Name.Span, data, problems)
                : MetricRequests.Of(metric, scope.Suite.Name.Span, data, problems)))
            .Where(request => request.Request is not null)
            .ToList();
        var values = SliceEvaluator.Evaluate(data.Input, [.. slices.Select(slice => slice.Axis)], [.. requests.Select(request => request.Request!)], scope.Threads, scope.CancellationToken);
        var found = new Dictionary<(string Slice, string? Group, string Metric), double>();
        Add(PlannedCheck.Overall, null, values.Overall);
        for (var s = 0; s < slices.Count; s++)
        {
            for (var g = 0; g < slices[s].Groups.Count; g++)
            {
                Add(slices[s].Spec.Name.Value, slices[s].Spec.IsGroup ? slices[s].Groups[g].Name : null, values.Groups[s][g]);
            }
        }

        return
        [
            .. results.Select(slice => slice with
            {
                Metrics = [.. slice.Metrics.Select(metric => metric with { WithQuarantined = found.TryGetValue((slice.Slice, slice.Group, metric.Metric), out var value) ? value : null })],
            }),
        ];

        void Add(string slice, string? group, IReadOnlyList<MetricValue> row)
        {
            for (var m = 0; m < requests.Count; m++)
            {
                if (row[m].IsDefined)
                {
                    found[(slice, group, requests[m].Display)] = row[m].Value;
                }
            }
        }
    }
}
