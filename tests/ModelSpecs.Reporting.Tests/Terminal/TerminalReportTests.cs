using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;
using ModelSpecs.Tests.Shared;
using static ModelSpecs.Tests.Shared.SampleResults;

namespace ModelSpecs.Reporting.Tests.Terminal;

public sealed class TerminalReportTests
{
    private static readonly TerminalOptions Redirected = new();

    [Fact]
    public void A_suite_is_a_heading_a_table_and_the_messages_of_what_did_not_pass()
    {
        var suite = Suite(
            Check(slice: "overall", metric: "roc_auc", value: 0.81234, threshold: 0.8, bound: "0.80", n: 20000, rows: 4211, line: 6),
            Check(outcome: Outcome.Failed, value: 0.6512, message: "young: recall >= 0.70 failed.\n  worst rows: L-17, L-4"),
            Check(slice: "country", group: "DE", value: 0.7, threshold: 0.7123, bound: "overall - 0.10", n: 4, rows: 4, outcome: Outcome.Inconclusive, fails: false, message: "country = DE: 4 rows, expected 30"),
            Check(slice: "country", group: "XX", value: null, threshold: 0.7123, bound: "overall - 0.10", n: 0, rows: 0, outcome: Outcome.Error, message: "country = XX: no row"));

        Render(suite, Redirected).Should().Be("""
            Loan default  specs/loan.spec.yaml
              binary, 20,000 rows, 3 more without a label, threshold 0.3, model testdata/loan/model.onnx, golden set testdata/loan/golden.csv, owner risk-ml
              outcome                  slice         check                         value   bound             rows
              ✓ passed                 overall       roc_auc >= 0.80              0.8123  0.8000  4,211 of 20,000
              ✗ failed                 young         recall >= 0.70               0.6512  0.7000     512 of 1,204
              ? inconclusive, warning  country = DE  recall >= overall - 0.10     0.7000  0.7123                4
              ! error                  country = XX  recall >= overall - 0.10  undefined  0.7123                0

              ✗ young: recall >= 0.70 failed.
                worst rows: L-17, L-4

              ! country = XX: no row


            """);
    }

    [Fact]
    public void A_waived_check_is_marked_and_listed_with_owner_reason_and_days_left()
    {
        var waived = Check(outcome: Outcome.Failed, fails: false, value: 0.65) with { Waiver = Waiver(because: "relabelling\u001b[2J") };

        var text = Render(Suite(Check(slice: "old"), waived), Redirected);

        text.Should().Contain("  ~ waived  young  recall >= 0.70  0.6500")
            .And.Contain("\n  young: recall >= 0.70 is waived until 2026-12-31 (40 days left) by risk-ml: relabelling\\u001b[2J\n")
            .And.NotContain("✗");
    }

    [Fact]
    public void Quarantined_rows_are_counted_and_metrics_that_differ_with_them_are_listed()
    {
        var checks = Enumerable.Range(0, 7).Select(i => Check(slice: $"s{i}")).ToArray();
        var suite = Suite(checks) with { Quarantine = [new QuarantineResult("relabelling", ["L-1", "L-2"]), new QuarantineResult("lost", ["L-3"])] };
        suite = suite with { Slices = [.. suite.Slices.Select((s, i) => s with { Metrics = [.. s.Metrics.Select(m => m with { WithQuarantined = i == 0 ? 0.75 : 0.6 })] })] };

        var text = Render(suite, Redirected);

        text.Should().Contain("3 more without a label, 3 more quarantined, threshold")
            .And.NotContain("s0: recall is").And.Contain("  s1: recall is 0.7500, with the quarantined rows 0.6000\n").And.Contain("  s5: recall is").And.NotContain("  s6: recall is")
            .And.Contain("  and 1 more that differ with them (--verbose shows all)\n");
        Render(suite, Redirected with { Detail = Detail.Verbose }).Should().Contain("  s6: recall is");
    }

    [Fact]
    public void Waived_values_of_a_group_are_shown_one_by_one()
    {
        var checks = Enumerable.Range(0, 6).Select(i => Check(slice: "country", group: $"C{i}", outcome: Outcome.Failed, fails: false) with { Waiver = Waiver() }).ToArray();

        Render(Suite(checks), Redirected).Split('\n').Count(line => line.StartsWith("  ~ waived", StringComparison.Ordinal)).Should().Be(6);
    }

    [Fact]
    public void Where_only_ascii_can_be_shown_symbols_and_data_are_ascii()
    {
        var text = Render(
            Suite(Check(), Check(slice: "país", outcome: Outcome.Failed, message: "país: too low")),
            Redirected with { Unicode = false });

        text.Should().Contain("+ passed").And.Contain("x failed").And.Contain("pa\\u00eds").And.NotMatchRegex("[^\\x00-\\x7f]");
    }

