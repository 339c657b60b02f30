using ModelSpecs.Results;
using ModelSpecs.Results.Gate;
using ModelSpecs.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ModelSpecs.Browser.Tests;

/// <summary>What the change under review does to the gate, who lets what fail, and what was left out.</summary>
public sealed class GateTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task What_the_change_loosens_stands_first_with_what_it_was_is_and_where()
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed() with
        {
            Gate = Gate(
                Change(GateEffect.Tightened, "old: recall >= 0.90, was >= 0.80", ">= 0.80", ">= 0.90", 40),
                Change(GateEffect.Loosened, "young: recall >= 0.60, was >= 0.70", ">= 0.70", ">= 0.60", 11),
                Change(GateEffect.Loosened, "the check young: fpr <= 0.10 is gone", "<= 0.10", null, 12) with { InBase = true }),
        });

        await Expect(report.Page.Locator("#part-gate .lead")).ToHaveTextAsync("Against origin/main (0123456789): 2 loosened and 1 tightened. 21 specs compared.");
        (await report.Page.Locator(".gate tbody tr").AllInnerTextsAsync()).Select(Words).Should().Equal(
            "▼ loosened|young: recall >= 0.60, was >= 0.70|>= 0.70|>= 0.60|specs/loan.spec.yaml:11",
            "▼ loosened|the check young: fpr <= 0.10 is gone|<= 0.10|– nothing|specs/loan.spec.yaml:12 at origin/main: it is gone",
            "▲ tightened|old: recall >= 0.90, was >= 0.80|>= 0.80|>= 0.90|specs/loan.spec.yaml:40");
        await Expect(report.Page.Locator(".verdict .loosened")).ToContainTextAsync("loosens the gate in 2 places");

        await report.Page.Locator(".verdict .loosened a").ClickAsync();
        await Expect(report.Heading("gate")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_gate_that_stands_is_said_and_one_that_nobody_asked_for_is_not()
    {
        await using var stands = await ReportPage.OpenAsync(browser, LoanRun.Failed() with { Gate = Gate() });
        await using var unasked = await ReportPage.OpenAsync(browser, LoanRun.Failed());

        await Expect(stands.Page.Locator("#part-gate .lead")).ToHaveTextAsync("The gate stands as at origin/main (0123456789). 21 specs compared.");
        await Expect(stands.Page.Locator(".verdict .loosened")).ToHaveCountAsync(0);
        await Expect(unasked.Page.Locator("#part-gate")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Waivers_stand_with_who_why_until_and_the_checks_they_cover_and_what_has_run_out_first()
    {
        var run = LoanRun.Failed();
        var suite = run.Suites[0];
        WaiverResult Waiver(WaiverState state, int days, string because) => SampleResults.Waiver(days, because) with { State = state, Line = 20 + days };
        await using var report = await ReportPage.OpenAsync(browser, run with
        {
            Suites =
            [
                suite with
                {
                    Checks =
                    [
                        suite.Checks[0] with { Waiver = Waiver(WaiverState.Unneeded, 9, "was weak in May"), Fails = true },
                        suite.Checks[1] with { Waiver = Waiver(WaiverState.Expired, -3, "relabelled in Q4") },
                        suite.Checks[2] with { Waiver = Waiver(WaiverState.Active, 40, "few rows"), Outcome = Outcome.Failed, Fails = false },
                        suite.Checks[3] with { Waiver = Waiver(WaiverState.Active, 40, "few rows") },
                    ],
                },
            ],
        });

        await Expect(report.Page.Locator("#part-waivers .lead")).ToHaveTextAsync("3 waivers cover 4 checks; 2 checks fail because a waiver has expired or is not needed.");
        (await report.Page.Locator(".waiver-head").AllInnerTextsAsync()).Select(text => text.ReplaceLineEndings(" ")).Should().Equal(
            "✕ Expired until 2026-12-31, 3 days ago answered for by risk-ml", "✕ Not needed until 2026-12-31, 9 days left answered for by risk-ml", "~ In force until 2026-12-31, 40 days left answered for by risk-ml");
        (await report.Page.Locator(".waiver-card .because").AllInnerTextsAsync()).Should().Equal("relabelled in Q4", "was weak in May", "few rows");
        (await report.Page.Locator(".waiver-card").Nth(2).Locator(".covered > li").CountAsync()).Should().Be(2);
        (await report.AskAsync<string>("getComputedStyle(document.querySelector('.waiver-card.expired .waiver-state')).color")).Should().Be("rgb(178, 53, 0)");

        await report.Page.Locator(".waiver-card .covered a").First.ClickAsync();
        await Expect(report.Page.Locator(".check details[open] > summary").And(report.Page.Locator(":focus"))).ToContainTextAsync("young");
    }

    [Fact]
    public async Task Quarantined_rows_stand_with_their_reason_and_what_the_values_were_with_them()
    {
        var run = LoanRun.Failed();
        var suite = run.Suites[0];
        var overall = suite.Slices[0];
        await using var report = await ReportPage.OpenAsync(browser, run with
        {
            Suites =
            [
                suite with
                {
                    Quarantine = [new QuarantineResult("labels of the March import are swapped", ["L-31", "L-32"]), new QuarantineResult("a test account", ["L-40"])],
                    Slices = [overall with { Metrics = [overall.Metrics[0] with { WithQuarantined = 0.75 }, overall.Metrics[1]] }, .. suite.Slices.Skip(1)],
                },
            ],
        });

        await Expect(report.Page.Locator("#part-quarantine .lead")).ToHaveTextAsync("3 rows of 203 were left out of every verdict.");
        await Expect(report.Page.Locator(".reasons > li").First).ToContainTextAsync("2 rows: labels of the March import are swapped");
        (await report.Page.Locator("#part-quarantine tbody tr").AllInnerTextsAsync()).Select(Words).Should().Equal("recall|0.8000|0.7500|−0.0500");
    }

    private static string Words(string row) => string.Join('|', row.Split('\t').Select(cell => cell.Trim().ReplaceLineEndings(" ")));

    private static GateDiffResult Gate(params GateChange[] changes) => new()
    {
        Tool = "modelspecs 0.1.0",
        BaseRef = "origin/main",
        BaseCommit = "0123456789abcdef0123456789abcdef01234567",
        Specs = 21,
        Changes = GateDiffResult.Sorted(changes),
    };

    private static GateChange Change(GateEffect effect, string text, string? was, string? now, int line) => new()
    {
        Effect = effect,
        Kind = GateChangeKinds.Bound,
        Spec = "Loan default",
        Text = text,
        Was = was,
        Is = now,
        File = "specs/loan.spec.yaml",
        Line = line,
    };
}
