using System.Text;
using ModelSpecs.Results.Json;
using ModelSpecs.Results.Json.Schema;
using ModelSpecs.Tests.Shared;

namespace ModelSpecs.Results.Tests.Json.Schema;

public sealed class ResultsCheckTests
{
    private const string Suite = """{"name": "a", "file": "b"}""";

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_with_its_path()
    {
        Problems("""
            {"schemaVersion": 1, "suites": [
              {"name": 3, "file": "b", "rows": "many", "tags": ["x", null], "later": {"rows": "x"}},
              {"file": "b", "diagnostics": [{"id": "x", "severity": "Error", "file": "f", "line": 1.5, "column": 1, "message": "m"}],
               "fairness": [{"slice": "s", "measures": {"demographic parity": {"value": "high"}}}],
               "slices": [{"slice": "s", "n": 1, "metrics": [], "roc": {"thresholds": ["NaN"], "fpr": [], "recall": []}}]}
            ]}
            """).Should().Equal(
            "$.suites[0].name: Found the number 3; expected a text.",
            "$.suites[0].rows: Found the text 'many'; expected a whole number.",
            "$.suites[0].tags[1]: Found null; expected a text.",
            "$.suites[1].diagnostics[0].severity: Found 'Error'; expected one of error, warning.",
            "$.suites[1].diagnostics[0].line: Found the number 1.5; expected a whole number.",
            "$.suites[1].fairness[0].measures['demographic parity'].value: Found the text 'high'; expected a number, \"NaN\", \"Infinity\" or \"-Infinity\" or null.",
            "$.suites[1].slices[0].roc.thresholds[0]: Found the text 'NaN'; expected a number or null.",
            "$.suites[1]: Found no 'name'; expected one.",
            "$: Found no 'tool'; expected one.");
    }

    [Fact]
    public void A_key_that_stands_twice_is_a_problem_whether_it_is_known_or_not()
    {
        Problems("""{"schemaVersion": 1, "tool": "t", "suites": [], "suites": [], "later": 1, "later": 2}""").Should().Equal(
            "$: Found 'suites' twice; expected each key once.",
            "$: Found 'later' twice; expected each key once.");
    }

    [Fact]
    public void A_number_that_no_double_holds_is_a_problem()
    {
        Problems($$"""{"schemaVersion": 1, "tool": "t", "suites": [{"name": "a", "file": "b", "threshold": 1e999}]}""")
            .Should().Equal("$.suites[0].threshold: Found the number 1e999; expected a number, \"NaN\", \"Infinity\" or \"-Infinity\" or null.");
    }

    [Fact]
    public void Texts_lists_and_objects_have_limits()
    {
        Problems($$"""{"schemaVersion": 1, "tool": "{{new string('x', ResultsLimits.TextCharacters + 1)}}", "suites": []}""")
            .Should().Equal("$.tool: Found a text of 65,537 characters; expected at most 65,536.");
        Problems($$"""{"schemaVersion": 1, "tool": "t", "suites": [{{string.Join(',', Enumerable.Repeat(Suite, 10_001))}}]}""")
            .Should().Equal("$.suites: Found 10,001 entries; expected at most 10,000.");
        Problems($$"""{"schemaVersion": 1, "tool": "t", "suites": [], {{string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"k{i}\": {i}"))}}}""")
            .Should().Equal("$: Found more than 10,000 keys; expected fewer.");
    }

    [Fact]
    public void A_text_is_measured_in_characters_and_not_in_bytes()
    {
        Problems($$"""{"schemaVersion": 1, "tool": "{{new string('é', ResultsLimits.TextCharacters)}}", "suites": []}""").Should().BeEmpty();
    }

    [Fact]
    public void Of_many_problems_the_first_are_told_and_the_number_of_the_others()
    {
        var problems = Problems($$"""{"schemaVersion": 1, "tool": "t", "suites": [{{string.Join(',', Enumerable.Repeat("3", 2_000))}}]}""");

        problems.Should().HaveCount(51);
        problems[^1].Should().Be("… and 1,950 more.");
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused_before_it_is_held()
    {
        var read = () => ResultsJson.Read(new EndlessStream());

        read.Should().Throw<ResultsFormatException>().WithMessage("The results are too large. Found more than 64 MiB; expected at most that.");
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void Nesting_has_a_limit_known_or_not(string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 40)) + "1" + string.Concat(Enumerable.Repeat(close, 40));
        var read = () => ResultsJson.Read(Stream($$"""{"schemaVersion": 1, "tool": "t", "suites": [], "later": {{deep}}}"""));

        read.Should().Throw<ResultsFormatException>().WithMessage("*depth of 32*");
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        var read = () => ResultsJson.Read(new MemoryStream([.. "{\"schemaVersion\": 1, \"tool\": \""u8, 0xFF, .. "\", \"suites\": []}"u8]));

        read.Should().Throw<ResultsFormatException>().WithMessage("*no UTF-8*");
    }

    [Fact]
    public void What_stands_behind_the_results_is_refused()
    {
        var read = () => ResultsJson.Read(Stream("""{"schemaVersion": 1, "tool": "t", "suites": []} {}"""));

        read.Should().Throw<ResultsFormatException>();
    }

    [Fact]
    public void Results_of_a_run_have_no_problem()
    {
        using var stream = new MemoryStream();
        ResultsJson.Write(SampleResults.Full(), stream);

        ResultsCheck.Problems(stream.ToArray(), ResultsShape.Run).Should().BeEmpty();
    }

    private static IReadOnlyList<string> Problems(string json)
    {
        try
        {
            ResultsJson.Read(Stream(json));
            return [];
        }
        catch (ResultsFormatException exception)
        {
            return exception.Problems;
        }
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>More bytes than anyone would keep.</summary>
    private sealed class EndlessStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Fill(buffer, (byte)' ', offset, count);
            return count;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
