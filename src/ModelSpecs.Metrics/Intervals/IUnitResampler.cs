namespace ModelSpecs.Metrics.Intervals;

/// <summary>Resamples what a slice consists of: rows, clusters, or queries.</summary>
internal interface IUnitResampler
{
    /// <summary>Replicates of each request, NaN where one has no value, centred on the measured values.</summary>
    /// <param name="rows">Rows of the slice, in order.</param>
    /// <param name="requests">What to compute.</param>
    /// <param name="measured">The slice's own values.</param>
    /// <param name="accelerated">Whether Efron's acceleration is wanted.</param>
    /// <param name="cancellationToken">Stops between replicates.</param>
    RowReplicates Run(ReadOnlySpan<int> rows, MetricRequest[] requests, ReadOnlySpan<MetricValue> measured, bool accelerated, CancellationToken cancellationToken);
}
