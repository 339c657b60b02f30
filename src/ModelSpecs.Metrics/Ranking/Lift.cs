using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Ranking;

/// <summary><c>lift</c>: precision over prevalence; rests on the rows predicted positive. With <c>at_top</c> q: prevalence among the
/// share q of the weight that scores highest, a tie at the cut giving in proportion, over prevalence; rests on that share of the rows.</summary>
internal static class Lift
{
    /// <summary>Asks for the point it reads.</summary>
    public static void Require(Demand demand, MetricRequest request)
    {
        if (request.AtTop is not null && (request.Class is not null || demand.Task == MetricTask.Binary))
        {
            demand.Point(Point(request, request.Class ?? 1));
        }
    }

    /// <summary>Scores at the top, otherwise predictions.</summary>
    public static KernelNeeds Needs(MetricRequest request) => request.AtTop is null ? KernelNeeds.Predictions : KernelNeeds.Scores;

    /// <summary>The value; undefined without positives, and where nothing is predicted positive.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request)
    {
        if (slice.OneClass(request) is not { } ofClass)
        {
            return Undefined.Because(Undefined.NoClassNamed, slice.Rows);
        }

        var tally = slice.Tally(ofClass);
        if (!(tally.Positives > 0))
        {
            return Undefined.Because(request.Class is null ? Undefined.NoPositive : Undefined.NoRowOfClass, 0);
        }

        if (request.AtTop is { } share)
        {
            // A share of the positives over a share of the rows.
            return new MetricValue(slice.Point(Point(request, ofClass)) / share, (long)Math.Ceiling(share * slice.Rows), null);
        }

        return tally.Predicted > 0
            ? new MetricValue(tally.TruePositives / tally.Predicted / (tally.Positives / slice.Weight), (long)slice.RowTally(ofClass).Predicted, null)
            : Undefined.Because(request.Class is null ? Undefined.NothingPredictedPositive : Undefined.NothingPredictedAsClass, 0);
    }

    private static RankPoint Point(MetricRequest request, int ofClass) =>
        new(RankTarget.Rest(ofClass), RankPointKind.RecallAtTop, request.AtTop!.Value);
}
