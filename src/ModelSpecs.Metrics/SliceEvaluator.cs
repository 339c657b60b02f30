namespace ModelSpecs.Metrics;

/// <summary>Computes metrics for all groups of all axes in few passes: scores are sorted once, not once a slice.</summary>
public static class SliceEvaluator
{
    /// <summary>Values of every request on the whole set and on every group.</summary>
    /// <param name="input">Truth and predictions.</param>
    /// <param name="axes">Ways of slicing; the whole set is always evaluated and is not one of them.</param>
    /// <param name="requests">What to compute.</param>
    /// <param name="threads">Most threads used, at least 1; results do not depend on it.</param>
    /// <param name="cancellationToken">Stops between blocks of rows.</param>
    public static SliceValues Evaluate(
        MetricInput input,
        IReadOnlyList<SliceAxis> axes,
        IReadOnlyList<MetricRequest> requests,
        int threads,
        CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>The same for the best constant prediction of each slice (<c>trivial</c>): majority class (first on ties),
    /// class shares for probability metrics, mean for squared errors, median for absolute ones.</summary>
    /// <param name="input">Truth; predictions are not read.</param>
    /// <param name="axes">Ways of slicing.</param>
    /// <param name="requests">What to compute.</param>
    /// <param name="threads">Most threads used.</param>
    /// <param name="cancellationToken">Stops between slices.</param>
    public static SliceValues EvaluateTrivial(
        MetricInput input,
        IReadOnlyList<SliceAxis> axes,
        IReadOnlyList<MetricRequest> requests,
        int threads,
        CancellationToken cancellationToken) => throw new NotSupportedException();
}

/// <summary>Values by slice and request.</summary>
/// <param name="Overall">The whole set [request].</param>
/// <param name="Groups">By [axis][group][request].</param>
public sealed record SliceValues(MetricValue[] Overall, MetricValue[][][] Groups);
