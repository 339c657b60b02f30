namespace ModelSpecs.Metrics.Intervals;

/// <summary>Values with their noise, by slice and request.</summary>
/// <param name="Values">The values.</param>
/// <param name="Overall">The whole set [request].</param>
/// <param name="Groups">By [axis][group][request].</param>
public sealed record SliceEstimates(SliceValues Values, Estimate[] Overall, Estimate[][][] Groups);
