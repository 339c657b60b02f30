using System.Text;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Predicates;
using ModelSpecs.Spec.Schema;
using ModelSpecs.Spec.Tests.Schema;

namespace ModelSpecs.Spec.Tests.Docs;

/// <summary>docs/spec.md: its tables are those of the catalogue, its samples are specs.</summary>
public sealed class SpecReferenceTests
{
    private const string Page = "docs/spec.md";
    private const string End = "<!-- end -->";

    public static IEnumerable<TheoryDataRow<int>> Samples() =>
        Markdown.Blocks(Checkout.PathOf(Page)).Where(block => block.Language == "yaml").Select(block => new TheoryDataRow<int>(block.Line));

    [Fact]
    public void The_tables_are_those_of_the_catalogues()
    {
        var page = File.ReadAllText(Checkout.PathOf(Page)).ReplaceLineEndings("\n");
        var seen = new List<string>();
        var text = new StringBuilder();
        var lines = page.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            text.Append(lines[i]).Append(i < lines.Length - 1 ? "\n" : "");
            if (!lines[i].StartsWith("<!-- ", StringComparison.Ordinal) || lines[i] == End)
            {
                continue;
            }

            var name = lines[i]["<!-- ".Length..^" -->".Length];
            text.Append(name == "metrics" ? ReferenceTables.Metrics() : ReferenceTables.Keys(KeyCatalogue.All.Single(m => "keys: " + m.Name == name)));
            seen.Add(name);
            i = Array.IndexOf(lines, End, i) - 1;
            i.Should().BePositive($"the table of {name} ends");
        }

        seen.Should().BeEquivalentTo(KeyCatalogue.All.Select(m => "keys: " + m.Name).Append("metrics"));
        Checkout.ShouldHold(Page, text.ToString());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_is_valid_for_parser_and_schema(int line)
    {
        var sample = Markdown.Blocks(Checkout.PathOf(Page)).Single(block => block.Line == line).Text;
        if (sample.StartsWith("# modelspecs.yaml", StringComparison.Ordinal))
        {
            new SchemaValidator(SpecSchema.WriteDefaults()).Validate(YamlJson.Parse(sample)).Should().BeEmpty();
            var files = new MemoryFiles().With("modelspecs.yaml", sample).With("a/a.spec.yaml", SpecText.Whole("expect: { n: \">= 5\" }"));
            SpecParser.Parse(MemoryFiles.Full("a/a.spec.yaml"), files).Diagnostics.Should().BeEmpty();
            return;
        }

        var isWhole = sample.Split('\n').Any(text => text.StartsWith("spec:", StringComparison.Ordinal));
        var whole = isWhole ? sample : SpecText.Whole(sample);
        new SchemaValidator(SpecSchema.Write()).Validate(YamlJson.Parse(whole)).Should().BeEmpty();
        var result = SpecParser.Parse(MemoryFiles.Full("specs/x/loan.spec.yaml"), new MemoryFiles().With("specs/x/loan.spec.yaml", whole));
        // A sample that shows one key may expect nothing.
        result.Diagnostics.Where(d => d.Id != "MSPEC042").Should().BeEmpty();
        result.Spec.Should().NotBeNull();
    }

    [Fact]
    public void Every_link_within_the_page_leads_to_a_heading()
    {
        var page = File.ReadAllText(Checkout.PathOf(Page));
        var anchors = page.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal))
            .Select(line => line[3..].Trim().ToLowerInvariant().Replace(' ', '-')).ToHashSet(StringComparer.Ordinal);
        var links = page.Split("](#").Skip(1).Select(part => part[..part.IndexOf(')', StringComparison.Ordinal)]).Distinct().ToList();
        links.Should().HaveCountGreaterThan(5);
        links.Where(link => !anchors.Contains(link)).Should().BeEmpty();
    }

    [Fact]
    public void The_limits_on_the_page_are_those_of_the_parser() =>
        File.ReadAllText(Checkout.PathOf(Page)).ReplaceLineEndings(" ").Should().Contain(FormattableString.Invariant(
            $"Limits: {SpecLimits.FileCharacters:N0} characters a file, {SpecLimits.Depth} levels, {SpecLimits.Aliases} aliases, {SpecLimits.Files} files merged into one spec, {SpecLimits.Slices:N0} slices, {SpecLimits.Classes:N0} classes, {PredicateParser.LongestText:N0} characters a predicate, {SpecLimits.NameCharacters} characters a name"));

    [Theory]
    [InlineData("{ \"a\": \">= 0.5\", \"b\": [\"x y\", \"7\", \"true\", \"\"] }", "{ a: \">= 0.5\", b: [x y, \"7\", \"true\", \"\"] }")]
    [InlineData("\"../a.csv\"", "../a.csv")]
    [InlineData("\"probabilities[1]\"", "\"probabilities[1]\"")]
    [InlineData("\"split = 'test'\"", "split = 'test'")]
    public void Examples_lose_the_quotes_that_yaml_does_not_need(string json, string yaml) => YamlExample.Of(json).Should().Be(yaml);
}
