using System.Text.RegularExpressions;

namespace ModelSpecs.Cli.Tests.Snapshots;

/// <summary>The life of a regression in a repository of its own: every output on <c>docs/life-of-a-regression.md</c> is what comes.</summary>
public sealed partial class LifeOfARegressionTests : IDisposable
{
    private const string Challenger = "model: ../models/challenger.onnx";

    private readonly CliHarness cli = new();
    private readonly GitFolder git;
    private readonly List<string> shown = [];

    public LifeOfARegressionTests() => git = new GitFolder(cli);

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task Accepted_broken_named_mended_accepted_and_read_in_the_diff()
    {
        var file = Path.Combine(Repository.Root, "docs", "life-of-a-regression.md");
        var page = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var spec = Yaml().Match(page).Groups[1].Value;
        spec.Should().StartWith("spec: Loan default\nmodel: ../models/champion.onnx\n");
        Copy("golden.csv", "data/golden.csv");
        Copy("champion.onnx", "models/champion.onnx");
        cli.Write(".gitignore", "*.received.*\n.modelspecs/\n");
        cli.Write(".gitattributes", "* text=auto eol=lf\n*.onnx binary\n*.rows binary\n");
        cli.Write("specs/loan.spec.yaml", spec);

        // Nothing is approved: nothing passes that is held against it.
        await Show(ExitCodes.Failed, "run", "--quiet");
        await Show(ExitCodes.Passed, "accept");
        await Show(ExitCodes.Passed, "run", "--quiet");
        git.Commit("the champion and what it does");

        // The planted challenger.
        Copy("challenger.onnx", "models/challenger.onnx");
        var swapped = spec.Replace("model: ../models/champion.onnx", Challenger, StringComparison.Ordinal).Replace("utilisation] }", "utilisation, late_payments] }", StringComparison.Ordinal);
        cli.Write("specs/loan.spec.yaml", swapped);
        Diff("diff", "-U0", "specs/loan.spec.yaml");
        await Show(ExitCodes.Failed, "run");
        cli.Out.Should().Contain("✗ young: recall >= snapshot - 0.05 failed.").And.Contain("now wrong 300 of 960 rows: L004109, L004567,").And.Contain(" 1 failed");

        // On a build server nobody can make it the bar; where a person does, the review of the gate says so.
        cli.Variables["CI"] = "true";
        await Show(ExitCodes.Wrong, "accept");
        cli.Variables.Clear();
        (await cli.RunAsync("accept")).Should().Be(ExitCodes.Passed, cli.Out);
        (await cli.RunAsync("gate-diff", "HEAD", "--fail-on", "loosened")).Should().Be(ExitCodes.Failed);
        cli.Out.Should().Contain("▼ Loan default: snapshot accepted with a drop: young: roc_auc 0.846177, was 0.778072; recall 0.0447761, was 0.791045");
        git.Run("checkout", "--quiet", "--", "specs");
        git.Run("clean", "--quiet", "--force", "-x", "specs");

        // Young applicants go to the champion again, in one file.
        byte[] Model(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, "testdata", "loan", name));
        await File.WriteAllBytesAsync(
            Path.Combine(cli.Folder, "models", "routed.onnx"), RoutedModel.Of(Model("champion.onnx"), Model("challenger.onnx"), features: 6, feature: 2, bound: 25), TestContext.Current.CancellationToken);
        cli.Write("specs/loan.spec.yaml", swapped.Replace(Challenger, "model: ../models/routed.onnx", StringComparison.Ordinal));
        await Show(ExitCodes.Passed, "run");
        cli.Out.Should().NotContain("✗");
        await Show(ExitCodes.Passed, "accept");
        Diff("diff", "-U0", "specs/loan.verified.json");
        var removed = git.Run("diff", "-U0", "specs/loan.verified.json").Split('\n').Count(line => line.StartsWith("-    {\"slice\"", StringComparison.Ordinal));
        removed.Should().Be(9, "one line a slice: the young, whose values stayed, are not among the ten");
        await Show(ExitCodes.Passed, "gate-diff", "HEAD");
        (await cli.RunAsync("run")).Should().Be(ExitCodes.Passed);
        cli.Out.Should().Contain("against the snapshot: no value changed; no prediction changed");

        if (Environment.GetEnvironmentVariable("MODELSPECS_UPDATE") == "1")
        {
            var next = 0;
            await File.WriteAllTextAsync(file, Console().Replace(page, _ => shown[next++]), TestContext.Current.CancellationToken);
        }

        Console().Matches(page).Select(block => block.Value).Should().Equal(shown);
    }

    private async Task Show(int expected, params string[] arguments)
    {
        (await cli.RunAsync(arguments)).Should().Be(expected, cli.Out + cli.Error);
        Add("modelspecs " + string.Join(' ', arguments), cli.Out + cli.Error);
    }

    private void Diff(params string[] arguments)
    {
        // Blobs are nobody's concern here.
        var lines = git.Run(arguments).Split('\n').Where(line => !line.StartsWith("index ", StringComparison.Ordinal));
        Add("git " + string.Join(' ', arguments), string.Join('\n', lines));
    }

    private void Add(string command, string output)
    {
        var text = Seconds().Replace(output.Replace(cli.Folder, "/repo", StringComparison.Ordinal), ", 1.0 s.");
        shown.Add($"```console\n$ {command}\n{Commit().Replace(text, "(4f1c2ab09d3e)").Trim('\n')}\n```");
    }

    private void Copy(string name, string to)
    {
        var full = Path.Combine(cli.Folder, to);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.Copy(Path.Combine(Repository.Root, "testdata", "loan", name), full);
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Yaml();

    [GeneratedRegex("```console\n.*?```", RegexOptions.Singleline)]
    private static partial Regex Console();

    // How long it took is another every time, and so is the commit.
    [GeneratedRegex(", [0-9]+\\.[0-9] s\\.")]
    private static partial Regex Seconds();

    [GeneratedRegex("\\([0-9a-f]{12}\\)")]
    private static partial Regex Commit();
}
