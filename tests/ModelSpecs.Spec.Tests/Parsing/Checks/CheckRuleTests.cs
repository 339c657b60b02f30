using ModelSpecs.Spec.Model;

namespace ModelSpecs.Spec.Tests.Parsing.Checks;

/// <summary>What makes a check a gate: reachable, able to fail, said once, and of the task.</summary>
public sealed class CheckRuleTests
{
    /// <summary>In <c>every_slice.expect</c>: the check, and the id of its problem; empty: none.</summary>
    public static readonly TheoryData<string, string> Bounds = new()
    {
        { "accuracy: \">= 0.7\"", "" },
        { "accuracy: \"> 0\"", "" },
        { "accuracy: \">= 1\"", "" },
        { "accuracy: \">= 0\"", "MSPEC036" },
        { "accuracy: \">= 0 %\"", "MSPEC036" },
        { "accuracy: \"> 1\"", "MSPEC037" },
        { "accuracy: \">= 1.01\"", "MSPEC035" },
        { "accuracy: \">= 70\"", "MSPEC035" },
        { "accuracy: \">= 70 %\"", "" },
        { "accuracy: \">= -0.1\"", "MSPEC035" },
        { "fpr: \"<= 0\"", "" },
        { "fpr: \"< 0\"", "MSPEC037" },
        { "fpr: \"<= 1\"", "MSPEC036" },
        { "fpr: \"<= 1.5\"", "MSPEC035" },
        { "log_loss: \"<= 5\"", "" },
        { "log_loss: [\">= 0\", \"<= 1\"]", "MSPEC036" },
        { "log_loss: \"< 0\"", "MSPEC037" },
        { "n: \">= 100\"", "" },
        { "n: \">= 0\"", "MSPEC036" },
        { "r2: \">= -1\"", "" },
        { "r2: [\">= 0\", \"<= 1\"]", "MSPEC036" },
        { "r2: \">= 2\"", "MSPEC035" },
        { "accuracy: \">= overall\"", "" },
        { "accuracy: \">= overall - 0.99\"", "" },
        { "accuracy: \">= overall - 1\"", "MSPEC036" },
        { "accuracy: \">= overall - 100 %\"", "MSPEC036" },
        { "accuracy: \"> overall - 100 %\"", "" },
        { "accuracy: \">= overall + 1.01\"", "MSPEC037" },
        { "accuracy: \"> overall + 1\"", "MSPEC037" },
        { "accuracy: \">= overall + 1\"", "" },
        { "fpr: \"<= overall + 1\"", "MSPEC036" },
        { "fpr: \"<= 2 x overall\"", "" },
        { "r2: \">= overall - 5 %\"", "" },
        { "mae: \"<= 0.5 x trivial\"", "" },
        { "mae: \"<= trivial - 100 %\"", "" },
        { "mae: \"< trivial - 100 %\"", "MSPEC037" },
        { "n: \">= trivial\"", "MSPEC039" },
        { "prevalence: \"<= trivial\"", "MSPEC039" },
        { "n: \">= 5 %\"", "MSPEC031" },
        { "positives: \"> 1 %\"", "MSPEC031" },
        { "n: \">= overall - 95 %\"", "" },
        { "prevalence: \">= 5 %\"", "" },
        { "custom:Profit: \">= -250\"", "" },
        { "custom:Profit: \"<= overall + 5 %\"", "" },
        { "custom:Profit: { is: \">= 0\" }", "" },
        { "custom:Profit: { class: a, is: \">= 0\" }", "MSPEC032" },
        { "custom:Profit: \">= trivial\"", "MSPEC039" },
        { "custom:_p2: \">= 0\"", "" },
        { "\"custom:\": \">= 0\"", "MSPEC030" },
        { "custom:2nd: \">= 0\"", "MSPEC030" },
        { "custom:my-metric: \">= 0\"", "MSPEC030" },
        { "Custom:Profit: \">= 0\"", "MSPEC030" },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void A_bound_lies_in_reach_and_leaves_room_to_fail(string check, string id) =>
        SpecText.Parse($"slices: {{ s: a < 1 }}\nevery_slice: {{ expect: {{ {check} }} }}").Diagnostics.Select(d => d.Id)
            .Should().Equal(id.Length == 0 ? [] : [id]);

    [Theory]
    [InlineData("fpr: \"<= 0.1\"", "")]
    [InlineData("fpr: \"<= 1\"", "MSPEC036")]
    [InlineData("fpr: \"<= 1.1\"", "MSPEC035")]
    [InlineData("fpr: \"< 0\"", "MSPEC037")]
    [InlineData("fpr: \">= 0.1\"", "MSPEC041")]
    [InlineData("fpr: { ratio: \">= 0.8\" }", "")]
    [InlineData("fpr: { ratio: \">= 0\" }", "MSPEC036")]
    [InlineData("fpr: { ratio: \">= 1.25\" }", "MSPEC035")]
    [InlineData("fpr: { ratio: \"<= 0.8\" }", "MSPEC041")]
    [InlineData("fpr: { is: \"<= 0.1\", ratio: \">= 0.8\" }", "MSPEC019")]
    [InlineData("fpr: { zero_division: 0 }", "MSPEC006")]
    [InlineData("fpr: \"<= overall\"", "MSPEC039")]
    [InlineData("fpr: \"<= trivial\"", "MSPEC039")]
    [InlineData("r2: { ratio: \">= 2\" }", "")]
    [InlineData("r2: \"<= 0.5\"", "")]
    [InlineData("mae: \"<= 5\"", "")]
    [InlineData("custom:Profit: \"<= 5\"", "")]
    [InlineData("recall: { group_min: \">= 0.6\" }", "")]
    [InlineData("recall: { group_min: \">= 0\" }", "MSPEC036")]
    [InlineData("recall: { group_min: \">= 60\" }", "MSPEC035")]
    [InlineData("recall: { group_min: \"<= 0.6\" }", "MSPEC041")]
    [InlineData("recall: { group_min: \">= overall\" }", "MSPEC039")]
    [InlineData("recall: [{ group_min: \">= 0.6\" }, { group_min: \">= 0.7\" }]", "MSPEC038")]
    [InlineData("recall: [{ group_min: \">= 0.6\" }, { is: \"<= 0.1\" }]", "")]
    [InlineData("recall: { group_min: \">= 0.6\", is: \"<= 0.1\" }", "MSPEC019")]
    [InlineData("fpr: { group_max: \"<= 0.2\" }", "")]
    [InlineData("fpr: { group_max: \"<= 1\" }", "MSPEC036")]
    [InlineData("fpr: { group_max: \">= 0.2\" }", "MSPEC041")]
    [InlineData("mae: { group_max: \"<= 30\" }", "")]
    [InlineData("equalized_odds: \"<= 0.1\"", "")]
    [InlineData("equalized_odds: { ratio: \">= 0.8\" }", "")]
    [InlineData("equalized_odds: { class: a, is: \"<= 0.1\" }", "")]
    [InlineData("equalized_odds: { average: macro, is: \"<= 0.1\" }", "MSPEC032")]
    [InlineData("equalized_odds: { group_max: \"<= 0.1\" }", "MSPEC006,MSPEC032")]
    [InlineData("equalized_odds: \"<= 1\"", "MSPEC036")]
    [InlineData("equalized_odds: \">= 0.1\"", "MSPEC041")]
    [InlineData("custom:Profit: { ratio: \">= -3\" }", "")]
    public void A_gap_has_the_range_of_a_difference_or_a_ratio(string check, string id) =>
        SpecText.Parse($"slices: {{ s: {{ by: a, gap: {{ {check} }} }} }}").Diagnostics.Select(d => d.Id)
            .Should().Equal(id.Length == 0 ? [] : id.Split(','));

    [Theory]
    [InlineData("demographic_parity_difference", "gap: { selection_rate: \"<= 0.10\" }")]
    [InlineData("demographic_parity_ratio", "gap: { selection_rate: { ratio: \">= 0.80\" } }")]
    [InlineData("disparate_impact", "gap: { selection_rate: { ratio: \">= 0.80\" } }")]
    [InlineData("equal_opportunity", "gap: { recall: \"<= 0.10\" }")]
    [InlineData("equalized_odds_ratio", "gap: { equalized_odds: { ratio: \">= 0.80\" } }")]
    public void A_fairness_measure_of_another_tool_is_told_what_to_write(string measure, string advice)
    {
        foreach (var spec in (string[])[$"expect: {{ {measure}: \"<= 0.1\" }}", $"slices: {{ s: {{ by: a, gap: {{ {measure}: \"<= 0.1\" }} }} }}"])
        {
            SpecText.Parse(spec).Diagnostics.Where(d => d.Id == "MSPEC030").Should().ContainSingle().Which.Message
                .Should().Be($"Unknown metric '{measure}'. Write it in a slice with groups: {advice}.");
        }

        SpecText.Parse($"slices: {{ s: {{ by: a, {advice} }} }}").Diagnostics.Should().BeEmpty();
    }

    [Theory]
    [InlineData("task: binary\nexpect: { brier: \"<= 1.5\" }", "MSPEC035")]
    [InlineData("task: binary\nexpect: { brier: \"<= 1\" }", "MSPEC036")]
    [InlineData("task: binary\nexpect: { brier: \"<= 0.2\" }", "")]
    [InlineData("task: multiclass\nexpect: { brier: \"<= 1.5\" }", "")]
    [InlineData("expect: { brier: \"<= 1.5\" }", "")]
    public void A_brier_score_goes_to_one_in_a_binary_task(string spec, string id) =>
        SpecText.Parse(spec).Diagnostics.Select(d => d.Id).Should().Equal(id.Length == 0 ? [] : [id]);

    [Fact]
    public void A_parameter_that_says_its_default_is_the_same_check_as_without_it()
    {
        var result = SpecText.Parse("expect: { precision: { average: macro, is: \">= 0.5\" }, ece: [\"<= 0.1\", { bins: 15, strategy: uniform, is: \"<= 0.2\" }], recall: { average: micro, is: \">= 0.5\" } }");

        result.Diagnostics.Should().ContainSingle().Which.ToString().Should().Contain("error MSPEC038: Two checks of the spec bound ece from the same side. Found 'ece <= 0.1' and 'ece <= 0.2'");
        SpecText.Parse("expect: { precision: { average: macro, is: \">= 0.5\" }, recall: { average: micro, is: \">= 0.5\" } }").Spec!.Expect.Select(check => check.Identity)
            .Should().Equal("precision/min", "recall(average=micro)/min");
    }

    [Fact]
    public void Equalized_odds_is_no_metric_of_one_slice() =>
        SpecText.Parse("expect: { equalized_odds: \"<= 0.1\" }").Diagnostics.Where(d => d.Id == "MSPEC030").Should().ContainSingle().Which.Message
            .Should().Contain("Write it in a slice with groups: gap: { equalized_odds: \"<= 0.10\" }.");

    [Theory]
    [InlineData("recall: \"<= 0.9\"", true)]
    [InlineData("recall: \"< overall\"", true)]
    [InlineData("recall: [\">= 0.7\", \"<= 0.99\"]", false)]
    [InlineData("recall: [\">= 0.7\", { class: a, is: \"<= 0.99\" }]", true)]
    [InlineData("log_loss: \">= 0.1\"", true)]
    [InlineData("prevalence: \"<= 0.5\"", false)]
    [InlineData("n: \"<= 500\"", false)]
    public void A_bound_against_the_direction_is_a_warning_unless_a_band_is_meant(string check, bool warned)
    {
        var result = SpecText.Parse($"slices: {{ s: a < 1 }}\nevery_slice: {{ expect: {{ {check} }} }}");
        result.Spec.Should().NotBeNull("a warning does not stop a spec");
        result.Diagnostics.Select(d => d.Id).Should().Equal(warned ? ["MSPEC041"] : []);
    }

    [Theory]
    [InlineData("task: regression", "accuracy: \">= 0.7\"", "MSPEC034")]
    [InlineData("task: binary", "r2: \">= 0.7\"", "MSPEC034")]
    [InlineData("task: multiclass", "mae: \"<= 7\"", "MSPEC034")]
    [InlineData("task: regression", "r2: \">= 0.7\"", "")]
    [InlineData("task: multiclass", "roc_auc: { multi_class: ovo, is: \">= 0.7\" }", "")]
    [InlineData("task: binary", "roc_auc: { multi_class: ovo, is: \">= 0.7\" }", "MSPEC040")]
    [InlineData("task: multiclass", "recall: { at_fpr: 0.1, is: \">= 0.7\" }", "MSPEC020")]
    [InlineData("task: multiclass", "precision: { at_prevalence: 0.1, is: \">= 0.7\" }", "MSPEC020")]
    [InlineData("task: multiclass", "recall: { at_fpr: 0.1, class: a, is: \">= 0.7\" }", "")]
    [InlineData("task: multiclass", "cost: { false_positive: 1, is: \"<= 1\" }", "MSPEC040")]
    [InlineData("task: multiclass", "cost: { matrix: { a: { b: 1 } }, is: \"<= 1\" }", "")]
    [InlineData("classes: [a, b]", "cost: { matrix: { a: { c: 1 } }, is: \"<= 1\" }", "MSPEC033")]
    [InlineData("outputs: { value: y }", "accuracy: \">= 0.7\"", "MSPEC034")]
    [InlineData("id: x", "accuracy: \">= 0.7\"", "")]
    public void A_metric_belongs_to_the_task(string task, string check, string id) =>
        SpecText.Parse($"{task}\nexpect: {{ {check} }}").Diagnostics.Select(d => d.Id).Should().Equal(id.Length == 0 ? [] : [id]);

    [Theory]
    [InlineData("recall: { average: binary, is: \">= 0.1\" }", "MSPEC008")]
    [InlineData("recall: { class: a, average: macro, is: \">= 0.1\" }", "MSPEC019")]
    [InlineData("recall: { clas: a, is: \">= 0.1\" }", "MSPEC032")]
    [InlineData("recall: { class: [a], is: \">= 0.1\" }", "MSPEC007")]
    [InlineData("recall: { class: , is: \">= 0.1\" }", "MSPEC009")]
    [InlineData("recall: { at_fpr: 0.01, is: \">= 0.1\" }", "")]
    [InlineData("recall: { at_precision: 0.9, class: a, is: \">= 0.1\" }", "")]
    [InlineData("precision: { at_prevalence: 0.001, is: \">= 0.1\" }", "")]
    [InlineData("recall: { at_fpr: 0.01, at_precision: 0.9, is: \">= 0.1\" }", "MSPEC019")]
    [InlineData("recall: { at_fpr: 0.01, average: macro, is: \">= 0.1\" }", "MSPEC019")]
    [InlineData("recall: { at_precision: 0.9, zero_division: 0, is: \">= 0.1\" }", "MSPEC019")]
    [InlineData("precision: { at_prevalence: 0.1, zero_division: 1, is: \">= 0.1\" }", "MSPEC019")]
    [InlineData("precision: { at_fpr: 0.1, is: \">= 0.1\" }", "MSPEC032")]
    [InlineData("cost: { false_positive: 10, is: \"<= 3\" }", "")]
    [InlineData("cost: { matrix: { a: { b: -3 }, c: { a: 1e3 } }, total: true, is: \"<= 3\" }", "")]
    [InlineData("cost: \"<= 3\"", "MSPEC006")]
    [InlineData("cost: { total: true, is: \"<= 3\" }", "MSPEC006")]
    [InlineData("cost: { false_positive: 10, matrix: { a: { b: 3 } }, is: \"<= 3\" }", "MSPEC019")]
    [InlineData("cost: { matrix: { a: 3 }, is: \"<= 3\" }", "MSPEC007")]
    [InlineData("cost: { matrix: { a: { b: high } }, is: \"<= 3\" }", "MSPEC007")]
    [InlineData("cost: { matrix: {}, is: \"<= 3\" }", "MSPEC009")]
    [InlineData("cost: { matrix: { a: }, is: \"<= 3\" }", "MSPEC009")]
    [InlineData("cost: { false_positive: 10, total: false, is: \"<= 3\" }", "MSPEC007")]
    [InlineData("cost: { false_positive: 10, total: , is: \"<= 3\" }", "MSPEC009")]
    [InlineData("cost: { false_positive: lots, is: \"<= 3\" }", "MSPEC007")]
    [InlineData("mean: { of: latency, is: \"<= 3\" }", "")]
    [InlineData("mean: [{ of: latency, is: \"<= 3\" }, { of: price, is: \"<= 3\" }]", "")]
    [InlineData("mean: { of: latency, is: \">= 3\" }", "")]
    [InlineData("quantile: { of: latency, q: 0.95, is: \"<= 3\" }", "")]
    [InlineData("mean: \"<= 3\"", "MSPEC006")]
    [InlineData("mean: [\"<= 3\"]", "MSPEC006")]
    [InlineData("p95: { is: \"<= 3\" }", "MSPEC006")]
    [InlineData("quantile: { of: latency, is: \"<= 3\" }", "MSPEC006")]
    [InlineData("quantile: { of: latency, q: 95, is: \"<= 3\" }", "MSPEC010")]
    [InlineData("mean: { of: latency, q: 0.5, is: \"<= 3\" }", "MSPEC032")]
    [InlineData("mean: { of: [latency], is: \"<= 3\" }", "MSPEC007")]
    [InlineData("mean: { of: latency, is: \"<= trivial\" }", "MSPEC039")]
    [InlineData("std: { of: latency, is: \"<= -1\" }", "MSPEC035")]
    [InlineData("recall: { of: latency, is: \">= 0.1\" }", "MSPEC032")]
    [InlineData("recall: { at_fpr: 1.5, is: \">= 0.1\" }", "MSPEC010")]
    [InlineData("recall: { at_precision: 0, is: \">= 0.1\" }", "MSPEC010")]
    [InlineData("recall: { zero_division: 0.5, is: \">= 0.1\" }", "MSPEC007")]
    [InlineData("recall: { zero_division: 2, is: \">= 0.1\" }", "MSPEC010")]
    [InlineData("ece: { bins: 0, is: \"<= 0.1\" }", "MSPEC010")]
    [InlineData("ece: { bins: \"10\", is: \"<= 0.1\" }", "MSPEC007")]
    [InlineData("ece: { strategy: equal, is: \"<= 0.1\" }", "MSPEC008")]
    [InlineData("mape: { epsilon: 0, is: \"<= 0.1\" }", "MSPEC010")]
    [InlineData("mape: { epsilon: 1e-3, is: \"<= 0.1\" }", "")]
    [InlineData("roc_auc: { average: micro, is: \">= 0.1\" }", "MSPEC040")]
    [InlineData("f1: { average: samples, is: \">= 0.1\" }", "MSPEC040")]
    [InlineData("average_precision: { average: micro, is: \">= 0.1\" }", "")]
    [InlineData("recall: { class: a }", "MSPEC006")]
    [InlineData("recall: { is: }", "MSPEC009")]
    [InlineData("recall: { is: [\">= 0.1\"] }", "MSPEC007")]
    [InlineData("recall:", "MSPEC009")]
    [InlineData("recall: []", "MSPEC009")]
    [InlineData("recall: [[\">= 0.1\"]]", "MSPEC007")]
    [InlineData("recall: [\">= 0.1\", \"> 0.2\"]", "MSPEC038")]
    [InlineData("recall: [{ class: a, is: \">= 0.1\" }, { class: a, is: \">= 0.2\" }]", "MSPEC038")]
    [InlineData("recall: [{ class: a, is: \">= 0.1\" }, { class: b, is: \">= 0.2\" }, \">= 0.3\"]", "")]
    public void Parameters_are_those_of_the_catalogue(string check, string id) =>
        SpecText.Parse($"expect: {{ {check} }}").Diagnostics.Select(d => d.Id).Should().Equal(id.Length == 0 ? [] : [id]);

    [Fact]
    public void What_a_metric_says_nothing_without_is_named() =>
        SpecText.Parse("expect: { cost: \"<= 3\" }").Diagnostics.Should().ContainSingle()
            .Which.Message.Should().Be("A check of cost says nothing without one of false_positive, false_negative, true_positive, true_negative, matrix. Write cost: { false_positive: 10, is: … }.");

    [Fact]
    public void A_matrix_is_the_same_in_any_order_and_keeps_every_name()
    {
        var spec = SpecText.Valid("""
            classes: ["a>b", "c, d", 'e\f', plain]
            expect: { cost: { matrix: { plain: { "c, d": 2.5, "a>b": 1 }, 'e\f': { plain: -1e-3 } }, is: "<= 1" } }
            """);
        var other = SpecText.Valid("""
            classes: ["a>b", "c, d", 'e\f', plain]
            expect: { cost: { matrix: { 'e\f': { plain: -0.001 }, plain: { "a>b": 1, "c, d": 2.5 } }, is: "<= 2" } }
            """);

        spec.Expect[0].Identity.Should().Be(other.Expect[0].Identity);
        CostMatrixText.Read(spec.Expect[0].Metric.Parameter("matrix")!).Should().Equal(
            new CostCell("e\\f", "plain", -0.001), new CostCell("plain", "a>b", 1), new CostCell("plain", "c, d", 2.5));
    }

    [Fact]
    public void Parameters_that_exclude_each_other_say_why() =>
        SpecText.Parse("expect: { recall: { at_fpr: 0.01, at_precision: 0.9, is: \">= 0.1\" } }").Diagnostics.Should().ContainSingle()
            .Which.Message.Should().Be("'at_fpr' and 'at_precision' exclude each other in a check of recall. A threshold is chosen by the one or by the other. Remove one of the two.");

    [Fact]
    public void The_same_check_in_two_places_is_no_duplicate()
    {
        var spec = SpecText.Valid("""
            expect: { recall: ">= 0.7" }
            slices: { young: { where: age < 25, expect: { recall: ">= 0.6" } } }
            every_slice: { expect: { recall: ">= 0.5" } }
            """);
        spec.Expect.Should().ContainSingle();
        spec.EverySlice.Should().ContainSingle();
    }

    [Fact]
    public void Parameters_stand_in_catalogue_order_in_canonical_text()
    {
        var check = SpecText.Valid("task: regression\nexpect: { mape: { is: \"<= 0.4\", epsilon: 1_0.50 } }").Expect.Single();
        check.Metric.Display.Should().Be("mape(epsilon=10.5)");
        check.Metric.Should().Be(new MetricReference { Name = "mape", Parameters = [new("epsilon", "10.5")] });
    }
}
