using System.Text.Json.Nodes;
using ModelSpecs.Reporting.Sarif;
using ModelSpecs.Results;
using static ModelSpecs.Tests.Shared.SampleResults;

namespace ModelSpecs.Reporting.Tests.Sarif;

public sealed class SarifJsonTests
{
    public static TheoryData<string> Attacks { get; } = [.. HostileResults.Attacks];

    [Fact]
    public void A_failed_check_is_a_result_at_its_place_with_its_message_and_rule()
    {
        var run = RunOf(Run(Suite(Check(outcome: Outcome.Failed, message: "young: recall >= 0.70 failed.\n  value 0.61"))));

        var result = run["results"]!.AsArray().Should().ContainSingle().Subject!;
        ((string)result["ruleId"]!).Should().Be("expect/recall");
        ((string)result["kind"]!).Should().Be("fail");
        ((string)result["level"]!).Should().Be("error");
        ((string)result["message"]!["text"]!).Should().Be("young: recall >= 0.70 failed.\n  value 0.61");
        result["locations"]![0]!["physicalLocation"]!.ToJsonString().Should().Be(
            """{"artifactLocation":{"uri":"specs/loan.spec.yaml","uriBaseId":"%SRCROOT%"},"region":{"startLine":11,"startColumn":5}}""");
        result["suppressions"].Should().BeNull();
    }

    [Theory]
    [InlineData(Outcome.Passed, true, false, "fail", "error")]
    [InlineData(Outcome.Inconclusive, true, false, "fail", "error")]
    [InlineData(Outcome.Inconclusive, false, false, "review", "none")]
    [InlineData(Outcome.Inconclusive, false, true, "review", "none")]
    [InlineData(Outcome.Error, true, false, "fail", "error")]
    public void What_did_not_pass_says_how_much_it_matters(Outcome outcome, bool fails, bool skips, string kind, string level)
    {
        var result = RunOf(Run(Suite(Check(outcome: outcome, fails: fails, skips: skips))))["results"]![0]!;

        ((string)result["kind"]!, (string)result["level"]!).Should().Be((kind, level));
    }

    [Fact]
    public void A_waived_check_is_suppressed_with_the_reason_of_its_waiver()
    {
        var result = RunOf(Run(Suite(Check(outcome: Outcome.Failed, fails: false) with { Waiver = Waiver() })))["results"]![0]!;

        ((string)result["level"]!).Should().Be("note");
        result["suppressions"]!.ToJsonString().Should().Be(
            """[{"kind":"external","status":"accepted","justification":"waived until 2026-12-31 (40 days left) by risk-ml: the March cohort is relabelled in Q4"}]""");
    }

    [Fact]
    public void What_passed_is_a_rule_and_no_result()
    {
        var run = RunOf(Run(Suite(Check(), Check(metric: "precision(class=1)"))));

        run["results"]!.AsArray().Should().BeEmpty();
        run["tool"]!["driver"]!["rules"]!.AsArray().Select(rule => (string)rule!["id"]!).Should().Equal("expect/precision", "expect/recall");
    }

    [Fact]
    public void A_problem_of_a_spec_is_a_result_and_the_run_no_success()
    {
        var run = RunOf(Run(Suite() with { Diagnostics = [new DiagnosticResult("MSPEC042", "error", "specs/loan.spec.yaml", 7, 5, "Wrong.")] }));

        ((bool)run["invocations"]![0]!["executionSuccessful"]!).Should().BeFalse();
        ((string)run["results"]![0]!["ruleId"]!).Should().Be("MSPEC042");
    }

    [Fact]
    public void A_check_that_moves_keeps_its_fingerprint_and_no_two_have_one()
    {
        string[] Fingerprints(params CheckResult[] checks) =>
            [.. RunOf(Run(Suite(checks)))["results"]!.AsArray().Select(result => (string)result!["partialFingerprints"]!["primaryLocationLineHash"]!)];
        var failed = Check(outcome: Outcome.Failed);

        Fingerprints(failed).Should().Equal(Fingerprints(failed with { Line = 40, Column = 1, Message = "another value", Name = "young: recall >= 0.65" }));
        Fingerprints(failed, failed, failed with { Id = "other" }).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("specs/loan.spec.yaml", "specs/loan.spec.yaml")]
    [InlineData("my specs/100%/a#b?c.yaml", "my%20specs/100%25/a%23b%3Fc.yaml")]
    [InlineData("é:x/y", "%C3%A9%3Ax/y")]
    [InlineData("/tmp/my spec.yaml", "file:///tmp/my%20spec.yaml")]
    [InlineData("C:\\specs\\a b.yaml", "file:///C:/specs/a%20b.yaml")]
    [InlineData("\\\\server\\a b", "file:////server/a%20b")]
    [InlineData("c:x", "c%3Ax")]
    [InlineData("javascript:alert(1)", "javascript%3Aalert%281%29")]
    public void Paths_are_URIs(string path, string uri)
    {
        SarifJson.UriOf(path).Should().Be(uri);
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Whatever_a_text_holds_the_file_is_valid(string attack)
    {
        var results = RunOf(HostileResults.Of(attack))["results"]!.AsArray();

        results.Should().HaveCount(7);
    }

    /// <summary>The only run of the file, after the rules of SARIF 2.1.0 that such a file can break.</summary>
    private static JsonNode RunOf(RunResult run)
    {
        using var stream = new MemoryStream();
        SarifJson.Write(run, stream);
        var log = JsonNode.Parse(stream.ToArray())!;
        ((string)log["version"]!).Should().Be("2.1.0");
        var only = log["runs"]!.AsArray().Should().ContainSingle().Subject!;
        SarifRulesOfTheStandard.Problems(only).Should().BeEmpty();
        return only;
    }
}