    [Fact]
    public void Colours_are_there_only_when_asked_for_and_do_not_shift_columns()
    {
        var suite = Suite(Check(), Check(outcome: Outcome.Failed, slice: "old"));

        var plain = Render(suite, Redirected);
        var coloured = Render(suite, Redirected with { Color = true });

        plain.Should().NotContain("\u001b");
        coloured.Should().Contain("\u001b[32m✓ passed\u001b[0m").And.Contain("\u001b[31m✗ failed\u001b[0m");
        System.Text.RegularExpressions.Regex.Replace(coloured, "\u001b\\[[0-9]+m", "").Should().Be(plain);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void No_line_of_the_report_is_wider_than_the_terminal(int width)
    {
        var longName = string.Join(" × ", Enumerable.Repeat("a slice with a name that goes on", 6));
        var text = Render(
            Suite(Check(slice: longName, bound: "overall - 0.10"), Check(slice: "国" + longName, outcome: Outcome.Failed, message: string.Join(' ', Enumerable.Repeat("word", 100)))),
            Redirected with { Width = width });

        text.Split('\n').Should().OnlyContain(line => TerminalText.Width(line) <= width);
        text.Should().Contain("…");
    }

    [Fact]
    public void Passed_values_of_a_group_are_one_line_that_names_the_worst()
    {
        string[] countries = ["AT", "DE", "FR", "IT", "MT"];
        var suite = Suite([.. countries.Select((c, i) => Check(slice: "country", group: c, value: 0.9 - (0.01 * ((i * 3) % 5)), n: 100 + i, rows: 100 + i)),
            Check(slice: "country", group: "PL", outcome: Outcome.Failed, value: 0.1)]);

        Render(suite, Redirected).Should()
            .Contain("✓ passed  country: 5 values, worst IT  recall >= 0.70  0.8600  0.7000           103\n")
            .And.Contain("✗ failed  country = PL");
        Render(suite, Redirected with { Detail = Detail.Verbose })
            .Should().Contain("country = AT").And.Contain("country = MT").And.NotContain("worst").And.Contain("  read 0.125 s, judge 0.500 s\n");
    }

    [Fact]
    public void Values_with_too_few_rows_that_fail_nothing_are_one_line_and_those_that_fail_are_not()
    {
        var skipped = Enumerable.Range(0, 5).Select(i => Check(slice: "cell", group: $"C{i}", outcome: Outcome.Inconclusive, fails: false, skips: true, threshold: null, n: 50, rows: 9 - i, message: $"cell C{i} has few rows"));
        var failing = Enumerable.Range(5, 5).Select(i => Check(slice: "cell", group: $"C{i}", outcome: Outcome.Inconclusive, n: 50, rows: 9, message: $"cell C{i} has few rows"));
        var suite = Suite([.. skipped, .. failing]);

        Render(suite, Redirected).Should()
            .Contain("? inconclusive, skipped  cell: 5 values, too few rows, fewest C4  recall >= 0.70  0.7500          5 of 50\n")
            .And.Contain("cell = C9").And.Contain("? cell C9 has few rows").And.NotContain("cell C0 has few rows");
        Render(suite, Redirected with { Detail = Detail.Verbose }).Should().Contain("cell C0 has few rows");
    }

    [Fact]
    public void Values_that_could_not_be_judged_for_one_reason_are_one_line_and_other_reasons_have_theirs()
    {
        var unapproved = Enumerable.Range(0, 5).Select(i => Check(slice: "cell", group: $"C{i}", outcome: Outcome.Error, message: $"cell C{i} has no bar") with { Reason = "nothing is approved yet" });
        var other = Check(slice: "cell", group: "C9", outcome: Outcome.Error, message: "cell C9 is new") with { Reason = "the slice is new" };
        var suite = Suite([.. unapproved, other]);

        Render(suite, Redirected).Should().Contain("cell: 5 values, none could be judged").And.Contain("cell = C9").And.NotContain("cell = C0");
        Render(suite, Redirected with { Detail = Detail.Verbose }).Should().Contain("cell = C0").And.Contain("cell C4 has no bar");
    }

    [Fact]
    public void A_whole_value_beside_a_bound_that_is_not_shows_its_decimals()
    {
        Render(Suite(Check(metric: "mae", value: 60, threshold: 59.99999, comparison: "<=", bound: "59.99999", outcome: Outcome.Failed, n: 9, rows: 9)), Redirected)
            .Should().Contain("60.00000  59.99999     9\n");
    }

    [Fact]
    public void Messages_of_what_fails_come_last_in_the_order_of_the_spec()
    {
        var text = Render(
            Suite(
                Check(slice: "a", outcome: Outcome.Failed, message: "message of a"),
                Check(slice: "b", outcome: Outcome.Inconclusive, message: "message of b"),
                Check(slice: "c", outcome: Outcome.Error, message: "message of c"),
                Check(slice: "d", outcome: Outcome.Inconclusive, fails: false, message: "message of d")),
            Redirected with { Detail = Detail.Verbose });

        "dbac".Select(slice => text.IndexOf($"message of {slice}", StringComparison.Ordinal)).Should().BeInAscendingOrder().And.OnlyContain(i => i > 0);
    }

    [Fact]
    public void Counts_have_no_decimals()
    {
        Render(Suite(Check(metric: "n", value: 20000, threshold: 2000, bound: "2000", n: 20000, rows: 20000)), Redirected).Should().Contain("n >= 2000  20,000  2,000  20,000\n");
    }

    [Fact]
    public void The_worst_value_of_a_group_under_an_upper_bound_is_the_largest()
    {
        var suite = Suite([.. Enumerable.Range(0, 5).Select(i =>
            Check(slice: "country", group: $"C{i}", metric: "fpr", value: 0.01 * i, threshold: 0.1, comparison: "<=", bound: "0.1"))]);

        Render(suite, Redirected).Should().Contain("country: 5 values, worst C4");
    }

    [Fact]
    public void A_value_just_below_its_bound_is_not_shown_as_the_bound()
    {
        Render(Suite(Check(outcome: Outcome.Failed, value: 0.699996, threshold: 0.7)), Redirected).Should().Contain("0.699996  0.700000");
    }

    [Fact]
    public void Quiet_shows_what_fails_and_nothing_of_a_suite_that_passes()
    {
        var quiet = Redirected with { Detail = Detail.Quiet };

        Render(Suite(Check()), quiet).Should().BeEmpty();
        Render(Suite(Check(), Check(slice: "old", outcome: Outcome.Failed, message: "too low"), Check(slice: "new", outcome: Outcome.Inconclusive, fails: false)), quiet)
            .Should().Contain("✗ too low").And.NotContain("passed").And.NotContain("inconclusive");
    }

    [Fact]
    public void A_spec_that_cannot_be_used_shows_its_problems_and_no_table()
    {
        var suite = Suite(Check(outcome: Outcome.Error, value: null, message: "not judged")) with
        {
            Diagnostics = [new DiagnosticResult("MSPEC104", "error", "specs/loan.spec.yaml", 3, 9, "No column 'agee'.")],
        };

        Render(suite, Redirected, file => "/repo/" + file).Should().Be("""
            Loan default  /repo/specs/loan.spec.yaml
            specs/loan.spec.yaml(3,9): error MSPEC104: No column 'agee'.
              None of its 1 check was judged.


            """);
    }

    [Fact]
    public void A_warning_stands_above_the_table()
    {
        var suite = Suite(Check()) with { Diagnostics = [new DiagnosticResult("MSPEC205", "warning", "specs/loan.spec.yaml", 3, 9, "Look.")] };

        Render(suite, Redirected).Should().Contain("specs/loan.spec.yaml(3,9): warning MSPEC205: Look.\n").And.Contain("✓ passed");
    }

    [Fact]
    public void All_metrics_are_a_table_of_slices_and_slices_without_expectation_are_counted_otherwise()
    {
        var suite = Suite(Check()) with
        {
            Slices =
            [
                new SliceResult { Slice = "overall", N = 20000, Metrics = [new("recall", 0.75, 10, null), new("ece", null, 0, "no row")] },
                new SliceResult { Slice = "young", N = 1204, Metrics = [new("recall", 0.5, 10, null)] },
                new SliceResult { Slice = "country", Group = "DE", N = 7, Metrics = [new("recall", 0.25, 3, null)] },
            ],
        };

        Render(suite, Redirected).Should().Contain("1 slice without an expectation: --all-metrics shows");
        Render(suite, Redirected with { Metrics = true }).Should().Contain("""
              slice           rows  recall        ece
              overall       20,000  0.7500  undefined
              young          1,204  0.5000
              country = DE       7  0.2500

            """).And.NotContain("without an expectation");
    }

    [Fact]
    public void Many_metrics_are_several_tables_where_the_terminal_is_narrow()
    {
        var metrics = Enumerable.Range(0, 9).Select(i => new MetricResult($"metric_{i}", i, 1, null)).ToList();
        var suite = Suite(Check()) with { Slices = [new SliceResult { Slice = "overall", N = 1, Metrics = metrics }] };

        var text = Render(suite, Redirected with { Metrics = true, Width = 80 });

        metrics.Should().OnlyContain(m => text.Contains(m.Metric));
        text.Split('\n').Should().OnlyContain(line => line.Length <= 80);
    }

    private static string Render(SuiteResult suite, TerminalOptions options, Func<string, string>? path = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        TerminalReport.WriteSuite(suite, output, options, path);
        return output.ToString();
    }
}
