using ModelSpecs.Engine.GateDiff;

namespace ModelSpecs.Engine.Tests.GateDiff;

public sealed class GateComparisonTests
{
    private const string Some = "expect: { recall: \">= 0.7\" }\n";

    [Theory]
    [InlineData("recall: \">= 0.70\"", "recall: \">= 0.60\"", "- overall: recall >= 0.60, was >= 0.70 @5")]
    [InlineData("recall: \">= 0.70\"", "recall: \">= 0.75\"", "+ overall: recall >= 0.75, was >= 0.70 @5")]
    [InlineData("recall: \">= 0.70\"", "recall: \"> 0.70\"", "+ overall: recall > 0.70, was >= 0.70 @5")]
    [InlineData("recall: \"> 0.70\"", "recall: \">= 0.70\"", "- overall: recall >= 0.70, was > 0.70 @5")]
    [InlineData("log_loss: \"<= 0.4\"", "log_loss: \"<= 0.5\"", "- overall: log_loss <= 0.5, was <= 0.4 @5")]
    [InlineData("log_loss: \"<= 0.4\"", "log_loss: \"< 0.4\"", "+ overall: log_loss < 0.4, was <= 0.4 @5")]
    [InlineData("log_loss: \"<= 0.5 x trivial\"", "log_loss: \"<= 0.6 x trivial\"", "- overall: log_loss <= 0.6 x trivial, was <= 0.5 x trivial @5")]
    [InlineData("log_loss: \"<= 0.5 x trivial\"", "log_loss: \"<= trivial - 60 %\"", "+ overall: log_loss <= trivial - 60 %, was <= 0.5 x trivial @5")]
    [InlineData("log_loss: \"<= 0.5 x trivial\"", "log_loss: \"<= trivial - 0.1\"", "~ overall: log_loss <= trivial - 0.1, was <= 0.5 x trivial @5")]
    [InlineData("accuracy: \">= trivial + 0.05\"", "accuracy: \">= trivial + 0.02\"", "- overall: accuracy >= trivial + 0.02, was >= trivial + 0.05 @5")]
    [InlineData("accuracy: \">= trivial + 5 %\"", "accuracy: \">= trivial + 10 %\"", "+ overall: accuracy >= trivial + 10 %, was >= trivial + 5 % @5")]
    [InlineData("accuracy: \">= trivial + 0.05\"", "accuracy: \">= 0.9\"", "~ overall: accuracy >= 0.9, was >= trivial + 0.05 @5")]
    [InlineData("mcc: \">= 0.5 x trivial\"", "mcc: \">= 0.6 x trivial\"", "~ overall: mcc >= 0.6 x trivial, was >= 0.5 x trivial @5")]
    [InlineData("recall: { at_fpr: 0.1, is: \">= 0.7\" }", "recall: { at_fpr: 0.1, is: \">= 0.6\" }", "- overall: recall(at_fpr=0.1) >= 0.6, was >= 0.7 @5")]
    public void A_bound_that_moved_is_told_with_its_direction(string before, string after, string expected)
    {
        SpecPair.Changes($"expect: {{ {before} }}\n", $"expect: {{ {after} }}\n").Should().Equal(expected);
    }

    [Theory]
    [InlineData("recall: \">= 0.70\"", "recall: \">= .7\"")]
    [InlineData("recall: \">= 0.70\"", "recall: { is: \">= 70 %\" }")]
    [InlineData("log_loss: \"<= 0.5 x trivial\"", "log_loss: \"<= trivial - 50 %\"")]
    public void What_is_written_another_way_and_means_the_same_is_no_change(string before, string after)
    {
        SpecPair.Changes($"expect: {{ {before} }}\n", $"# a comment\nexpect:\n  {after[..after.IndexOf(':', StringComparison.Ordinal)]}: {after[(after.IndexOf(':', StringComparison.Ordinal) + 2)..]}\n").Should().BeEmpty();
    }

