using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Spec.Tests.Docs;

/// <summary>The snippets of <c>docs/editor</c>, filled with their defaults, are specs.</summary>
public sealed partial class SnippetTests
{
    private const string Around = "spec: x\npredictions: { label: p }\ngolden: golden.csv\nlabel: y\nexpect: { accuracy: \">= 0.5\" }\n";
    private static readonly JsonObject Snippets = JsonNode.Parse(File.ReadAllText(Checkout.PathOf("docs/editor/modelspecs.code-snippets")))!.AsObject();

    public static TheoryData<string> Names => [.. Snippets.Select(snippet => snippet.Key)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_body_of_a_snippet_with_its_defaults_parses_as_a_spec_or_a_part_of_one(string name)
    {
        var body = string.Join('\n', Snippets[name]!["body"]!.AsArray().Select(line => Filled(line!.GetValue<string>())));
        var prefix = Snippets[name]!["prefix"]!.GetValue<string>();
        var spec = prefix switch
        {
            "spec" or "spec-columns" => body,
            "slice" or "slice-by" => $"{Around}slices:\n{Indented(body)}\n",
            "slice-cross" => $"{Around}slices:\n  country: {{ by: country }}\n  income: {{ by: income, edges: [20_000] }}\n{Indented(body)}\n",
            "waiver" => $"{Around}slices: {{ young: {{ where: age < 25, expect: {{ recall: \">= 0.7\" }} }} }}\n{body}\n",
            _ => $"{Around}{body}\n",
        };

        body.Should().NotContain("${").And.NotBeEmpty();
        SpecParser.Parse(MemoryFiles.Full("specs/x.spec.yaml"), new MemoryFiles().With("specs/x.spec.yaml", spec)).Diagnostics.Should().BeEmpty(spec);
    }

    [Fact]
    public void Every_snippet_has_a_prefix_of_its_own_and_is_named_on_the_page()
    {
        var prefixes = Snippets.Select(snippet => snippet.Value!["prefix"]!.GetValue<string>()).ToList();

        prefixes.Should().OnlyHaveUniqueItems();
        var page = File.ReadAllText(Checkout.PathOf("docs/editor.md"));
        prefixes.Should().OnlyContain(prefix => page.Contains($"`{prefix}`", StringComparison.Ordinal));
    }

    private static string Indented(string body) => string.Join('\n', body.Split('\n').Select(line => $"  {line}"));

    private static string Filled(string line) => Choice().Replace(Default().Replace(line, "$1"), "$1").Replace("\\$", "$", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\\)\$\{[0-9]+:([^}]*)\}")]
    private static partial Regex Default();

    [GeneratedRegex(@"(?<!\\)\$\{[0-9]+\|([^,|]*)[^|]*\|\}")]
    private static partial Regex Choice();
}
