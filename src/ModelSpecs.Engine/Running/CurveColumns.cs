using ModelSpecs.Metrics.Curves;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Running;

/// <summary>Curves as results write them: by column, coordinates to the sixth digit, which no screen shows.</summary>
internal static class CurveColumns
{
    private const int Digits = 6;

    /// <summary>A ROC curve.</summary>
    public static RocResult Roc(CurvePoint[] points) => new() { Thresholds = Thresholds(points), Fpr = Column(points, point => point.X), Recall = Column(points, point => point.Y) };

    /// <summary>A precision-recall curve.</summary>
    public static PrecisionRecallResult PrecisionRecall(CurvePoint[] points) =>
        new() { Thresholds = Thresholds(points), Recall = Column(points, point => point.X), Precision = Column(points, point => point.Y) };

    /// <summary>A histogram.</summary>
    public static ScoreHistogramResult Histogram(ScoreHistogram scores) =>
        new() { Low = scores.Low, High = scores.High, Negatives = Array.ConvertAll(scores.Negatives, count => (double?)count), Positives = Array.ConvertAll(scores.Positives, count => (double?)count) };

    private static List<double?> Thresholds(CurvePoint[] points) => [.. points.Select(point => double.IsFinite(point.Threshold) ? point.Threshold : (double?)null)];

    private static List<double?> Column(CurvePoint[] points, Func<CurvePoint, double> of) => [.. points.Select(point => (double?)Math.Round(of(point), Digits))];
}
