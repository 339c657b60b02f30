using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Results.Json;
using ModelSpecs.Tests.Shared;

namespace ModelSpecs.Results.Tests.Json;

public sealed class ResultsJsonTests
{
    [Fact]
    public void What_is_written_reads_back_to_the_same_result()
    {
        var run = SampleResults.Full();

        ResultsJson.Read(Stream(Text(run))).Should().BeEquivalentTo(run, options => options.WithStrictOrdering().ComparingByMembers<RunResult>());
    }

    [Fact]
    public void Half_a_surrogate_pair_in_a_row_of_the_sample_is_replaced()
    {
        var sample = new RowSampleResult(1, ["a\uD800"], [new SampledRow { Id = "\uDC00", Why = "loss", Truth = "1", Prediction = "0", Loss = 1, Slices = [0], Values = ["\uD800<b>", null] }]);

        var read = ResultsJson.Read(Stream(Text(SampleResults.Run(SampleResults.Suite(SampleResults.Check()) with { Sample = sample })))).Suites[0].Sample!;

        read.Columns.Should().Equal("a\uFFFD");
        read.Rows[0].Id.Should().Be("\uFFFD");
        read.Rows[0].Values.Should().Equal("\uFFFD<b>", null);
    }

    [Fact]
    public void Writing_twice_gives_the_same_bytes_under_another_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var expected = Text(SampleResults.Full());
        try
        {
            CultureInfo.CurrentCulture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture.NumberFormat.NegativeSign = "~";

            Text(SampleResults.Full()).Should().Be(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Every_double_survives_the_round_trip_bit_for_bit()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<double>(), value =>
        {
            var run = SampleResults.Run(SampleResults.Suite(SampleResults.Check(value: value)));
            var back = ResultsJson.Read(Stream(Text(run))).Suites[0].Checks[0].Value!.Value;
            return double.IsNaN(value) ? double.IsNaN(back) : BitConverter.DoubleToInt64Bits(back) == BitConverter.DoubleToInt64Bits(value);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(double.NaN, "\"NaN\"")]
    [InlineData(double.PositiveInfinity, "\"Infinity\"")]
    [InlineData(double.NegativeInfinity, "\"-Infinity\"")]
    [InlineData(-0.0, "-0")]
    [InlineData(5e-324, "5E-324")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    public void Numbers_are_written_in_full_and_those_that_are_not_finite_by_name(double value, string expected)
    {
        Text(SampleResults.Run(SampleResults.Suite(SampleResults.Check(value: value)))).Should().Contain($"\"value\": {expected},");
    }

    [Fact]
    public void An_undefined_value_is_null_and_its_reason_stands_beside_it()
    {
        using var json = JsonDocument.Parse(Text(SampleResults.Full()));
        var metric = json.RootElement.GetProperty("suites")[0].GetProperty("slices")[3].GetProperty("metrics")[0];

        metric.GetProperty("value").ValueKind.Should().Be(JsonValueKind.Null);
        metric.GetProperty("undefined").GetString().Should().Be("no positive row");
    }

    [Fact]
    public void Outcomes_are_lower_case_words()
    {
        using var json = JsonDocument.Parse(Text(SampleResults.Full()));

        json.RootElement.GetProperty("suites")[0].GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("outcome").GetString())
            .Should().Equal("passed", "failed", "inconclusive", "error");
    }

    [Fact]
    public void Text_stays_readable_and_what_could_fool_a_terminal_is_escaped()
    {
        var text = Text(SampleResults.Run(SampleResults.Suite(SampleResults.Check(group: "DE × é 😀\u202E\u001b[31m\u2028\U000E0041", message: "recall >= 0.7 & 'more'"))));

        text.Should().Contain("DE × é 😀\\u202e\\u001b[31m\\u2028\\udb40\\udc41").And.Contain("recall >= 0.7 & 'more'");
    }

    [Fact]
    public void Any_text_reads_back_as_it_was_and_a_strict_reader_agrees()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), any =>
        {
            // Half a surrogate pair is no text; the encoder replaces it, as UTF-8 must.
            var text = new string((any ?? "").EnumerateRunes().SelectMany(r => r.ToString()).ToArray()) + "\"\\\b\f\n\r\t\0\u2029";
            var json = Text(SampleResults.Run(SampleResults.Suite(SampleResults.Check(message: text))));
            using var strict = JsonDocument.Parse(json);
            return ResultsJson.Read(Stream(json)).Suites[0].Checks[0].Message == text
                && strict.RootElement.GetProperty("suites")[0].GetProperty("checks")[0].GetProperty("message").GetString() == text;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_version_stands_first_lines_end_in_line_feeds_and_the_file_ends_with_one()
    {
        var text = Text(SampleResults.Full());

        text.Should().StartWith("{\n  \"schemaVersion\": 1,\n").And.EndWith("}\n").And.NotContain("\r");
    }

    [Fact]
    public void A_newer_version_is_refused_by_name_whatever_its_shape()
    {
        var read = () => ResultsJson.Read(Stream("""{"suites": {"a": [1]}, "schemaVersion": 2}"""));

        read.Should().Throw<ResultsFormatException>().WithMessage("*newer ModelSpecs*Found schemaVersion 2; expected at most 1*");
    }

    [Fact]
    public void Writing_another_version_than_this_programs_is_refused()
    {
        var write = () => ResultsJson.Write(SampleResults.Full() with { SchemaVersion = 2 }, System.IO.Stream.Null);

        write.Should().Throw<ArgumentException>().WithMessage("*Found schemaVersion 2*");
    }

    [Theory]
    [InlineData("", "*not what*")]
    [InlineData("[]", "*no JSON object*StartArray*")]
    [InlineData("{}", "*no version*")]
    [InlineData("{\"schemaVersion\": \"1\"}", "*no valid version*Found schemaVersion 1;*")]
    [InlineData("{\"schemaVersion\": 0}", "*no valid version*Found schemaVersion 0;*")]
    [InlineData("{\"schemaVersion\": {}}", "*no valid version*an object*")]
    [InlineData("{\"schemaVersion\": 1, \"tool\": \"x\"}", "*suites*")]
    [InlineData("{\"schemaVersion\": 1, \"tool\": null, \"suites\": []}", "*tool*")]
    [InlineData("{\"schemaVersion\": 1, \"tool\": \"x\", \"suites\": [{\"name\": \"a\", \"file\": \"b\", \"checks\": [{\"outcome\": 0}]}]}", "$.suites[0].checks[0].outcome: Found the number 0; expected one of passed, failed, inconclusive, error.*")]
    public void What_is_no_result_is_refused_with_what_was_found(string json, string message)
    {
        var read = () => ResultsJson.Read(Stream(json));

        read.Should().Throw<ResultsFormatException>().WithMessage(message);
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        var text = Text(SampleResults.Full()).TrimEnd();
        for (var length = 0; length < text.Length; length += 97)
        {
            var read = () => ResultsJson.Read(Stream(text[..length]));

            read.Should().Throw<ResultsFormatException>($"{length} of {text.Length} characters are no result");
        }
    }

    [Fact]
    public void A_result_of_an_earlier_minor_version_without_later_properties_gets_their_defaults()
    {
        var run = ResultsJson.Read(Stream("""{"schemaVersion": 1, "tool": "t", "laterAddition": {"x": [1]}, "suites": [{"name": "a", "file": "b"}]}"""));

        run.Suites[0].Should().BeEquivalentTo(new SuiteResult { Name = "a", File = "b" });
    }

    [Fact]
    public void A_byte_order_mark_is_skipped()
    {
        ResultsJson.Read(Stream("\uFEFF" + Text(SampleResults.Full()))).Tool.Should().Be("modelspecs 0.1.0");
    }

    private static string Text(RunResult run)
    {
        using var stream = new MemoryStream();
        ResultsJson.Write(run, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
