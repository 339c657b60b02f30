using System.Runtime.CompilerServices;
using ModelSpecs.Metrics.Multilabel;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Calibration;

/// <summary><c>log_loss</c> = −Σ w ln p(truth) / Σ w, as <c>sklearn.metrics.log_loss</c> 1.2: probabilities clipped to
/// [ε, 1 − ε], ε = 2⁻⁵², then (multi-class) divided by their row's sum; multi-label: the mean over labels of the
/// binary one. With <c>class</c> the binary one of that class against the rest. Rests on all rows.</summary>
internal static class LogLoss
{
    private static readonly LogLossColumn Column = new();

    /// <summary>Asks for the mean it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Column(ColumnOf(demand.Task, request));

    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) =>
        new(slice.Sum(ColumnOf(slice.Task, request)) / slice.Weight, slice.Rows, null);

    private static RowColumn ColumnOf(MetricTask task, MetricRequest request) =>
        request.Class is { } ofClass && !(task == MetricTask.Binary && ofClass == 1) ? new ClassLogLoss(ofClass)
        : task == MetricTask.Multilabel ? LabelLogLoss.Column : Column;
}

/// <summary>−ln of the truth's probability.</summary>
internal sealed record LogLossColumn : RowColumn
{
    /// <summary>What probabilities are kept from 0 and 1 by: the spacing of doubles at 1.</summary>
    public const double Epsilon = 2.220446049250313e-16;

    /// <summary>The loss of one row of a binary task.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Loss(double score, bool isPositive)
    {
        var p = Clip(score);
        return -Math.Log(isPositive ? p : 1 - p);
    }

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
            var share = Clip(constant.Share(1));
            return -((constant.Share(0) * Math.Log(1 - share)) + (constant.Share(1) * Math.Log(share)));
        }

        var total = 0.0;
        for (var ofClass = 0; ofClass < constant.ClassWeights.Length; ofClass++)
        {
            total += Clip(constant.Share(ofClass));
        }

        var loss = 0.0;
        for (var ofClass = 0; ofClass < constant.ClassWeights.Length; ofClass++)
        {
            loss -= constant.Share(ofClass) * Math.Log(Clip(constant.Share(ofClass)) / total);
        }

        return loss;
    }

    private static void FillBinary(ReadOnlySpan<int> truth, ReadOnlySpan<double> scores, Span<double> values)
    {
        scores = scores[..truth.Length];
        values = values[..truth.Length];
        for (var i = 0; i < truth.Length; i++)
        {
            values[i] = Loss(scores[i], truth[i] == 1);
        }
    }

    private static void FillMulticlass(ReadOnlySpan<int> truth, ReadOnlySpan<double> scores, int classes, Span<double> values)
    {
        for (var i = 0; i < truth.Length; i++)
        {
            var row = scores.Slice(i * classes, classes);
            values[i] = -Math.Log(Clip(row[truth[i]]) / ClippedSum(row));
        }
    }

    /// <summary>NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Clip(double p) => Math.Min(Math.Max(p, Epsilon), 1 - Epsilon);

    /// <summary>Adds in NumPy's order: a probability next to 1 has a loss so small that another order shows in its digits.</summary>
    private static double ClippedSum(ReadOnlySpan<double> row)
    {
        const int Lanes = 8;
        const int Longest = 128;
        if (row.Length > Longest)
        {
            var half = row.Length / 2;
            half -= half % Lanes;
            return ClippedSum(row[..half]) + ClippedSum(row[half..]);
        }

        if (row.Length < Lanes)
        {
            var few = 0.0;
            foreach (var p in row)
            {
                few += Clip(p);
            }

            return few;
        }

        Span<double> lanes = stackalloc double[Lanes];
        var i = 0;
        for (; i + Lanes <= row.Length; i += Lanes)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                lanes[lane] += Clip(row[i + lane]);
            }
        }

        var sum = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
        for (; i < row.Length; i++)
        {
            sum += Clip(row[i]);
        }

        return sum;
    }
}
