using ModelSpecs.Metrics.Multilabel;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary>A metric that is a ratio of two entries of a one-against-rest confusion matrix, for one class or averaged over
/// classes as scikit-learn averages. One class: rests on the rows of its denominator. An average: on all rows of the slice.</summary>
/// <param name="Numerator">Of a class.</param>
/// <param name="Denominator">Of a class.</param>
/// <param name="Rows">Rows that the denominator counts.</param>
/// <param name="WithoutPositive">Why the denominator of the positive class is zero.</param>
/// <param name="WithoutClass">Why that of a named class is.</param>
internal sealed record CountRatio(
    Func<ClassTally, double> Numerator,
    Func<ClassTally, double> Denominator,
    Func<ClassTally, double> Rows,
    string WithoutPositive,
    string WithoutClass)
{
    private const string EveryClassEmpty = "the denominator is zero for every class";

    /// <summary>The value on a slice.</summary>
    public MetricValue Of(SliceStatistics slice, MetricRequest request)
    {
        if (slice.OneClass(request) is { } ofClass)
        {
            return OfClass(slice, request, ofClass);
        }

        return request.Average switch
        {
            MetricAverage.Micro => Micro(slice, request),
            MetricAverage.Weighted => Weighted(slice, request),
            MetricAverage.Samples => Samples(slice, request),
            _ => Macro(slice, request),
        };
    }

    private MetricValue OfClass(SliceStatistics slice, MetricRequest request, int ofClass)
    {
        var tally = slice.Tally(ofClass);
        var denominator = Denominator(tally);
        if (denominator > 0)
        {
            return new MetricValue(Numerator(tally) / denominator, (long)Rows(slice.RowTally(ofClass)), null);
        }

        // That no row is in the denominator is known from every row of the slice: a replaced value rests on them all.
        return request.ZeroDivision is { } replacement
            ? new MetricValue(replacement, slice.Rows, null)
            : Undefined.Because(request.Class is null ? WithoutPositive : WithoutClass, 0);
    }

    private MetricValue Samples(SliceStatistics slice, MetricRequest request)
    {
        // The pool is empty only where every row is 0/0.
        return Denominator(Pooled(slice)) > 0
            ? new MetricValue(slice.Sum(SampleRatio.Of(request)) / slice.Weight, slice.Rows, null)
            : Replaced(slice, request);
    }

    private MetricValue Micro(SliceStatistics slice, MetricRequest request)
    {
        var pooled = Pooled(slice);
        var denominator = Denominator(pooled);
        return denominator > 0
            ? new MetricValue(Numerator(pooled) / denominator, slice.Rows, null)
            : Replaced(slice, request);
    }

    private static ClassTally Pooled(SliceStatistics slice)
    {
        var pooled = default(ClassTally);
        for (var ofClass = 0; ofClass < slice.ClassCount; ofClass++)
        {
            if (slice.Includes(ofClass))
            {
                pooled += slice.Tally(ofClass);
            }
        }

        return pooled;
    }

    private MetricValue Macro(SliceStatistics slice, MetricRequest request)
    {
        var sum = 0.0;
        var classes = 0;
        var isDefined = false;
        for (var ofClass = 0; ofClass < slice.ClassCount; ofClass++)
        {
            if (slice.Includes(ofClass))
            {
                classes++;
                sum += ValueOrReplacement(slice.Tally(ofClass), request, ref isDefined);
            }
        }

        return isDefined ? new MetricValue(sum / classes, slice.Rows, null) : Replaced(slice, request);
    }

    private MetricValue Weighted(SliceStatistics slice, MetricRequest request)
    {
        var sum = 0.0;
        var support = 0.0;
        var isDefined = false;
        for (var ofClass = 0; ofClass < slice.ClassCount; ofClass++)
        {
            var tally = slice.Tally(ofClass);
            if (tally.Positives > 0)
            {
                support += tally.Positives;
                sum += tally.Positives * ValueOrReplacement(tally, request, ref isDefined);
            }
        }

        return isDefined ? new MetricValue(sum / support, slice.Rows, null) : Replaced(slice, request);
    }

    /// <summary>As in scikit-learn, a class with 0/0 counts 0 inside a mean, or what <c>zero_division</c> says.</summary>
    private double ValueOrReplacement(ClassTally tally, MetricRequest request, ref bool isDefined)
    {
        var denominator = Denominator(tally);
        if (denominator > 0)
        {
            isDefined = true;
            return Numerator(tally) / denominator;
        }

        return request.ZeroDivision ?? 0;
    }

    private static MetricValue Replaced(SliceStatistics slice, MetricRequest request) =>
        request.ZeroDivision is { } replacement
            ? new MetricValue(replacement, slice.Rows, null)
            : Undefined.Because(EveryClassEmpty, 0);
}
