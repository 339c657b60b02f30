using ModelSpecs.Packages.Tests.Support;

namespace ModelSpecs.Packages.Tests.Projects;

/// <summary>A test program that is published in one place and run in another.</summary>
[Collection(FeedCollection.Name)]
[Trait("Category", "Slow")]
public sealed class PublishedTests(Feed feed)
{
    private static readonly string Program = OperatingSystem.IsWindows() ? "Specs.exe" : "Specs";

    [Fact]
    public async Task It_takes_specs_model_and_data_along_unless_told_not_to_and_then_says_what_to_do()
    {
        var folder = feed.NewFolder("publishing").WithLoan("repo/models").Write("repo/modelspecs.yaml", "root: true\n")
            .WithProject("repo/tests/Specs.csproj", "<ModelSpecsFiles>../models/*.spec.yaml</ModelSpecsFiles>");
        (await folder.DotnetAsync("publish", "repo/tests", "-o", "with")).ExitCode.Should().Be(0);
        (await folder.DotnetAsync("publish", "repo/tests", "-o", "without", "--no-build", "-c", "Release", "-p:ModelSpecsPublishFiles=false")).ExitCode.Should().Be(0);

        // Nothing is where it was built.
        var elsewhere = feed.Elsewhere("another machine");
        Directory.CreateDirectory(elsewhere);
        foreach (var moved in (string[])["with", "without", "repo"])
        {
            Directory.Move(folder.Full(moved), Path.Combine(elsewhere, moved));
        }

        var run = await folder.RunAsync(Path.Combine(elsewhere, "with", Program), new Dictionary<string, string>());
        run.ExitCode.Should().Be(0, run.ToString());
        run.Output.Should().Contain("total: 11").And.Contain("failed: 0");

        run = await folder.RunAsync(Path.Combine(elsewhere, "without", Program), new Dictionary<string, string>());
        run.ExitCode.Should().NotBe(0);
        run.Output.Should().Contain($"{folder.Full("repo/models/loan.spec.yaml")}(1,1): error MSPEC405: The spec is not where it was built.").And.Contain("MODELSPECS_ROOT");

        run = await folder.RunAsync(Path.Combine(elsewhere, "without", Program), new Dictionary<string, string> { ["MODELSPECS_ROOT"] = Path.Combine(elsewhere, "repo") });
        run.ExitCode.Should().Be(0, run.ToString());
        run.Output.Should().Contain("total: 11");
    }
}
