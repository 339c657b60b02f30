using ModelSpecs.EndToEnd.Tests.Support;

namespace ModelSpecs.EndToEnd.Tests.Project;

/// <summary><c>MODELSPECS_ACCEPT=1</c> before the tests: what they find is approved where every test of the spec runs, and nowhere else.</summary>
[Collection(WorkspaceCollection.Name)]
[Trait("Category", "EndToEnd")]
public sealed class AcceptTests(Workspace workspace)
{
    private const string Whole = "FullyQualifiedName~Specs.Kept.";

    private string Verified => Path.Combine(workspace.Project.Folder, "kept.verified.json");

    [Theory]
    [InlineData(Whole + "&Group=DE")]
    [InlineData(Whole + "&Slice=overall")]
    public async Task A_filter_that_leaves_out_tests_of_the_spec_approves_nothing(string filter)
    {
        File.Delete(Verified);

        var run = await TestAsync(filter);

        run.ExitCode.Should().Be(1, run.ToString());
        run.Output.Should().Contain("MSPEC447").And.Contain("MODELSPECS_ACCEPT is set, and nothing is accepted of a filtered run. Found ");
        File.Exists(Verified).Should().BeFalse();
    }

    [Fact]
    public async Task Where_every_test_of_the_spec_runs_it_is_approved_and_holds_from_then_on()
    {
        File.Delete(Verified);
        (await TestAsync(Whole, accept: false)).ExitCode.Should().Be(1, "nothing is approved yet");

        var accepting = await TestAsync(Whole);
        var after = await TestAsync(Whole, accept: false);

        (accepting.ExitCode, after.ExitCode).Should().Be((0, 0), "{0}\n{1}", accepting, after);
        File.Exists(Verified).Should().BeTrue();
    }

    [Fact]
    public async Task The_test_program_by_itself_goes_by_the_same_rule()
    {
        File.Delete(Verified);

        var filtered = await ExecuteAsync("--filter-class", "Specs.Kept", "--filter-trait", "Group=FR");
        var left = File.Exists(Verified);
        var whole = await ExecuteAsync("--filter-class", "Specs.Kept");

        filtered.ExitCode.Should().Be(2, filtered.ToString());
        filtered.Output.Should().Contain("MSPEC447");
        left.Should().BeFalse();
        whole.ExitCode.Should().Be(0, whole.ToString());
        File.Exists(Verified).Should().BeTrue();
    }

    private Task<CommandResult> TestAsync(string filter, bool accept = true) =>
        Dotnet.RunAsync(workspace.Project.Folder, Variables(accept), ["test", "--no-build", "-c", SpecProject.Configuration, "--filter", filter]);

    private Task<CommandResult> ExecuteAsync(params string[] arguments) => Dotnet.ExecuteAsync(workspace.Project.Program, workspace.Project.Folder, Variables(accept: true), arguments);

    private static Dictionary<string, string> Variables(bool accept) => accept ? new() { ["MODELSPECS_ACCEPT"] = "1" } : [];
}
