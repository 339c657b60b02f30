namespace ModelSpecs.Cli.Tests.Compare;

/// <summary>The champion, the planted challenger and their golden set beside the spec that <c>docs/comparing.md</c> shows.</summary>
internal static class LoanFolder
{
    /// <summary>Text of the page.</summary>
    public static string Page { get; } = Repository.Read("docs", "comparing.md").ReplaceLineEndings("\n");

    /// <summary>The harness with the files in it.</summary>
    public static CliHarness WithLoan(this CliHarness cli)
    {
        var loan = Directory.CreateDirectory(Path.Combine(cli.Folder, "testdata", "loan")).FullName;
        foreach (var file in (string[])["champion.onnx", "challenger.onnx", "golden.csv"])
        {
            File.Copy(Path.Combine(Repository.Root, "testdata", "loan", file), Path.Combine(loan, file));
        }

        cli.Write("challenger.spec.yaml", "spec: Challenger\n" + Block("```yaml\nspec: Challenger\n"));
        return cli;
    }

    /// <summary>What a block of the page holds, its beginning left out.</summary>
    public static string Block(string beginning)
    {
        var start = Page.IndexOf(beginning, StringComparison.Ordinal);
        start.Should().BePositive();
        start += beginning.Length;
        return Page[start..Page.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
