using System.Text;
using Microsoft.Playwright;
using ModelSpecs.Results;

namespace ModelSpecs.Browser.Tests;

/// <summary>Tables as files.</summary>
public sealed class ExportTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task The_matrix_is_saved_as_it_is_filtered_and_sorted()
    {
        await using var report = await ReportPage.OpenAsync(browser, LoanRun.Failed());
        await report.Page.Locator(".matrix thead button[data-column='m:recall']").ClickAsync();
        await report.Page.Locator("#matrix-outcome").SelectOptionAsync("not passed");

        var (name, text) = await SavedAsync(report, "#part-matrix button.csv");

        name.Should().Be("Loan-default.slices.csv");
        text.Should().Be(
            "\"slice\",\"group\",\"definition\",\"rows\",\"recall\",\"recall low\",\"recall high\",\"recall rows\",\"recall outcome\",\"fpr\",\"fpr low\",\"fpr high\",\"fpr rows\",\"worst outcome\"\r\n"
            + "\"young\",,\"age < 25\",40,0.5,0.4,0.58,20,\"failed\",0.3,0.26,0.33999999999999997,20,\"failed\"\r\n"
            + "\"country\",\"FR\",\"country = 'FR'\",80,0.6,0.5,0.6799999999999999,20,\"inconclusive\",0.2,0.16,0.24000000000000002,60,\"inconclusive\"\r\n");
        report.Complaints.Should().BeEmpty();
        report.Requests.Where(address => !address.StartsWith("blob:", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public async Task Rows_are_saved_with_what_a_spreadsheet_would_run_made_harmless()
    {
        var run = LoanRun.Failed();
        var sample = run.Suites[0].Sample!;
        var hostile = new RowSampleResult(200, ["=cmd|'/C calc'!A0", "text"],
        [
            sample.Rows[0] with { Id = "@SUM(1+1)", Values = ["=HYPERLINK(\"http://x\",\"y\")", "+1"] },
            sample.Rows[1] with { Id = "-2+3", Values = ["\t=1", "a;=1,\"b\"\r\nc"] },
        ]);
        await using var report = await ReportPage.OpenAsync(browser, run with { Suites = [run.Suites[0] with { Sample = hostile }] }, "#slice=overall");

        var (_, text) = await SavedAsync(report, ".rows-part button.csv");

        text.Should().Be(
            "\"id\",\"truth\",\"predicted\",\"score\",\"loss\",\"vs champion\",\"why\",\"'=cmd|'/C calc'!A0\",\"text\"\r\n"
            + "\"'@SUM(1+1)\",1,0,0.01,4.6,\"newly wrong\",\"loss\",\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",+1\r\n"
            + "\"'-2+3\",1,1,0.52,0.65,,\"threshold\",\"'\t=1\",\"a;=1,\"\"b\"\"\r\nc\"\r\n");
    }

    private static async Task<(string Name, string Text)> SavedAsync(ReportPage report, string button)
    {
        var download = await report.Page.RunAndWaitForDownloadAsync(() => report.Page.Locator(button).ClickAsync());
        await using var stream = await download.CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        bytes.ToArray().Should().StartWith([0xEF, 0xBB, 0xBF], "spreadsheets take a file without the mark for another encoding");
        return (download.SuggestedFilename, Encoding.UTF8.GetString(bytes.ToArray().AsSpan(3)));
    }
}
