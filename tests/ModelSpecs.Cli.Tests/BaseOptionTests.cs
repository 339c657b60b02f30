using System.Text.Json;
using ModelSpecs.Results.Gate;
using ModelSpecs.Results.Json;
using ModelSpecs.Tests.Shared;

namespace ModelSpecs.Cli.Tests;

/// <summary><c>--base</c> of <c>run</c> and <c>report</c>: what a change did to the gate beside what the gate said.</summary>
public sealed class BaseOptionTests : IDisposable
{
    private readonly CliHarness cli = new();
    private readonly GitFolder git;

    public BaseOptionTests()
    {
        git = new GitFolder(cli);
        cli.WithTinySpec();
        git.Commit("the gate");
    }

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task A_run_says_what_was_loosened_and_leaves_it_in_its_results()
    {
        Loosen();

        (await cli.RunAsync("run", "--base", "main", "--report", "out")).Should().Be(ExitCodes.Passed, "what was loosened is told; gate-diff --fail-on is what fails");

        cli.Out.Should().MatchRegex("""
            Gate: 1 loosened, 1 tightened since main \([0-9a-f]{12}\):
              ▼ Tiny: young: recall >= 0\.10, was >= 0\.70
                specs/tiny\.spec\.yaml:7
            Passed: 
            """.ReplaceLineEndings("\n"));
        Stored("out").Changes.Select(change => (change.Effect, change.Text)).Should().Equal(
            (GateEffect.Loosened, "young: recall >= 0.10, was >= 0.70"), (GateEffect.Tightened, "overall: accuracy >= 0.6, was >= 0.5"));
    }

    [Fact]
    public async Task It_is_what_gate_diff_says_of_the_merge_base()
    {
        git.Run("checkout", "--quiet", "-b", "branch");
        Loosen();
        git.Commit("looser");
        git.Run("checkout", "--quiet", "main");
        cli.WithTinySpec(spec: CliHarness.Spec.Replace("0.5", "0.9"));
        git.Commit("main moves on");
        git.Run("checkout", "--quiet", "branch");

        await cli.RunAsync("run", "--base", "main", "--json", "run.json");
        await cli.RunAsync("gate-diff", "main", "--merge-base", "--json", "gate.json");

        using var run = JsonDocument.Parse(cli.Read("run.json"));
        using var gate = JsonDocument.Parse(cli.Read("gate.json"));
        JsonElement.DeepEquals(run.RootElement.GetProperty("gate"), gate.RootElement).Should().BeTrue();
        gate.RootElement.GetProperty("changes").GetArrayLength().Should().Be(2, "main's own change is not this branch's");
    }

    [Fact]
    public async Task Without_the_option_nothing_is_said_of_it()
    {
        Loosen();

        await cli.RunAsync("run", "--json", "run.json");

        cli.Out.Should().NotContain("Gate:");
        cli.Read("run.json").Should().NotContain("\"gate\"");
    }

    [Fact]
    public async Task A_gate_that_is_the_same_has_a_line_unless_the_run_is_quiet()
    {
        await cli.RunAsync("run", "--base", "main");
        cli.Out.Should().MatchRegex(@"\nGate: the same since main \([0-9a-f]{12}\)\.\nPassed: ");

        await cli.RunAsync("run", "--base", "main", "--quiet");
        cli.Out.Should().StartWith("Passed: ");
    }

    [Fact]
    public async Task Quiet_still_says_what_was_loosened_and_verbose_says_all()
    {
        Loosen();

        await cli.RunAsync("run", "--base", "main", "--quiet");
        cli.Out.Should().Contain("▼ Tiny: young").And.NotContain("▲");

        await cli.RunAsync("run", "--base", "main", "--verbose");
        cli.Out.Should().Contain("▼ Tiny: young").And.Contain("▲ Tiny: overall: accuracy >= 0.6, was >= 0.5");
    }

    [Fact]
    public async Task A_spec_that_cannot_be_read_now_is_told_by_the_run_and_not_called_removed()
    {
        cli.WithTinySpec("specs/other.spec.yaml");
        git.Commit("two");
        Loosen();
        cli.Write("specs/other.spec.yaml", "spec: [");

        (await cli.RunAsync("run", "--base", "main", "--report", "out")).Should().Be(ExitCodes.Wrong);

        cli.Out.Should().Contain("other.spec.yaml(1,7): error MSPEC").And.Contain("Gate: 1 loosened, 1 tightened since main");
        Stored("out").Specs.Should().Be(1);
    }

