using System.Text.Json;
using ModelSpecs.Cli.Git;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Cli.Tests;

public sealed class GateDiffCommandTests : IDisposable
{
    private const string Golden = "id,y,p,age\n1,1,0.9,20\n2,1,0.8,21\n3,0,0.2,22\n4,0,0.1,40\n5,1,0.7,50\n6,0,0.4,60\n";

    private const string Spec = """
        spec: Loan
        golden: golden.csv
        label: y
        id: id
        predictions: { score: p }
        expect: { accuracy: ">= 0.5" }
        slices:
          young: { where: age < 25, expect: { recall: ">= 0.70" } }

        """;

    private readonly CliHarness cli = new();
    private readonly GitFolder git;

    public GateDiffCommandTests()
    {
        git = new GitFolder(cli);
        cli.Write("specs/loan.spec.yaml", Spec);
        cli.Write("specs/golden.csv", Golden);
        git.Commit("the gate");
    }

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task Without_a_change_the_gate_is_the_same()
    {
        cli.Write("specs/loan.spec.yaml", "# a comment\n" + Spec.Replace("0.70", ".7"));

        (await cli.RunAsync("gate-diff", "main", "--fail-on", "any")).Should().Be(ExitCodes.Passed);

        cli.Out.Should().StartWith("1 spec since main (").And.EndWith("\nUnchanged: the gate is the same.\n");
    }

    [Theory]
    [InlineData(null, ExitCodes.Passed, ExitCodes.Passed, ExitCodes.Passed)]
    [InlineData("loosened", ExitCodes.Failed, ExitCodes.Passed, ExitCodes.Passed)]
    [InlineData("any", ExitCodes.Failed, ExitCodes.Failed, ExitCodes.Failed)]
    public async Task The_exit_code_is_what_was_asked_for(string? failOn, int loosened, int changed, int tightened)
    {
        foreach (var (text, expected) in new[] { (">= 0.60", loosened), ("> trivial", changed), (">= 0.80", tightened) })
        {
            cli.Write("specs/loan.spec.yaml", Spec.Replace(">= 0.70", text));

            (await cli.RunAsync(["gate-diff", "main", .. failOn is null ? [] : (string[])["--fail-on", failOn]])).Should().Be(expected, text);
        }
    }

    [Fact]
    public async Task Defaults_of_the_base_are_read_from_the_commit_and_not_from_the_disk()
    {
        cli.Write("specs/modelspecs.yaml", "verdict: { min_rows: 2 }\n");
        git.Commit("defaults");
        cli.Write("specs/modelspecs.yaml", "verdict: { min_rows: 20 }\n");

        await cli.RunAsync("gate-diff", "main");

        cli.Out.Should().Contain("▼ Loan: verdict.min_rows is 20, was 2\n    specs/modelspecs.yaml:1\n");
    }

    [Fact]
    public async Task Rows_removed_and_labels_edited_are_named_by_id()
    {
        cli.Write("specs/golden.csv", Golden.Replace("3,0,0.2,22\n", "").Replace("6,0,0.4,60", "6,1,0.4,60"));

        await cli.RunAsync("gate-diff", "main");

        cli.Out.Should().Contain("▼ Loan: golden set: 1 row removed of 6: 3\n    specs/loan.spec.yaml:2\n").And.Contain("≈ Loan: golden set: 1 label edited: 6 (0 → 1)\n");
    }

    [Fact]
    public async Task A_golden_set_checked_out_with_other_line_ends_is_the_same()
    {
        cli.Write("specs/golden.csv", Golden.Replace("\n", "\r\n"));

        await cli.RunAsync("gate-diff", "main");

        cli.Out.Should().Contain("Unchanged: ");
    }

    [Fact]
    public async Task Two_specs_of_one_golden_set_tell_of_its_rows_once()
    {
        cli.Write("specs/other.spec.yaml", Spec.Replace("spec: Loan", "spec: Other"));
        git.Commit("another");
        cli.Write("specs/golden.csv", Golden.Replace("3,0,0.2,22\n", ""));

        await cli.RunAsync("gate-diff", "main");

        cli.Out.Split("row removed").Should().HaveCount(2);
    }

