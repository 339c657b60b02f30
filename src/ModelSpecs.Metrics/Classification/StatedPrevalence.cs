using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary>Rates of a slice carried over to a population of another prevalence π, as Bayes has it: recall and false positive rate
/// stay, the shares of positives and negatives do not. Rests on the smaller side of the slice.</summary>
internal static class StatedPrevalence
{
    /// <summary>Share of rows predicted positive: recall · π + fpr · (1 − π).</summary>
    public static MetricValue SelectionRate(SliceStatistics slice, MetricRequest request, double prevalence) =>
        Of(slice, request, prevalence, (caught, alarms) => caught + alarms);

    /// <summary>Precision: recall · π / (recall · π + fpr · (1 − π)); undefined where nothing is predicted positive.</summary>
    public static MetricValue Precision(SliceStatistics slice, MetricRequest request, double prevalence)
    {
        var value = Of(slice, request, prevalence, (caught, alarms) => caught / (caught + alarms));
        return value.Undefined is null && double.IsNaN(value.Value)
            ? Undefined.Because(request.Class is null ? Undefined.NothingPredictedPositive : Undefined.NothingPredictedAsClass, 0)
            : value;
    }

    private static MetricValue Of(SliceStatistics slice, MetricRequest request, double prevalence, Func<double, double, double> value)
    {
        if (slice.OneClass(request) is not { } ofClass)
        {
            return Undefined.Because(Undefined.NoClassNamed, slice.Rows);
        }

        var tally = slice.Tally(ofClass);
        if (!(tally.Positives > 0) || !(tally.Negatives > 0))
        {
            var reason = tally.Positives > 0 ? Undefined.EveryRowOfClass : Undefined.NoRowOfClass;
            return Undefined.Because(request.Class is null ? Undefined.OneClass : reason, 0);
        }

        var rows = slice.RowTally(ofClass);
        var caught = tally.TruePositives / tally.Positives * prevalence;
        var alarms = tally.FalsePositives / tally.Negatives * (1 - prevalence);
        return new MetricValue(value(caught, alarms), (long)Math.Min(rows.Positives, rows.Negatives), null);
    }
}
