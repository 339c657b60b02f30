using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ModelSpecs.Browser.Tests;

/// <summary>What was watched besides metrics.</summary>
public sealed class GuardsTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task A_guard_stands_with_what_it_measured_how_and_what_it_looks_like()
    {
        await using var report = await ReportPage.OpenAsync(browser, EveryPart.Run());
        var held = EveryPart.Run().Suites[0].Checks[1];
        var guard = report.Page.Locator("#part-guards .guard");

        await Expect(guard.Locator("> h3")).ToContainTextAsync("latency: one row");
        (await guard.Locator("tbody tr").AllInnerTextsAsync()).Select(row => string.Join('|', row.Split('\t').Select(cell => cell.Trim().ReplaceLineEndings(" "))))
            .Should().Equal($"✕ failed  p95|4.2 ms|{held.Comparison} {held.Bound}|[4, 4.5000]|4.1000|overall|200", "p99|undefined no call|none||none|country = DE|0");
        await Expect(guard).ToContainTextAsync("Measured on one thread.");
        (await guard.GetByRole(AriaRole.Img).EvaluateAllAsync<string[]>("all => all.map(e => e.getAttribute('aria-label'))")).Should().Equal("Latency by batch: ms by rows", "Income: share by bin", "Scores: rows by score", "None: rows by column");
        await Expect(guard.GetByRole(AriaRole.Img).First.Locator("circle")).ToHaveCountAsync(2);
        await Expect(guard.GetByRole(AriaRole.Img).First).ToContainTextAsync("<= 5 ms");
        await Expect(guard.Locator(".legend").First).ToContainTextAsync("not drawn: IT");
        await Expect(guard.GetByRole(AriaRole.Img).Nth(1).Locator("rect")).ToHaveCountAsync(4);
        (await guard.GetByRole(AriaRole.Img).Nth(1).Locator("text").AllTextContentsAsync()).Where(text => text is "low" or "high").Should().Equal(["low", "high"], "the order is that of the figure");
        await Expect(guard.GetByRole(AriaRole.Img).Nth(2).Locator("rect")).ToHaveCountAsync(2);
        (await guard.GetByRole(AriaRole.Img).Nth(3).Locator("rect").EvaluateAllAsync<double[]>("all => all.map(e => e.getBBox().height)")).Should().Equal([0, 0], "bars of nothing have no height");
        report.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task A_spec_without_guards_has_no_such_part()
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed());

        await Expect(report.Page.Locator("#part-guards")).ToHaveCountAsync(0);
    }
}
