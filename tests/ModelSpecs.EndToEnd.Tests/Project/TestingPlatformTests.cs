using System.Xml.Linq;
using ModelSpecs.EndToEnd.Tests.Support;

namespace ModelSpecs.EndToEnd.Tests.Project;

/// <summary>The same project under Microsoft.Testing.Platform.</summary>
[Collection(WorkspaceCollection.Name)]
[Trait("Category", "EndToEnd")]
public sealed class TestingPlatformTests(Workspace workspace)
{
    private const int NoTestsRan = 8;

    [Fact]
    public async Task The_test_program_runs_by_itself_and_knows_the_line_of_every_check()
    {
        var results = workspace.NewFolder();

        var run = await Dotnet.ExecuteAsync(workspace.Project.Program, workspace.PathOf("."), null, ["--filter-class", "Specs.Failing", "--filter-class", "Specs.Passing", "--report-xunit", "--report-xunit-filename", "run.xml", "--results-directory", results]);

        run.ExitCode.Should().Be(2, run.ToString());
        run.Output.Should().Contain("failed young: recall >= 0.90").And.Contain($"at Specs.Failing.young__recall__min() in {workspace.PathOf("project/failing.spec.yaml")}:12").And.NotContain("at ModelSpecs.");
        var tests = XDocument.Load(Path.Combine(results, "run.xml")).Descendants("test").ToList();
        tests.Should().HaveCount(7);
        tests.Select(test => $"{(string?)test.Attribute("name")} {Path.GetFileName((string?)test.Attribute("source-file"))}:{(string?)test.Attribute("source-line")}")
            .Should().Contain("young: recall >= 0.90 failing.spec.yaml:12").And.Contain("country = DE: accuracy >= overall - 10 % passing.spec.yaml:14");
    }

    [Fact]
    public async Task A_filter_by_a_trait_runs_what_it_names()
    {
        var run = await Dotnet.ExecuteAsync(workspace.Project.Program, workspace.PathOf("."), null, ["--filter-trait", "Group=DE", "--filter-class", "Specs.Passing"]);

        run.ExitCode.Should().Be(0, run.ToString());
        run.Output.Should().MatchRegex(@"total: 1\b").And.MatchRegex(@"succeeded: 1\b");
    }

    [Fact]
    public async Task A_filter_that_matches_nothing_is_an_error()
    {
        var run = await Dotnet.ExecuteAsync(workspace.Project.Program, workspace.PathOf("."), null, ["--filter-trait", "Slice=yuong"]);

        run.ExitCode.Should().Be(NoTestsRan, run.ToString());
    }

    [Fact]
    public async Task Dotnet_test_runs_it_where_global_json_says_so()
    {
        // Beside the project and not in it: whoever runs the project without this file is under VSTest.
        var folder = Directory.CreateDirectory(workspace.NewFolder()).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "global.json"), """{ "test": { "runner": "Microsoft.Testing.Platform" } }""", TestContext.Current.CancellationToken);
        string[] test = ["test", "--project", Path.Combine(workspace.Project.Folder, "Specs.csproj"), "--no-build", "-c", SpecProject.Configuration];

        var passing = await Dotnet.RunAsync(folder, [.. test, "--filter-class", "Specs.Passing"]);
        var failing = await Dotnet.RunAsync(folder, [.. test, "--filter-class", "Specs.Failing"]);
        var nothing = await Dotnet.RunAsync(folder, [.. test, "--filter-trait", "Slice=yuong"]);

        passing.ExitCode.Should().Be(0, passing.ToString());
        failing.ExitCode.Should().Be(2, failing.ToString());
        failing.Output.Should().Contain("young: recall >= 0.90").And.Contain("failing.spec.yaml:12");
        nothing.ExitCode.Should().Be(NoTestsRan, nothing.ToString());
    }
}
