using ModelSpecs.Results;
using ModelSpecs.Results.Json;
using ModelSpecs.Tests.Shared;
using static ModelSpecs.Tests.Shared.SampleResults;

namespace ModelSpecs.Cli.Tests;

public sealed class ReportCommandTests : IDisposable
{
    private readonly CliHarness cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task A_run_leaves_its_page_its_results_and_its_summary_in_the_folder_and_says_where()
    {
        cli.WithTinySpec();

        (await cli.With(CliHarness.Returning(Check(outcome: Outcome.Failed))).RunAsync("run", "--report", "out/modelspecs", "--json", "r.json")).Should().Be(1);

        cli.Out.Should().EndWith("Report: out/modelspecs/report.html\n");
        cli.Read("out/modelspecs/results.json").Should().Be(cli.Read("r.json"));
        cli.Read("out/modelspecs/report.html").Should().StartWith("<!doctype html>");
        PageData.Json(cli.Read("out/modelspecs/report.html")).Should().Contain("\"slice\": \"young\"");
        Directory.GetFiles(Path.Combine(cli.Folder, "out/modelspecs")).Select(Path.GetFileName).Should().BeEquivalentTo("report.html", "results.json", "summary.md");
    }

    [Fact]
    public async Task A_run_with_a_report_keeps_the_curves_that_it_draws()
    {
        cli.WithTinySpec();
        var curves = new List<bool>();
        var engine = CliHarness.Doing((_, options) =>
        {
            curves.Add(options.Curves);
            return Suite(Check());
        });

        await cli.With(engine).RunAsync("run", "--report", "out");
        await cli.With(engine).RunAsync("run");

        curves.Should().Equal(true, false);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_before_anything_runs()
    {
        cli.WithTinySpec().Write("file", "");

        (await cli.With(CliHarness.Doing((_, _) => throw new InvalidOperationException("It ran."))).RunAsync("run", "--report", "file/out")).Should().Be(2);

        cli.Error.Should().Contain("error MSPEC904: --report cannot be written. Found 'file/out'");
    }

    [Fact]
    public async Task Stored_results_give_the_page_that_their_run_gave()
    {
        cli.WithTinySpec();
        await cli.With(CliHarness.Returning(Check())).RunAsync("run", "--report", "out");

        (await cli.RunAsync("report", "out/results.json", "-o", "again")).Should().Be(0);

        cli.Out.Should().Be("Report: again/report.html\n");
        PageData.Json(cli.Read("again/report.html")).Should().Be(PageData.Json(cli.Read("out/report.html")).Replace("\"label\":\"this run\"", "\"label\":\"results.json\""));
        cli.Read("again/summary.md").Should().Be(cli.Read("out/summary.md"));
        File.Exists(Path.Combine(cli.Folder, "again/results.json")).Should().BeFalse();
    }

    [Fact]
    public async Task Results_of_the_same_name_are_called_by_their_paths()
    {
        foreach (var folder in (string[])["main", "branch"])
        {
            Directory.CreateDirectory(Path.Combine(cli.Folder, folder));
            using var stream = File.Create(Path.Combine(cli.Folder, folder, "results.json"));
            ResultsJson.Write(new RunResult { Tool = "modelspecs 0.1.0", Suites = [Suite(Check())] }, stream);
        }

        (await cli.RunAsync("report", "main/results.json", "branch/results.json")).Should().Be(0);

        PageData.Json(cli.Read("report.html")).Should().Contain("\"label\":\"main/results.json\"").And.Contain("\"label\":\"branch/results.json\"");
    }

    [Fact]
    public async Task Every_file_without_results_is_told_and_no_page_is_written()
    {
        cli.Write("notes.txt", "hello");

        (await cli.RunAsync("report", "notes.txt", "missing.json", "-o", "out")).Should().Be(2);

        cli.Error.Should().Contain("error MSPEC918: 'notes.txt' holds no results.").And.Contain("error MSPEC918: 'missing.json' holds no results.");
        File.Exists(Path.Combine(cli.Folder, "out/report.html")).Should().BeFalse();
    }

    [Fact]
    public async Task Results_that_are_not_of_the_schema_are_told_problem_by_problem()
    {
        cli.Write("claimed.json", """{"schemaVersion": 1, "tool": "t", "suites": [{"name": "a", "file": "b", "rows": "many", "owner": 7, "note\u001b[31m": 1, "checks": [{"outcome": "::error::x"}]}]}""");

        (await cli.RunAsync("report", "claimed.json", "-o", "out")).Should().Be(2);

        cli.Error.Split('\n').Should().Contain("modelspecs: error MSPEC918: 'claimed.json' holds no results. $.suites[0].rows: Found the text 'many'; expected a whole number. Expected a file that `modelspecs run --json` or `--report` wrote.");
        cli.Error.Should().Contain("$.suites[0].owner: Found the number 7; expected a text or null.").And.Contain("$.suites[0].checks[0].outcome: Found '::error::x'; expected one of passed, failed, inconclusive, error.");
        cli.Error.Should().NotContain("\n::");
        File.Exists(Path.Combine(cli.Folder, "out/report.html")).Should().BeFalse();
    }

    [Fact]
    public async Task A_key_that_is_not_known_is_never_shown()
    {
        cli.Write("later.json", """{"schemaVersion": 1, "tool": "t", "suites": [{"name": "a", "file": "b", "laterKey": "SECRET-CLAIM"}], "other": "SECRET-CLAIM"}""");

        (await cli.RunAsync("report", "later.json", "-o", "out", "--junit", "out/j.xml")).Should().Be(0);

        foreach (var file in Directory.GetFiles(Path.Combine(cli.Folder, "out")))
        {
            File.ReadAllText(file).Should().NotContain("SECRET-CLAIM");
        }
    }
}
