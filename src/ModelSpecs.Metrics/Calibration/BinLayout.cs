namespace ModelSpecs.Metrics.Calibration;

/// <summary>How calibration bins are laid, and of what.</summary>
/// <param name="Bins">Their number.</param>
/// <param name="Strategy">Their edges.</param>
/// <param name="Class">The class whose probability is held against the truth, one against the rest; null: the positive one in a binary
/// task, otherwise the top one.</param>
internal sealed record BinLayout(int Bins, BinStrategy Strategy, int? Class = null)
{
    /// <summary>The bins that a request reads.</summary>
    /// <param name="task">The task.</param>
    /// <param name="request">The request.</param>
    public static BinLayout Of(MetricTask task, MetricRequest request) =>
        new(request.Bins, request.Strategy, task == MetricTask.Binary && request.Class == 1 ? null : request.Class);
}