    [Theory]
    [InlineData("model: old.onnx", "model: old.onnx, atol: 0.1", "- overall: parity p atol 0.1, rtol 1E-05; model old.onnx, was atol 1E-08, rtol 1E-05; model old.onnx @5")]
    [InlineData("model: old.onnx, atol: 0.1", "model: old.onnx", "+ overall: parity p atol 1E-08, rtol 1E-05; model old.onnx, was atol 0.1, rtol 1E-05; model old.onnx @5")]
    [InlineData("model: old.onnx", "model: older.onnx", "~ overall: parity p atol 1E-08, rtol 1E-05; model older.onnx, was atol 1E-08, rtol 1E-05; model old.onnx @5")]
    [InlineData("model: old.onnx", "model: old.onnx, outputs: [y]", "- overall: parity p atol 1E-08, rtol 1E-05; outputs y; model old.onnx, was atol 1E-08, rtol 1E-05; model old.onnx @5")]
    public void A_tolerance_that_moved_is_told_with_its_direction(string before, string after, string expected) =>
        SpecPair.Changes($"parity: {{ p: {{ {before} }} }}\n", $"parity: {{ p: {{ {after} }} }}\n").Should().Equal(expected);

    [Theory]
    [InlineData("max_size: 1 MB", "max_size: 2 MB", "- overall: contract max_size 2000000 bytes, was 1000000 bytes @5")]
    [InlineData("max_size: 1 MB", "max_size: 1 kB", "+ overall: contract max_size 1000 bytes, was 1000000 bytes @5")]
    [InlineData("opset: { ai.onnx: 15 }", "opset: { ai.onnx: 17 }", "~ overall: contract opset ai.onnx 17, was ai.onnx 15 @5")]
    [InlineData("inputs: { x: \"float [?, 2]\" }", "inputs: { x: \"float [?, 3]\" }", "~ overall: contract inputs x: float [?, 3], was x: float [?, 2] @5")]
    public void A_contract_that_moved_is_told(string before, string after, string expected) =>
        SpecPair.Changes($"contract: {{ {before} }}\n", $"contract: {{ {after} }}\n").Should().Equal(expected);

    [Fact]
    public void A_parity_or_a_part_of_a_contract_that_is_gone_is_a_check_removed() =>
        SpecPair.Changes("parity: { p: { model: old.onnx } }\ncontract: { max_size: 1 MB, metadata: [k] }\n", "contract: { max_size: 1 MB }\n")
            .Should().BeEquivalentTo("- check removed: overall: contract metadata @base6", "- check removed: overall: parity p @base5");

    [Fact]
    public void A_check_that_came_or_went_is_told_at_its_place()
    {
        SpecPair.Changes("expect: { recall: \">= 0.7\", accuracy: \">= 0.8\" }\n", "expect:\n  recall: \">= 0.7\"\n  roc_auc: \">= 0.8\"\n").Should().Equal(
            "- check removed: overall: accuracy >= 0.8 @base5", "+ check added: overall: roc_auc >= 0.8 @7");
    }

    [Fact]
    public void One_line_of_every_slice_is_one_change()
    {
        const string Slices = "slices: { a: x < 1, b: x < 2, c: { where: x < 3, expect: { recall: \">= 0.5\" } } }\n";

        SpecPair.Changes(Slices + "every_slice: { expect: { accuracy: \">= 0.6\", recall: \">= 0.4\" } }\n", Slices + "every_slice: { expect: { accuracy: \">= 0.5\" } }\n").Should().Equal(
            "- 3 slices (a, b, c): accuracy >= 0.5, was >= 0.6 @6",
            "- check removed: 2 slices (a, b): recall >= 0.4 @base6");
    }

