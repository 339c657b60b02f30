using System.Text.Json.Nodes;
using ModelSpecs.Reporting.CodeQuality;
using ModelSpecs.Results;
using static ModelSpecs.Tests.Shared.SampleResults;

namespace ModelSpecs.Reporting.Tests.CodeQuality;

public sealed class CodeQualityJsonTests
{
    public static TheoryData<string> Attacks { get; } = [.. HostileResults.Attacks];

    [Fact]
    public void A_failed_check_has_the_keys_that_GitLab_reads()
    {
        var entry = Read(Run(Suite(Check(outcome: Outcome.Failed, message: "young: recall >= 0.70 failed.\n  value 0.61")))).Should().ContainSingle().Subject!.AsObject();

        entry.Select(pair => pair.Key).Should().Equal("description", "check_name", "fingerprint", "severity", "location");
        ((string)entry["description"]!).Should().Be("young: recall >= 0.70 failed.");
        ((string)entry["check_name"]!).Should().Be("expect/recall");
        ((string)entry["fingerprint"]!).Should().MatchRegex("^[0-9a-f]{64}$");
        entry["location"]!.ToJsonString().Should().Be("""{"path":"specs/loan.spec.yaml","lines":{"begin":11}}""");
    }

    [Fact]
    public void The_severity_follows_the_outcome_and_what_passed_is_no_entry()
    {
        var entries = Read(Run(
            Suite(
                Check(),
                Check(slice: "a", outcome: Outcome.Error),
                Check(slice: "b", outcome: Outcome.Failed),
                Check(slice: "c", outcome: Outcome.Inconclusive),
                Check(slice: "d", outcome: Outcome.Inconclusive, fails: false),
                Check(slice: "e", outcome: Outcome.Failed, fails: false) with { Waiver = Waiver() }),
            Suite() with { Diagnostics = [new DiagnosticResult("MSPEC042", "error", "specs/loan.spec.yaml", 7, 5, "Wrong.")] }));

        entries.Select(entry => (string)entry!["severity"]!).Should().Equal("blocker", "critical", "major", "blocker", "minor", "info");
    }

    [Fact]
    public void A_loosened_gate_is_an_entry()
    {
        var run = Run(Suite(Check())) with
        {
            Gate = new()
            {
                Tool = "modelspecs 0.1.0",
                BaseRef = "main",
                BaseCommit = "c",
                Specs = 1,
                Changes =
                [
                    new() { Effect = Results.Gate.GateEffect.Loosened, Kind = "bound", Spec = "Loan default", Text = "young: recall >= 0.60, was >= 0.70", File = "specs/loan.spec.yaml", Line = 11 },
                    new() { Effect = Results.Gate.GateEffect.Tightened, Kind = "bound", Spec = "Loan default", Text = "t", File = "specs/loan.spec.yaml", Line = 12 },
                ],
            },
        };

        var entry = Read(run).Should().ContainSingle().Subject!;

        ((string)entry["check_name"]!).Should().Be("gate/bound");
        ((string)entry["description"]!).Should().Be("The gate was loosened: Loan default: young: recall >= 0.60, was >= 0.70");
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Whatever_a_text_holds_the_file_is_JSON_with_unique_fingerprints(string attack)
    {
        var entries = Read(HostileResults.Of(attack));

        entries.Select(entry => (string)entry!["fingerprint"]!).Should().HaveCount(7).And.OnlyHaveUniqueItems();
    }

    private static JsonArray Read(RunResult run)
    {
        using var stream = new MemoryStream();
        CodeQualityJson.Write(run, stream);
        return JsonNode.Parse(stream.ToArray())!.AsArray();
    }
}
