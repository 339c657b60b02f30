using ModelSpecs.Generator.Tests.Support;

namespace ModelSpecs.Generator.Tests;

/// <summary>Nothing that a spec says can leave its literal.</summary>
public sealed class HostileNamesTests
{
    [Theory]
    [InlineData("a\\\"b")]
    [InlineData("*/ class X { } /*")]
    [InlineData("// nothing")]
    [InlineData("\\\"\\\"\\\"")]
    [InlineData("{0} {{ }}")]
    [InlineData("\\\\u0022);")]
    [InlineData("#line 1")]
    [InlineData("größe 模型 😀")]
    [InlineData("owner=admin")]
    [InlineData("Equals")]
    [InlineData("Spec")]
    public void A_text_of_a_spec_stays_a_text(string text)
    {
        var yaml = $$"""
            spec: "{{text}}"
            golden: golden.csv
            label: y
            task: binary
            predictions: { score: p }
            owner: "{{text}}"
            tags: ["{{text}}"]
            slices:
              "{{text}}": { where: age < 25, expect: { recall: ">= 0.70" } }
              "{{text}} by": { by: "{{text}}", expect: { recall: ">= 0.1" } }
            """;

        var run = GeneratorHarness.With("a.spec.yaml", yaml).Run();

        run.Lines.Should().BeEmpty();
        run.CompilerProblems.Should().BeEmpty();
        run.Classes.Should().ContainSingle();
        var value = text.Replace("\\\"", "\"").Replace("\\\\", "\\");
        run.Tests.Select(test => test.DisplayName).Should().Equal($"{value}: recall >= 0.70", $"{value} by: recall >= 0.1");
        run.Tests[0].Traits.Should().Contain($"Slice={value.Replace('=', ':')}").And.Contain($"Spec={value.Replace('=', ':')}").And.Contain($"Owner={value.Replace('=', ':')}").And.Contain($"Tag={value.Replace('=', ':')}");
    }

    [Fact]
    public void Bidirectional_and_control_characters_are_escaped_wherever_they_are_shown()
    {
        var run = GeneratorHarness.With("a.spec.yaml", Specs.Named("A") + "owner: \"x\\u202Ey\"\ntags: [\"x\\u0007y\"]\n").Run();

        run.Lines.Should().BeEmpty();
        run.Tests[0].Traits.Should().Contain("Owner=x\\u202ey").And.Contain("Tag=x\\u0007y");
        run.Result.GeneratedSources.Should().OnlyContain(source => !source.SourceText.ToString().Contains('\u202e') && !source.SourceText.ToString().Contains('\a'));
    }

    [Theory]
    [InlineData("a\"b.spec.yaml")]
    [InlineData("a\nb.spec.yaml")]
    [InlineData("a\u202eb.spec.yaml")]
    public void A_file_name_that_line_directives_cannot_carry_is_refused(string name)
    {
        var run = GeneratorHarness.With(name, Specs.Named("A")).Run();

        run.Diagnostics.Should().ContainSingle().Which.Id.Should().Be("MSPEC013");
        run.CompilerProblems.Should().BeEmpty();
        run.Result.GeneratedSources.Should().OnlyContain(source => !source.SourceText.ToString().Contains("#line 1"));
    }

    [Fact]
    public void Names_that_differ_only_in_case_or_in_separators_are_different_tests()
    {
        var slices = string.Join("\n", new[] { "a b", "a_b", "A b", "a-b", "a.b", "a  b" }.Select(name => $"  \"{name}\": {{ where: age < 25, expect: {{ recall: \">= 0.70\" }} }}"));
        var run = GeneratorHarness.With("a.spec.yaml", Specs.Named("Loan") + "slices:\n" + slices).Write("b.spec.yaml", Specs.Named("loan")).Run();

        run.Lines.Should().BeEmpty();
        run.CompilerProblems.Should().BeEmpty();
        run.TestsOf("Loan").Select(test => test.Name).Should().OnlyHaveUniqueItems().And.HaveCount(7);
    }
}
