using System.Text.RegularExpressions;

namespace ModelSpecs.Cli.Tests.Snapshots;

/// <summary>The summary on <c>docs/summary.md</c> is what a run of <c>testdata/loan</c> leaves.</summary>
public sealed partial class SummaryPageTests : IDisposable
{
    private const string Spec = """
        spec: Loan default
        model: ../models/champion.onnx
        golden: ../data/golden.csv
        label: defaulted
        id: loan_id
        positive: 1
        threshold: 0.30
        owner: risk-ml
        inputs: { X: [income, debt_ratio, age, history_months, amount, utilisation] }
        outputs: { score: "probabilities[1]" }
        expect: { roc_auc: ">= 0.85" }
        slices:
          young: age < 25
          country: { by: country }
        snapshot:
          recall: { max_drop: 0.05 }
        verdict: { judge: lenient, correction: holm, min_rows: 30, inconclusive: warn }

        """;

    private readonly CliHarness cli = new();
    private readonly GitFolder git;

    public SummaryPageTests() => git = new GitFolder(cli);

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task The_page_shows_the_summary_of_a_real_run()
    {
        Copy("golden.csv", "data/golden.csv");
        Copy("champion.onnx", "models/champion.onnx");
        Copy("challenger.onnx", "models/challenger.onnx");
        cli.Write("specs/loan.spec.yaml", Spec);
        await cli.RunAsync("run", "--quiet");
        (await cli.RunAsync("accept")).Should().Be(ExitCodes.Passed, cli.Error);
        git.Commit("the champion, approved");
        git.Run("checkout", "--quiet", "-b", "challenger");
        cli.Write("specs/loan.spec.yaml", Spec.Replace("champion.onnx", "challenger.onnx").Replace("utilisation] }", "utilisation, late_payments] }").Replace(">= 0.85", ">= 0.80"));

        (await cli.RunAsync("run", "--report", "out", "--base", "main")).Should().Be(ExitCodes.Failed, cli.Error);

        var summary = Commit().Replace(cli.Read("out/summary.md"), "(`4f1c2ab09d3e`)");
        var file = Path.Combine(Repository.Root, "docs", "summary.md");
        var page = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("MODELSPECS_UPDATE") == "1")
        {
            page = Sample().Replace(page, _ => $"<!-- sample -->\n\n{summary}\n<!-- end of sample -->");
            await File.WriteAllTextAsync(file, page, TestContext.Current.CancellationToken);
        }

        Sample().Match(page).Groups[1].Value.Should().Be(summary);
    }

    private void Copy(string name, string to)
    {
        var full = Path.Combine(cli.Folder, to);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.Copy(Path.Combine(Repository.Root, "testdata", "loan", name), full);
    }

    [GeneratedRegex("<!-- sample -->\n\n(.*?)\n<!-- end of sample -->", RegexOptions.Singleline)]
    private static partial Regex Sample();

    // It is another every time.
    [GeneratedRegex("\\(`[0-9a-f]{12}`\\)")]
    private static partial Regex Commit();
}
