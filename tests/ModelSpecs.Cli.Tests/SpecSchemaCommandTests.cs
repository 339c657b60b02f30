using System.Text.Json.Nodes;

namespace ModelSpecs.Cli.Tests;

/// <summary><c>modelspecs schema --for</c>.</summary>
public sealed class SpecSchemaCommandTests : IDisposable
{
    private readonly CliHarness cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task A_schema_of_a_spec_has_the_names_of_its_data_and_lies_below_the_root()
    {
        cli.WithTinySpec();
        cli.Write("specs/golden.csv", "y,p,age,country\n1,0.9,20,DE\n0,0.1,30,FR\n");

        (await cli.RunAsync("schema", "--for", "specs/tiny.spec.yaml")).Should().Be(ExitCodes.Passed);

        cli.Out.Should().Be("""
            Written: .modelspecs/schema/specs/tiny.schema.json
            At the top of specs/tiny.spec.yaml, in place of the lines that are there:
            # yaml-language-server: $schema=../.modelspecs/schema/specs/tiny.schema.json
            # $schema: ../.modelspecs/schema/specs/tiny.schema.json

            """.ReplaceLineEndings("\n"));
        Repository.Read("docs", "editor.md").ReplaceLineEndings("\n").Should().Contain($"```\n$ modelspecs schema --for specs/loan.spec.yaml\n{cli.Out.Replace("tiny", "loan")}```\n");
        Names("names-columns").Should().Equal("y", "p", "age", "country");
        Names("names-sliced-by").Should().Contain(["age", "score", "correct"]);
        Names("names-numbers").Should().Equal("y", "p", "age");
        Names("names-values").Should().Contain(["DE", "FR"]);
        Names("names-slices").Should().Equal("young");
        Names("names-checks").Should().Contain("young: recall");
        Names("names-classes").Should().Equal("0", "1");
    }

    [Fact]
    public async Task A_spec_without_its_data_has_a_schema_of_what_is_known_and_says_what_is_not()
    {
        cli.WithTinySpec();
        File.Delete(Path.Combine(cli.Folder, "specs", "golden.csv"));

        (await cli.RunAsync("schema", "--for", "specs")).Should().Be(ExitCodes.Passed);

        cli.Out.Should().Contain("golden.csv").And.Contain("error MSPEC");
        Names("names-slices").Should().Equal("young");
    }

    [Fact]
    public async Task Many_columns_and_values_are_capped_and_said()
    {
        cli.WithTinySpec();
        var columns = Enumerable.Range(0, 1_200).Select(column => $"c{column}").ToList();
        cli.Write("specs/golden.csv", $"y,p,age,{string.Join(',', columns)}\n1,0.9,20,{string.Join(',', columns.Select(column => $"v{column}"))}\n0,0.1,30,{string.Join(',', columns.Select(column => $"w{column}"))}\n");

        (await cli.RunAsync("schema", "--for", "specs")).Should().Be(ExitCodes.Passed);

        cli.Out.Should().Contain("1000 of 1203 columns are offered: at most 1000");
        Names("names-columns").Should().HaveCount(1_000);
        Names("names-values").Should().HaveCountLessThanOrEqualTo(2_000);
    }

    [Fact]
    public async Task One_file_is_not_for_several_specs_and_a_link_does_not_lead_out_of_the_root()
    {
        cli.WithTinySpec().WithTinySpec("specs/other.spec.yaml");
        (await cli.RunAsync("schema", "--for", "specs", "--out", "s.json")).Should().Be(ExitCodes.Wrong);
        cli.Error.Should().Contain("error MSPEC905: --out names one file. Found 2 specs");

        var outside = Directory.CreateTempSubdirectory("modelspecs-outside-");
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(cli.Folder, ".modelspecs"), outside.FullName);
            (await cli.RunAsync("schema", "--for", "specs/tiny.spec.yaml")).Should().Be(ExitCodes.Wrong);
            cli.Error.Should().Contain("error MSPEC904: ").And.Contain("leaves the root");
            outside.EnumerateFileSystemInfos().Should().BeEmpty();
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_schema_of_a_real_spec_has_its_columns_values_outputs_and_checks()
    {
        (await cli.RunAsync("schema", "--for", Path.Combine(Repository.Root, "specs", "loan.spec.yaml"), "--out", ".modelspecs/schema/specs/tiny.schema.json")).Should().Be(ExitCodes.Passed);

        Names("names-columns").Should().Contain(["age", "history_months", "employer", "defaulted"]);
        Names("names-values").Should().Contain(["DE", "branch"]);
        Names("names-outputs").Should().Contain(["probabilities", "probabilities[1]"]);
        Names("names-slices").Should().Contain(["young", "country x income"]);
        Names("names-checks").Should().Contain(["young: recall", "country = *: recall", "gender: gap ratio fpr"]);
    }

    private IEnumerable<string> Names(string definition) =>
        JsonNode.Parse(cli.Read(".modelspecs/schema/specs/tiny.schema.json"))!["definitions"]![definition]!["enum"]!.AsArray().Select(name => name!.GetValue<string>());
}
