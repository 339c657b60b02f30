using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Guards;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Results;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Baselines;

/// <summary>Writes a run down as a snapshot: what it was made of, and every value by slice.</summary>
internal static class SnapshotDocuments
{
    /// <summary>The document of a run.</summary>
    /// <param name="data">The judged rows.</param>
    /// <param name="metrics">Metrics that belong to the spec; the first of those measured.</param>
    /// <param name="slices">Its slices.</param>
    /// <param name="estimates">Values with their noise.</param>
    /// <param name="guards">What was measured besides metrics.</param>
    /// <param name="tool">Name and version of the program.</param>
    /// <param name="runtime">What ran the model; null: none was run.</param>
    public static SnapshotDocument Of(
        EvaluationData data, IReadOnlyList<MetricReference> metrics, IReadOnlyList<SliceGroups> slices, SliceEstimates estimates, IReadOnlyList<GuardOutcome> guards, string tool, string? runtime)
    {
        var suite = data.Suite;
        var predictions = data.Predictions;
        var classes = data.Input.ClassNames ?? predictions.Classes;
        return new SnapshotDocument
        {
            Tool = tool,
            Name = suite.Name.Value,
            Spec = new SnapshotFile(SpecPath.Relative(suite.Root, suite.File), SpecHash(suite)),
            Task = predictions.Task.ToString().ToLowerInvariant(),
            Model = suite.Model is { } model && predictions.ModelHash is { } hash ? SnapshotFile.Of(new FileResult(SpecPath.Relative(suite.Root, model.FullPath), hash)) : null,
            Golden = new SnapshotFile(SpecPath.Relative(suite.Root, suite.Golden.File.FullPath), CheckoutHash.Of(suite.Golden.File.FullPath, data.Table.ContentHash)),
            Runtime = runtime,
            Classes = classes,
            Positive = predictions.Task == TaskKind.Binary ? classes[1] : null,
            Threshold = predictions.Task is TaskKind.Binary or TaskKind.Multilabel && predictions.Scores is not null ? EvaluationData.ThresholdOf(suite) : null,
            Rows = data.Table.Rows,
            Bounds = [.. CheckPlan.Of(suite).Where(planned => planned.MetricCheck is not { Scope: CheckScope.Changes })
                .Select(planned => new SnapshotBound(planned.IdOf(planned.IsPerGroup ? "*" : null), planned.Check.Limit is null ? planned.Check.Terms : $"{planned.Check.Symbol} {planned.Check.BoundText}"))],
            Slices = Slices(suite.Verdict.Confidence, metrics, slices, estimates, guards, data.Table.Rows),
        };
    }

    /// <summary>Hash of the spec and of everything it is merged from.</summary>
    public static string SpecHash(SuiteSpec suite) => SnapshotHash.OfTexts(suite.Sources.Select(File.ReadAllBytes));

    private static List<SnapshotSlice> Slices(double confidence, IReadOnlyList<MetricReference> metrics, IReadOnlyList<SliceGroups> slices, SliceEstimates estimates, IReadOnlyList<GuardOutcome> guards, int rows)
    {
        var written = new List<SnapshotSlice> { new() { Slice = SliceResult.Overall, N = rows, Metrics = [.. Metrics(estimates.Overall), .. GuardBaseline.Kept(guards, null)] } };
        for (var axis = 0; axis < slices.Count; axis++)
        {
            var slice = slices[axis];
            for (var group = 0; group < slice.Groups.Count; group++)
            {
                written.Add(new SnapshotSlice
                {
                    Slice = slice.Spec.Name.Value,
                    Group = slice.Spec.IsGroup ? slice.Groups[group].Name : null,
                    N = slice.Groups[group].Rows,
                    Metrics = [.. Metrics(estimates.Groups[axis][group]), .. GuardBaseline.Kept(guards, new SlicePlace(slice.Spec.Name.Value, group))],
                });
            }
        }

        return written;

        SnapshotMetric[] Metrics(Estimate[] of)
        {
            var values = new SnapshotMetric[metrics.Count];
            for (var i = 0; i < values.Length; i++)
            {
                var estimate = of[i];
                var interval = double.IsFinite(estimate.Value) && estimate.HasInterval ? estimate.At(confidence) : (Interval?)null;
                var hasEnds = interval is { } ends && double.IsFinite(ends.Low) && double.IsFinite(ends.High);
                values[i] = new SnapshotMetric(
                    metrics[i].Display, double.IsFinite(estimate.Value) ? estimate.Value : null, hasEnds ? interval!.Value.Low : null, hasEnds ? interval!.Value.High : null, estimate.Rows);
            }

            return values;
        }
    }
}