    [Fact]
    public void Slices_that_came_went_or_have_other_rows_are_told_with_their_checks()
    {
        SpecPair.Changes(
            Some + """
            slices:
              young: { where: age < 25, expect: { recall: ">= 0.7", accuracy: ">= 0.5" } }
              idle: age > 90
              country: { by: country, values: [DE, FR, IT], expect: { recall: ">= 0.5" } }
              income: { by: income, edges: [10, 20] }
              cell: { cross: [country, income] }
              same: "age   <  3 and name = 'a  b'"
            """,
            Some + """
            slices:
              old: { where: age > 60, expect: { recall: ">= 0.7" } }
              country: { by: land, values: [DE, FR, PT], others: allow, expect: { recall: ">= 0.5" } }
              income: { by: income, edges: [10, 30] }
              cell: { cross: [income, country] }
              same: "age < 3 and name = 'a  b'"
            """).Should().Equal(
            "- slice removed: young (age < 25), with 2 checks @base7",
            "~ slice removed: idle (age > 90), with 0 checks @base8",
            "+ slice added: old (age > 60), with 1 check @7",
            "~ slice country has the rows of by land, was by country @8",
            "- slice country need not have 1 value any more: IT @8",
            "+ slice country must have 1 value more: PT @8",
            "- slice country may have other values (others: allow) @8",
            "~ slice income has the rows of by income at [10, 30], was by income at [10, 20] @9",
            "~ slice cell has the rows of income × country, was country × income @10");
    }

    [Theory]
    [InlineData("", "judge: lenient", "- verdict.judge is lenient, was point @6")]
    [InlineData("judge: sure", "", "- verdict.judge is point, was sure @base6")]
    [InlineData("judge: lenient", "judge: sure", "+ verdict.judge is sure, was lenient @6")]
    [InlineData("", "min_rows: 30", "- verdict.min_rows is 30, was 1 @6")]
    [InlineData("min_rows: 30", "min_rows: 10", "+ verdict.min_rows is 10, was 30 @6")]
    [InlineData("", "inconclusive: warn", "- verdict.inconclusive is warn, was fail @6")]
    [InlineData("inconclusive: skip", "inconclusive: warn", "+ verdict.inconclusive is warn, was skip @6")]
    [InlineData("judge: sure, confidence: 0.9", "judge: sure, confidence: 0.99", "+ verdict.confidence is 0.99, was 0.9 @6")]
    [InlineData("judge: lenient, confidence: 0.9", "judge: lenient, confidence: 0.99", "- verdict.confidence is 0.99, was 0.9 @6")]
    [InlineData("confidence: 0.9", "confidence: 0.99", "~ verdict.confidence is 0.99, was 0.9 @6")]
    [InlineData("judge: lenient", "judge: lenient, correction: holm", "- verdict.correction is holm, was none @6")]
    [InlineData("judge: lenient, correction: holm", "judge: lenient, correction: benjamini_hochberg", "+ verdict.correction is benjamini_hochberg, was holm @6")]
    [InlineData("", "intervals: { seed: 7 }", "~ verdict.intervals is wilson, delong, percentile, 1000 replicates, seed 7, was wilson, delong, percentile, 1000 replicates, seed 1 @6")]
    public void Another_policy_is_told(string before, string after, string expected)
    {
        SpecPair.Changes(Some + Verdict(before), Some + Verdict(after)).Should().Equal(expected);

        static string Verdict(string keys) => keys.Length == 0 ? "#\n" : $"verdict: {{ {keys} }}\n";
    }

    [Fact]
    public void What_defaults_say_counts_where_nothing_nearer_is_said()
    {
        SpecPair.Changes(Some, Some, "verdict: { min_rows: 30 }\n", "verdict: { min_rows: 50 }\n").Should().Equal("- verdict.min_rows is 50, was 30 @modelspecs.yaml:1");
        SpecPair.Changes(Some + "verdict: { min_rows: 10 }\n", Some + "verdict: { min_rows: 10 }\n", "verdict: { min_rows: 30 }\n", "verdict: { min_rows: 50 }\n").Should().BeEmpty();
    }

    [Fact]
    public void A_slices_own_min_rows_is_told_where_it_is_said()
    {
        SpecPair.Changes(Some + "slices: { a: { where: x < 1, min_rows: 5, expect: { recall: \">= 0.5\" } } }\n", Some + "slices: { a: { where: x < 1, min_rows: 1_000, expect: { recall: \">= 0.5\" } } }\n")
            .Should().Equal("- slice a is judged from 1,000 rows on, was 5 (min_rows) @6");
    }

