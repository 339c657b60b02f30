using System.Text.Json;
using ModelSpecs.EndToEnd.Tests.Support;

namespace ModelSpecs.EndToEnd.Tests.Project;

/// <summary>What a run of the tests leaves for a reviewer, under both runners.</summary>
[Collection(WorkspaceCollection.Name)]
[Trait("Category", "EndToEnd")]
public sealed class ReportTests(Workspace workspace)
{
    private const int Specs = 7;

    [Fact]
    public void A_run_leaves_the_report_of_every_spec_beside_its_other_results()
    {
        var folder = Path.Combine(workspace.Results, "modelspecs", "Specs");

        Directory.EnumerateFiles(folder).Select(Path.GetFileName).Should().BeEquivalentTo("results.json", "report.html", "summary.md");
        using var results = Results(folder);
        SuitesOf(results).Select(suite => suite.File).Should().Equal(
            "project/failing.spec.yaml", "project/kept.spec.yaml", "project/passing.spec.yaml", "project/skipping.spec.yaml", "project/warning.spec.yaml",
            "specs/loan.spec.yaml", "tests/ModelSpecs.EndToEnd.Tests/Challenger/challenger.spec.yaml");
        SuitesOf(results).Should().OnlyContain(suite => suite.Checks > 0);
        results.RootElement.TryGetProperty("suitesExpected", out _).Should().BeFalse("none was left out");
        SuitesOf(results).Single(suite => suite.File == "specs/loan.spec.yaml").Sample.Should().BeGreaterThan(100, "the page shows rows");
    }

    [Fact]
    public void The_report_is_attached_to_one_test_of_the_results_file()
    {
        var files = workspace.Tests.Should().ContainSingle(test => test.Files.Count > 0).Which.Files;

        files.Select(Path.GetFileName).Should().BeEquivalentTo("report.html", "summary.txt");
        File.ReadAllBytes(files.Single(file => file.EndsWith(".html", StringComparison.Ordinal))).Should()
            .Equal(File.ReadAllBytes(Path.Combine(workspace.Results, "modelspecs", "Specs", "report.html")), "it is the report of the whole run");
    }

    [Fact]
    public void A_failure_says_where_in_the_report_it_stands() =>
        workspace.Tests.Single(test => test.Class == "Specs.Failing" && test.Outcome == "Failed").Message.TrimEnd().Should().EndWith(
            $"\nReport: {new Uri(Path.Combine(workspace.Results, "modelspecs", "Specs", "report.html"))}#suite=project/failing.spec.yaml&slice=young&metric=recall");

    [Fact]
    public async Task The_testing_platform_lists_the_report_of_what_a_filter_left_and_of_a_spec_that_broke()
    {
        // The same repository elsewhere, where somebody broke a spec since the build.
        var copy = Directory.CreateDirectory(workspace.NewFolder()).FullName;
        Directory.CreateDirectory(Path.Combine(copy, "project"));
        File.Copy(workspace.PathOf("modelspecs.yaml"), Path.Combine(copy, "modelspecs.yaml"));
        File.Copy(workspace.PathOf("project/data.csv"), Path.Combine(copy, "project", "data.csv"));
        File.WriteAllText(Path.Combine(copy, "project", "passing.spec.yaml"), TinySpecs.Passing.Replace("label: y", "lable: y"));
        File.WriteAllText(Path.Combine(copy, "project", "failing.spec.yaml"), TinySpecs.Failing);
        var results = Path.Combine(copy, "results");

        var run = await Dotnet.ExecuteAsync(workspace.Project.Program, copy, new Dictionary<string, string> { ["MODELSPECS_ROOT"] = copy },
            ["--filter-class", "Specs.Passing", "--filter-class", "Specs.Failing", "--results-directory", results, "--report-xunit-trx", "--report-xunit-trx-filename", "run.trx"]);

        run.ExitCode.Should().Be(2, run.ToString());
        using var document = Results(Path.Combine(results, "modelspecs", "Specs"));
        document.RootElement.GetProperty("suitesExpected").GetInt32().Should().Be(Specs);
        SuitesOf(document).Select(suite => suite.File).Should().Equal("project/failing.spec.yaml", "project/passing.spec.yaml");
        document.RootElement.GetProperty("suites")[1].GetProperty("diagnostics").EnumerateArray().Select(problem => problem.GetProperty("line").GetInt32()).Should().Contain(3);
        run.Output.Should().Contain("report.html", "the platform lists what is attached");
        Trx.Read(Path.Combine(results, "run.trx")).Should().ContainSingle(test => test.Files.Count > 0)
            .Which.Files.Select(Path.GetFileName).Should().BeEquivalentTo("report.html", "summary.txt");
    }

    [Fact]
    public async Task The_report_can_be_switched_off_or_led_elsewhere()
    {
        var (off, there) = (workspace.NewFolder(), workspace.NewFolder());
        Task<CommandResult> RunAsync(string setting) => Dotnet.ExecuteAsync(workspace.Project.Program, workspace.PathOf("."), new Dictionary<string, string> { ["MODELSPECS_REPORT"] = setting },
            ["--filter-class", "Specs.Failing", "--results-directory", off]);

        var without = await RunAsync("off");
        var with = await RunAsync(there);

        without.ExitCode.Should().Be(2, without.ToString());
        without.Output.Should().Contain("young: recall >= 0.90").And.NotContain("Report: ").And.NotContain("report.html");
        with.Output.Should().Contain("Report: ");
        Directory.Exists(Path.Combine(off, "modelspecs")).Should().BeFalse();
        File.Exists(Path.Combine(there, "report.html")).Should().BeTrue(with.ToString());
    }

    [Fact]
    public async Task A_run_that_passes_says_where_its_report_is()
    {
        var results = workspace.NewFolder();

        var (command, tests) = await workspace.Project.TestIntoAsync(results, "--filter", "Spec=Passing");

        tests.Should().HaveCount(5);
        command.Output.Should().Contain($"Report: {Path.Combine(results, "modelspecs", "Specs", "report.html")}");
    }

    private static JsonDocument Results(string folder) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "results.json")));

    private static List<(string File, int Checks, int Sample)> SuitesOf(JsonDocument results) =>
        [.. results.RootElement.GetProperty("suites").EnumerateArray().Select(suite => (
            suite.GetProperty("file").GetString()!,
            suite.GetProperty("checks").GetArrayLength(),
            suite.TryGetProperty("sample", out var sample) ? sample.GetProperty("rows").GetArrayLength() : 0))];
}
