using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ModelSpecs.Browser.Tests;

/// <summary>The address says what is shown, so that a colleague can be sent there.</summary>
public sealed class LinkTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Sorts_and_filters_stand_in_the_address_and_are_there_again_when_it_is_opened()
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed(), "#slice=overall");
        await report.Page.Locator(".matrix thead button[data-column='m:fpr']").ClickAsync();
        await report.Page.Locator("#matrix-filter").FillAsync("country");
        await report.Page.Locator("#checks-filter").FillAsync("recall");
        await report.Page.Locator(".chip.failed").ClickAsync();
        await report.Page.Locator(".sample thead button[data-column='age']").ClickAsync();
        await report.Page.Locator("#rows-filter").FillAsync("age < 100");
        await report.Page.Locator("#rows-why").SelectOptionAsync("wrong");
        var hash = new Uri(report.Page.Url).Fragment;
        hash.Should().Be("#slice=overall&sort=-m%3Afpr&find=country&status=failed&checks=recall&rowsort=-age&rowfind=age%20%3C%20100&rows=wrong");

        await using var again = await ReportPage.OpenAsync(browser, LoanRun.Failed(), hash);

        (await again.SlicesAsync()).Should().Equal(await report.SlicesAsync()).And.Equal("country = FR", "country = DE");
        (await again.Page.Locator(".check").CountAsync()).Should().Be(1);
        (await again.Page.Locator(".sample tbody th").AllInnerTextsAsync()).Should().Equal("L-19", "L-17");
        await Expect(again.Page.Locator(".chip.failed")).ToHaveAttributeAsync("aria-pressed", "true");
        again.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task A_step_to_another_slice_keeps_them_and_another_address_replaces_them()
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed(), "#slice=overall&find=country");
        (await report.SlicesAsync()).Should().Equal("country", "DE", "FR");

        await report.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Next slice" }).ClickAsync();
        await Expect(report.Heading("slice")).ToHaveTextAsync("Slice: young");
        new Uri(report.Page.Url).Fragment.Should().Be("#slice=young&find=country");

        await report.Page.EvaluateAsync("location.hash = '#slice=overall&find=age'");
        await Expect(report.Page.Locator("#matrix-filter")).ToHaveValueAsync("age");
        (await report.SlicesAsync()).Should().Equal("young");
    }

    [Fact]
    public async Task A_link_to_a_check_opens_it_though_a_filter_hides_it()
    {
        var id = Uri.EscapeDataString(LoanRun.Failed().Suites[0].Checks[0].Id);
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed(), $"#check={id}&status=failed");

        await Expect(report.Page.Locator(".check details[open] > summary").And(report.Page.Locator(":focus"))).ToContainTextAsync("overall recall");
        await Expect(report.Page.Locator(".check")).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task The_link_of_a_part_and_of_a_check_is_copied()
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed());
        await report.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var file = report.Page.Url.Split('#')[0];

        await report.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Copy the link to “Slices × metrics”" }).ClickAsync();
        await Expect(report.Page.Locator("#said")).ToHaveTextAsync("Link copied");
        (await report.AskAsync<string>("navigator.clipboard.readText()")).Should().Be($"{file}#part=matrix");

        await report.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Copy the link to check young: recall >= 0.70" }).ClickAsync();
        await report.Page.WaitForFunctionAsync("navigator.clipboard.readText().then(t => t.includes('check='))");
        (await report.AskAsync<string>("navigator.clipboard.readText()")).Should().Be($"{file}#check=young%2F%2Frecall%2Fmin");

        await report.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Copy the link to “Slice: young”" }).ClickAsync();
        await report.Page.WaitForFunctionAsync("navigator.clipboard.readText().then(t => t.includes('slice='))");
        (await report.AskAsync<string>("navigator.clipboard.readText()")).Should().Be($"{file}#slice=young");
    }
}
