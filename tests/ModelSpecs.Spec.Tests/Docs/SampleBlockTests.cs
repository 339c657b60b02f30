using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Spec.Tests.Docs;

/// <summary>Whole specs shown on a page are specs.</summary>
public sealed class SampleBlockTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/datasets.md")]
    public void Every_whole_spec_on_a_page_parses_without_a_word(string page)
    {
        var specs = Markdown.Blocks(Checkout.PathOf(page)).Where(block => block.Language == "yaml" && block.Text.StartsWith("spec:", StringComparison.Ordinal)).ToList();

        specs.Should().NotBeEmpty();
        foreach (var block in specs)
        {
            var result = SpecParser.Parse(MemoryFiles.Full("specs/x.spec.yaml"), new MemoryFiles().With("specs/x.spec.yaml", block.Text));
            result.Diagnostics.Should().BeEmpty($"{page}:{block.Line} is a spec");
        }
    }
}
