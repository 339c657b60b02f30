using Microsoft.Playwright;
using ModelSpecs.Results;
using static Microsoft.Playwright.Assertions;

namespace ModelSpecs.Browser.Tests;

/// <summary>Rows that changed sides, and pictures that columns name.</summary>
public sealed class RowsTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Rows_that_changed_sides_are_found_against_each_baseline_and_the_page_says_how_many_of_all_it_shows()
    {
        var run = LoanRun.Failed();
        var suite = run.Suites[0];
        Dictionary<string, string> Sides(params (string Baseline, string Side)[] sides) => sides.ToDictionary(side => side.Baseline, side => side.Side);
        await using var report = await ReportPage.OpenAsync(browser, run with
        {
            Suites =
            [
                suite with
                {
                    Baselines = [.. suite.Baselines, suite.Baselines[0] with { Name = "snapshot", Changes = [], Flips = [new FlipResult("overall", null, 200, 1, 0, 1)] }],
                    Sample = suite.Sample! with
                    {
                        Rows =
                        [
                            suite.Sample!.Rows[0] with { Flips = Sides(("champion", "newly wrong")) },
                            suite.Sample.Rows[1] with { Flips = Sides(("champion", "newly right")) },
                            suite.Sample.Rows[2] with { Flips = Sides(("champion", "newly wrong"), ("snapshot", "newly wrong")) },
                            suite.Sample.Rows[3] with { Flip = null },
                        ],
                    },
                },
            ],
        }, "#slice=overall");
        var ids = report.Page.Locator(".sample tbody th");

        (await report.Page.Locator(".sides").AllInnerTextsAsync()).Should().Equal(
            "Against the champion: 9 newly wrong, 2 of them here; 4 newly right, 1 of them here.", "Against the snapshot: 1 newly wrong, it is here; 0 newly right, none of them here.");

        await report.Page.Locator(".sides button").First.ClickAsync();
        (await ids.AllInnerTextsAsync()).Should().Equal("L-17", "L-19");
        new Uri(report.Page.Url).Fragment.Should().Be("#slice=overall&rows=newly%20wrong%20champion");

        await report.Page.Locator("#rows-why").SelectOptionAsync("newly wrong snapshot");
        (await ids.AllInnerTextsAsync()).Should().Equal("L-19");
        await report.Page.Locator("#rows-why").SelectOptionAsync("newly right champion");
        (await ids.AllInnerTextsAsync()).Should().Equal("L-18");
        await Expect(report.Page.GetByRole(AriaRole.Columnheader, new PageGetByRoleOptions { Name = "vs champion" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_picture_that_a_column_names_is_shown_and_those_that_had_no_room_are_counted()
    {
        await using var report = await ReportPage.OpenAsync(browser, EveryPart.Run(), "#slice=overall");
        var picture = report.Page.GetByRole(AriaRole.Img, new PageGetByRoleOptions { Name = "photo of L-17: 1, predicted 0" });

        await picture.ScrollIntoViewIfNeededAsync();
        await report.Page.WaitForFunctionAsync("document.querySelector('img.photo').naturalWidth === 1");
        await Expect(report.Page.Locator(".rows-part")).ToContainTextAsync("2 pictures of the sample are not shown");
        report.Complaints.Should().BeEmpty();
        report.Requests.Where(address => !address.StartsWith("data:image/png;base64,", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public async Task Errors_of_a_regression_are_drawn()
    {
        await using var report = await ReportPage.OpenAsync(browser, EveryPart.Run(), "#suite=diabetes&slice=young");

        await Expect(report.Page.GetByRole(AriaRole.Img, new PageGetByRoleOptions { Name = "Residuals: prediction minus truth by prediction" }).Locator("rect")).ToHaveCountAsync(5);
        await Expect(report.Page.GetByRole(AriaRole.Img, new PageGetByRoleOptions { Name = "Histogram of errors: prediction minus truth" }).Locator("rect")).ToHaveCountAsync(3);
    }
}
