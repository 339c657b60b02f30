using Microsoft.Playwright;
using ModelSpecs.Engine.Running;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Parsing;
using static Microsoft.Playwright.Assertions;

namespace ModelSpecs.Browser.Tests;

/// <summary>A spec and a golden set that attack whoever reads the run, through the engine and into a browser.</summary>
public sealed class HostileTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>Elements that the page is made of; nothing else may be in it.</summary>
    private const string Foreign = """
        (() => {
          const ours = new Set(('html head meta title style body a header span svg rect path nav ul li div fieldset legend label input main section h1 h2 h3 strong p b button table thead tbody tr th td '
            + 'caption details summary code pre dl dt dd select option script line circle g text tspan figure figcaption wbr ins del').split(' '));
          const found = [];
          for (const e of document.querySelectorAll('*')) {
            if (!ours.has(e.localName)) found.push(e.localName);
            for (const a of e.attributes) if (/^on/i.test(a.name) || /^\s*javascript:/i.test(a.value) && a.name !== 'value' && !a.name.startsWith('data-')) found.push(`${e.localName} ${a.name}=${a.value}`);
            if (e.localName === 'a' && !/^#/.test(e.getAttribute('href'))) found.push(`link ${e.getAttribute('href')}`);
          }
          if (document.scripts.length !== 2) found.push(`${document.scripts.length} scripts`);
          if (Object.keys(Object.prototype).length > 0) found.push('a changed prototype');
          if (/[\u0000-\u0008\u200b-\u200f\u2028-\u202e\u2066-\u2069]/.test(document.body.innerText)) found.push('invisible characters');
          return found;
        })()
        """;

    [Fact]
    public async Task A_hostile_spec_and_golden_set_are_text_and_nothing_else()
    {
        await using var report = await ReportPage.OpenAsync(browser, await RunAsync());

        await Expect(report.Page.Locator(".suite-title")).ToHaveTextAsync(@"</script><script>alert('spec')</script> {{7*7}} \u202eevil\u2066 ::error::owned ##vso[task.complete]");
        await Expect(report.Page.Locator(".matrix")).ToContainTextAsync("</script><img src=x onerror=alert('slice')>");
        (await report.AskAsync<string[]>(Foreign)).Should().BeEmpty();
        report.Complaints.Should().BeEmpty();
        report.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Each_hostile_slice_is_opened_sorted_filtered_and_saved()
    {
        var run = await RunAsync();
        await using var report = await ReportPage.OpenAsync(browser, run);
        foreach (var slice in run.Suites[0].Slices)
        {
            await report.Page.EvaluateAsync("at => { location.hash = at; }", $"#slice={Uri.EscapeDataString(slice.Slice)}{(slice.Group is null ? "" : "&group=" + Uri.EscapeDataString(slice.Group))}");
            await Expect(report.Heading("slice")).ToHaveTextAsync($"Slice: {Shown(slice.Group is null ? slice.Slice : $"{slice.Slice} = {slice.Group}")}");
        }

        await report.Page.EvaluateAsync("location.hash = '#slice=overall'");
        foreach (var column in await report.AskAsync<string[]>("[...document.querySelectorAll('.sample thead button')].map(b => b.dataset.column)"))
        {
            await report.Page.EvaluateAsync("column => document.querySelector(`.sample thead button[data-column=${CSS.escape(column)}]`).click()", column);
        }

        await report.Page.Locator("#rows-filter").FillAsync("__proto__ = constructor and toString < 30");
        (await report.Page.Locator(".sample tbody tr").CountAsync()).Should().Be(10);
        var file = await report.Page.RunAndWaitForDownloadAsync(() => report.Page.Locator(".rows-part button.csv").ClickAsync());
        using var reader = new StreamReader(await file.CreateReadStreamAsync());
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Should().NotContain("\"=HYPERLINK").And.Contain("\"toString\"").And.Contain("\"__proto__\"");

        (await report.AskAsync<string[]>(Foreign)).Should().BeEmpty();
        report.Complaints.Should().BeEmpty();
    }

    [Theory]
    [InlineData("#slice=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&group=%3C%2Fscript%3E")]
    [InlineData("#%E0%A4%A&=&&&#")]
    [InlineData("#part=__proto__&check=__proto__&sort=__proto__&rows=__proto__&rowsort=constructor&status=toString&outcome=valueOf")]
    [InlineData("#suite=__proto__&run=-1&metric=%22%5D%2Cbody%2C%5Bx%3D%22")]
    [InlineData("#run=1e999&rowfind=%25%25%25%25%25%25%25%25a&find=%3Cscript%3E&checks=%00%E2%80%AE")]
    [InlineData("#sort=-m%3Anope&rowsort=-__proto__&rowfind=age%20%3C")]
    public async Task A_hostile_address_shows_the_page_as_it_is(string hash)
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed(), hash);

        await Expect(report.Page.Locator("h1")).ToContainTextAsync("Failed: 1 of 4 checks");
        await Expect(report.Heading("slice")).ToHaveCountAsync(1);
        report.Complaints.Should().BeEmpty();
        report.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task An_address_without_end_is_no_filter()
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed(), "#find=" + new string('a', 200_000));

        await Expect(report.Page.Locator("#matrix-filter")).ToHaveValueAsync("");
        report.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task Results_from_elsewhere_make_no_link_no_picture_and_no_element_of_their_own()
    {
        var run = LoanRun.Failed();
        var suite = run.Suites[0];
        const string attack = "\0\uD800<svg/onload=alert(1)>\u2028\u202E__proto__{{7*7}}";
        string[] pictures = ["javascript:alert(1)", "data:image/svg+xml;base64,PHN2Zy8+", "data:text/html;base64,PHN2Zy8+", "https://example.org/a.png", "data:image/png;base64,\" onerror=alert(1) x=\""];
        await using var report = await ReportPage.OpenAsync(browser, run with
        {
            Suites =
            [
                suite with
                {
                    Owner = attack,
                    Tags = [attack],
                    Checks = [.. suite.Checks.Select(check => check with { Runbook = "javascript:alert(1)", Owner = attack, Action = attack, Message = attack, Reason = attack, File = attack })],
                    Directions = new Dictionary<string, string> { ["__proto__"] = "higher", ["recall"] = attack },
                    Sample = suite.Sample! with
                    {
                        Columns = ["__proto__", attack],
                        Rows = [.. pictures.Select((picture, i) => suite.Sample!.Rows[i % 4] with
                        {
                            Id = attack + i,
                            Why = "__proto__",
                            Flip = attack,
                            Flips = new Dictionary<string, string> { ["__proto__"] = attack, ["champion"] = attack },
                            Values = [attack, attack],
                            Pictures = new Dictionary<string, string> { ["__proto__"] = picture, [attack] = picture },
                        })],
                        Image = null,
                    },
                },
            ],
        }, "#slice=overall");

        await report.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        await Expect(report.Page.Locator(".sample")).ToContainTextAsync(@"\u0000\ufffd".Replace(@"\ufffd", "\uFFFD", StringComparison.Ordinal) + @"<svg/onload=alert(1)>\u2028\u202e__proto__{{7*7}}");
        (await report.AskAsync<int>("document.querySelectorAll('.sample tbody tr').length")).Should().Be(5);
        (await report.AskAsync<string[]>(Foreign)).Should().BeEmpty();
        report.Complaints.Should().BeEmpty();
        report.Requests.Should().BeEmpty();
    }

    private static async Task<RunResult> RunAsync()
    {
        var parsed = SpecParser.Parse(Path.Combine(AppContext.BaseDirectory, "Hostile", "hostile.spec.yaml"), new DiskSpecFiles());
        parsed.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        var suite = await SuiteRunner.RunAsync(parsed.Spec!, new RunOptions { SampleRows = 60, Curves = true, AllMetrics = true }, TestContext.Current.CancellationToken);
        suite.Sample!.Rows.Should().HaveCountGreaterThan(50);
        return new RunResult { Tool = "modelspecs 0.1.0", Suites = [suite] };
    }

    private static string Shown(string text) => text.Replace("\u202E", @"\u202e", StringComparison.Ordinal).Replace("\u2066", @"\u2066", StringComparison.Ordinal).Replace("\u2028", @"\u2028", StringComparison.Ordinal);
}
