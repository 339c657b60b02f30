using ModelSpecs.Results;

namespace ModelSpecs.Tests.Shared;

/// <summary>Hand-made results for tests that need no engine.</summary>
internal static class SampleResults
{
    /// <summary>One check; what is not said is that of a passed recall check on <c>young</c>.</summary>
    public static CheckResult Check(
        string slice = "young",
        string? group = null,
        string metric = "recall",
        Outcome outcome = Outcome.Passed,
        double? value = 0.75,
        double? threshold = 0.7,
        string comparison = ">=",
        string bound = "0.70",
        bool? fails = null,
        bool skips = false,
        int n = 1204,
        long rows = 512,
        int line = 11,
        string? message = null,
        IReadOnlyList<RowResult>? worst = null)
    {
        var name = $"{slice}{(group is null ? "" : " = " + group)}: {metric} {comparison} {bound}";
        return new CheckResult
        {
            Id = $"{slice}/{group}/{metric}/min",
            Name = name,
            Slice = slice,
            Group = group,
            Kind = "expect",
            Metric = metric,
            Outcome = outcome,
            Fails = fails ?? outcome != Outcome.Passed,
            Skips = skips,
            Value = value,
            Threshold = threshold,
            Comparison = comparison,
            Bound = bound,
            N = n,
            Rows = rows,
            Message = message ?? $"{name}: {outcome}",
            WorstRows = worst ?? [],
            File = "specs/loan.spec.yaml",
            Line = line,
            Column = 5,
            Owner = "risk-ml",
            Runbook = "docs/runbooks/loan.md",
            Action = "roll back",
            Tags = ["nightly"],
        };
    }

    /// <summary>A waiver in force.</summary>
    public static WaiverResult Waiver(int daysLeft = 40, string because = "the March cohort is relabelled in Q4") => new()
    {
        State = daysLeft < 0 ? WaiverState.Expired : WaiverState.Active,
        Until = "2026-12-31",
        Owner = "risk-ml",
        Because = because,
        DaysLeft = daysLeft,
        File = "specs/loan.spec.yaml",
        Line = 21,
    };

    /// <summary>A suite of the checks given, with the slices they name.</summary>
    public static SuiteResult Suite(params CheckResult[] checks) => new()
    {
        Name = "Loan default",
        File = "specs/loan.spec.yaml",
        Task = "binary",
        Owner = "risk-ml",
        Runbook = "docs/runbooks/loan.md",
        Action = "roll back",
        Tags = ["nightly"],
        Threshold = 0.3,
        Classes = ["0", "1"],
        Positive = "1",
        Model = new FileResult("testdata/loan/model.onnx", "sha256:" + new string('a', 64)),
        Golden = new FileResult("testdata/loan/golden.csv", "sha256:" + new string('b', 64)),
        Rows = 20000,
        RowsWithoutLabel = 3,
        Slices = [.. checks.Select(c => (c.Slice, c.Group, c.N)).Distinct().Select(s => new SliceResult
        {
            Slice = s.Slice,
            Group = s.Group,
            Definition = s.Slice == "overall" ? null : "age < 25",
            N = s.N,
            Metrics = [.. checks.Where(c => c.Slice == s.Slice && c.Group == s.Group)
                .Select(c => new MetricResult(c.Metric!, c.Value, c.Rows, c.Value is null ? "no positive row" : null))],
        })],
        Checks = checks,
        Timings = new Dictionary<string, double>(StringComparer.Ordinal) { ["read"] = 0.125, ["judge"] = 0.5 },
    };

    /// <summary>A run of the suites given.</summary>
    public static RunResult Run(params SuiteResult[] suites) => new()
    {
        Tool = "modelspecs 0.1.0",
        OnnxRuntime = "1.29.0",
        Suites = suites,
    };

    /// <summary>A run with every property set, every outcome present and an undefined value.</summary>
    public static RunResult Full() => Run(Suite(
        Check(slice: "overall", metric: "roc_auc", value: 0.8123456789012345, threshold: 0.8, bound: "0.80", n: 20000, rows: 4211, line: 6),
        Check(outcome: Outcome.Failed, value: 0.1 + 0.2, worst: [new RowResult("L-17", "1", "0", 0.01, 4.6051701859880914)]) with { Waiver = Waiver(-1) },
        Check(slice: "country", group: "DE", outcome: Outcome.Inconclusive, fails: false, skips: true, rows: 4),
        Check(slice: "country", group: "XX", outcome: Outcome.Error, value: null, threshold: null, bound: "overall - 0.10", n: 0, rows: 0)) with
    {
        Partial = true,
        Quarantine = [new QuarantineResult("double booking", ["L-4711", "L-4712"])],
        Diagnostics = [new DiagnosticResult("MSPEC104", "warning", "specs/loan.spec.yaml", 3, 9, "A message.")],
    });
}
