using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Ranking;

/// <summary><c>recall</c> at an operating point that the slice's own scores choose: the largest recall over thresholds whose false
/// positive rate is at most <c>at_fpr</c>, or whose precision is at least <c>at_precision</c>. Thresholds are the distinct scores and
/// "predict none", as in <c>sklearn.metrics.roc_curve</c> with <c>drop_intermediate=False</c>; so there is always one, of recall 0.
/// A rate within 1e-12 of its bound meets it. At a false positive rate it rests on the smaller side, otherwise on the positive rows.</summary>
internal static class RecallAt
{
    /// <summary>Asks for the point it reads.</summary>
    public static void Require(Demand demand, MetricRequest request)
    {
        if (Is(request) && (request.Class is not null || demand.Task == MetricTask.Binary))
        {
            demand.Point(Point(request, request.Class ?? 1));
        }
    }

    /// <summary>Whether a request is about an operating point.</summary>
    public static bool Is(MetricRequest request) => request.AtFpr is not null || request.AtPrecision is not null;

    /// <summary>The value; undefined without positives, and at a false positive rate without negatives.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request)
    {
        if (slice.OneClass(request) is not { } ofClass)
        {
            return Undefined.Because(Undefined.NoClassNamed, slice.Rows);
        }

        var tally = slice.Tally(ofClass);
        var rows = slice.RowTally(ofClass);
        if (!(tally.Positives > 0))
        {
            return Undefined.Because(request.Class is null ? Undefined.NoPositive : Undefined.NoRowOfClass, 0);
        }

        if (request.AtFpr is not null && !(tally.Negatives > 0))
        {
            return Undefined.Because(request.Class is null ? Undefined.NoNegative : Undefined.EveryRowOfClass, 0);
        }

        var support = request.AtFpr is null ? rows.Positives : Math.Min(rows.Positives, rows.Negatives);
        return new MetricValue(slice.Point(Point(request, ofClass)), (long)support, null);
    }

    private static RankPoint Point(MetricRequest request, int ofClass) => request.AtFpr is { } rate
        ? new RankPoint(RankTarget.Rest(ofClass), RankPointKind.RecallAtFpr, rate)
        : new RankPoint(RankTarget.Rest(ofClass), RankPointKind.RecallAtPrecision, request.AtPrecision!.Value);
}
