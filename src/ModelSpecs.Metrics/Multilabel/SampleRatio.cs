using ModelSpecs.Metrics.Classification;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Multilabel;

/// <summary>A ratio of counts over the labels of one row: what <c>average: samples</c> is the mean of. A row with 0/0 counts 0, or what
/// <c>zero_division</c> says, as in scikit-learn.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Beta">Of <c>fbeta</c>.</param>
/// <param name="Replacement">Value of 0/0.</param>
internal sealed record SampleRatio(string Metric, double Beta, double Replacement) : LabelColumn
{
    /// <summary>Asks for the mean where a request is one over samples.</summary>
    public static void Require(Demand demand, MetricRequest request)
    {
        if (Is(request) && demand.Task == MetricTask.Multilabel)
        {
            demand.Column(Of(request));
        }
    }

    /// <summary>Whether a request is about the mean over samples.</summary>
    public static bool Is(MetricRequest request) => request is { Class: null, Average: MetricAverage.Samples };

    /// <summary>The column of a request.</summary>
    public static SampleRatio Of(MetricRequest request) => new(request.Name, request.Name == "fbeta" ? request.Beta : 1, request.ZeroDivision ?? 0);

    /// <inheritdoc/>
    public override void Fill(MetricInput input, int start, Span<double> values)
    {
        // Looked up here and not kept: two columns are the same where their names and numbers are.
        var (labels, ratio) = (input.ClassCount, Ratio());
        for (var i = 0; i < values.Length; i++)
        {
            var first = (start + i) * labels;
            var tally = Tally(input.Truth.AsSpan(first, labels), input.Predicted.AsSpan(first, labels));
            var denominator = ratio.Denominator(tally);
            values[i] = denominator > 0 ? ratio.Numerator(tally) / denominator : Replacement;
        }
    }

    /// <inheritdoc/>
    protected override double Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, ReadOnlySpan<double> scores) =>
        throw new NotSupportedException("Blocks of rows are filled at once.");

    private static ClassTally Tally(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted)
    {
        int both = 0, only = 0, missed = 0;
        for (var label = 0; label < truth.Length; label++)
        {
            both += truth[label] & predicted[label];
            only += predicted[label] & ~truth[label];
            missed += truth[label] & ~predicted[label];
        }

        return new ClassTally(both, only, missed, truth.Length - both - only - missed);
    }

    private CountRatio Ratio() => Metric switch
    {
        "precision" => Precision.Ratio,
        "recall" => Recall.Ratio,
        "f1" or "fbeta" => FBeta.Ratio(Beta),
        "npv" => NegativePredictiveValue.Ratio,
        "specificity" => Specificity.Ratio,
        "fpr" => FalsePositiveRate.Ratio,
        "fnr" => FalseNegativeRate.Ratio,
        "jaccard" => Jaccard.Ratio,
        _ => throw new InvalidOperationException($"{Metric} is no ratio of counts."),
    };
}
