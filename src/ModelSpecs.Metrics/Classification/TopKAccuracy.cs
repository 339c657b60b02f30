using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>top_k_accuracy</c>: weighted share of rows whose truth is among the k highest scores, at equal scores the higher
/// class index first, as <c>sklearn.metrics.top_k_accuracy_score</c>; rests on all rows.</summary>
internal static class TopKAccuracy
{
    /// <summary>Asks for the mean it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Column(new TopKColumn(request.TopK));

    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) =>
        new(slice.Sum(new TopKColumn(request.TopK)) / slice.Weight, slice.Rows, null);
}

/// <summary>1 where the truth is among the k highest scores, else 0.</summary>
/// <param name="K">Places.</param>
internal sealed record TopKColumn(int K) : RowColumn
{
    /// <inheritdoc/>
    public override void Fill(MetricInput input, int start, Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var row = input.Scores.AsSpan((start + i) * input.ClassCount, input.ClassCount);
            values[i] = IsHit(row, input.Truth![start + i]);
        }
    }

    /// <inheritdoc/>
    public override double TrivialMean(ConstantPrediction constant)
    {
        var hits = 0.0;
        for (var ofClass = 0; ofClass < constant.ClassWeights.Length; ofClass++)
        {
            hits += constant.Share(ofClass) * IsHit(constant.ClassWeights, ofClass);
        }

        return hits;
    }

    private double IsHit(ReadOnlySpan<double> scores, int truth)
    {
        var above = 0;
        for (var ofClass = 0; ofClass < scores.Length; ofClass++)
        {
            if (!double.IsFinite(scores[ofClass]))
            {
                return double.NaN;
            }

            above += scores[ofClass] > scores[truth] || (scores[ofClass] == scores[truth] && ofClass > truth) ? 1 : 0;
        }

        return above < K ? 1 : 0;
    }
}
