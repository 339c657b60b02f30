namespace ModelSpecs.Metrics.Calibration;

/// <summary>How calibration bins are laid.</summary>
/// <param name="Bins">Their number.</param>
/// <param name="Strategy">Their edges.</param>
internal sealed record BinLayout(int Bins, BinStrategy Strategy);