    [Fact]
    public void Waivers_that_came_went_or_have_another_day_are_told()
    {
        const string Checks = "expect: { recall: \">= 0.7\", accuracy: \">= 0.8\", roc_auc: \">= 0.8\", precision: \">= 0.1\", f1: \">= 0.1\" }\n";

        SpecPair.Changes(
            Checks + """
            waivers:
              - { check: "overall: recall", until: 2026-06-30, owner: a, because: r }
              - { check: "overall: accuracy", until: 2026-06-30, owner: a, because: r }
              - { check: "overall: roc_auc", until: 2026-06-30, owner: a, because: r }
              - { check: "overall: precision", until: 2026-06-30, owner: a, because: r }
            """,
            Checks + """
            waivers:
              - { check: "overall: recall >=", until: 2026-12-31, owner: b, because: s }
              - { check: "overall: accuracy", until: 2026-01-31, owner: a, because: r }
              - { check: "overall: roc_auc", until: 2026-06-30, owner: b, because: s }
              - { check: "overall: f1", until: 2026-06-30, owner: a, because: r }
            """).Should().Equal(
            "- waiver extended: overall: recall >= until 2026-12-31, was 2026-06-30 @7",
            "+ waiver shortened: overall: accuracy until 2026-01-31, was 2026-06-30 @8",
            "~ waiver of overall: roc_auc: b: s, was a: r @9",
            "- waiver added: overall: f1 until 2026-06-30, a: r @10",
            "+ waiver removed: overall: precision until 2026-06-30 @base10");
    }

    [Fact]
    public void Rows_that_came_into_quarantine_or_left_it_are_told()
    {
        SpecPair.Changes(
            Some + "id: i\ngolden: { path: golden.csv, quarantine: [{ ids: [1, 2, 3], because: r }] }\n",
            Some + "id: i\ngolden: { path: golden.csv, quarantine: [{ ids: [3, 4, 5, 6, 7, 8, 9], because: s }] }\n").Should().Equal(
            "- 6 rows quarantined (s): 4, 5, 6, 7, 8, … @7",
            "+ 2 rows out of quarantine: 1, 2 @base7",
            "~ row 3 is quarantined because: s, was: r @7");
    }

    [Fact]
    public void What_is_judged_and_how_it_is_read_is_told()
    {
        var (a, b) = (new string('a', 64), new string('b', 64));
        SpecPair.Changes(
            Some + $"model: {{ path: model.onnx, sha256: {a} }}\ngolden: {{ path: golden.csv, sha256: {a}, where: x > 1, weight: w, columns: {{ zip: string }}, nulls: [NA], labels_missing: drop, labelled_at_least: 0.9 }}\nthreshold: 0.3\npositive: yes\ninputs: {{ X: [a, b] }}\n",
            Some + $"model: {{ path: other.onnx, sha256: {b} }}\ngolden: {{ path: golden.csv, where: x > 2, labels_missing: drop, labelled_at_least: 0.5 }}\nthreshold: 0.4\ninputs: {{ X: [a, c] }}\nlabel: z\n").Should().Equal(
            "~ model.sha256 is bbbbbbbbbbbb…, was aaaaaaaaaaaa… @6",
            "- golden.sha256 is no longer said, was aaaaaaaaaaaa… @7",
            "~ model is specs/other.onnx, was specs/model.onnx @6",
            "~ label is z, was y @10",
            "~ positive is no longer said, was yes @base9",
            "~ threshold is 0.4, was 0.3 @8",
            "~ inputs is X: a, c, was X: a, b @9",
            "~ golden.weight is no longer said, was w @base7",
            "~ golden.columns is no longer said, was zip: string @base7",
            "~ golden.nulls is no longer said, was 'NA' @base7",
            "~ golden.where is x > 2, was x > 1 @7",
            "- golden.labelled_at_least is 0.5, was 0.9 @7");
    }

    [Fact]
    public void Operating_points_of_single_labels_are_told()
    {
        SpecPair.Changes(Labels("{ a: 0.3, b: 0.4 }"), Labels("{ b: 0.4, a: 0.2 }")).Should().Equal("~ threshold is a: 0.2, b: 0.4, was a: 0.3, b: 0.4 @7");
        SpecPair.Changes(Labels("{ a: 0.3, b: 0.4 }"), Labels("{ b: 0.4, a: 0.3 }")).Should().BeEmpty();

        static string Labels(string threshold) => $"label: [a, b]\ntask: multilabel\nthreshold: {threshold}\nexpect: {{ jaccard: \">= 0.5\" }}\n";
    }