    [Fact]
    public async Task A_golden_set_in_lfs_is_told_apart_by_its_hash()
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Golden)));
        cli.Write("specs/golden.csv", $"version https://git-lfs.github.com/spec/v1\noid sha256:{hash}\nsize {Golden.Length}\n");
        git.Commit("into LFS");
        cli.Write("specs/golden.csv", Golden);

        await cli.RunAsync("gate-diff", "main");
        cli.Out.Should().Contain("Unchanged: ");

        cli.Write("specs/golden.csv", Golden + "7,1,0.4,60\n");
        await cli.RunAsync("gate-diff", "main");
        cli.Out.Should().Contain("≈ Loan: golden set changed, and its rows cannot be compared: the base version is in Git LFS");
    }

    [Fact]
    public async Task A_golden_set_that_cannot_be_read_is_told_and_ends_nothing()
    {
        cli.Write("specs/golden.csv", "id,y,p,age\n1,1\n");

        (await cli.RunAsync("gate-diff", "main")).Should().Be(ExitCodes.Passed);

        cli.Out.Should().Contain("≈ Loan: golden set changed, and its rows cannot be compared: ");
        Directory.GetDirectories(Path.GetTempPath(), "modelspecs-gate-*").Where(d => File.Exists(Path.Combine(d, "golden.csv")) && File.ReadAllText(Path.Combine(d, "golden.csv")) == Golden).Should().BeEmpty("what was unpacked is gone");
    }

    [Fact]
    public async Task Specs_that_are_gone_new_or_moved_are_told()
    {
        cli.Write("specs/gone.spec.yaml", Spec.Replace("spec: Loan", "spec: Gone"));
        git.Commit("two");
        File.Delete(Path.Combine(cli.Folder, "specs/gone.spec.yaml"));
        cli.Write("specs/new.spec.yaml", Spec.Replace("spec: Loan", "spec: New"));
        File.Move(Path.Combine(cli.Folder, "specs/loan.spec.yaml"), Path.Combine(cli.Folder, "specs/credit.spec.yaml"));

        await cli.RunAsync("gate-diff", "main");

        cli.Out.Should().StartWith("4 specs since main")
            .And.Contain("▼ Gone: spec removed, with 2 checks\n    specs/gone.spec.yaml:1 at the base\n")
            .And.Contain("≈ Loan: the spec moved here from loan.spec.yaml\n    specs/credit.spec.yaml:1\n")
            .And.Contain("▲ New: spec added, with 2 checks\n    specs/new.spec.yaml:1\n");
    }

    [Fact]
    public async Task All_specs_may_be_gone()
    {
        File.Delete(Path.Combine(cli.Folder, "specs/loan.spec.yaml"));

        (await cli.RunAsync("gate-diff", "main", "--fail-on", "loosened")).Should().Be(ExitCodes.Failed);
        cli.Out.Should().Contain("▼ Loan: spec removed, with 2 checks");

        (await cli.RunAsync("gate-diff", "main", "specs/loan.spec.yaml")).Should().Be(ExitCodes.Passed);
        cli.Out.Should().Contain("▼ Loan: spec removed, with 2 checks");
    }

    [Fact]
    public async Task Only_the_specs_asked_for_are_compared()
    {
        cli.Write("other/two.spec.yaml", Spec.Replace("spec: Loan", "spec: Two").Replace("golden.csv", "../specs/golden.csv"));

        await cli.RunAsync("gate-diff", "main", "specs");
        cli.Out.Should().Contain("Unchanged: ");

        await cli.RunAsync("gate-diff", "main", "other");
        cli.Out.Should().Contain("▲ Two: spec added");
    }

    [Fact]
    public async Task A_spec_that_could_not_be_read_at_the_base_is_told_as_such()
    {
        cli.Write("specs/loan.spec.yaml", "spec: [");
        git.Commit("broken");
        cli.Write("specs/loan.spec.yaml", Spec);

        (await cli.RunAsync("gate-diff", "main")).Should().Be(ExitCodes.Passed);

        cli.Out.Should().Contain("≈ Loan: the spec could not be read at the base, so what changed is not known: ");
    }

    [Fact]
    public async Task A_spec_that_cannot_be_read_now_is_wrong()
    {
        cli.Write("specs/loan.spec.yaml", Spec.Replace("recall", "recal"));

        (await cli.RunAsync("gate-diff", "main")).Should().Be(ExitCodes.Wrong);

        cli.Error.Should().Contain("loan.spec.yaml(8,").And.Contain("Did you mean 'recall'?");
    }

    [Fact]
    public async Task The_merge_base_leaves_out_what_others_did()
    {
        git.Run("switch", "--quiet", "--create", "feature");
        git.Run("switch", "--quiet", "main");
        cli.Write("specs/loan.spec.yaml", Spec.Replace("0.70", "0.90"));
        git.Commit("tightened on main");
        git.Run("switch", "--quiet", "feature");

        await cli.RunAsync("gate-diff", "main");
        cli.Out.Should().Contain("▼ Loan: young: recall >= 0.70, was >= 0.90");

        await cli.RunAsync("gate-diff", "main", "--merge-base");
        cli.Out.Should().Contain("Unchanged: ");
    }

    [Fact]
    public async Task The_json_stands_alone_on_the_standard_output()
    {
        cli.Write("specs/loan.spec.yaml", Spec.Replace("0.70", "0.60"));

        await cli.RunAsync("gate-diff", "main", "--json", "-");

        using var json = JsonDocument.Parse(cli.Out);
        json.RootElement.GetProperty("changes")[0].GetProperty("effect").GetString().Should().Be("loosened");
        cli.Error.Should().Contain("▼ Loan: young: recall >= 0.60");
        await cli.RunAsync("gate-diff", "main", "--json", "out/gate.json");
        cli.Read("out/gate.json").Should().Be(json.RootElement.GetRawText() + "\n");
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("--output=x")]
    [InlineData("main..HEAD")]
    [InlineData("")]
    [InlineData("HEAD:specs")]
    public async Task What_is_no_commit_is_wrong_and_never_an_option_of_git(string reference)
    {
        (await cli.RunAsync("gate-diff", "--", reference)).Should().Be(ExitCodes.Wrong);

        cli.Error.Should().Contain("error MSPEC432: ").And.Contain($"'{reference}'");
        File.Exists(Path.Combine(cli.Folder, "x")).Should().BeFalse();
    }

    [Fact]
    public async Task Links_of_the_base_are_not_followed()
    {
        File.CreateSymbolicLink(Path.Combine(cli.Folder, "specs/modelspecs.yaml"), "/etc/hostname");
        git.Commit("a link");
        File.Delete(Path.Combine(cli.Folder, "specs/modelspecs.yaml"));

        (await cli.RunAsync("gate-diff", "main")).Should().Be(ExitCodes.Passed);

        cli.Out.Should().Contain("Unchanged: ");
    }

    [Fact]
    public async Task Hostile_names_do_no_harm_to_the_terminal()
    {
        cli.Write("specs/loan.spec.yaml", Spec.Replace("young:", "\"yo\\u001b[2Jung\":"));

        await cli.RunAsync("gate-diff", "main");

        cli.Out.Should().Contain("yo\\u001b[2Jung").And.NotContain("\u001b");
    }

    [Fact]
    public void A_git_that_is_not_there_fails_or_takes_too_long_is_said()
    {
        Problem(new GitProcess(cli.Folder, "no-such-git-anywhere"), "version").Should().StartWith("git cannot be started.");
        Problem(new GitProcess(cli.Folder), "no-such-command").Should().StartWith("git no-such-command ended with 1.");
        var slow = cli.Write("slow-git", "#!/bin/sh\nexec sleep 600\n");
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(slow, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Problem(new GitProcess(cli.Folder, slow, TimeSpan.FromMilliseconds(50)), "version").Should().Be("git version took too long. Found no end after 0.1 s; expected one.");
    }

    [Fact]
    public void A_cancelled_git_is_stopped()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        var run = () => new GitProcess(cli.Folder).Run(["version"], mayFail: false, source.Token);

        run.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public async Task An_accepted_drop_is_told_slice_by_slice()
    {
        WriteSnapshot(0.75);
        git.Commit("accepted");
        WriteSnapshot(0.5);

        (await cli.RunAsync("gate-diff", "main", "--fail-on", "loosened")).Should().Be(ExitCodes.Failed);

        cli.Out.Should().Contain("▼ Loan: snapshot accepted with a drop: young: recall 0.5, was 0.75\n    specs/loan.verified.json:");
    }

    [Theory]
    [InlineData("MSPEC430")]
    [InlineData("MSPEC431")]
    [InlineData("MSPEC432")]
    public async Task The_page_of_a_diagnostic_shows_its_real_message(string id)
    {
        string message;
        if (id == "MSPEC430")
        {
            message = $"modelspecs: error {id}: {Problem(new GitProcess(cli.Folder), "no-such-command")}";
        }
        else
        {
            if (id == "MSPEC431")
            {
                Directory.Delete(Path.Combine(cli.Folder, ".git"), recursive: true);
            }

            (await cli.RunAsync("gate-diff", "origin/mian")).Should().Be(ExitCodes.Wrong);
            message = cli.Error.Trim();
        }

        var page = Repository.Read("docs", "diagnostics", id + ".md");
        page.Should().StartWith($"# {id}: {SpecDiagnostics.All.Single(d => d.Id == id).Title}\n").And.Contain($"```\n{message.Replace(cli.Folder, "/repo")}\n```\n").And.Contain("## What to do\n");
    }

    private void WriteSnapshot(double recall) => cli.Write("specs/loan.verified.json", System.Text.Encoding.UTF8.GetString(SnapshotText.Write(new SnapshotDocument
    {
        Tool = "modelspecs 0.1.0",
        Name = "Loan",
        Spec = new SnapshotFile("specs/loan.spec.yaml", new string('a', 64)),
        Task = "binary",
        Golden = new SnapshotFile("specs/golden.csv", new string('b', 64)),
        Rows = 6,
        Slices =
        [
            new SnapshotSlice { Slice = "overall", N = 6, Metrics = [new SnapshotMetric("accuracy", 1, null, null, 6)] },
            new SnapshotSlice { Slice = "young", N = 3, Metrics = [new SnapshotMetric("recall", recall, null, null, 2)] },
        ],
    })));

    private static string Problem(GitProcess process, string command)
    {
        var run = () => process.Run([command], mayFail: false, TestContext.Current.CancellationToken);
        return run.Should().Throw<SpecException>().Which.Diagnostics.Should().ContainSingle(d => d.Id == "MSPEC430").Which.Message;
    }
}
