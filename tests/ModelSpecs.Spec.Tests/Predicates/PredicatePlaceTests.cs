namespace ModelSpecs.Spec.Tests.Predicates;

/// <summary>Where the problems of a predicate are reported, from the YAML to the column inside the text.</summary>
public sealed class PredicatePlaceTests
{
    [Theory]
    [InlineData("age < $25")]
    [InlineData("age < $25   # a comment")]
    [InlineData("'age < $25'")]
    [InlineData("\"age < $25\"")]
    [InlineData("   age < $25")]
    public void A_problem_in_a_scalar_of_one_line_is_at_its_own_column(string scalar)
    {
        foreach (var yaml in new[] { $"slices:\n  young:\n    where: {scalar}\n", $"slices:\n  young: {scalar}\n", $"slices:\n  young: {{ where: {scalar.Split(" #")[0]} }}\n", $"golden: {{ path: golden.csv, where: {scalar.Split(" #")[0]} }}\n" })
        {
            var text = (yaml.StartsWith("golden", StringComparison.Ordinal) ? SpecText.Header.Replace("golden: golden.csv\n", "", StringComparison.Ordinal) : SpecText.Header) + yaml;
            var problem = SpecText.Parse(text).Problems.Should().ContainSingle().Which;
            problem.Id.Should().Be("MSPEC052");
            text.Split('\n')[problem.Span.Line - 1][problem.Span.Column - 1].Should().Be('$', "of {0}", yaml);
            problem.Span.EndColumn.Should().Be(problem.Span.Column + 1);
        }
    }

    [Theory]
    [InlineData(">-\n      age < 25\n      and $5", 8)]
    [InlineData("'country = ''DE'' and $5'", 8)]
    [InlineData("\"country = \\\"DE\\\" and $5\"", 8)]
    [InlineData("age < 25\n      and $5", 8)]
    public void Where_columns_cannot_be_counted_the_problem_is_at_the_start_of_the_scalar(string scalar, int line)
    {
        var text = SpecText.Header + $"slices:\n  young:\n    where: {scalar}\n";
        var problem = SpecText.Parse(text).Problems.Should().ContainSingle().Which;
        (problem.Id, problem.Span.Line, problem.Span.Column).Should().Be(("MSPEC052", line, 12));
    }
}
