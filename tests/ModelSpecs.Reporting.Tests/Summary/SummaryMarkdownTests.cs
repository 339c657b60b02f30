using System.Text.RegularExpressions;
using ModelSpecs.Reporting.Summary;
using ModelSpecs.Results;
using ModelSpecs.Results.Gate;
using static ModelSpecs.Reporting.Tests.Summary.SummaryRuns;
using static ModelSpecs.Tests.Shared.SampleResults;

namespace ModelSpecs.Reporting.Tests.Summary;

public sealed partial class SummaryMarkdownTests
{
    private const string Evil = "x|<b>@all</details>\n## y `z` ```\n/close #1 ![i](//e) <!-- -->\u202e :tada: $x$ www.e.example";

    [Fact]
    public void A_reviewer_reads_what_was_loosened_what_failed_and_what_got_worse_before_the_rest() =>
        SummaryMarkdown.Of(Realistic()).Should().Be(SummaryTexts.Realistic);

    [Fact]
    public void A_run_that_passed_is_short()
    {
        SummaryMarkdown.Of(Run(Suite(Check(), Check("overall"))) with { Gate = Gate() }).Should().Be("""
            <!-- modelspecs-summary -->
            ## ✅ ModelSpecs: all 2 checks passed

            2 passed · 2 checks of 1 spec

            **Loan default** · `specs/loan.spec.yaml` · 20,000 rows · model `testdata/loan/model.onnx` · golden set `testdata/loan/golden.csv` · owner risk-ml

            The gate is the same since `origin/main` (`4f1c2ab09d3e`).

            <sub>Every slice, curve and row: <code>report.html</code>, which the run left beside this summary · modelspecs 0.1.0</sub>

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_verdict_is_what_the_run_ended_with()
    {
        Verdict(Run(Suite(Check()))).Should().Be("✅ ModelSpecs: the check passed");
        Verdict(Run(Suite(Check(outcome: Outcome.Failed), Check("old")))).Should().Be("❌ ModelSpecs: 1 of 2 checks failed");
        Verdict(Run(Suite())).Should().Be("❌ ModelSpecs: nothing was judged");
        Verdict(Run()).Should().Be("❌ ModelSpecs: nothing was judged");
        Verdict(Run(Suite(Check()), Broken())).Should().Be("❌ ModelSpecs: 1 of 2 specs could not be used");
        Verdict(Run(Suite(Check(outcome: Outcome.Failed)), Broken())).Should().Be("❌ ModelSpecs: 1 of 2 specs could not be used, 1 check failed");
        Verdict(Run(Suite(Check(outcome: Outcome.Inconclusive, fails: false), Waived()))).Should().Be("⚠️ ModelSpecs: passed, with 1 check waived and 1 inconclusive");
        Verdict(Run(Suite(Check())) with { Gate = Gate(Change(GateEffect.Loosened, "x", 1)) }).Should().Be("⚠️ ModelSpecs: passed, with the gate loosened");
        Verdict(Run(Suite(Check())) with { Gate = Gate(Change(GateEffect.Tightened, "x", 1)) }).Should().Be("✅ ModelSpecs: the check passed");
    }

    [Fact]
    public void Stored_results_cannot_call_a_failed_check_harmless()
    {
        var text = SummaryMarkdown.Of(Run(Suite(Check(outcome: Outcome.Failed, fails: false))));

        text.Should().Contain("❌ ModelSpecs: 1 of 1 check failed").And.Contain("### What failed");
    }

    [Fact]
    public void Specs_stand_in_a_table_the_worst_first_and_name_what_is_theirs()
    {
        var text = SummaryMarkdown.Of(Run(
            Suite(Check()) with { Name = "Good" },
            Suite(Check(outcome: Outcome.Failed)) with { Name = "Bad" },
            Broken()));

        text.Should().Contain("""
            | spec | file | checks | rows | owner |
            | :-- | :-- | :-- | --: | :-- |
            | ❌ Broken | `specs/loan.spec.yaml` | could not be used | 0 |  |
            | ❌ Bad | `specs/loan.spec.yaml` | 1 of 1 failed | 20,000 | risk-ml |
            | ✅ Good | `specs/loan.spec.yaml` | 1 of 1 passed | 20,000 | risk-ml |
            """.ReplaceLineEndings("\n"));
        text.Should().Contain("### What could not be used\n\n- `specs/loan.spec.yaml:3`: **MSPEC104** There is no column &#39;agee&#39;.\n".Replace("&#39;", "'"));
        text.Should().Contain("<summary>❌ Bad: <b>young: recall &gt;= 0.70</b> failed</summary>");
    }

    [Fact]
    public void A_partial_run_says_so() =>
        SummaryMarkdown.Of(Run(Suite(Check()) with { Partial = true })).Should().Contain("\n**Partial:** only some slices were asked for. What was left out is not judged here.\n");

    [Fact]
    public void Checks_that_could_not_be_judged_for_one_reason_are_told_as_one()
    {
        CheckResult Error(string slice) => Check(slice, outcome: Outcome.Error, value: null, message: $"{slice}: recall >= 0.70 could not be judged.\n  because   nothing is approved yet") with { Reason = "nothing is approved yet" };

        var text = SummaryMarkdown.Of(Run(Suite(Error("a"), Error("b"), Error("c"), Check(outcome: Outcome.Failed))));

        Items().Matches(text).Should().HaveCount(2);
        text.Should().Contain("<b>a: recall &gt;= 0.70</b> and 2 more checks could not be judged</summary>\n\n```text\nbecause   nothing is approved yet\nalso      b: recall >= 0.70, c: recall >= 0.70\nat        specs/loan.spec.yaml:11\n```\n");
        text.IndexOf("young", StringComparison.Ordinal).Should().BeLessThan(text.IndexOf("<b>a:", StringComparison.Ordinal), "what failed comes before what could not be judged");
    }

    [Fact]
    public void Only_the_first_failures_are_open()
    {
        var text = SummaryMarkdown.Of(Run(Suite([.. Enumerable.Range(0, 5).Select(i => Check($"s{i}", outcome: Outcome.Failed))])));

        Items().Matches(text).Select(match => match.Value).Should().Equal("<details open>", "<details open>", "<details open>", "<details>", "<details>");
    }

    [Fact]
    public void Waivers_that_are_over_or_not_needed_are_told()
    {
        var text = SummaryMarkdown.Of(Run(Suite(
            Waived(),
            Check("a", outcome: Outcome.Failed) with { Waiver = Waiver(-2) },
            Check("b", fails: true) with { Waiver = Waiver() with { State = WaiverState.Unneeded } })));

        Regex.Matches(text, @"\| (.*?): recall &gt;= 0\.70 \| (.*?) \| risk-ml").Select(match => match.Groups[1].Value + ": " + match.Groups[2].Value).Should().Equal(
            "waived: until 2026-12-31 (40 days left)", "a: ⛔ expired, until 2026-12-31 (2 days ago)", "b: ⛔ not needed any more, take it out");
        text.Should().Contain("<summary>⛔ <b>b: recall &gt;= 0.70</b></summary>");
    }

    [Fact]
    public void Two_baselines_and_two_specs_have_their_columns()
    {
        var baseline = Realistic().Suites[0].Baselines[0];
        var suite = Realistic().Suites[0] with { Baselines = [baseline, baseline with { Name = "champion" }] };

        SummaryMarkdown.Of(Run(suite, suite with { Name = "Other" })).Should()
            .Contain("| spec | against | slice | metric | was | is | change, 95 % interval | rows | verdict |\n| :-- | :-- | :-- | :-- | --: | --: | --: | --: | :-- |\n| Loan default | snapshot | **young** | `recall` |")
            .And.Contain("\n| Other | champion | **young** |").And.Contain("- **Other**: **848** of 20,000 rows (4.2 %) newly wrong against the champion: ");
    }

    [Fact]
    public void Bigger_worsenings_come_first_and_lost_values_before_all()
    {
        ChangeResult Worse(string slice, string metric, double? was, double? now) => new(slice, null, metric, was, now, "worse") { Interval = new IntervalResult(-1, -0.01, "percentile") };
        var suite = Suite(Check()) with
        {
            Baselines = [new BaselineResult { Name = "snapshot", Changes = [Worse("a", "recall", 0.9, 0.8), Worse("b", "mae", 100, 109), Worse("c", "recall", 0.9, 0.5), Worse("d", "recall", 0.9, null)] }],
        };

        Regex.Matches(SummaryMarkdown.Of(Run(suite)), @"\n\| \*\*(.)\*\*").Select(match => match.Groups[1].Value).Should().Equal("d", "c", "a", "b");
    }

    [Fact]
    public void Runs_beside_it_are_named() =>
        SummaryMarkdown.Of(Run(Suite(Check())), new SummaryOptions { Key = "a.b", Beside = ["main.json", "x|y"] }).Should()
            .StartWith("<!-- modelspecs-summary: a.b -->\n").And.Contain("; it stands there beside main.json, x&#124;y · modelspecs 0.1.0</sub>");

    [Theory]
    [InlineData(1)]
    [InlineData(3000)]
    public void However_much_there_is_it_stays_below_the_limit_and_says_what_it_left_out(int many)
    {
        var run = Hostile(many, new string('$', 400));
        foreach (var most in (int[])[SummaryOptions.LeastCharacters, 60_000])
        {
            var text = SummaryMarkdown.Of(run, new SummaryOptions { MostCharacters = most });

            text.Length.Should().BeLessThanOrEqualTo(most);
            Whole(text);
            if (many > 1)
            {
                text.Length.Should().BeGreaterThan(most * 3 / 4, "the room is used");
                Regex.IsMatch(text, "\n<sub>… [0-9,]+ (more )?failures, see <code>report.html</code>.</sub>\n").Should().BeTrue();
                text.Should().Be(SummaryMarkdown.Of(run, new SummaryOptions { MostCharacters = most }));
            }
        }
    }

    [Fact]
    public void Nothing_from_specs_or_data_means_anything()
    {
        var text = SummaryMarkdown.Of(Hostile(3, Evil));

        Whole(text);
        var outside = Code().Replace(Fence().Replace(text, ""), "");
        outside.Should().NotContainAny("<b>@", "![", ":tada:", "www.e", "$", "@", "#1 ", "`", "\u202e", "x|");
        Regex.Count(outside, "<!--").Should().Be(1, "the marker is the only comment");
        Regex.IsMatch(text, "^(/|##v|::)", RegexOptions.Multiline).Should().BeFalse("no line begins with what is not ours");
    }

    [Theory]
    [InlineData("a--b")]
    [InlineData("-->")]
    [InlineData("")]
    public void A_key_that_could_end_the_marker_is_refused(string key)
    {
        var make = () => new SummaryOptions { Key = key };

        make.Should().Throw<ArgumentException>();
    }

    private static CheckResult Waived() => Check("waived", outcome: Outcome.Failed, fails: false) with { Waiver = Waiver() };

    private static SuiteResult Broken() => new()
    {
        Name = "Broken", File = "specs/loan.spec.yaml", Diagnostics = [new DiagnosticResult("MSPEC104", DiagnosticResult.Error, "specs/loan.spec.yaml", 3, 9, "There is no column 'agee'.")],
    };

    private static string Verdict(RunResult run) => SummaryMarkdown.Of(run).Split('\n')[1][3..];

    // A run in which every text is one and the same.
    private static RunResult Hostile(int many, string text)
    {
        T[] Many<T>(Func<int, T> make) => [.. Enumerable.Range(0, many).Select(make)];
        var message = string.Join('\n', Enumerable.Repeat(text, 50));
        string[] ids = [.. Enumerable.Repeat(text, Math.Min(many, 50))];
        var suite = Suite(Many(i => Check(text, text, text, (Outcome)(1 + (i % 3)), fails: i % 2 == 0, message: message) with
        {
            Reason = text, Name = text, File = text, Waiver = Waiver(because: text) with { Owner = text, File = text, Until = text },
        })) with
        {
            Name = text, File = text, Owner = text, Model = new FileResult(text, null), Golden = new FileResult(text, null),
            Quarantine = Many(_ => new QuarantineResult(text, ids)),
            Baselines =
            [
                new BaselineResult
                {
                    Name = text, Missing = text, Received = text, Structure = Many(_ => new StructureResult(text, false)),
                    Changes = Many(i => new ChangeResult(text, text, text, 0.5, 0.4, i % 4 == 0 ? "better" : i % 4 == 1 ? "changed" : i % 4 == 2 ? "worse, may be chance" : "worse")),
                    Flips = [new FlipResult("overall", null, many, many, many, many) { FirstNewlyWrong = ids }, .. Many(_ => new FlipResult(text, text, many, many, many, many) { FirstNewlyWrong = [text] })],
                },
            ],
            Diagnostics = Many(_ => new DiagnosticResult(text, DiagnosticResult.Warning, text, 1, 1, text)),
        };
        var broken = suite with { Diagnostics = Many(_ => new DiagnosticResult(text, DiagnosticResult.Error, text, 1, 1, text)) };
        return Run([suite, broken, .. Enumerable.Repeat(suite with { Baselines = [], Checks = [] }, many / 100)]) with
        {
            Tool = text,
            Gate = Gate(Many(i => Change((GateEffect)(i % 3), text, i) with { Spec = text, File = text })) with { BaseRef = text, BaseCommit = text },
        };
    }

    // Tables have equal cells in every row, elements end, fences close: nothing was cut through.
    private static void Whole(string text)
    {
        var outside = Fence().Replace(text, "");
        outside.Should().NotContain("```");
        Regex.Count(outside, "<details").Should().Be(Regex.Count(outside, "</details>"));
        Regex.Count(outside, "<sub>").Should().Be(Regex.Count(outside, "</sub>"));
        var (cells, broken) = (0, new List<string>());
        foreach (var line in outside.Split('\n'))
        {
            var count = line.StartsWith('|') ? line.Count(character => character == '|') : 0;
            if (count > 0 && (!line.EndsWith('|') || (cells > 0 && count != cells)))
            {
                broken.Add(line);
            }

            cells = count;
        }

        broken.Should().BeEmpty("every row of a table has its cells");
    }

    [GeneratedRegex("^(`{3,})text\n.*?^\\1$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex Code();

    [GeneratedRegex("<details( open)?>(?=<summary>[❌❗❔⛔])")]
    private static partial Regex Items();
}
