using System.Text.Json.Nodes;
using ModelSpecs.Spec.Schema;

namespace ModelSpecs.Spec.Tests.Schema;

/// <summary>The schema of one spec offers its names and refuses nothing that the general one allows.</summary>
public sealed class SchemaNamesTests
{
    private static readonly SchemaNames Names = new()
    {
        Comment = "Made for a test",
        Columns = ["age", "income", "a \"quoted\" column\u0007"],
        Derived = ["score"],
        NumericColumns = ["age"],
        Values = ["DE", "FR"],
        Classes = ["good", "bad"],
        Slices = ["young"],
        Inputs = ["X"],
        Outputs = ["probabilities", "probabilities[1]"],
        Checks = ["young: recall"],
    };

    private static readonly string Text = SpecSchema.Write(Names);
    private static readonly SchemaValidator Named = new(Text);

    [Fact]
    public void Every_spec_of_this_repository_is_valid_whatever_names_are_offered()
    {
        var files = Directory.GetFiles(Checkout.PathOf("specs"), "*.spec.yaml", SearchOption.AllDirectories);
        files.Should().HaveCountGreaterThan(5);
        foreach (var file in files)
        {
            Named.Validate(YamlJson.Parse(File.ReadAllText(file))).Should().BeEmpty(file);
        }
    }

    [Theory]
    [MemberData(nameof(SpecSchemaTests.Broken), MemberType = typeof(SpecSchemaTests))]
    public void What_the_general_schema_marks_it_marks_too(string snippet) =>
        Named.Validate(YamlJson.Parse(SpecText.Whole(snippet))).Should().NotBeEmpty();

    [Fact]
    public void Each_list_of_names_stands_once_and_is_referred_to_where_the_names_belong()
    {
        var schema = JsonNode.Parse(Text)!;
        schema["$comment"]!.GetValue<string>().Should().Be("Made for a test");
        Enum("names-columns").Should().Equal(Names.Columns);
        Enum("names-sliced-by").Should().Equal([.. Names.Columns, "score"]);
        Enum("names-numbers").Should().Equal("age");
        Enum("names-values").Should().Equal("DE", "FR");
        Enum("names-classes").Should().Equal("good", "bad");
        Enum("names-checks").Should().Equal("young: recall");
        ReferenceOf(schema["properties"]!["id"]!).Should().Be("#/definitions/names-columns");
        ReferenceOf(schema["properties"]!["classes"]!["items"]!).Should().Be("#/definitions/names-classes");
        schema["properties"]!["inputs"]!["properties"]!.AsObject().Select(input => input.Key).Should().Equal("X");
        var slice = schema["properties"]!["slices"]!["additionalProperties"]!["anyOf"]!.AsArray().Single(form => form!["properties"] is not null)!["properties"]!;
        ReferenceOf(slice["by"]!).Should().Be("#/definitions/names-sliced-by");
        ReferenceOf(slice["values"]!["items"]!).Should().Be("#/definitions/names-values");
        ReferenceOf(slice["cross"]!["items"]!).Should().Be("#/definitions/names-slices");
        Text.Should().Contain("#/definitions/names-numbers").And.Contain("#/definitions/names-outputs");

        IEnumerable<string> Enum(string definition) => schema["definitions"]![definition]!["enum"]!.AsArray().Select(name => name!.GetValue<string>());
        static string ReferenceOf(JsonNode text) => text["anyOf"]![0]!["$ref"]!.GetValue<string>();
    }

    [Fact]
    public void Without_names_it_is_the_general_schema_but_for_its_comment()
    {
        var lines = SpecSchema.Write(new SchemaNames { Comment = "c" }).Split('\n');

        lines.Where(line => !line.Contains("$comment", StringComparison.Ordinal)).Should().Equal(SpecSchema.Write().Split('\n'));
    }
}
