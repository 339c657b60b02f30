using ModelSpecs.Engine.Running;
using ModelSpecs.Results;

namespace ModelSpecs.EndToEnd.Tests.Samples;

/// <summary>What <c>docs/comparing.md</c> shows of the planted challenger is what comes.</summary>
public sealed class ComparingPageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("modelspecs-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_page_shows_the_one_check_that_fails()
    {
        var page = (await File.ReadAllTextAsync(Path.Combine(Sample.Root, "docs", "comparing.md"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var spec = Block(page, "```yaml\nspec: Challenger");
        var loan = Directory.CreateDirectory(Path.Combine(folder, "testdata", "loan")).FullName;
        foreach (var file in (string[])["champion.onnx", "challenger.onnx", "golden.csv"])
        {
            File.Copy(Path.Combine(Sample.Root, "testdata", "loan", file), Path.Combine(loan, file));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "modelspecs.yaml"), "root: true\n", TestContext.Current.CancellationToken);
        var path = Path.Combine(folder, "challenger.spec.yaml");
        await File.WriteAllTextAsync(path, spec, TestContext.Current.CancellationToken);

        var result = await SuiteRunner.RunAsync(Sample.ParseFile(path), new RunOptions(), TestContext.Current.CancellationToken);

        result.Checks.Should().HaveCount(20);
        result.Checks.Where(check => check.Outcome == Outcome.Inconclusive).Select(check => check.Group).Distinct().Should().HaveCount(3);
        var failed = result.Checks.Where(check => check.Outcome is Outcome.Failed or Outcome.Error).Should().ContainSingle().Subject;
        failed.Message.Replace(folder, "/repo", StringComparison.Ordinal).Should().Be(Block(page, "```text\nyoung: recall").TrimEnd('\n'));
    }

    private static string Block(string page, string begin)
    {
        var start = page.IndexOf(begin, StringComparison.Ordinal);
        start.Should().BeGreaterThan(0);
        start = page.IndexOf('\n', start) + 1;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
