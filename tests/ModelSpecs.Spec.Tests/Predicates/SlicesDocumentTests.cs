using System.Reflection;
using System.Text.RegularExpressions;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Spec.Tests.Predicates;

/// <summary>Holds docs/slices.md to the language: every example in it is parsed.</summary>
public sealed partial class SlicesDocumentTests
{
    private static readonly Dictionary<string, ColumnKind> Columns = new(StringComparer.Ordinal)
    {
        ["age"] = ColumnKind.Integer,
        ["history_months"] = ColumnKind.Integer,
        ["loan_id"] = ColumnKind.Integer,
        ["income"] = ColumnKind.Number,
        ["debt"] = ColumnKind.Number,
        ["employer"] = ColumnKind.String,
        ["country"] = ColumnKind.String,
        ["name"] = ColumnKind.String,
        ["discount"] = ColumnKind.String,
        ["zip code"] = ColumnKind.String,
        ["applied_at"] = ColumnKind.Date,
        ["active"] = ColumnKind.Boolean,
    };

    private static readonly Dictionary<string, ColumnKind> Derived = new(StringComparer.Ordinal)
    {
        ["prediction"] = ColumnKind.String,
        ["score"] = ColumnKind.Number,
        ["confidence"] = ColumnKind.Number,
        ["correct"] = ColumnKind.Boolean,
    };

    public static TheoryData<string> Right => [.. Lines("predicate")];

    public static TheoryData<string> Wrong => [.. Lines("wrong")];

    public static TheoryData<string> Yaml => [.. Blocks("yaml")];

    [Theory]
    [MemberData(nameof(Right))]
    public void A_predicate_of_the_document_binds(string text) => Bind(text).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_the_document_calls_wrong_is_one_error(string text) =>
        Bind(text).Should().ContainSingle().Which.Severity.Should().Be(DiagnosticSeverity.Error);

    [Theory]
    [MemberData(nameof(Yaml))]
    public void The_slices_of_the_document_parse_and_their_predicates_bind(string yaml)
    {
        var (spec, problems) = SpecText.Parse(SpecText.Header + yaml);
        problems.Should().BeEmpty();
        spec!.Slices.Should().NotBeEmpty();
        foreach (var slice in spec.Slices.OfType<PredicateSlice>())
        {
            PredicateBinder.Bind(slice.Where, Find, Columns.Keys, Derived, problems).Should().NotBeNull();
            problems.Should().BeEmpty();
        }
    }

    [Fact]
    public void The_values_of_the_tables_are_read_as_the_document_says()
    {
        var rows = ValueRow().Matches(Document).Select(m => (Kind: m.Groups["kind"].Value, Examples: Code().Matches(m.Groups["examples"].Value).Select(c => c.Groups["code"].Value.Trim()).ToList())).ToList();
        rows.Select(r => r.Kind).Should().Equal("integer", "number", "text", "boolean", "date", "column");
        foreach (var example in rows.SelectMany(r => r.Examples.Select(e => (r.Kind, Text: e))))
        {
            var text = example.Kind == "column" ? $"{example.Text} = 1" : $"x in ({example.Text})";
            var problems = new List<SpecDiagnostic>();
            var predicate = PredicateParser.Parse(text, PredicateCase.SpanOf(text), 0, problems);
            problems.Should().BeEmpty("of {0}", text);
            var kind = example.Kind switch { "integer" => ColumnKind.Integer, "number" => ColumnKind.Number, "text" => ColumnKind.String, "boolean" => ColumnKind.Boolean, "date" => ColumnKind.Date, _ => ColumnKind.Integer };
            PredicateBinder.Bind(predicate!, _ => kind, [], Derived, problems).Should().NotBeNull("of {0}", text);
        }
    }

    [Fact]
    public void The_document_names_every_derived_column() =>
        DerivedNames.All.Should().OnlyContain(name => Document.Contains($"\n| `{name}` |", StringComparison.Ordinal));

    private static ColumnKind? Find(string name) => name == "error" ? ColumnKind.String : Columns.TryGetValue(name, out var kind) ? kind : null;

    private static List<SpecDiagnostic> Bind(string text)
    {
        var problems = new List<SpecDiagnostic>();
        if (PredicateParser.Parse(text, new SourceSpan("x", 1, 1, 1, 1 + text.Length), 0, problems) is { } predicate)
        {
            PredicateBinder.Bind(predicate, Find, Columns.Keys, Derived, problems);
        }

        return problems;
    }

    private static string Document { get; } = File.ReadAllText(Path.Combine(
        typeof(SlicesDocumentTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!, "docs", "slices.md"));

    private static IEnumerable<string> Lines(string language) => Blocks(language).SelectMany(b => b.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Blocks(string language) => Block().Matches(Document).Where(m => m.Groups["language"].Value == language).Select(m => m.Groups["text"].Value);

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\| (?<kind>integer|number|text|boolean|date|column) \| (?<examples>[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex ValueRow();

    [GeneratedRegex("(?<ticks>`+)(?<code>.+?)(?<!`)\\k<ticks>(?!`)")]
    private static partial Regex Code();
}
