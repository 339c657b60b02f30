using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ModelSpecs.Browser.Tests;

/// <summary>Without a mouse, with a screen reader, in strong contrast, on paper.</summary>
public sealed class SensesTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>What the Tab key must reach: all that can be pressed or filled and is seen, of a table with arrow keys the cell whose turn it is.</summary>
    private const string Reachable = """
        [...document.querySelectorAll('a[href], button:not([disabled]), input, select, summary, [tabindex="0"]')].filter(e => e.tabIndex >= 0 && e.checkVisibility()
            && !(e.type === 'radio' && !e.checked)).map((e, i) => { e.dataset.stop = i; return i; }).length
        """;

    [Theory]
    [InlineData(1400, ColorScheme.Light, false, "")]
    [InlineData(1400, ColorScheme.Dark, false, "#slice=young")]
    [InlineData(400, ColorScheme.Light, false, "#slice=young")]
    [InlineData(400, ColorScheme.Dark, false, "#suite=diabetes")]
    [InlineData(900, ColorScheme.Light, true, "#suite=diabetes&slice=young")]
    [InlineData(900, ColorScheme.Dark, true, "")]
    public async Task It_has_no_accessibility_violation_with_every_part_open(int width, ColorScheme scheme, bool strong, string hash)
    {
        await using var report = await ReportPage.OpenAsync(browser, EveryPart.Run(), hash, width, scheme);
        if (strong)
        {
            await report.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Contrast = Contrast.More, ReducedMotion = ReducedMotion.Reduce });
        }

        await report.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        using var reader = new StreamReader(typeof(SensesTests).Assembly.GetManifestResourceStream("axe.min.js")!);
        await report.Page.EvaluateAsync(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));

        var violations = await report.AskAsync<string[]>("axe.run().then(r => r.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target} ${n.failureSummary}`)))");

        violations.Should().BeEmpty();
        (await report.AskAsync<int>("axe.run().then(r => r.passes.length)")).Should().BeGreaterThan(20);
        report.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task The_tab_key_reaches_all_that_can_be_used_in_the_order_of_the_page_and_shows_where_it_is()
    {
        await using var report = await ReportPage.OpenAsync(browser, EveryPart.Run());
        var stops = await report.AskAsync<int>(Reachable);
        stops.Should().BeGreaterThan(60);

        var reached = new List<int>();
        var unseen = new List<string>();
        for (var presses = 0; presses < stops + 5 && reached.Count < stops; presses++)
        {
            await report.Page.Keyboard.PressAsync("Tab");
            var at = await report.AskAsync<string?>("document.activeElement.dataset.stop ?? null");
            if (at is not null)
            {
                reached.Add(int.Parse(at, CultureInfo.InvariantCulture));
            }

            if (!await report.AskAsync<bool>("(e => { const shown = e.type === 'radio' ? e.nextElementSibling : e, s = getComputedStyle(shown); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; })(document.activeElement)"))
            {
                unseen.Add(await report.AskAsync<string>("document.activeElement.outerHTML.slice(0, 120)"));
            }
        }

        reached.Should().Equal(Enumerable.Range(0, stops));
        unseen.Should().BeEmpty("the focus is always seen");
    }

    [Fact]
    public async Task A_check_is_opened_and_a_column_sorted_by_keys_alone()
    {
        await using var report = await ReportPage.OpenAsync(browser, EveryPart.Run());
        await report.Page.Locator(".check.passed summary").First.FocusAsync();
        await report.Page.Keyboard.PressAsync("Enter");
        await Expect(report.Page.Locator(".check.passed details").First).ToHaveAttributeAsync("open", "");

        await report.Page.Locator(".matrix thead button[data-column='m:recall']").FocusAsync();
        await report.Page.Keyboard.PressAsync("Space");
        await Expect(report.Page.Locator(".matrix thead th[aria-sort='ascending']")).ToContainTextAsync("recall");
        (await report.AskAsync<string>("document.activeElement.dataset.column")).Should().Be("m:recall", "the focus stays where the key was pressed");
    }

    [Fact]
    public async Task Paper_has_all_columns_on_its_width_in_dark_ink_with_nothing_folded_and_no_controls()
    {
        await using var report = await ReportPage.OpenAsync(browser, EveryPart.Run(), width: 720, scheme: ColorScheme.Dark);
        await report.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await report.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");

        (await report.AskAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(720);
        (await report.AskAsync<string>("getComputedStyle(document.body).backgroundColor")).Should().Be("rgb(255, 255, 255)");
        await Expect(report.Page.Locator("#part-matrix .sheet")).ToHaveCountAsync(3);
        (await report.AskAsync<string[]>("[...document.querySelectorAll('#part-matrix .sheet')].flatMap(s => [...s.querySelectorAll('thead th')].slice(2)).map(th => th.textContent.replace(/[↕↑↓]/g, ''))"))
            .Should().HaveCount(16).And.OnlyHaveUniqueItems();
        (await report.AskAsync<int>("[...document.querySelectorAll('nav, button:not(.twist, .link, .sample button), input, select, .cut')].filter(e => e.checkVisibility()).length")).Should().Be(0);
        (await report.AskAsync<int>("document.querySelectorAll('.check.failed details:not([open])').length")).Should().Be(0);
        (await report.Page.PdfAsync(new PagePdfOptions { Format = "A4" })).Length.Should().BeGreaterThan(20_000);

        await report.Page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        await Expect(report.Page.Locator("#part-matrix .sheet")).ToHaveCountAsync(0);
        report.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task A_small_line_of_values_names_the_one_under_the_pointer()
    {
        await using var report = await ReportPage.OpenAsync(browser, EveryPart.Run());
        var line = report.Page.Locator(".matrix .sparkline").First;

        await line.HoverAsync(new LocatorHoverOptions { Position = new Position { X = 88, Y = 10 } });
        await Expect(report.Page.Locator(".tip")).ToHaveTextAsync("FR: 0.6000, inconclusive");

        await report.Page.Mouse.MoveAsync(1, 1);
        await Expect(report.Page.Locator(".tip")).ToHaveCountAsync(0);
    }
}
