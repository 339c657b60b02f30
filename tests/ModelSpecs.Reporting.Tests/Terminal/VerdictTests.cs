using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;
using static ModelSpecs.Tests.Shared.SampleResults;

namespace ModelSpecs.Reporting.Tests.Terminal;

public sealed class VerdictTests
{
    [Fact]
    public void A_run_in_which_every_check_passed()
    {
        Verdict(TimeSpan.FromMilliseconds(1260), Suite(Check(), Check(slice: "old"))).Should().Be("Passed: 2 of 2 checks passed, 1 spec, 1.3 s.\n");
    }

    [Fact]
    public void A_run_with_failures_counts_each_kind()
    {
        Verdict(null, Suite(Check(), Check(outcome: Outcome.Failed), Check(outcome: Outcome.Error), Check(outcome: Outcome.Inconclusive)), Suite(Check()))
            .Should().Be("Failed: 2 of 5 checks passed, 1 failed, 1 could not be judged, 1 inconclusive, 2 specs.\n");
    }

    [Fact]
    public void Inconclusive_checks_that_only_warn_are_no_plain_pass()
    {
        Verdict(null, Suite(Check(), Check(outcome: Outcome.Inconclusive, fails: false))).Should().Be("Passed, but not conclusive: 1 of 2 checks passed, 1 inconclusive, 1 spec.\n");
    }

    [Fact]
    public void Waived_checks_are_counted_apart_and_are_no_plain_pass()
    {
        var waived = Check(outcome: Outcome.Failed, fails: false) with { Waiver = Waiver() };

        Verdict(null, Suite(Check(), waived)).Should().Be("Passed, but with waivers: 1 of 2 checks passed, 1 waived, 1 spec.\n");
        Verdict(null, Suite(waived, Check(outcome: Outcome.Inconclusive, fails: false))).Should().Be("Passed, but with waivers and not conclusive: 0 of 2 checks passed, 1 inconclusive, 1 waived, 1 spec.\n");
        Verdict(null, Suite(waived with { Fails = true })).Should().Be("Failed: 0 of 1 check passed, 1 failed, 1 spec.\n");
    }

    [Fact]
    public void A_run_that_judged_nothing_does_not_pass()
    {
        Verdict(null, Suite()).Should().Be("Nothing judged: 0 of 0 checks passed, 1 spec.\n");
        RunSummary.Of([Suite()]).Succeeded.Should().BeFalse();
    }

    [Fact]
    public void A_spec_that_cannot_be_used_outweighs_what_passed()
    {
        var broken = Suite() with { Diagnostics = [new DiagnosticResult("MSPEC104", "error", "a.spec.yaml", 1, 1, "x")] };

        Verdict(null, Suite(Check()), broken).Should().Be("Not judged: 1 of 2 specs could not be used, 1 of 1 check passed.\n");
        RunSummary.Of([Suite(Check()), broken]).Succeeded.Should().BeFalse();
    }

    [Fact]
    public void A_warning_does_not_make_a_spec_unusable()
    {
        var warned = Suite(Check()) with { Diagnostics = [new DiagnosticResult("MSPEC205", "warning", "a.spec.yaml", 1, 1, "x")] };

        RunSummary.Of([warned]).Succeeded.Should().BeTrue();
    }

    private static string Verdict(TimeSpan? elapsed, params SuiteResult[] suites)
    {
        using var output = new StringWriter { NewLine = "\n" };
        TerminalReport.WriteVerdict(RunSummary.Of(suites), elapsed, output, new TerminalOptions());
        return output.ToString();
    }
}
