using ModelSpecs.Metrics.Multilabel;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Ranking;

/// <summary><c>average_precision</c> = Σ (Rₙ − Rₙ₋₁) Pₙ over distinct scores from the highest down, as
/// <c>sklearn.metrics.average_precision_score</c>; not the trapezoid. Rests on the positive rows, an average on all rows.</summary>
internal static class AveragePrecision
{
    /// <summary>Asks for the sweeps it reads.</summary>
    public static void Require(Demand demand, MetricRequest request)
    {
        OneVersusRest.Require(demand, request);
        if (SampleRatio.Is(request))
        {
            demand.Column(SampleAveragePrecision.Column);
        }
    }

    /// <summary>The value; undefined where no row is positive. Inside a mean a class without rows counts 0.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request)
    {
        if (slice.OneClass(request) is { } ofClass)
        {
            return slice.ClassWeight(ofClass) > 0
                ? new MetricValue(slice.AveragePrecision(RankTarget.Rest(ofClass)), slice.ClassRows(ofClass), null)
                : Undefined.Because(request.Class is null ? Undefined.NoPositive : Undefined.NoRowOfClass, 0);
        }

        // One class is always there, a label need not be.
        if (slice.Task == MetricTask.Multilabel && !HasPositive(slice))
        {
            return Undefined.Because(Undefined.NoPositive, 0);
        }

        var value = request.Average switch
        {
            MetricAverage.Micro => slice.AveragePrecision(RankTarget.Pooled),
            MetricAverage.Samples => slice.Sum(SampleAveragePrecision.Column) / slice.Weight,
            _ => Mean(slice, request.Average == MetricAverage.Weighted),
        };
        return new MetricValue(value, slice.Rows, null);
    }

    private static bool HasPositive(SliceStatistics slice)
    {
        for (var label = 0; label < slice.ClassCount; label++)
        {
            if (slice.ClassWeight(label) > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static double Mean(SliceStatistics slice, bool bySupport)
    {
        var sum = 0.0;
        var total = 0.0;
        for (var ofClass = 0; ofClass < slice.ClassCount; ofClass++)
        {
            var support = slice.ClassWeight(ofClass);
            var share = bySupport ? support : slice.Includes(ofClass) ? 1 : 0;
            sum += support > 0 ? share * slice.AveragePrecision(RankTarget.Rest(ofClass)) : 0;
            total += share;
        }

        return sum / total;
    }
}
