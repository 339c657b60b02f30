using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;
using static ModelSpecs.Tests.Shared.SampleResults;
using Outcome = ModelSpecs.Results.Outcome;

namespace ModelSpecs.Reporting.Tests.Terminal;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain × é 国 😀", "plain × é 国 😀")]
    [InlineData("\u001b[31mred", "\\u001b[31mred")]
    [InlineData("a\u202Eb\u2066c", "a\\u202eb\\u2066c")]
    [InlineData("a\nb\rc\u0085d\u2028e\u0000f\u0007", "a\\u000ab\\u000dc\\u0085d\\u2028e\\u0000f\\u0007")]
    [InlineData("a\u200Bb\uFEFF\u00AD", "a\\u200bb\\ufeff\\u00ad")]
    [InlineData("\U000E0041", "\\udb40\\udc41")]
    [InlineData("::set-env name=PATH::x", "\\::set-env name=PATH::x")]
    [InlineData("  ::error::x", "  \\::error::x")]
    [InlineData("a::b", "a::b")]
    [InlineData("x ##vso[task.setvariable]y", "x #\\#vso[task.setvariable]y")]
    [InlineData("###[group]", "#\\#\\#[group]")]
    [InlineData("##teamcity[x]", "#\\#teamcity[x]")]
    public void What_a_terminal_or_build_log_would_act_on_is_escaped(string text, string expected)
    {
        TerminalText.Line(text).Should().Be(expected);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_escaped()
    {
        TerminalText.Line("a" + '\uD83D').Should().Be("a\\ud83d");
    }

    [Fact]
    public void Any_text_becomes_one_line_without_orders_and_escaping_again_changes_nothing()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var line = TerminalText.Line(text ?? "");
            return !line.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029')
                && !line.Contains("##")
                && !line.TrimStart().StartsWith("::")
                && TerminalText.Line(line) == line
                && TerminalText.Line(text ?? "", unicode: false).All(char.IsAscii);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("é", 1)]
    [InlineData("e\u0301", 1)]
    [InlineData("国家", 4)]
    [InlineData("한국", 4)]
    [InlineData("😀", 2)]
    [InlineData("DE × ≥", 6)]
    public void Width_is_counted_in_terminal_columns(string text, int width)
    {
        TerminalText.Width(text).Should().Be(width);
    }

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("国国国国", 6, "国国…")]
    public void Cutting_keeps_to_the_width_and_shows_that_something_is_missing(string text, int width, string expected)
    {
        TerminalText.Cut(text, width, "…").Should().Be(expected);
    }

    [Fact]
    public void Folding_a_line_makes_no_order_of_its_rest()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var check = Check(outcome: Outcome.Failed, message: "first line\n" + new string('x', 50) + " ::set-output name=x::y");

        TerminalReport.WriteSuite(Suite(check), output, new TerminalOptions { Width = 60 });

        output.ToString().Should().Contain("\n  \\::set-output");
    }

    [Fact]
    public void Hostile_text_in_every_place_of_a_result_does_not_reach_the_terminal()
    {
        const string hostile = "\u001b]0;owned\u0007\u202E\n::set-output name=x::y\n##vso[task.complete result=Succeeded;]";
        var check = Check(slice: hostile, group: hostile, metric: hostile, bound: hostile, outcome: Outcome.Failed, message: hostile) with { Name = hostile, File = hostile, Owner = hostile };
        var suite = Suite(check) with
        {
            Name = hostile,
            File = hostile,
            Owner = hostile,
            Task = hostile,
            Model = new FileResult(hostile, null),
            Diagnostics = [new DiagnosticResult("MSPEC205", "warning", hostile, 1, 1, hostile)],
        };
        foreach (var options in new[] { new TerminalOptions { Metrics = true }, new TerminalOptions { Metrics = true, Width = 60 }, new TerminalOptions { Detail = Detail.Quiet, Unicode = false } })
        {
            using var output = new StringWriter { NewLine = "\n" };
            TerminalReport.WriteSuite(suite, output, options);

            var text = output.ToString();
            text.Replace("\n", "").Should().NotMatchRegex("[\\x00-\\x1f\\x7f\\u0085\\u202e]");
            text.Should().NotContain("##");
            text.Split('\n').Should().NotContain(line => line.TrimStart().StartsWith("::"));
        }
    }
}
