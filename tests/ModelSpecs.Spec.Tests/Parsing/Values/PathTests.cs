using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Spec.Tests.Parsing.Values;

public sealed class PathTests
{
    [Theory]
    [InlineData("golden.csv", "specs/golden.csv")]
    [InlineData("./data/golden.csv", "specs/data/golden.csv")]
    [InlineData("../testdata/golden.csv", "testdata/golden.csv")]
    [InlineData("data/../../a//b.csv", "a/b.csv")]
    [InlineData("with space/größe.csv", "specs/with space/größe.csv")]
    [InlineData("a'b.csv", "specs/a'b.csv")]
    [InlineData("a..b/c..csv", "specs/a..b/c..csv")]
    public void A_path_is_relative_to_its_file(string written, string expected)
    {
        var result = Parse(written);
        SpecText.Errors(result).Should().BeEmpty();
        result.Spec!.Golden.File.FullPath.Should().Be(MemoryFiles.Full(expected));
        result.Spec.Golden.File.Written.Value.Should().Be(written);
    }

    [Theory]
    [InlineData("/etc/passwd", "An absolute path")]
    [InlineData("~/golden.csv", "An absolute path")]
    [InlineData("C:/golden.csv", "An absolute path")]
    [InlineData("c:golden.csv", "An absolute path")]
    [InlineData("https://example.org/golden.csv", "A path is not a link")]
    [InlineData("file:///etc/passwd", "A path is not a link")]
    [InlineData("C:\\data\\golden.csv", "An absolute path")]
    [InlineData("data\\golden.csv", "Write 'data/golden.csv'")]
    [InlineData("..\\\\data\\\\golden.csv", "Write '../data/golden.csv'")]
    [InlineData("../../golden.csv", "leaves the root")]
    [InlineData("a/../../../golden.csv", "leaves the root")]
    [InlineData("../../specs/golden.csv", "leaves the root")]
    [InlineData("..", "names the root itself")]
    [InlineData("../.git/config", "hidden file or folder")]
    [InlineData(".env", "hidden file or folder")]
    [InlineData("data/.cache/golden.csv", "hidden file or folder")]
    [InlineData("data/", "names a folder")]
    public void A_path_out_of_the_root_or_hidden_is_refused(string written, string message)
    {
        var problem = Parse(written).Diagnostics.Should().ContainSingle().Subject;
        problem.Id.Should().Be("MSPEC012");
        (problem.Span.Line, problem.Span.Column).Should().Be((3, 9));
        problem.Message.Should().Contain(message);
    }

    [Theory]
    [InlineData("a\\\"b.csv")]
    [InlineData("a\\nb.csv")]
    [InlineData("a\\u202eb.csv")]
    public void A_file_name_that_code_cannot_carry_is_refused(string written) =>
        Parse(written, '"').Diagnostics.Should().ContainSingle().Which.Id.Should().Be("MSPEC013");

    [Fact]
    public void A_very_long_path_is_refused() =>
        Parse(new string('a', 1_001)).Diagnostics.Should().ContainSingle().Which.Id.Should().Be("MSPEC016");

    [Theory]
    [InlineData("/repo/a\"b.spec.yaml", "MSPEC013")]
    [InlineData("/repo/a\nb.spec.yaml", "MSPEC013")]
    [InlineData("/elsewhere/a.spec.yaml", "MSPEC012")]
    [InlineData("/repository/a.spec.yaml", "MSPEC012")]
    [InlineData("/repo/missing.spec.yaml", "MSPEC011")]
    public void A_spec_that_cannot_be_named_or_read_is_one_problem_of_its_start(string path, string id)
    {
        var result = SpecParser.Parse(path, new MemoryFiles());
        result.Spec.Should().BeNull();
        var problem = result.Diagnostics.Should().ContainSingle().Subject;
        (problem.Id, problem.Span.Line, problem.Span.Column).Should().Be((id, 1, 1));
    }

    [Theory]
    [InlineData("/repo", "/repo/a", true)]
    [InlineData("/repo/", "/repo/a/b", true)]
    [InlineData("/repo", "/repo", false)]
    [InlineData("/repo", "/repo/", false)]
    [InlineData("/repo", "/repository/a", false)]
    [InlineData("/", "/a", true)]
    public void A_path_is_below_a_folder_by_components(string folder, string path, bool expected) =>
        SpecPath.IsBelow(folder, path).Should().Be(expected);

    [Theory]
    [InlineData("runbook: https://wiki/x?a=b:c#d", true)]
    [InlineData("runbook: docs/runbooks/loan.md#recall", true)]
    [InlineData("runbook: docs/a:b.md", true)]
    [InlineData("runbook: javascript:alert(1)", false)]
    [InlineData("runbook: data:text/html,x", false)]
    [InlineData("runbook: //evil.example", false)]
    [InlineData("runbook: \"\\\\\\\\evil.example\"", false)]
    [InlineData("runbook: \"https://a b\"", false)]
    [InlineData("runbook: \"docs/\\u202ea.md\"", false)]
    [InlineData("runbook: ftp://x", false)]
    public void A_runbook_is_a_web_link_or_a_relative_path(string line, bool allowed) =>
        SpecText.Parse(line + "\nexpect: { recall: \">= 0.5\" }").Diagnostics.Select(d => d.Id).Should().Equal(allowed ? [] : ["MSPEC026"]);

    // In single quotes a backslash is a backslash; in double quotes it escapes.
    private static SpecParseResult Parse(string golden, char quote = '\'') => SpecParser.Parse(
        MemoryFiles.Full("specs/loan.spec.yaml"),
        new MemoryFiles().With(
            "specs/loan.spec.yaml",
            $"spec: x\nmodel: m.onnx\ngolden: {quote}{(quote == '\'' ? golden.Replace("'", "''", StringComparison.Ordinal) : golden)}{quote}\nlabel: y\nexpect: {{ recall: \">= 0.5\" }}\n"));
}
