using System.Globalization;
using ModelSpecs.Results;
using static Microsoft.Playwright.Assertions;

namespace ModelSpecs.Browser.Tests;

/// <summary>A page stays small however many rows there were: it holds what a run of a million leaves.</summary>
public sealed class SizeTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task A_page_with_all_that_a_run_of_a_million_rows_can_hold_is_below_five_megabytes()
    {
        // As many slices with curves, rows, columns and characters as a run writes at most, and none of it repeats, so that little is won by compression.
        var random = new Random(7);
        var loan = LoanRun.Failed();
        var suite = loan.Suites[0];
        var slice = suite.Slices[0];
        double?[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (double?)Math.Round(random.NextDouble(), 6))];
        string Text() => string.Create(CultureInfo.InvariantCulture, $"{random.NextInt64():x16}{random.NextInt64():x16}{random.NextInt64():x16}{random.NextInt64():x16}{random.NextInt64():x16}{random.NextInt64():x16}{random.NextInt64():x16}");
        var slices = Enumerable.Range(0, 151).Select(i => slice with
        {
            Slice = i == 0 ? "overall" : "country",
            Group = i == 0 ? null : $"G{i}",
            Metrics = [.. Enumerable.Range(0, 20).Select(m => new MetricResult($"recall(class={m})", random.NextDouble(), 5000, null) { Interval = new IntervalResult(random.NextDouble(), random.NextDouble(), "wilson") })],
            Roc = new RocResult { Thresholds = [null, .. Numbers(199)], Fpr = Numbers(200), Recall = Numbers(200) },
            PrecisionRecall = new PrecisionRecallResult { Thresholds = Numbers(200), Recall = Numbers(200), Precision = Numbers(200) },
        }).ToList();
        var rows = Enumerable.Range(0, 400).Select(i => suite.Sample!.Rows[0] with { Id = $"R{i}", Image = null, Values = [.. Enumerable.Range(0, 24).Select(_ => Text())] }).ToList();

        await using var report = await ReportPage.OpenAsync(browser, loan with
        {
            Suites = [suite with { Rows = 1_000_000, Slices = slices, Sample = new RowSampleResult(1_000_000, [.. Enumerable.Range(0, 24).Select(c => $"c{c}")], rows) }],
        }, "#slice=overall");

        report.Bytes.Should().BeInRange(1_000_000, 5_000_000);
        await Expect(report.Page.Locator(".rows-part")).ToContainTextAsync("A sample and no fair one: 400 of 1,000,000 rows");
        report.Complaints.Should().BeEmpty();
    }
}