    [Theory]
    [InlineData("{ recall: { max_drop: 0.02 } }", "{ recall: { max_drop: 0.05 } }", "- 2 slices (overall, a): snapshot recall >= snapshot - 0.05, was >= snapshot - 0.02 @7")]
    [InlineData("{ newly_wrong: \"<= 1 %\" }", "{ newly_wrong: \"<= 0.5 %\" }", "+ 2 slices (overall, a): snapshot newly_wrong <= 0.5 %, was <= 1 % @7")]
    [InlineData("true", "{ recall: { max_drop: 0.05 } }", "- check added: 2 slices (overall, a): recall >= snapshot - 0.05 @7")]
    [InlineData("{ recall: { max_drop: 0.05 } }", "true", "+ check removed: 2 slices (overall, a): recall >= snapshot - 0.05 @base7")]
    [InlineData("true", "{ improved: fail }", "+ snapshot.improved is fail, was ask @7")]
    [InlineData("{ allow: [rows] }", "{ allow: [rows, labels] }", "- snapshot allows other labels @7")]
    [InlineData("{ allow: [rows, slices] }", "{ allow: [rows] }", "+ snapshot no longer allows other slices @7")]
    public void What_may_differ_from_the_approved_results_is_told(string before, string after, string expected)
    {
        SpecPair.Changes(Some + "slices: { a: x < 1 }\nsnapshot: " + before + "\n", Some + "slices: { a: x < 1 }\nsnapshot: " + after + "\n").Should().Equal(expected);
    }

    [Fact]
    public void A_snapshot_that_is_no_longer_asked_for_is_a_check_less()
    {
        SpecPair.Changes(Some + "snapshot: true\n", Some).Should().ContainSingle().Which.Should().StartWith("- check removed: overall: snapshot");
    }

    [Fact]
    public void A_champion_that_nothing_is_held_against_any_more_is_a_check_less()
    {
        SpecPair.Changes(Some + "compare: { champion: a.onnx, recall: { max_drop: 0.02 } }\n", Some).Should().Equal(
            "- check removed: overall: recall >= champion - 0.02 @base6");
    }

    [Fact]
    public void Another_champion_and_another_tolerance_are_told()
    {
        SpecPair.Changes(
            Some + "compare: { champion: a.onnx, recall: { max_drop: 0.02 } }\n",
            Some + "compare: { champion: { path: b.onnx, threshold: 0.3 }, recall: { max_drop: 0.01 } }\n").Should().Equal(
            "+ overall: compare recall >= champion - 0.01, was >= champion - 0.02 @6",
            "~ compare.champion is specs/b.onnx; threshold 0.3, was specs/a.onnx @6");
    }

    [Theory]
    [InlineData("threshold: 0.5", "")]
    [InlineData("owner: a", "owner: b")]
    [InlineData("tags: [a]", "run: { threads: 2 }")]
    public void What_judges_nothing_is_no_change(string before, string after)
    {
        SpecPair.Changes(Some + before + "\n", Some + after + "\n").Should().BeEmpty();
    }

    [Fact]
    public void A_spec_that_is_gone_or_new_says_how_many_checks_it_has()
    {
        var spec = SpecPair.Parse(Some);

        SpecPair.Line(GateComparison.Removed(spec)).Should().Be("- spec removed, with 1 check @base1");
        SpecPair.Line(GateComparison.Added(spec)).Should().Be("+ spec added, with 1 check @1");
        SpecPair.Line(GateComparison.Removed("/repo/specs/loan.spec.yaml", "/repo")).Should().Be("- spec removed; it could not be read at the base @base1");
    }

    [Fact]
    public void Text_of_specs_stays_on_one_line()
    {
        SpecPair.Changes(Some, Some + "slices: { \"a\\nb\\u202e\": { where: x < 1, expect: { recall: \">= 0.5\" } } }\n").Should().Equal("+ slice added: a\\u000ab\\u202e (x < 1), with 1 check @6");
    }
}
