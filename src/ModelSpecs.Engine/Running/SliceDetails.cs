using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Curves;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Running;

/// <summary>Confusion matrices, reliability curves, and of a binary task ROC and precision-recall curves with score histograms, of a regression its errors where a report is made, for the results, of the whole set and of the slices that have them.</summary>
internal sealed class SliceDetails
{
    /// <summary>Groups of all slices up to which each has its details; the results of many slices stay small without.</summary>
    public const int MostSlices = 50;

    /// <summary>The same where a report is made: a reviewer looks at slices one by one, and its page holds them.</summary>
    public const int MostSlicesOfReport = 150;

    /// <summary>Classes up to which there is a confusion matrix.</summary>
    public const int MostClasses = 50;

    private readonly EvaluationData data;
    private readonly Dictionary<string, int> confusionAxes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> reliabilityAxes = new(StringComparer.Ordinal);
    private readonly PerSlice<double[]>? confusion;
    private readonly PerSlice<ScoreCurves>? curves;
    private readonly PerSlice<ReliabilityBin[]>? reliability;
    private readonly Dictionary<string, int> errorAxes = new(StringComparer.Ordinal);
    private readonly PerSlice<ErrorGridResult>? errors;

    private SliceDetails(RunScope scope, EvaluationData data, IReadOnlyList<SliceGroups> slices)
    {
        this.data = data;
        var input = data.Input;
        var values = slices.Sum(slice => slice.Groups.Count);
        var few = values <= MostSlices;
        var shown = few || (scope.Options.SampleRows > 0 && values <= MostSlicesOfReport);
        if (input.Task == MetricTask.Regression && scope.Options.SampleRows > 0)
        {
            errors = ErrorGrids.Measure(input, Chosen(slices, _ => shown, errorAxes), scope.CancellationToken);
        }

        // One class a row: of several labels a row there is no one matrix.
        if (input.Task is not (MetricTask.Binary or MetricTask.Multiclass) || input.Predicted is null)
        {
            return;
        }

        var all = scope.Options.AllMetrics;
        var hasProbabilities = input.Scores is not null && input.ScoresAreProbabilities;
        List<SliceAxis> counted = input.ClassCount <= MostClasses ? Chosen(slices, _ => shown || all, confusionAxes) : [];
        var calibrated = hasProbabilities ? Calibrated(scope.Suite) : [];
        var binned = hasProbabilities ? Chosen(slices, slice => (few && all) || calibrated.Contains(slice.Spec.Name.Value), reliabilityAxes) : [];
        var drawn = input.ClassCount <= MostClasses && input.Task == MetricTask.Binary && input.Scores is not null && (all || scope.Options.Curves);

        // Side by side: one is a walk through sorted rows, which one core does, the others are passes that share out the rows.
        PerSlice<double[]>? counts = null;
        PerSlice<ScoreCurves>? lines = null;
        PerSlice<ReliabilityBin[]>? bins = null;
        Parallel.Invoke(
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, scope.Threads), CancellationToken = scope.CancellationToken },
            () => lines = drawn ? SliceCurves.Measure(input, counted, scope.Threads, scope.CancellationToken) : null,
            () =>
            {
                counts = input.ClassCount <= MostClasses ? SliceProfiles.Confusion(input, counted, scope.Threads, scope.CancellationToken) : null;
                bins = hasProbabilities ? SliceProfiles.Reliability(input, binned, scope.Threads, scope.CancellationToken) : null;
            });
        (confusion, curves, reliability) = (counts, lines, bins);
    }

    /// <summary>Measures them; nothing where the task has none.</summary>
    public static SliceDetails Of(RunScope scope, EvaluationData data, IReadOnlyList<SliceGroups> slices) => new(scope, data, slices);

    /// <summary>A slice's result with what there is of it.</summary>
    /// <param name="result">The slice's result.</param>
    /// <param name="slice">Name of the slice; null: the whole set.</param>
    /// <param name="group">Index of the group.</param>
    public SliceResult AddTo(SliceResult result, string? slice, int group)
    {
        var drawn = Pick(curves, confusionAxes, slice, group);
        return result with
        {
            Confusion = Pick(confusion, confusionAxes, slice, group) is { } counts ? Matrix(counts) : null,
            Reliability = Pick(reliability, reliabilityAxes, slice, group) is { } curve
                ? [.. curve.Select(bin => new ReliabilityResult(bin.Low, bin.High, bin.Rows, Finite(bin.MeanConfidence), Finite(bin.HitRate)))]
                : [],
            Roc = drawn is { Roc.Length: > 0 } ? CurveColumns.Roc(drawn.Roc) : null,
            PrecisionRecall = drawn is { PrecisionRecall.Length: > 0 } ? CurveColumns.PrecisionRecall(drawn.PrecisionRecall) : null,
            Scores = drawn is null ? null : CurveColumns.Histogram(drawn.Scores),
            Errors = Pick(errors, errorAxes, slice, group),
        };
    }

    private ConfusionResult Matrix(double[] counts)
    {
        // In the order of the names, not of the kernels, whose class 1 is the positive one.
        var names = data.Predictions.Classes;
        var indices = names.Select(data.ClassIndex).ToList();
        return new ConfusionResult(names, [.. indices.Select(truth => indices.Select(predicted => counts[(truth * names.Count) + predicted]).ToList())]);
    }

    private static T? Pick<T>(PerSlice<T>? measured, Dictionary<string, int> axes, string? slice, int group)
        where T : class =>
        measured is null ? null : slice is null ? measured.Overall : axes.TryGetValue(slice, out var axis) ? measured.Groups[axis][group] : null;

    private static List<SliceAxis> Chosen(IReadOnlyList<SliceGroups> slices, Func<SliceGroups, bool> chosen, Dictionary<string, int> index)
    {
        var axes = new List<SliceAxis>();
        foreach (var slice in slices.Where(chosen))
        {
            index[slice.Spec.Name.Value] = axes.Count;
            axes.Add(slice.Axis);
        }

        return axes;
    }

    private static HashSet<string> Calibrated(SuiteSpec suite) =>
        CheckPlan.Of(suite).Where(planned => planned.MetricCheck is { } check && IsOfCalibration(check.Metric)).Select(planned => planned.SliceName ?? "").ToHashSet(StringComparer.Ordinal);

    private static bool IsOfCalibration(MetricReference metric) => metric.Name is "ece" or "mce" or "calibration_slope" or "calibration_intercept";

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
