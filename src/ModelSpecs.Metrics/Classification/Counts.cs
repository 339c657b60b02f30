using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>n</c>: rows of the slice, whatever their weight.</summary>
internal static class RowCount
{
    /// <summary>The value; never undefined.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => new(slice.Rows, slice.Rows, null);
}

/// <summary><c>positives</c>: rows whose truth is the positive or the named class, whatever their weight.</summary>
internal static class Positives
{
    /// <summary>The value; undefined in a multi-class task without <c>class</c>.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) =>
        slice.OneClass(request) is { } ofClass
            ? new MetricValue(slice.ClassRows(ofClass), slice.Rows, null)
            : Undefined.Because(Undefined.NoClassNamed, slice.Rows);
}

/// <summary><c>prevalence</c>: weighted share of rows whose truth is the positive or the named class; rests on all rows.</summary>
internal static class Prevalence
{
    /// <summary>The value; undefined in a multi-class task without <c>class</c>.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) =>
        slice.OneClass(request) is { } ofClass
            ? new MetricValue(slice.ClassWeight(ofClass) / slice.Weight, slice.Rows, null)
            : Undefined.Because(Undefined.NoClassNamed, slice.Rows);
}
