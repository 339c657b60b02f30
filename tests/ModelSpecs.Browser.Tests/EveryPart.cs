using ModelSpecs.Results;
using ModelSpecs.Results.Gate;
using ModelSpecs.Tests.Shared;

namespace ModelSpecs.Browser.Tests;

/// <summary>A run that fills every part of the page: a gate that changed, waivers, quarantined rows, a wide matrix, pictures, a regression.</summary>
internal static class EveryPart
{
    /// <summary>A picture of one pixel.</summary>
    public const string Pixel = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    public static RunResult Run()
    {
        var loan = LoanRun.Failed();
        var suite = loan.Suites[0];
        return loan with
        {
            Gate = new GateDiffResult
            {
                Tool = "modelspecs 0.1.0",
                BaseRef = "origin/main",
                BaseCommit = new string('a', 40),
                Specs = 2,
                Changes = [new GateChange { Effect = GateEffect.Loosened, Kind = GateChangeKinds.Bound, Spec = "Loan default", Text = "young: recall", Was = ">= 0.80", Is = ">= 0.70", File = "specs/loan.spec.yaml", Line = 11 }],
            },
            Suites =
            [
                suite with
                {
                    Slices = [.. suite.Slices.Select(Wide)],
                    Quarantine = [new QuarantineResult("swapped labels", ["L-31"])],
                    Guards = [Guard with { Values = [Guard.Values[0] with { Checks = [suite.Checks[1].Id] }, Guard.Values[1]] }],
                    Checks = [suite.Checks[0] with { Waiver = SampleResults.Waiver(-3), Outcome = Outcome.Failed, Fails = true }, .. suite.Checks.Skip(1)],
                    Diagnostics = [new DiagnosticResult("MSPEC331", "warning", "specs/loan.spec.yaml", 4, 1, "a change of 0.1 is too small to be seen")],
                    Sample = suite.Sample! with
                    {
                        Columns = ["age", "photo"],
                        Rows = [.. suite.Sample!.Rows.Select(row => row with { Values = [row.Values[0], "photos/a.png"], Pictures = new Dictionary<string, string> { ["photo"] = Pixel } })],
                        PicturesLeftOut = 2,
                    },
                },
                suite with
                {
                    Name = "Diabetes",
                    File = "specs/diabetes.spec.yaml",
                    Task = "regression",
                    Threshold = null,
                    Sample = null,
                    Baselines = [],
                    Checks = [suite.Checks[0] with { File = "specs/diabetes.spec.yaml" }],
                    Slices = [.. suite.Slices.Take(2).Select(slice => slice with { Confusion = null, Roc = null, PrecisionRecall = null, Scores = null, Reliability = [], Errors = Errors })],
                },
            ],
        };
    }

    private static GuardResult Guard => new()
    {
        Kind = "latency",
        Name = "one row",
        Line = 60,
        Values =
        [
            new GuardValueResult("p95", "overall", null, 4.2, 200, "4.2 ms", null) { Interval = new IntervalResult(4, 4.5, "percentile"), Champion = 4.1 },
            new GuardValueResult("p99", "country", "DE", null, 0, null, "no call"),
        ],
        Notes = ["Measured on one thread."],
        Figures =
        [
            new FigureResult
            {
                Title = "Latency by batch",
                Slice = "overall",
                X = "rows",
                Y = "ms",
                Logarithmic = "x",
                Bounds = [new FigureBoundResult(5, "<= 5 ms")],
                Series =
                [
                    new FigureSeriesResult("this model", "line") { X = [1, 10, 100], Y = [1, 2, 4] },
                    new FigureSeriesResult("champion", "points") { X = [1, 10, 100], Y = [1.5, null, 4.5], Low = [1, null, 4], High = [2, null, 5] },
                    .. new[] { "DE", "FR", "IT" }.Select(country => new FigureSeriesResult(country, "line") { X = [1, 10], Y = [1, 3] }),
                ],
            },
            new FigureResult { Title = "Income", Slice = "country", Group = "DE", X = "bin", Y = "share", Series = [new FigureSeriesResult("now", "bars") { Labels = ["low", "high"], Y = [0.4, 0.6] }, new FigureSeriesResult("then", "bars") { Labels = ["low", "high"], Y = [0.5, 0.5] }] },
            new FigureResult { Title = "Scores", Slice = "overall", X = "score", Y = "rows", Series = [new FigureSeriesResult("now", "steps") { X = [0, 0.5, 1], Y = [3, 7] }] },
            new FigureResult { Title = "None", Slice = "overall", X = "column", Y = "rows", Series = [new FigureSeriesResult("now", "bars") { Labels = ["age", "income"], Y = [0, 0] }] },
            new FigureResult { Title = "Nothing", Slice = "overall", X = "score", Y = "rows", Series = [new FigureSeriesResult("now", "line") { X = [], Y = [] }] },
        ],
    };

    private static ErrorGridResult Errors => new()
    {
        PredictedLow = 0,
        PredictedHigh = 100,
        PredictedBins = 2,
        ErrorLow = -10,
        ErrorHigh = 10,
        ErrorBins = 3,
        Rows = [1, 20, 3, 0, 30, 6],
    };

    // More columns than one sheet of paper holds.
    private static SliceResult Wide(SliceResult slice) => slice with
    {
        Metrics = [.. slice.Metrics, .. Enumerable.Range(1, 14).Select(i => new MetricResult($"lift(at_top=0.{i:00})", 1 + (0.1 * i), slice.N, null) { WithQuarantined = 1 })],
    };
}
