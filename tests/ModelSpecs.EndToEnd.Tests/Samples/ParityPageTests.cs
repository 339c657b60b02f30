using ModelSpecs.Engine.Running;
using ModelSpecs.Results;

namespace ModelSpecs.EndToEnd.Tests.Samples;

/// <summary>What <c>docs/parity.md</c> shows of the planted fault is what comes.</summary>
public sealed class ParityPageTests : IDisposable
{
    private static readonly string PagePath = Path.Combine(Sample.Root, "docs", "parity.md");
    private readonly string folder = Directory.CreateTempSubdirectory("modelspecs-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_page_shows_the_check_that_fails_while_the_metric_passes()
    {
        var page = (await File.ReadAllTextAsync(PagePath, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var (from, to) = Block(page, "```yaml\nspec: Breast cancer");

        var result = await RunAsync(page[from..to]);

        result.Checks.Select(check => (check.Name, check.Outcome)).Should().Equal(
            ("overall: roc_auc >= 0.95", Outcome.Passed), ("overall: parity before quantising", Outcome.Failed), ("large: parity before quantising", Outcome.Failed));
        result.Checks[0].Value.Should().BeApproximately(0.970, 0.0005);
        var message = result.Checks[2].Message.Replace(folder, "/repo", StringComparison.Ordinal);
        var (start, end) = Block(page, "```text\nlarge: parity");
        if (Environment.GetEnvironmentVariable("MODELSPECS_UPDATE") == "1")
        {
            page = $"{page[..start]}{message}\n{page[end..]}";
            (start, end) = Block(page, "```text\nlarge: parity");
            await File.WriteAllTextAsync(PagePath, page, TestContext.Current.CancellationToken);
        }

        message.Should().Be(page[start..end].TrimEnd('\n'));
    }

    /// <summary>The fault that was planted is found by every way to record, and the model without it by none.</summary>
    [Fact]
    public async Task The_contract_of_the_page_and_every_parity_of_the_sample_hold_for_the_good_model_alone()
    {
        var page = (await File.ReadAllTextAsync(PagePath, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var (from, to) = Block(page, "```yaml\ncontract:");
        var sample = await File.ReadAllTextAsync(Path.Combine(Sample.Root, "specs", "breast-cancer-int8.spec.yaml"), TestContext.Current.CancellationToken);
        sample.ReplaceLineEndings("\n").Should().EndWith(page[from..to]);
        var spec = sample.Replace("../testdata", "testdata", StringComparison.Ordinal);

        var good = await RunAsync(spec);
        var bad = await RunAsync(spec.Replace("quantised/model.onnx\n", "quantised/nibble.onnx\n", StringComparison.Ordinal));

        good.Checks.Should().HaveCount(21).And.OnlyContain(check => check.Outcome == Outcome.Passed);
        bad.Checks.Where(check => check.Kind == "parity").Should().HaveCount(15).And.OnlyContain(check => check.Outcome == Outcome.Failed && check.Message.Contains("  worst     "));
        bad.Checks.Where(check => check.Kind != "parity").Should().OnlyContain(check => check.Outcome == Outcome.Passed, "neither the metric nor the contract sees it");
    }

    private async Task<SuiteResult> RunAsync(string spec)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Sample.Root, "testdata"), "*", SearchOption.AllDirectories).Where(file => file.Contains("quantised", StringComparison.Ordinal) || file.Contains("breast_cancer", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Sample.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "modelspecs.yaml"), "root: true\n", TestContext.Current.CancellationToken);
        var path = Path.Combine(folder, "quantised.spec.yaml");
        await File.WriteAllTextAsync(path, spec, TestContext.Current.CancellationToken);
        return await SuiteRunner.RunAsync(Sample.ParseFile(path), new RunOptions { Threads = 2 }, TestContext.Current.CancellationToken);
    }

    /// <summary>The block's text, without the line that opens it.</summary>
    private static (int From, int To) Block(string page, string begin)
    {
        var start = page.IndexOf(begin, StringComparison.Ordinal);
        start.Should().BeGreaterThan(0);
        start = page.IndexOf('\n', start) + 1;
        return (start, page.IndexOf("```", start, StringComparison.Ordinal));
    }
}
