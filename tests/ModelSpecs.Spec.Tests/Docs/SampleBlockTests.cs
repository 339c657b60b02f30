using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Spec.Tests.Docs;

/// <summary>YAML shown on a page is a spec or a part of one, unless the page says otherwise.</summary>
public sealed class SampleBlockTests
{
    private const string NotASpec = "<!-- not a spec -->";

    /// <summary>The pages whose blocks are held here; diagnostics and broken specs show mistakes and have tests of their own.</summary>
    public static IEnumerable<TheoryDataRow<string>> Pages() =>
        MarkdownPage.All()
            .Where(page => !page.Name.StartsWith("docs/diagnostics/", StringComparison.Ordinal) && page.Name != "docs/broken-specs.md")
            .Where(page => Blocks(page.Name).Any())
            .Select(page => new TheoryDataRow<string>(page.Name));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_of_yaml_parses_or_is_marked(string page)
    {
        foreach (var block in Blocks(page))
        {
            var problems = Problems(block.Text);
            if (block.Language == "yaml")
            {
                problems.Should().BeEmpty($"{page}:{block.Line} is a spec or a part of one");
            }
            else
            {
                block.Language.Should().Be("yaml wrong", $"{page}:{block.Line} has no other mark");
                problems.Should().NotBeEmpty($"{page}:{block.Line} is shown as wrong");
            }
        }
    }

    [Fact]
    public void Whole_specs_are_among_the_blocks() =>
        Pages().Select(row => row.Data).SelectMany(Blocks).Count(block => IsWhole(block.Text)).Should().BeGreaterThan(25);

    [Fact]
    public void Every_block_of_Python_says_that_it_is_not_run()
    {
        var blocks = MarkdownPage.All()
            .Where(page => !page.Name.StartsWith("docs/diagnostics/", StringComparison.Ordinal))
            .SelectMany(page => Markdown.Blocks(page.FullName).Where(block => block.Language == "python").Select(block => (page.Name, block.Line, block.Text))).ToList();

        blocks.Should().HaveCountGreaterThan(4);
        blocks.Where(block => !block.Text.StartsWith("# Not run by the tests of this repository", StringComparison.Ordinal)).Select(block => $"{block.Name}:{block.Line}").Should().BeEmpty();
    }

    private static IEnumerable<MarkdownBlock> Blocks(string page)
    {
        var lines = File.ReadAllLines(Checkout.PathOf(page));
        return Markdown.Blocks(Checkout.PathOf(page))
            .Where(block => block.Language.Split(' ')[0] == "yaml")
            .Where(block => !lines.Take(block.Line - 1).Reverse().SkipWhile(line => line.Length == 0).Take(1).Contains(NotASpec));
    }

    /// <summary>What is wrong with a block, as it stands where it belongs: a spec, defaults, or a part of a spec.</summary>
    private static IReadOnlyList<SpecDiagnostic> Problems(string text)
    {
        const string Spec = "specs/x/loan.spec.yaml";
        var files = new MemoryFiles();
        if (text.StartsWith("# modelspecs.yaml", StringComparison.Ordinal))
        {
            files.With("modelspecs.yaml", text).With(Spec, SpecText.Whole("expect: { n: \">= 5\" }"));
        }
        else
        {
            // What a spec of a page extends is a file of that page.
            files.With("specs/x/shared/loan.yaml", "golden: ../golden.csv").With("specs/x/loan.yaml", "golden: golden.csv").With("specs/x/portugal.yaml", "golden: golden.csv");
            files.With(Spec, IsWhole(text) ? text : SpecText.Whole(text, hasModel: !Says(text, "predictions")));
        }

        // A part may expect nothing.
        return [.. SpecParser.Parse(MemoryFiles.Full(Spec), files).Diagnostics.Where(problem => IsWhole(text) || problem.Id != "MSPEC042")];
    }

    // One that extends another, or shows its name and its slices alone, is a part.
    private static bool IsWhole(string text) => Says(text, "spec") && !Says(text, "extends") && (Says(text, "golden") || Says(text, "label"));

    private static bool Says(string text, string key) => text.Split('\n').Any(line => line.StartsWith(key + ":", StringComparison.Ordinal));
}
