using System.Globalization;
using System.Text.Json.Nodes;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Schema;

namespace ModelSpecs.Spec.Tests.Schema;

public sealed class SpecSchemaTests
{
    private static readonly SchemaValidator Specs = new(SpecSchema.Write());
    private static readonly SchemaValidator Defaults = new(SpecSchema.WriteDefaults());

    /// <summary>Snippets that an editor must mark, and the parser refuse.</summary>
    public static readonly TheoryData<string> Broken =
    [
        "trheshold: 0.5",
        "task: binnary",
        "task: detection",
        "threshold: high",
        "model: { path: model.onnx, sha: abc }",
        "golden: { path: golden.csv, sha256: abc }",
        "golden: /data/golden.csv",
        "golden: data\\golden.csv",
        "golden: https://example.org/golden.csv",
        "golden: { path: golden.csv, format: parquet }",
        "golden: { path: golden.csv, columns: { zip: text } }",
        "golden: { path: golden.csv, labelled_at_least: 95, labels_missing: drop }",
        "extends: base.json",
        "classes: [one]",
        "classes: one",
        "inputs: [age]",
        "inputs: { X: { columns: [age], shape: [0] } }",
        "inputs: { X: { npy: a.npy, columns: [a], dtype: float } }",
        "outputs: { scores: p }",
        "outputs: { activation: relu }",
        "expect: [accuracy]",
        "expect: { accuracy: 0.8 }",
        "expect: { accuracy: \"0.8\" }",
        "expect: { accuracy: \"=> 0.8\" }",
        "expect: { accuracy: \">= overall - 0.1\" }",
        "expect: { accuracy: \">= champions\" }",
        "expect: { acuracy: \">= 0.8\" }",
        "expect: { accuracy: { class: a, is: \">= 0.8\" } }",
        "expect: { recall: { average: binary, is: \">= 0.8\" } }",
        "expect: { recall: { class: a } }",
        "expect: { recall: [] }",
        "expect: { ece: { bins: 0, is: \"<= 0.1\" } }",
        "expect: { recall: { zero_division: 2, is: \">= 0.1\" } }",
        "slices: { young: [age] }",
        "slices: { overall: age < 25 }",
        "slices: { country: { by: country, every: decade } }",
        "slices: { country: { by: country, others: deny } }",
        "slices: { country: { by: country, gap: { fpr: \"<= overall\" } } }",
        "slices: { country: { by: country, gap: { fpr: { is: \"<= 0.1\", ratio: \">= 0.1\" } } } }",
        "slices: { both: { cross: [country] } }",
        "slices: { young: { where: age < 25, min_rows: 0 } }",
        "every_slice: { accuracy: \">= 0.8\" }",
        "verdict: { inconclusive: ignore }",
        "golden: { path: golden.csv, time: applied_at }",
        "run: { threads: 0 }",
        "runbook: javascript:alert(1)",
        "tags: nightly",
        "snapshot: { recall: 0.1 }",
        "snapshot: { recall: { max_drop: -0.1 } }",
        "snapshot: { recall: { max_drop: 0.1, max_change: 0.1 } }",
        "snapshot: { recall: { is: \">= 0.1\" } }",
        "snapshot: false",
        "snapshot: { allow: [everything] }",
        "compare: { recall: { max_drop: 0.1 }, champion: [a.onnx] }",
        "compare: { champion: a.onnx, rows_from: challenger }",
        "latency: { p95: \"<= 2\" }",
        "latency: { p95: \"<= 2 ms\", rate: 200 }",
    ];

    [Fact]
    public void The_schema_of_specs_in_the_checkout_is_the_one_that_is_written() =>
        Checkout.ShouldHold("schema/modelspec.schema.json", SpecSchema.Write());

    [Fact]
    public void The_schema_of_defaults_in_the_checkout_is_the_one_that_is_written() =>
        Checkout.ShouldHold("schema/modelspecs-defaults.schema.json", SpecSchema.WriteDefaults());

    [Fact]
    public void The_schemas_are_json_of_draft_7_and_every_reference_has_its_definition()
    {
        foreach (var text in (string[])[SpecSchema.Write(), SpecSchema.WriteDefaults()])
        {
            var schema = JsonNode.Parse(text)!;
            schema["$schema"]!.GetValue<string>().Should().Be("http://json-schema.org/draft-07/schema#");
            var references = text.Split("\"$ref\": \"#/definitions/").Skip(1).Select(part => part[..part.IndexOf('"', StringComparison.Ordinal)]).ToHashSet();
            references.Should().NotBeEmpty();
            schema["definitions"]!.AsObject().Select(definition => definition.Key).Should().BeEquivalentTo(references);
        }
    }

    [Fact]
    public void The_same_text_is_written_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        var expected = SpecSchema.Write();
        try
        {
            CultureInfo.CurrentCulture = TestCulture.WithCommas();
            SpecSchema.Write().Should().Be(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_the_schema_marks_the_parser_refuses(string snippet)
    {
        Specs.Validate(YamlJson.Parse(SpecText.Whole(snippet))).Should().NotBeEmpty("the schema marks it");
        SpecText.Errors(SpecText.Parse(snippet)).Should().NotBeEmpty("the parser refuses it");
    }

    [Fact]
    public void Every_spec_of_this_repository_is_valid()
    {
        var files = Directory.GetFiles(Checkout.PathOf("specs"), "*.yaml", SearchOption.AllDirectories);
        files.Should().HaveCountGreaterThan(5);
        foreach (var file in files)
        {
            var isSpec = file.EndsWith(".spec.yaml", StringComparison.Ordinal);
            (isSpec ? Specs : Defaults).Validate(YamlJson.Parse(File.ReadAllText(file))).Should().BeEmpty(file);
            if (isSpec)
            {
                SpecParser.Parse(file, new DiskSpecFiles()).Diagnostics.Should().BeEmpty(file);
            }
        }
    }

    [Theory]
    [InlineData("golden: { path: a.csv, nulls: ['', NA, null] }")]
    [InlineData("classes: [0, 1, true]")]
    [InlineData("positive: 1")]
    [InlineData("slices: { income: { by: income, edges: [-1_000, 20_000, 1e6, .5e7] } }")]
    [InlineData("verdict: { min_rows: 1_000 }")]
    [InlineData("inputs: { X: px0..px63, Y: [a, b], Z: { columns: a } }")]
    [InlineData("expect: { recall: [\">= 0.7\", { class: 7, is: \"<= 99 %\" }] }")]
    [InlineData("slices: { s: { where: a < 1, expect: { recall: \">= 0.9 x overall - 5 %\" } } }")]
    [InlineData("runbook: https://wiki.example.org/page?x=1:2")]
    [InlineData("runbook: docs/runbooks/loan.md")]
    [InlineData("tags: [nightly, 2024]")]
    public void What_the_parser_accepts_the_schema_does_not_mark(string snippet)
    {
        SpecText.Errors(SpecText.Parse(snippet)).Should().BeEmpty();
        Specs.Validate(YamlJson.Parse(SpecText.Whole(snippet))).Should().BeEmpty();
    }
}
