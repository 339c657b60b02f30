using Microsoft.Playwright;
using ModelSpecs.Reporting.Html;
using ModelSpecs.Results;

namespace ModelSpecs.Browser.Tests;

/// <summary>A report opened from disk, and everything the browser had to complain of.</summary>
internal sealed class ReportPage : IAsyncDisposable
{
    private readonly IBrowserContext window;
    private readonly string folder;

    private ReportPage(IBrowserContext window, string folder, IPage page)
    {
        this.window = window;
        this.folder = folder;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Size of the file.</summary>
    public long Bytes { get; private init; }

    /// <summary>Errors and warnings of the console, exceptions, dialogs.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Addresses that were asked for besides the file itself.</summary>
    public List<string> Requests { get; } = [];

    public static Task<ReportPage> OpenAsync(Browser browser, RunResult run, string hash = "", int width = 1400, ColorScheme scheme = ColorScheme.Light) =>
        OpenAsync(browser, [new ReportedRun("this run", run)], hash, width, scheme);

    public static async Task<ReportPage> OpenAsync(Browser browser, IReadOnlyList<ReportedRun> runs, string hash = "", int width = 1400, ColorScheme scheme = ColorScheme.Light)
    {
        var folder = Directory.CreateTempSubdirectory("modelspecs-report-").FullName;
        var file = Path.Combine(folder, "report.html");
        using (var stream = File.Create(file))
        {
            HtmlReport.Write(runs, stream);
        }

        var window = await browser.WindowAsync(width, scheme);
        var report = new ReportPage(window, folder, await window.NewPageAsync()) { Bytes = new FileInfo(file).Length };
        report.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                report.Complaints.Add(message.Text);
            }
        };
        report.Page.PageError += (_, error) => report.Complaints.Add(error);
        report.Page.Dialog += async (_, dialog) =>
        {
            report.Complaints.Add($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        var address = new Uri(file).AbsoluteUri;
        report.Page.Request += (_, request) =>
        {
            if (request.Url.Split('#')[0] != address)
            {
                report.Requests.Add(request.Url);
            }
        };
        await report.Page.GotoAsync(address + hash);
        await report.Page.WaitForSelectorAsync("html[data-ready]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached });
        return report;
    }

    public ILocator Heading(string part) => Page.Locator($"#part-{part} h2");

    /// <summary>Texts of the first column of the matrix, as they stand.</summary>
    public async Task<IReadOnlyList<string>> SlicesAsync() => await Page.Locator(".matrix tbody th .name").AllInnerTextsAsync();

    public Task<T> AskAsync<T>(string script) => Page.EvaluateAsync<T>(script);

    public async ValueTask DisposeAsync()
    {
        await window.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
