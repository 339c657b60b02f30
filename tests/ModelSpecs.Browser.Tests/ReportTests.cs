using Microsoft.Playwright;
using ModelSpecs.Reporting.Html;
using static Microsoft.Playwright.Assertions;

namespace ModelSpecs.Browser.Tests;

public sealed class ReportTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task It_opens_from_disk_without_a_complaint_or_a_request_and_says_the_verdict()
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed());

        await Expect(report.Page.Locator("h1")).ToHaveTextAsync("Failed: 1 of 4 checks: recall on young is 0.5000 and must be >= 0.70.");
        (await report.Page.TitleAsync()).Should().Be("Failed: Loan default – ModelSpecs");
        report.Complaints.Should().BeEmpty();
        report.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task What_changed_stands_by_its_size_the_worst_first()
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed());

        (await report.Page.Locator(".changes tbody th a").AllInnerTextsAsync()).Should().Equal("young recall", "overall fpr", "country = FR recall");
        (await report.Page.Locator(".changes .verdict-word").AllInnerTextsAsync()).Should().Equal("▼ worse", "▼ worse", "△ better, may be chance");
    }

    [Fact]
    public async Task A_column_is_sorted_worst_first_then_best_first_then_as_in_the_spec()
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed());
        var asWritten = await report.SlicesAsync();
        var head = report.Page.GetByRole(AriaRole.Columnheader, new PageGetByRoleOptions { Name = "recall" }).First;
        var button = report.Page.Locator(".matrix thead button[data-column='m:recall']");

        await button.ClickAsync();
        (await report.SlicesAsync()).Should().Equal("young", "country = FR", "overall", "country = DE");
        await Expect(head).ToHaveAttributeAsync("aria-sort", "ascending");

        await button.ClickAsync();
        (await report.SlicesAsync()).Should().Equal("country = DE", "overall", "country = FR", "young");
        await Expect(head).ToHaveAttributeAsync("aria-sort", "descending");

        await button.ClickAsync();
        (await report.SlicesAsync()).Should().Equal(asWritten);
        await report.Page.Locator(".matrix thead button[data-column='m:fpr']").ClickAsync();
        (await report.SlicesAsync()).Should().Equal(["young", "country = FR", "overall", "country = DE"], "a low fpr is the better one");
    }

    [Fact]
    public async Task The_matrix_is_filtered_by_text_and_by_outcome()
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed());

        await report.Page.GetByLabel("Filter").First.FillAsync("age <");
        (await report.SlicesAsync()).Should().Equal("young");

        await report.Page.GetByLabel("Filter").First.FillAsync("");
        await report.Page.Locator("#matrix-outcome").SelectOptionAsync("not passed");
        (await report.SlicesAsync()).Should().Equal("young", "country", "FR");
    }

    [Fact]
    public async Task The_checks_are_filtered_by_outcome_and_show_the_line_the_rows_and_the_owner()
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed());

        await report.Page.Locator(".chip.failed").ClickAsync();

        await Expect(report.Page.Locator(".check")).ToHaveCountAsync(1);
        await Expect(report.Page.Locator(".check")).ToContainTextAsync("loan.spec.yaml:11");
        await Expect(report.Page.Locator(".check .rows")).ToContainTextAsync("L-17");
        await Expect(report.Page.Locator(".check .facts")).ToContainTextAsync("risk-ml");
    }

    [Fact]
    public async Task A_link_shows_the_slice_and_the_metric_that_it_names()
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed(), "#slice=country&group=DE&metric=fpr");

        await Expect(report.Heading("slice")).ToHaveTextAsync("Slice: country = DE");
        await Expect(report.Heading("slice")).ToBeFocusedAsync();
        await Expect(report.Page.Locator("#part-slice tr[data-current] th")).ToContainTextAsync("fpr");

        await report.Page.Locator("#slice-choice").SelectOptionAsync("young");
        await Expect(report.Heading("slice")).ToHaveTextAsync("Slice: young");
        report.Page.Url.Should().EndWith("#slice=young");

        await report.Page.GoBackAsync();
        await Expect(report.Heading("slice")).ToHaveTextAsync("Slice: country = DE");
    }

    [Fact]
    public async Task The_explorer_moves_the_operating_point_of_the_slice_and_of_the_whole_set()
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed(), "#slice=young");
        var recall = report.Page.Locator(".operating-table tbody tr").Filter(new LocatorFilterOptions { HasText = "Recall" }).Locator("td");
        (await recall.AllInnerTextsAsync()).Should().Equal(["0.5000", "0.8000"], "the counts at the threshold of the spec");

        await report.Page.GetByLabel("Threshold, as a number").FillAsync("0.9");
        await report.Page.GetByLabel("Threshold, as a number").PressAsync("Enter");
        (await recall.AllInnerTextsAsync()).Should().Equal("0.2500", "0.2500", "0.5000");

        var slider = report.Page.Locator("#threshold");
        await slider.FillAsync("300");
        (await recall.AllInnerTextsAsync()).Should().Equal(["0.7500", "0.9000", "0.5000"], "0.3 is half way between two stored thresholds");
        await Expect(slider).ToHaveAttributeAsync("aria-valuetext", "0.3000: recall 0.7500, false positive rate 0.6500");
        var circle = report.Page.Locator(".chart .operating circle.at0").First;
        var before = await circle.GetAttributeAsync("cx");

        await report.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "As in the spec: 0.5" }).ClickAsync();
        (await recall.AllInnerTextsAsync()).Should().Equal("0.5000", "0.8000");
        (await circle.GetAttributeAsync("cx")).Should().NotBe(before);
    }

    [Fact]
    public async Task The_rows_of_a_slice_stand_by_their_loss_and_are_sorted_and_filtered()
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed(), "#slice=overall");
        var ids = report.Page.Locator(".sample tbody th");
        (await ids.AllInnerTextsAsync()).Should().Equal("L-17", "L-19", "L-18", "L-20");
        await Expect(report.Page.Locator(".rows-part")).ToContainTextAsync("A sample and no fair one: 4 of 200 rows");

        await report.Page.Locator(".sample thead button[data-column='age']").ClickAsync();
        (await ids.AllInnerTextsAsync()).Should().Equal(["L-20", "L-19", "L-18", "L-17"], "ages are numbers");

        await report.Page.Locator("#rows-filter").FillAsync("age < 61 and country = DE");
        (await ids.AllInnerTextsAsync()).Should().Equal("L-17");
        await report.Page.Locator("#rows-filter").FillAsync("country != DE");
        (await ids.AllInnerTextsAsync()).Should().Equal(["L-20", "L-18"], "null is a member of no comparison");
        await report.Page.Locator("#rows-filter").FillAsync("agee < 3");
        await Expect(report.Page.Locator(".problem")).ToHaveTextAsync("no column “agee”");

        await report.Page.Locator("#rows-filter").FillAsync("");
        await report.Page.Locator("#rows-why").SelectOptionAsync("wrong");
        (await ids.AllInnerTextsAsync()).Should().NotContain("L-18").And.Contain("L-17").And.Contain("L-19");

        await report.Page.Locator("#rows-why").SelectOptionAsync("any");
        await report.Page.Locator("#slice-choice").SelectOptionAsync("young");
        (await ids.AllInnerTextsAsync()).Should().Equal(["L-18", "L-17"], "the order that was chosen holds for the next slice too");
    }

    [Fact]
    public async Task A_row_that_is_a_picture_shows_it()
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed(), "#slice=overall");

        await Expect(report.Page.GetByRole(AriaRole.Img, new PageGetByRoleOptions { Name = "image of L-17: 1, predicted 0" })).ToBeVisibleAsync();
        (await report.AskAsync<int[]>("[...document.querySelector('canvas').getContext('2d').getImageData(1, 0, 2, 1).data]")).Should().Equal(255, 255, 255, 255, 128, 128, 128, 255);
    }

    [Fact]
    public async Task It_is_dark_where_the_system_is_and_stays_as_a_person_chose()
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed(), scheme: ColorScheme.Dark);
        const string ground = "getComputedStyle(document.body).backgroundColor";
        (await report.AskAsync<string>(ground)).Should().Be("rgb(14, 17, 20)");

        await report.Page.GetByLabel("Light").CheckAsync();
        (await report.AskAsync<string>(ground)).Should().Be("rgb(246, 246, 244)");

        await report.Page.ReloadAsync();
        (await report.AskAsync<string>(ground)).Should().Be("rgb(246, 246, 244)");
    }

    [Fact]
    public async Task A_phone_scrolls_tables_and_never_the_page_sideways()
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed(), width: 400);

        (await report.AskAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(400);
        (await report.AskAsync<bool>("document.querySelector('.matrix').scrollWidth > 0")).Should().BeTrue();
    }

    [Fact]
    public async Task The_keyboard_alone_reaches_a_cell_of_the_matrix_and_opens_its_slice()
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed());
        await report.Page.Locator("#matrix-outcome").FocusAsync();
        for (var presses = 0; presses < 12 && !await report.AskAsync<bool>("document.activeElement.matches('.matrix tbody .cell')"); presses++)
        {
            await report.Page.Keyboard.PressAsync("Tab");
        }

        await report.Page.Keyboard.PressAsync("ArrowDown");
        await report.Page.Keyboard.PressAsync("ArrowRight");
        await report.Page.Keyboard.PressAsync("ArrowRight");
        (await report.AskAsync<string>("document.activeElement.getAttribute('href')")).Should().Be("#slice=young&metric=fpr");

        await report.Page.Keyboard.PressAsync("Enter");
        await Expect(report.Heading("slice")).ToHaveTextAsync("Slice: young");
        await Expect(report.Heading("slice")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Hostile_text_is_shown_and_never_run()
    {
        const string attack = "</script><img src=x onerror=alert(1)><script>alert(2)</script>::error::\u2028\u202Eevil {{7*7}}";
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed(attack, attack), $"#slice={Uri.EscapeDataString("<img src=x onerror=alert(3)>")}");

        await Expect(report.Page.Locator("h1")).ToContainTextAsync(@"</script><img src=x onerror=alert(1)><script>alert(2)</script>::error::\u2028\u202eevil {{7*7}}");
        (await report.AskAsync<int>("document.querySelectorAll('img, main script').length")).Should().Be(0);
        (await report.AskAsync<bool>("/[\\u2028\\u202e]/.test(document.body.innerText)")).Should().BeFalse();
        report.Complaints.Should().BeEmpty();
        report.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Runs_stand_side_by_side_and_each_can_be_shown()
    {
        var other = LoanRun.Failed();
        var better = other with { Suites = [other.Suites[0] with { Checks = [other.Suites[0].Checks[0]] }] };
        await using var report = await ReportPage.OpenAsync(browser, [new ReportedRun("main.json", other), new ReportedRun("branch.json", better)]);

        await Expect(report.Page.Locator("h1")).ToHaveTextAsync("Passed: the only check holds.");
        (await report.Page.Locator("table.runs thead a").AllInnerTextsAsync()).Should().Equal("main.json", "branch.json");

        await report.Page.Locator("#run-choice").SelectOptionAsync("main.json");
        await Expect(report.Page.Locator("h1")).ToContainTextAsync("Failed: ");
        report.Complaints.Should().BeEmpty();
    }
}