    [Fact]
    public async Task A_ref_that_does_not_exist_is_told_before_anything_runs()
    {
        var engine = CliHarness.Doing((_, _) => throw new InvalidOperationException("It ran."));

        (await cli.With(engine).RunAsync("run", "--base", "origin/main")).Should().Be(ExitCodes.Wrong);

        cli.Error.Should().Be("modelspecs: error MSPEC432: There is no such commit. Found 'origin/main'; expected a branch, a tag or a commit of this repository. Fetch it first: git fetch origin.\n");
    }

    [Fact]
    public async Task A_shallow_clone_without_the_merge_base_is_told_with_its_remedy()
    {
        git.Run("checkout", "--quiet", "-b", "branch");
        Loosen();
        git.Commit("looser");
        git.Run("checkout", "--quiet", "main");
        git.Commit("main moves on");
        using var shallow = new CliHarness();
        Directory.Delete(Path.Combine(shallow.Folder, ".git"));
        git.Run("clone", "--quiet", "--depth", "1", "--no-single-branch", "--branch", "branch", "file://" + cli.Folder, shallow.Folder);

        (await shallow.RunAsync("run", "--base", "origin/main")).Should().Be(ExitCodes.Wrong);
        shallow.Error.Should().Contain("error MSPEC432: There is no merge base.").And.Contain("This clone is shallow, it has the last commits only: git fetch --unshallow origin, or fetch-depth: 0 in CI.");
        Repository.Read("docs", "diagnostics", "MSPEC432.md").Should().Contain($"```\n{shallow.Error.Trim().Replace("origin/main", "main")}\n```\n");

        (await shallow.RunAsync("run", "--base", "v1.4")).Should().Be(ExitCodes.Wrong);
        shallow.Error.Should().Contain("There is no such commit. Found 'v1.4'").And.Contain("This clone is shallow");
    }

    [Fact]
    public async Task Stored_results_get_the_gate_and_page_summary_and_results_agree()
    {
        await cli.RunAsync("run", "--report", "out");
        cli.Read("out/results.json").Should().NotContain("\"gate\"");
        Loosen();

        (await cli.RunAsync("report", "out/results.json", "-o", "out", "--base", "main")).Should().Be(ExitCodes.Passed);

        cli.Out.Should().Contain("Gate: 1 loosened, 1 tightened since main (").And.EndWith("Report: out/report.html\n");
        Stored("out").Changes.Should().HaveCount(2);
        PageData.Json(cli.Read("out/report.html")).Should().Contain("\"baseRef\": \"main\"");
        var summary = cli.Read("out/summary.md");
        (await cli.RunAsync("report", "out/results.json", "-o", "again")).Should().Be(ExitCodes.Passed);
        cli.Read("again/summary.md").Should().Be(summary, "the gate is in the results now, and needs no clone any more");
    }

    [Fact]
    public async Task The_results_of_another_run_are_not_written_over()
    {
        await cli.RunAsync("run", "--report", ".");
        await cli.RunAsync("run", "--report", "branch");
        var first = cli.Read("results.json");

        (await cli.RunAsync("report", "results.json", "branch/results.json", "--base", "main")).Should().Be(ExitCodes.Wrong);

        cli.Error.Should().Contain("error MSPEC904: --base writes the last run's results with the gate in them, over another run's. Found 'results.json' in the folder of --output; expected another folder.");
        cli.Read("results.json").Should().Be(first);
        (await cli.RunAsync("report", "results.json", "branch/results.json", "--base", "main", "-o", "both")).Should().Be(ExitCodes.Passed);
        Stored("both").BaseRef.Should().Be("main");
    }

    [Fact]
    public async Task A_summary_has_the_key_that_it_was_given()
    {
        await cli.RunAsync("run", "--report", "out", "--summary-key", "loan.nightly_1");
        cli.Read("out/summary.md").Should().StartWith("<!-- modelspecs-summary: loan.nightly_1 -->\n");

        await cli.RunAsync("report", "out/results.json", "-o", "again", "--summary-key", "x");
        cli.Read("again/summary.md").Should().StartWith("<!-- modelspecs-summary: x -->\n");
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a-->b")]
    [InlineData("")]
    [InlineData("naïve")]
    public async Task A_key_that_could_end_its_comment_is_refused(string key)
    {
        (await cli.RunAsync("run", "--report", "out", "--summary-key", key)).Should().Be(ExitCodes.Wrong);

        cli.Error.Should().Contain($"--summary-key is no key. Found '{key}'; expected 1 to 64 letters, digits");
        Directory.Exists(Path.Combine(cli.Folder, "out")).Should().BeFalse();
    }

    private void Loosen() => cli.WithTinySpec(spec: CliHarness.Spec.Replace("0.70", "0.10").Replace("0.5", "0.6"));

    private GateDiffResult Stored(string folder)
    {
        using var stream = File.OpenRead(Path.Combine(cli.Folder, folder, "results.json"));
        return ResultsJson.Read(stream).Gate!;
    }
}
