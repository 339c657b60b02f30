using ModelSpecs.Metrics.Multilabel;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Ranking;

/// <summary><c>roc_auc</c>: the chance that a positive scores above a negative, ties counted half (Mann–Whitney's U over the
/// number of pairs), as <c>sklearn.metrics.roc_auc_score</c>. Multi-class: <c>ovr</c> averages each class against the rest,
/// <c>ovo</c> (Hand &amp; Till 2001) each ordered pair of classes; weights are taken by <c>ovo</c> too, which scikit-learn
/// refuses. Rests on the rows of the smallest side.</summary>
internal static class RocAuc
{
    /// <summary>Asks for the sweeps it reads.</summary>
    public static void Require(Demand demand, MetricRequest request)
    {
        if (request is { Class: null, Pairing: MulticlassPairing.OneVersusOne } && demand.Task == MetricTask.Multiclass)
        {
            demand.Target(RankTarget.Pairs);
        }
        else
        {
            OneVersusRest.Require(demand, request);
            if (SampleRatio.Is(request))
            {
                demand.Column(SampleRocAuc.Column);
                demand.Column(OneSidedRow.Column);
            }
        }
    }

    /// <summary>The value; undefined where a side is missing, for an average where any class is.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request)
    {
        if (slice.OneClass(request) is { } ofClass)
        {
            return OfClass(slice, request, ofClass);
        }

        if (slice.Task == MetricTask.Multilabel)
        {
            return OfLabels(slice, request.Average);
        }

        if (request is { Pairing: MulticlassPairing.OneVersusRest, Average: MetricAverage.Micro })
        {
            return new MetricValue(slice.RocAuc(RankTarget.Pooled), slice.Rows, null);
        }

        var smallest = long.MaxValue;
        for (var any = 0; any < slice.ClassCount; any++)
        {
            smallest = slice.ClassWeight(any) > 0 ? Math.Min(smallest, slice.ClassRows(any)) : 0;
            if (smallest == 0)
            {
                return Undefined.Because(Undefined.ClassMissing, 0);
            }
        }

        return request.Pairing == MulticlassPairing.OneVersusRest
            ? new MetricValue(Rest(slice, request.Average), smallest, null)
            : Pairs(slice, request.Average, smallest);
    }

    private static MetricValue OfLabels(SliceStatistics slice, MetricAverage average)
    {
        if (average == MetricAverage.Samples)
        {
            return slice.Sum(OneSidedRow.Column) > 0
                ? Undefined.Because("a row has no label, or every label", 0)
                : new MetricValue(slice.Sum(SampleRocAuc.Column) / slice.Weight, slice.Rows, null);
        }

        double positives = 0, negatives = 0;
        var smallest = long.MaxValue;
        for (var label = 0; label < slice.ClassCount; label++)
        {
            var (tally, rows) = (slice.Tally(label), slice.RowTally(label));
            positives += tally.Positives;
            negatives += tally.Negatives;
            smallest = tally.Positives > 0 && tally.Negatives > 0 ? Math.Min(smallest, (long)Math.Min(rows.Positives, rows.Negatives)) : 0;
            if (smallest == 0 && average != MetricAverage.Micro)
            {
                return Undefined.Because("a label is on every row of the slice or on none", 0);
            }
        }

        if (average != MetricAverage.Micro)
        {
            return new MetricValue(Rest(slice, average), smallest, null);
        }

        return positives > 0 && negatives > 0
            ? new MetricValue(slice.RocAuc(RankTarget.Pooled), slice.Rows, null)
            : Undefined.Because(Undefined.OneClass, 0);
    }

    private static MetricValue OfClass(SliceStatistics slice, MetricRequest request, int ofClass)
    {
        var tally = slice.Tally(ofClass);
        if (tally.Positives > 0 && tally.Negatives > 0)
        {
            var rows = slice.RowTally(ofClass);
            return new MetricValue(slice.RocAuc(RankTarget.Rest(ofClass)), (long)Math.Min(rows.Positives, rows.Negatives), null);
        }

        var reason = tally.Positives > 0 ? Undefined.EveryRowOfClass : Undefined.NoRowOfClass;
        return Undefined.Because(request.Class is null ? Undefined.OneClass : reason, 0);
    }

    private static double Rest(SliceStatistics slice, MetricAverage average)
    {
        var sum = 0.0;
        var total = 0.0;
        for (var ofClass = 0; ofClass < slice.ClassCount; ofClass++)
        {
            var share = average == MetricAverage.Weighted ? slice.ClassWeight(ofClass) : 1;
            sum += share * slice.RocAuc(RankTarget.Rest(ofClass));
            total += share;
        }

        return sum / total;
    }

    private static MetricValue Pairs(SliceStatistics slice, MetricAverage average, long smallest) => average switch
    {
        MetricAverage.Macro => new MetricValue(slice.RocAuc(RankTarget.Pairs), smallest, null),
        MetricAverage.Weighted => new MetricValue(slice.RocAucBySupport(RankTarget.Pairs), smallest, null),
        _ => Undefined.Because("pairs of classes have no micro average", 0),
    };
}
