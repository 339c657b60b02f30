using ModelSpecs.EndToEnd.Tests.Support;

namespace ModelSpecs.EndToEnd.Tests.Project;

/// <summary>A project with a metric of its own: the class that docs/custom-metrics.md shows, compiled as it stands there.</summary>
[Collection(WorkspaceCollection.Name)]
[Trait("Category", "EndToEnd")]
public sealed class CustomMetricTests(Workspace workspace)
{
    private const string Spec = """
        spec: Custom
        golden: data.csv
        label: y
        id: id
        task: binary
        predictions: { score: p }
        expect: { custom:ProfitPerCase: ">= -30" }
        slices:
          country:
            by: country
            expect: { custom:ProfitPerCase: ">= 0" }

        """;

    [Fact]
    public async Task The_class_of_the_documentation_is_judged_in_a_project_and_by_the_command_line()
    {
        // −500 and 100s: DE (100 − 500) / 4 = −100, FR 200 / 4 = 50, all −200 / 8 = −25.
        var project = workspace.Scratch.Holding(("custom.spec.yaml", Spec));
        var source = project.Write("ProfitPerCase.cs", Sample());
        try
        {
            var build = await project.BuildAsync();
            build.ExitCode.Should().Be(0, build.ToString());

            var (_, tests) = await project.TestAsync();
            tests.Select(test => $"{test.Name} {test.Outcome}").Should().BeEquivalentTo(
                "overall: custom:ProfitPerCase >= -30 Passed",
                "country = DE: custom:ProfitPerCase >= 0 Failed",
                "country = FR: custom:ProfitPerCase >= 0 Passed");
            tests.Single(test => test.Outcome == "Failed").Message.Should().Contain("custom:ProfitPerCase = -100 on 4 rows");

            var cli = Path.Combine(SpecProject.RepositoryRoot, "src", "ModelSpecs.Cli", "bin", SpecProject.Configuration, "net10.0", "modelspecs.dll");
            var run = await Dotnet.RunAsync(project.Folder, [cli, "run", "custom.spec.yaml", "--assembly", Path.Combine(project.Output, "Specs.dll")]);
            run.ExitCode.Should().Be(1, run.ToString());
            run.Output.Should().Contain("custom:ProfitPerCase").And.Contain("-100");
        }
        finally
        {
            File.Delete(source);
        }
    }

    private static string Sample()
    {
        var page = File.ReadAllText(Path.Combine(SpecProject.RepositoryRoot, "docs", "custom-metrics.md"));
        const string Fence = "```csharp\n";
        var start = page.IndexOf(Fence, StringComparison.Ordinal) + Fence.Length;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
