using ModelSpecs.Reporting.Compare;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;
using ModelSpecs.Results.Compare;

namespace ModelSpecs.Reporting.Tests.Compare;

/// <summary>Candidates side by side, in a terminal and as Markdown.</summary>
public sealed class CompareReportTests
{
    [Fact]
    public void Candidates_stand_beside_each_other_with_their_marks()
    {
        var text = Terminal(Sample("a", "b"), new TerminalOptions());
        text.Should().Contain("""
            recall (more is better)
              slice    rows       a             b
              overall   100  0.6000        0.8000  *▲
              young      20  0.9000  *     0.4000  ▼
              old        30  0.5000     undefined  !
              … 1 more slice without evidence of a difference, and without a check of this metric; --verbose shows them
            """.ReplaceLineEndings("\n"));
        text.Split('\n').Should().OnlyContain(line => !line.EndsWith(' '));
    }

    [Fact]
    public void Verbose_shows_every_slice_and_every_warning()
    {
        var sample = Sample("a", "b") with { Diagnostics = [new DiagnosticResult("MSPEC331", DiagnosticResult.Warning, "x.spec.yaml", 3, 4, "so few rows")] };
        Terminal(sample, new TerminalOptions()).Should().NotContain("rest").And.NotContain("so few rows").And.Contain("1 warning; --verbose shows it.");
        Terminal(sample, new TerminalOptions { Detail = Detail.Verbose }).Should().Contain("  rest       50  0.7000        0.7000\n").And.Contain("x.spec.yaml(3,4): warning MSPEC331: so few rows").And.NotContain("more slice");
    }

    [Fact]
    public void In_a_narrow_terminal_candidates_stand_below_each_other_and_no_line_is_too_wide()
    {
        var text = Terminal(Sample("a_candidate_of_a_long_name", "another_of_a_long_name"), new TerminalOptions { Width = 44 });
        text.Should().Contain("""
              young (20 rows)
                a_candidate_of_a_long_name  0.9000  *
                another_of_a_long_name      0.4000  ▼
            """.ReplaceLineEndings("\n"));
        text.Split('\n').Should().OnlyContain(line => TerminalText.Width(line) <= 44);
    }

    [Fact]
    public void Ascii_is_ascii_and_colours_are_only_where_they_are_asked_for()
    {
        var ascii = Terminal(Sample("a", "é"), new TerminalOptions { Unicode = false });
        ascii.All(character => character <= '~').Should().BeTrue();
        ascii.Should().Contain("0.8000  *^").And.Contain("\\u00e9");
        Terminal(Sample("a", "b"), new TerminalOptions { Color = true }).Should().Contain("\u001b[31m0.4000\u001b[0m");
    }

    [Fact]
    public void Names_from_specs_and_data_break_nothing()
    {
        const string Evil = "::set-env x|<b>@all\u001b[31m\n# `y` ##vso[z]";
        var terminal = Terminal(Sample("a", Evil), new TerminalOptions());
        terminal.Should().NotContain("\u001b").And.NotContain("##vso").And.NotContain("\n::set-env");
        var markdown = Markdown(Sample("a", Evil));
        markdown.Should().NotContain("<b>").And.NotContain("@all").And.NotContain("\u001b").And.NotContain("x|").And.NotContain(" `y`").And.Contain("x&#124;&lt;b&gt;&#64;&#8203;all");
        markdown.Split('\n').Where(line => line.StartsWith("| young", StringComparison.Ordinal)).Should().ContainSingle().Which.Should().Be("| young | 20 | 0.9000 &#42; | **0.4000 ▼** |");
    }

    [Fact]
    public void A_candidate_that_was_not_judged_is_told_of_and_has_no_column()
    {
        var sample = Sample("a", "b");
        sample = sample with
        {
            Candidates = [.. sample.Candidates, new CandidateResult { Name = "c", Judged = false, Diagnostics = [new DiagnosticResult("MSPEC210", DiagnosticResult.Error, "modelspecs", 0, 0, "no model")] }],
        };
        var text = Terminal(sample, new TerminalOptions());
        text.Should().Contain("  c          could not be judged").And.Contain("  c: modelspecs: error MSPEC210: no model").And.Contain("  slice    rows       a             b\n");
        Markdown(sample).Should().Contain("| c | could not be judged |").And.Contain("- c: MSPEC210: no model");
    }

    [Fact]
    public void The_recommendation_comes_last_in_a_terminal_and_first_in_Markdown()
    {
        Terminal(Sample("a", "b"), new TerminalOptions()).Should().EndWith("\nRecommendation\n  Keep a.\n  b is worse.\n");
        Markdown(Sample("a", "b")).Should().StartWith("### S: 2 candidates on 100 rows, held against a\n\n**Keep a.**\n\n- b is worse.\n");
    }

    [Fact]
    public void Latency_is_marked_as_measured_here()
    {
        var sample = Sample("a", "b");
        sample = sample with { Candidates = [sample.Candidates[0] with { Latency = new LatencyResult(1, 200, 0.0031, 12.5) }, sample.Candidates[1]] };
        Terminal(sample, new TerminalOptions()).Should().Contain("3.1 µs  12.50 ms").And.Contain("Latency as measured here, single stream, one row a call, 200 calls each");
        Terminal(sample, new TerminalOptions { Unicode = false }).Should().Contain("3.1 us");
        Terminal(Sample("a", "b"), new TerminalOptions()).Should().NotContain("p50").And.NotContain("Latency");
    }

    private static string Terminal(CompareResult result, TerminalOptions options)
    {
        using var output = new StringWriter { NewLine = "\n" };
        CompareReport.Write(result, output, options);
        return output.ToString();
    }

    private static string Markdown(CompareResult result)
    {
        using var output = new StringWriter { NewLine = "\n" };
        CompareMarkdown.Write(result, output);
        return output.ToString();
    }

    private static CompareResult Sample(string first, string second) => new()
    {
        Tool = "t", Spec = "S", File = "s.spec.yaml", Champion = first, Confidence = 0.95, Rows = 100,
        Candidates = [Candidate(first) with { Pareto = true }, Candidate(second) with { Worse = 2, Better = 1, Pareto = true }],
        Metrics = [new ComparedMetric("recall", "higher")],
        Slices =
        [
            Slice("overall", 100, true, Cell(first, 0.6, Standing.Champion), Cell(second, 0.8, Standing.Better, best: true)),
            Slice("young", 20, false, Cell(first, 0.9, Standing.Champion, best: true), Cell(second, 0.4, Standing.Worse)),
            Slice("old", 30, false, Cell(first, 0.5, Standing.Champion), Cell(second, null, Standing.Lost)),
            Slice("rest", 50, false, Cell(first, 0.7, Standing.Champion, best: true), Cell(second, 0.7, Standing.NoEvidence, best: true)),
        ],
        Recommendation = new Recommendation(Decision.Keep, first, [$"Keep {first}.", $"{second} is worse."]),
    };

    private static CandidateResult Candidate(string name) =>
        new() { Name = name, Judged = true, Checks = new CandidateChecks { Passed = 2, Failed = 0, Inconclusive = 0, Errors = 0, Waived = 0, OfSnapshot = 0 } };

    private static ComparedSlice Slice(string name, int rows, bool isChecked, params ComparedCell[] cells) => new(name, null, rows, [new ComparedCells("recall", isChecked, cells)]);

    private static ComparedCell Cell(string candidate, double? value, Standing standing, bool best = false) => new() { Candidate = candidate, Value = value, Standing = standing, Best = best };
}
