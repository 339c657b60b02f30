using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>selection_rate</c>: weighted share of rows predicted positive (or as the named class), as
/// <c>fairlearn.metrics.selection_rate</c>; rests on all rows.</summary>
internal static class SelectionRate
{
    /// <summary>The value; undefined in a multi-class task without <c>class</c>.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) =>
        slice.OneClass(request) is { } ofClass
            ? new MetricValue(slice.Tally(ofClass).Predicted / slice.Weight, slice.Rows, null)
            : Undefined.Because(Undefined.NoClassNamed, slice.Rows);
}
