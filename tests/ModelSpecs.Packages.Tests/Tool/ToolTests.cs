using ModelSpecs.Packages.Tests.Support;

namespace ModelSpecs.Packages.Tests.Tool;

/// <summary>The command as installed by <c>dotnet tool install</c>.</summary>
[Collection(FeedCollection.Name)]
[Trait("Category", "Slow")]
public sealed class ToolTests(Feed feed)
{
    [Fact]
    public async Task It_installs_says_its_version_and_judges_a_model()
    {
        var folder = feed.NewFolder("with the tool").WithLoan("specs");

        var install = await folder.DotnetAsync("tool", "install", "ModelSpecs.Tool", "--tool-path", "tools");
        install.ExitCode.Should().Be(0, install.ToString());
        var command = folder.Full(OperatingSystem.IsWindows() ? "tools/modelspecs.exe" : "tools/modelspecs");

        var version = await folder.RunAsync(command, new Dictionary<string, string>(), "--version");
        version.Output.Trim().Split('+')[0].Should().Be($"modelspecs {feed.Version}");

        var run = await folder.RunAsync(command, new Dictionary<string, string>(), "run", "specs", "--report", "report");
        run.ExitCode.Should().Be(0, run.ToString());
        run.Output.Should().Contain("Loan default").And.Contain("young");
        File.Exists(folder.Full("report/results.json")).Should().BeTrue();
        File.Exists(folder.Full("report/report.html")).Should().BeTrue();

        folder.Write("specs/loan.spec.yaml", (await File.ReadAllTextAsync(folder.Full("specs/loan.spec.yaml"), TestContext.Current.CancellationToken)).Replace(">= 0.80", ">= 0.99"));
        (await folder.RunAsync(command, new Dictionary<string, string>(), "run", "specs")).ExitCode.Should().Be(1);
    }
}
