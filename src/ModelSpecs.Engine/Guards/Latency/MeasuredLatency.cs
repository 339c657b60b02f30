namespace ModelSpecs.Engine.Guards.Latency;

/// <summary>What was measured of one batch size on one target.</summary>
/// <param name="Target">The rows.</param>
/// <param name="Batch">Rows a call.</param>
/// <param name="Model">The model's calls.</param>
/// <param name="Champion">The champion's, turn by turn beside them; null: there is none.</param>
/// <param name="RowOf">Row of the golden set that a call begins with.</param>
internal sealed record MeasuredLatency(LatencyTarget Target, int Batch, CallSeries Model, CallSeries? Champion, Func<int, int> RowOf);

/// <summary>What was measured of a model apart from its calls.</summary>
/// <param name="Cold">Loadings; null: nobody asked.</param>
/// <param name="Peak">Bytes that its loading and calls take; null: nobody asked.</param>
/// <param name="Size">Bytes of its files.</param>
internal sealed record MeasuredModel(ColdTimes? Cold, long? Peak, long Size);

/// <summary>All of it.</summary>
internal sealed record LatencyMeasurement
{
    /// <summary>Calls, by batch size and then by target.</summary>
    public required IReadOnlyList<MeasuredLatency> Calls { get; init; }

    /// <summary>The model.</summary>
    public required MeasuredModel Model { get; init; }

    /// <summary>The champion; null: there is none.</summary>
    public required MeasuredModel? Champion { get; init; }

    /// <summary>Median time of the calibration in seconds; NaN: the clock does not see it.</summary>
    public required double Calibration { get; init; }

    /// <summary>The smallest step of the clock in seconds.</summary>
    public required double Step { get; init; }

    /// <summary>Whether another process may have taken times at the same moment.</summary>
    public bool MayHaveCompany { get; init; }
}
