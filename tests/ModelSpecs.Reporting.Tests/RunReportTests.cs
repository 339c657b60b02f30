using ModelSpecs.Reporting.Html;
using ModelSpecs.Reporting.Summary;
using ModelSpecs.Results;
using ModelSpecs.Results.Json;
using ModelSpecs.Tests.Shared;
using static ModelSpecs.Tests.Shared.SampleResults;

namespace ModelSpecs.Reporting.Tests;

public sealed class RunReportTests : IDisposable
{
    private readonly string folder = Path.Combine(Directory.CreateTempSubdirectory("modelspecs-report-").FullName, "out");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    [Fact]
    public void A_run_leaves_three_files_that_say_the_same()
    {
        var run = Run(Suite(Check(outcome: Outcome.Failed)));

        var files = RunReport.Write(run, folder, new SummaryOptions { Key = "k" });

        files.Should().Be(RunReportFiles.In(folder));
        Names().Should().Equal("report.html", "results.json", "summary.md");
        File.ReadAllBytes(files.Results).Should().Equal(Bytes(stream => ResultsJson.Write(run, stream)));
        File.ReadAllBytes(files.Page).Should().Equal(Bytes(stream => HtmlReport.Write(run, stream)));
        File.ReadAllText(files.Summary).Should().Be(SummaryMarkdown.Of(run, new SummaryOptions { Key = "k" }));
        File.ReadAllBytes(files.Summary)[0].Should().Be((byte)'<', "there is no byte order mark");
    }

    [Theory]
    [InlineData("results.json")]
    [InlineData("report.html", "results.json")]
    [InlineData("summary.md", "report.html", "results.json")]
    public void Results_are_written_first_and_the_summary_last(string blocked, params string[] written)
    {
        Directory.CreateDirectory(Path.Combine(folder, blocked));
        var write = () => RunReport.Write(Run(Suite(Check())), folder);

        write.Should().Throw<IOException>();

        Directory.GetFiles(folder).Select(Path.GetFileName).Order().Should().Equal(written);
    }

    [Fact]
    public void A_file_that_cannot_be_written_whole_stays_as_it_was()
    {
        RunReport.Write(Run(Suite(Check())), folder);
        var old = File.ReadAllText(Path.Combine(folder, "summary.md"));
        var write = () => RunReport.Write(Run([null!]), folder);

        write.Should().Throw<Exception>();

        File.ReadAllText(Path.Combine(folder, "summary.md")).Should().Be(old);
        Names().Should().Equal("report.html", "results.json", "summary.md");
    }

    [Fact]
    public void Stored_runs_stand_side_by_side_and_the_summary_is_of_the_last()
    {
        ReportedRun[] runs = [new("main", Run(Suite(Check()))), new("branch", Run(Suite(Check(outcome: Outcome.Failed))))];

        RunReport.Write(runs, folder);
        Names().Should().Equal("report.html", "summary.md");
        File.ReadAllText(Path.Combine(folder, "summary.md")).Should().Be(SummaryMarkdown.Of(runs[1].Run, new SummaryOptions { Beside = ["main"] }));
        PageData.Json(File.ReadAllText(Path.Combine(folder, "report.html"))).Should().Contain("\"label\":\"main\"").And.Contain("\"label\":\"branch\"");

        RunReport.WriteWithResults(runs, folder);
        File.ReadAllBytes(Path.Combine(folder, "results.json")).Should().Equal(Bytes(stream => ResultsJson.Write(runs[1].Run, stream)));
    }

    [Fact]
    public void No_run_is_refused()
    {
        var write = () => RunReport.Write([], folder);

        write.Should().Throw<ArgumentException>();
        Directory.Exists(folder).Should().BeFalse();
    }

    [Fact]
    public void A_folder_is_looked_at_before_the_work_and_stays_as_it_is()
    {
        RunReport.Probe(folder);
        Names().Should().BeEmpty();

        Directory.CreateDirectory(Path.Combine(folder, "summary.md"));
        var probe = () => RunReport.Probe(folder);
        probe.Should().Throw<IOException>().WithMessage("*summary.md*is a folder.");
    }

    private IEnumerable<string?> Names() => Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private static byte[] Bytes(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
