namespace ModelSpecs.Metrics.Intervals;

/// <summary>Values with their noise, by slice and request.</summary>
/// <param name="Values">The values.</param>
/// <param name="Overall">The whole set [request].</param>
/// <param name="Groups">By [axis][group][request].</param>
public sealed record SliceEstimates(SliceValues Values, Estimate[] Overall, Estimate[][][] Groups)
{
    /// <summary>Values whose noise nobody asked for.</summary>
    internal static SliceEstimates Bare(SliceValues values)
    {
        return new SliceEstimates(values, Of(values.Overall), Array.ConvertAll(values.Groups, axis => Array.ConvertAll(axis, Of)));

        static Estimate[] Of(MetricValue[] measured) => Array.ConvertAll(measured, value => (Estimate)new BareEstimate(value.Value, value.Rows, value.Undefined ?? "it was not asked for"));
    }
}
