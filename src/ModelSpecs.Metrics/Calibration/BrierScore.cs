using System.Runtime.CompilerServices;
using ModelSpecs.Metrics.Multilabel;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Calibration;

/// <summary><c>brier</c>: in a binary task Σ w (p − [positive])² / Σ w, as <c>sklearn.metrics.brier_score_loss</c>; otherwise
/// the sum over classes of the same (Brier 1950), between 0 and 2. Multi-label: the mean over labels
/// of the binary one. With <c>class</c> the binary one of that class against the rest. Rests on all rows.</summary>
internal static class BrierScore
{
    private static readonly BrierColumn Column = new();

    /// <summary>Asks for the mean it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Column(ColumnOf(demand.Task, request));

    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) =>
        new(slice.Sum(ColumnOf(slice.Task, request)) / slice.Weight, slice.Rows, null);

    private static RowColumn ColumnOf(MetricTask task, MetricRequest request) =>
        request.Class is { } ofClass && !(task == MetricTask.Binary && ofClass == 1) ? new ClassBrier(ofClass)
        : task == MetricTask.Multilabel ? LabelBrier.Column : Column;
}

/// <summary>Squared distance of a row's probabilities from its truth.</summary>
internal sealed record BrierColumn : RowColumn
{
    /// <inheritdoc/>
    public override void Fill(MetricInput input, int start, Span<double> values)
    {
        var truth = input.Truth.AsSpan(start, values.Length);
        if (input.Task == MetricTask.Binary)
        {
            FillBinary(truth, input.Scores.AsSpan(start, values.Length), values);
        }
        else
        {
            var classes = input.ClassCount;
            FillMulticlass(truth, input.Scores.AsSpan(start * classes, values.Length * classes), classes, values);
        }
    }

    /// <inheritdoc/>
    public override double TrivialMean(ConstantPrediction constant)
    {
        if (constant.Task == MetricTask.Binary)
        {
            return constant.Share(0) * constant.Share(1);
        }

        var mean = 0.0;
        for (var ofClass = 0; ofClass < constant.ClassWeights.Length; ofClass++)
        {
            mean += constant.Share(ofClass) * (1 - constant.Share(ofClass));
        }

        return mean;
    }

    private static void FillBinary(ReadOnlySpan<int> truth, ReadOnlySpan<double> scores, Span<double> values)
    {
        scores = scores[..truth.Length];
        values = values[..truth.Length];
        for (var i = 0; i < truth.Length; i++)
        {
            var difference = scores[i] - (truth[i] == 1 ? 1 : 0);
            values[i] = difference * difference;
        }
    }

    private static void FillMulticlass(ReadOnlySpan<int> truth, ReadOnlySpan<double> scores, int classes, Span<double> values)
    {
        for (var i = 0; i < truth.Length; i++)
        {
            var row = scores.Slice(i * classes, classes);
            var sum = 0.0;
            for (var ofClass = 0; ofClass < row.Length; ofClass++)
            {
                var difference = row[ofClass] - (truth[i] == ofClass ? 1 : 0);
                sum += difference * difference;
            }

            values[i] = sum;
        }
    }
}
