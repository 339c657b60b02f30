using ModelSpecs.Results;
using ModelSpecs.Results.Gate;
using static ModelSpecs.Tests.Shared.SampleResults;

namespace ModelSpecs.Reporting.Tests.Summary;

/// <summary>Runs made by hand for summaries.</summary>
internal static class SummaryRuns
{
    /// <summary>A challenger that is better for most and worse for the young, under a gate that was loosened with it.</summary>
    public static RunResult Realistic() => Run(Suite(
        Check("overall", metric: "roc_auc", value: 0.8652, threshold: 0.85, bound: "0.85", n: 20000, rows: 2193, line: 9),
        Check("young", value: 0.0448, threshold: 0.741, bound: "snapshot - 0.05", outcome: Outcome.Failed, n: 960, rows: 402, line: 15, message: """
            young: recall >= snapshot - 0.05 failed.
              value     recall = 0.04478 on 402 of 960 rows
              expected  >= snapshot - 0.05 = 0.741 (snapshot is 0.791045)
              noise     95 % interval [-0.7863, -0.7015] of the difference -0.746269
              now wrong 300 of 960 rows: L000410, L000422, L000745, …
              slice     age < 25
              at        /home/runner/work/risk/risk/specs/loan.spec.yaml:15
            """.ReplaceLineEndings("\n")),
        Check("country", group: "NL", value: 0.4388, threshold: 0.4752, bound: "snapshot - 0.05", outcome: Outcome.Inconclusive, fails: false, n: 1523, rows: 139, line: 15)
            with { Reason = "139 rows see a change of 0.15, and 0.05 is allowed" },
        Check("country", group: "MT", value: 0.31, threshold: 0.39, bound: "snapshot - 0.05", outcome: Outcome.Failed, fails: false, n: 310, rows: 31, line: 15)
            with { Waiver = Waiver() }) with
    {
        Verdict = new VerdictResult("lenient", 0.95, "holm", 1000, 1),
        Quarantine = [new QuarantineResult("double booking", ["L004711", "L004712"])],
        Baselines =
        [
            new BaselineResult
            {
                Name = "snapshot",
                File = new FileResult("specs/loan.verified.json", "sha256:" + new string('c', 64)),
                Received = "specs/loan.received.json",
                Structure = [new StructureResult("other model: was models/champion.onnx ea12c61028ce, is models/challenger.onnx 22908aac0bf5", Fails: false)],
                Changes =
                [
                    new("young", null, "recall", 0.7910, 0.0448, "worse") { Interval = new IntervalResult(-0.7863, -0.7015, "tango"), P = 1e-9 },
                    new("country", "SE", "roc_auc", 0.8644, 0.8526, "worse"),
                    new("country", "NL", "roc_auc", 0.8864, 0.8541, "worse"),
                    new("country", "NL", "recall", 0.4964, 0.4388, "worse, may be chance") { Interval = new IntervalResult(-0.1295, 0.0144, "tango"), P = 0.12 },
                    new("country", "MT", "recall", 0.4412, null, "worse, may be chance"),
                    new("young", null, "roc_auc", 0.7781, 0.8462, "better") { Interval = new IntervalResult(0.03, 0.11, "paired_delong"), P = 1e-4 },
                ],
                Flips =
                [
                    new FlipResult("overall", null, 20000, 848, 1056, 1904) { FirstNewlyWrong = ["L000001", "L000017", "L000020"], FirstNewlyRight = ["L000002"] },
                    new FlipResult("young", null, 960, 300, 210, 510) { FirstNewlyWrong = ["L000410", "L000422", "L000745"] },
                    new FlipResult("country", "NL", 1523, 80, 90, 170) { FirstNewlyWrong = ["L000020"] },
                ],
            },
        ],
        Diagnostics = [new DiagnosticResult("MSPEC302", "warning", "specs/loan.spec.yaml", 7, 12, "the label output and the scores disagree in 1,114 of 20,000 rows; the stated threshold 0.3 decides.")],
    }) with
    {
        Gate = Gate(
            Change(GateEffect.Loosened, "young: recall >= snapshot - 0.05, was >= 0.70", 15),
            Change(GateEffect.Loosened, "slice removed: old (age > 55), with 1 check", 12) with { InBase = true },
            Change(GateEffect.Changed, "model is models/challenger.onnx, was models/champion.onnx", 2),
            Change(GateEffect.Tightened, "overall: roc_auc >= 0.85, was >= 0.80", 9)),
    };

    /// <summary>Changes of a gate.</summary>
    public static GateDiffResult Gate(params GateChange[] changes) => new()
    {
        Tool = "modelspecs 0.1.0", BaseRef = "origin/main", BaseCommit = "4f1c2ab09d3e" + new string('0', 28), Specs = 1, Changes = changes,
    };

    /// <summary>A change of a gate.</summary>
    public static GateChange Change(GateEffect effect, string text, int line) => new()
    {
        Effect = effect, Kind = GateChangeKinds.Bound, Spec = "Loan default", Text = text, File = "specs/loan.spec.yaml", Line = line,
    };
}
