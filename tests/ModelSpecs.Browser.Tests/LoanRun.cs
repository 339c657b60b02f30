using ModelSpecs.Results;
using static ModelSpecs.Tests.Shared.SampleResults;

namespace ModelSpecs.Browser.Tests;

/// <summary>A run of one binary suite with everything that the page draws; small enough to know every number.</summary>
internal static class LoanRun
{
    /// <summary>Recall on <c>young</c> fails; country = FR is inconclusive; fpr of the whole got worse than the champion's.</summary>
    public static RunResult Failed(string name = "Loan default", string young = "young") => Run(Suite(
        Check(slice: "overall", metric: "recall", value: 0.8, n: 200, rows: 50),
        Check(slice: young, value: 0.5, outcome: Outcome.Failed, n: 40, rows: 20, worst: [new RowResult("L-17", "1", "0", 0.01, 4.6)]),
        Check(slice: "country", group: "DE", value: 0.9, n: 120, rows: 30),
        Check(slice: "country", group: "FR", value: 0.6, outcome: Outcome.Inconclusive, fails: false, n: 80, rows: 20)) with
    {
        Name = name,
        Rows = 200,
        Threshold = 0.5,
        Directions = new Dictionary<string, string> { ["recall"] = "higher", ["fpr"] = "lower" },
        Slices =
        [
            Slice("overall", null, null, 200, (0.8, 0.1), (40, 10, 15, 135)),
            Slice(young, null, "age < 25", 40, (0.5, 0.3), (10, 10, 6, 14)),
            Slice("country", "DE", "country = 'DE'", 120, (0.9, 0.05), (27, 3, 5, 85)),
            Slice("country", "FR", "country = 'FR'", 80, (0.6, 0.2), (12, 8, 12, 48)),
        ],
        Sample = new RowSampleResult(200, ["age", "country"],
        [
            Row("L-17", "1", "0", 0.01, 4.6, "loss", [0, 1, 2], ["20", "DE"]) with { Flip = "newly wrong" },
            Row("L-18", "1", "1", 0.52, 0.65, "threshold", [0, 1, 3], ["24", "FR"]),
            Row("L-19", "0", "1", 0.9, 2.3, "loss", [0, 3], ["61", null]),
            Row("L-20", "0", "0", 0.1, 0.1, "low loss", [0, 2], ["103", young]),
        ]) { Image = new ImageShapeResult("image", 4, 4, 1) },
        Verdict = new VerdictResult("point", 0.95, null, 1000, 1),
        Baselines =
        [
            new BaselineResult
            {
                Name = "champion",
                File = new FileResult("testdata/loan/champion.onnx", "sha256:" + new string('c', 64)),
                Changes =
                [
                    new ChangeResult("overall", null, "fpr", 0.05, 0.1, "worse") { Interval = new IntervalResult(0.02, 0.08, "tango"), P = 0.001 },
                    new ChangeResult(young, null, "recall", 0.7, 0.5, "worse") { Interval = new IntervalResult(-0.3, -0.1, "tango"), P = 0.0001 },
                    new ChangeResult("country", "FR", "recall", 0.55, 0.6, "better, may be chance") { Interval = new IntervalResult(-0.05, 0.15, "tango"), P = 0.4 },
                ],
                Flips = [new FlipResult("overall", null, 200, 9, 4, 13) { FirstNewlyWrong = ["L-17"], FirstNewlyRight = ["L-18"] }],
            },
        ],
    });

    private static SampledRow Row(string id, string truth, string prediction, double score, double loss, string why, IReadOnlyList<double?> slices, IReadOnlyList<string?> values) => new()
    {
        Id = id,
        Truth = truth,
        Prediction = prediction,
        Score = score,
        Loss = loss,
        Why = why,
        Slices = slices,
        Values = values,
        Image = Convert.ToBase64String([0, 255, 128, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    };

    private static SliceResult Slice(string slice, string? group, string? definition, int n, (double Recall, double Fpr) at, (double Tp, double Fn, double Fp, double Tn) rows) => new()
    {
        Slice = slice,
        Group = group,
        Definition = definition,
        N = n,
        Metrics =
        [
            new MetricResult("recall", at.Recall, (long)(rows.Tp + rows.Fn), null) { Interval = new IntervalResult(at.Recall - 0.1, Math.Min(1, at.Recall + 0.08), "wilson") },
            new MetricResult("fpr", at.Fpr, (long)(rows.Fp + rows.Tn), null) { Interval = new IntervalResult(Math.Max(0, at.Fpr - 0.04), at.Fpr + 0.04, "wilson") },
        ],
        Confusion = new ConfusionResult(["0", "1"], [[rows.Tn, rows.Fp], [rows.Fn, rows.Tp]]),
        Roc = new RocResult { Thresholds = [null, 0.9, 0.5, 0.1], Fpr = [0, 0.02, at.Fpr, 1], Recall = [0, 0.25, at.Recall, 1] },
        PrecisionRecall = new PrecisionRecallResult { Thresholds = [0.9, 0.5, 0.1], Recall = [0.25, at.Recall, 1], Precision = [0.9, 0.7, 0.3] },
        Scores = new ScoreHistogramResult { Low = 0, High = 1, Negatives = [rows.Tn, rows.Fp], Positives = [rows.Fn, rows.Tp] },
        Reliability = [new ReliabilityResult(0, 0.5, n / 2, 0.2, 0.25), new ReliabilityResult(0.5, 1, n - (n / 2), 0.7, 0.65)],
    };
}
