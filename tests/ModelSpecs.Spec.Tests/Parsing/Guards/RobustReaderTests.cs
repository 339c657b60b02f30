using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Spec.Tests.Parsing.Guards;

public sealed class RobustReaderTests
{
    [Fact]
    public void An_entry_is_named_after_its_change_and_has_a_check_for_each_expectation_and_amount()
    {
        var guard = Entry("{ add_noise: { columns: [income, age], std: [\"5 %\", \"1 %\"] }, changed_predictions: \"<= 3 %\", expect: { recall: [\">= 0.5\", { max_drop: 0.05 }] } }");

        guard.Perturbation.Should().BeOfType<NumbersPerturbation>().Which.Levels.Should().Equal(new PerturbationLevel(0.01, true, "std 1 %"), new PerturbationLevel(0.05, true, "std 5 %"));
        guard.Checks().Select(check => check.Display).Should().Equal(
            "robust add_noise(income, age) changed_predictions at std 1 % <= 3 %", "robust add_noise(income, age) recall at std 1 % >= 0.5", "robust add_noise(income, age) drop of recall at std 1 % <= 0.05",
            "robust add_noise(income, age) changed_predictions at std 5 % <= 3 %", "robust add_noise(income, age) recall at std 5 % >= 0.5", "robust add_noise(income, age) drop of recall at std 5 % <= 0.05");
        (guard.Rows, guard.Seed).Should().Be((10_000, 1));
        guard.Columns.Select(column => (column.Column.Value, column.Key)).Should().Equal(("income", "robust add_noise"), ("age", "robust add_noise"));
    }

    [Fact]
    public void A_drop_is_a_bound_on_the_difference_in_points_or_as_a_share()
    {
        var guard = Entry("{ drop: income, expect: { mae: { max_drop: \"5 %\" }, rmse: { max_drop: 2 } } }", "task: regression\n");

        guard.Measures.Select(measure => (measure.Name, measure.Comparison, measure.Bound.Offset, measure.Bound.Text)).Should().Equal(
            ("relative drop of mae", Comparison.AtMost, 0.05, "5 %"), ("drop of rmse", Comparison.AtMost, 2, "2"));
    }

    [Fact]
    public void Of_severities_all_five_are_levels_and_those_named_are_judged()
    {
        var guard = Entry("{ blur: [1, 3], expect: { accuracy: \">= overall - 0.05\" }, corruption_error: \"<= 2\" }");

        guard.Perturbation.Levels.Select(level => (level.Name, level.IsJudged)).Should().Equal(("severity 1", true), ("severity 2", false), ("severity 3", true), ("severity 4", false), ("severity 5", false));
        guard.Measures.Select(measure => measure.Name).Should().Equal("accuracy at severity 1", "accuracy at severity 3", "corruption_error");
        guard.Name!.Value.Should().Be("blur");
    }

    [Fact]
    public void Amounts_go_from_mild_to_strong_though_of_contrast_and_quality_less_is_more()
    {
        Entry("{ contrast: { factor: [0.2, 0.8] }, changed_predictions: \"<= 3 %\" }").Perturbation.Levels.Select(level => level.Amount).Should().Equal(0.8, 0.2);
        Entry("{ rotation: { degrees: [20, 5], toward: clockwise }, changed_predictions: \"<= 3 %\" }").Perturbation.Levels.Select(level => level.Name).Should().Equal("degrees 5", "degrees 20");
    }

    [Fact]
    public void An_image_says_what_its_input_leaves_open()
    {
        var image = ((ImagePerturbation)Entry("{ translation: { pixels: 1, toward: left, input: x, shape: [8, 8, 3], layout: channels_last, range: [0, 255], fill: 7 }, changed_predictions: \"<= 3 %\" }").Perturbation);

        (image.Direction, image.BySeverity, image.Change).Should().Be(("left", false, ImageChange.Translation));
        (image.Image.Input!.Value, image.Image.ChannelsFirst, image.Image.Range, image.Image.Fill).Should().Be(("x", false, (0.0, 255.0), 7.0));
        image.Image.Shape.Should().Equal(8, 8, 3);
    }

    [Fact]
    public void An_order_has_a_direction_a_class_and_a_tolerance()
    {
        var plain = Entry("{ shift: { columns: [px0..px2], by: [1, -1] }, score: non_increasing }");
        var full = Entry("{ blur: 2, score: { non_decreasing: \"<= 1 %\", class: \"7\", within: 0.5 } }");

        plain.Order.Should().Be(new ScoreOrderSpec(false, null, 1e-6));
        plain.Measures.Should().ContainSingle().Which.Should().Match<GuardMeasure>(measure => measure.Name == "score_increases" && measure.Bound.Offset == 0);
        plain.Perturbation.Columns.Select(column => column.Value).Should().Equal("px0", "px1", "px2");
        (full.Order!.IsIncreasing, full.Order.Class!.Value, full.Order.Within).Should().Be((true, "7", 0.5));
        full.Measures.Should().ContainSingle().Which.Bound.Text.Should().Be("1 %");
    }

    [Fact]
    public void A_custom_perturbation_has_columns_or_images()
    {
        Entry("{ custom:Typos: { columns: [employer], severity: 2 }, changed_predictions: \"<= 3 %\" }").Perturbation.Should().BeOfType<CustomPerturbationSpec>()
            .Which.Should().Match<CustomPerturbationSpec>(custom => custom.Image == null && custom.Names.Single().Value == "employer" && custom.Display == "custom:Typos(employer)");
        Entry("{ custom:Fog: [1, 2], changed_predictions: \"<= 3 %\" }").Perturbation.Should().BeOfType<CustomPerturbationSpec>().Which.Image.Should().NotBeNull();
    }

    [Fact]
    public void Slices_are_judged_as_they_are_named()
    {
        var plan = CheckPlan.Of(SpecText.Valid("slices: { young: age < 25, old: age > 60 }\nrobust: [{ drop: [income], changed_predictions: \"<= 3 %\", slices: [young] }]"));

        plan.Where(planned => planned.Check.Kind == "robust").Select(planned => planned.IdOf(null)).Should().Equal("overall//robust drop(income) changed_predictions/max", "young//robust drop(income) changed_predictions/max");
    }

    [Fact]
    public void What_is_changed_is_part_of_the_terms_of_a_check()
    {
        string Terms(string entry) => Entry(entry).Checks().First().Terms;

        new[]
        {
            "{ drop: [a], changed_predictions: \"<= 3 %\" }", "{ drop: [a], changed_predictions: \"<= 3 %\", seed: 2 }", "{ drop: [a], changed_predictions: \"<= 3 %\", rows: 5 }", "{ drop: [a, b], changed_predictions: \"<= 3 %\" }",
            "{ set: { a: 1 }, changed_predictions: \"<= 3 %\" }", "{ set: { a: 2 }, changed_predictions: \"<= 3 %\" }", "{ swap: { a: [1, 2] }, changed_predictions: \"<= 3 %\" }", "{ swap: { a: [1, 3] }, changed_predictions: \"<= 3 %\" }",
            "{ blur: 1, changed_predictions: \"<= 3 %\" }", "{ blur: 2, changed_predictions: \"<= 3 %\" }", "{ blur: { severity: 2, fill: 1 }, changed_predictions: \"<= 3 %\" }", "{ blur: { severity: 2, range: [0, 1] }, changed_predictions: \"<= 3 %\" }",
        }.Select(Terms).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("{ changed_predictions: \"<= 3 %\" }", "MSPEC006")]
    [InlineData("{ drop: [a] }", "MSPEC006")]
    [InlineData("{ drop: [a], blur: 2, changed_predictions: \"<= 3 %\" }", "MSPEC019")]
    [InlineData("{ drop: [a, a], changed_predictions: \"<= 3 %\" }", "MSPEC022")]
    [InlineData("{ drop: , changed_predictions: \"<= 3 %\" }", "MSPEC009")]
    [InlineData("{ drop: { a: 1 }, changed_predictions: \"<= 3 %\" }", "MSPEC007")]
    [InlineData("{ add_noise: { columns: [a], std: 0 }, changed_predictions: \"<= 3 %\" }", "MSPEC010")]
    [InlineData("{ add_noise: { columns: [a], std: -1 }, changed_predictions: \"<= 3 %\" }", "MSPEC007")]
    [InlineData("{ add_noise: { columns: [a] }, changed_predictions: \"<= 3 %\" }", "MSPEC006")]
    [InlineData("{ add_noise: { columns: [a], std: [1, \"5 %\"] }, changed_predictions: \"<= 3 %\" }", "MSPEC007")]
    [InlineData("{ add_noise: { columns: [a], std: [1, 1] }, changed_predictions: \"<= 3 %\" }", "MSPEC022")]
    [InlineData("{ scale: { columns: [a], by: 1 }, changed_predictions: \"<= 3 %\" }", "MSPEC010")]
    [InlineData("{ swap: { a: [1] }, changed_predictions: \"<= 3 %\" }", "MSPEC010")]
    [InlineData("{ swap: { a: [1, 1] }, changed_predictions: \"<= 3 %\" }", "MSPEC022")]
    [InlineData("{ set: { }, changed_predictions: \"<= 3 %\" }", "MSPEC009")]
    [InlineData("{ blur: 6, changed_predictions: \"<= 3 %\" }", "MSPEC010")]
    [InlineData("{ blur: [1, 1], changed_predictions: \"<= 3 %\" }", "MSPEC022")]
    [InlineData("{ blur: { shape: [8, 8] }, changed_predictions: \"<= 3 %\" }", "MSPEC006")]
    [InlineData("{ blur: { severity: 1, sigma: 1 }, changed_predictions: \"<= 3 %\" }", "MSPEC019")]
    [InlineData("{ blur: { severity: 1, toward: left }, changed_predictions: \"<= 3 %\" }", "MSPEC004")]
    [InlineData("{ blur: { severity: 1, range: [1, 1] }, changed_predictions: \"<= 3 %\" }", "MSPEC010")]
    [InlineData("{ blurr: 2, changed_predictions: \"<= 3 %\" }", "MSPEC004")]
    [InlineData("{ custom:Fog: { columns: [a], severity: 1, shape: [8, 8] }, changed_predictions: \"<= 3 %\" }", "MSPEC019")]
    [InlineData("{ custom:Fog: { columns: [a] }, changed_predictions: \"<= 3 %\" }", "MSPEC006")]
    [InlineData("{ swap: { a: [1, 2] }, score: non_decreasing }", "MSPEC540")]
    [InlineData("{ drop: [a], corruption_error: \"<= 2\" }", "MSPEC540")]
    [InlineData("{ blur: { sigma: 1 }, corruption_error: \"<= 2\" }", "MSPEC540")]
    [InlineData("{ blur: 1, score: rising }", "MSPEC008")]
    [InlineData("{ blur: 1, score: { within: 1 } }", "MSPEC006")]
    [InlineData("{ blur: 1, changed_predictions: \"<= 101 %\" }", "MSPEC035")]
    [InlineData("{ blur: 1, changed_predictions: \"<= overall\" }", "MSPEC039")]
    [InlineData("{ blur: 1, score_movement: \"<= champion\" }", "MSPEC461")]
    [InlineData("{ blur: 1, expect: { accuracy: \">= trivial\" } }", "MSPEC039")]
    [InlineData("{ blur: 1, expect: { prevalence: \">= 0.1\" } }", "MSPEC039")]
    [InlineData("{ blur: 1, expect: { accuracy: { is: \">= 0.1\", max_drop: 0.1 } } }", "MSPEC019")]
    [InlineData("{ blur: 1, expect: { recall: { class: a } } }", "MSPEC006")]
    [InlineData("[blur]", "MSPEC007")]
    public void Anything_else_is_an_error(string entry, string id) => SpecText.Ids($"robust: [{entry}]").Should().Equal(id);

    [Fact]
    public void One_change_needs_no_list() => SpecText.Valid("robust: { drop: [a], changed_predictions: \"<= 3 %\" }").Guards.Should().ContainSingle();

    [Fact]
    public void Two_entries_of_one_name_need_names()
    {
        SpecText.Ids("robust: [{ shift: { columns: [a], by: 1 }, changed_predictions: \"<= 3 %\" }, { shift: { columns: [a], by: 2 }, changed_predictions: \"<= 3 %\" }]").Should().Equal("MSPEC038");
        SpecText.Valid("robust: [{ shift: { columns: [a], by: 1 }, changed_predictions: \"<= 3 %\" }, { name: more, shift: { columns: [a], by: 2 }, changed_predictions: \"<= 3 %\" }]").Guards.Should().HaveCount(2);
    }

    [Fact]
    public void Without_a_model_nothing_can_be_run_again() =>
        SpecText.Parse("predictions: { score: s }\nrobust: [{ drop: [a], changed_predictions: \"<= 3 %\" }]", hasModel: false).Diagnostics.Select(d => d.Id).Should().Contain("MSPEC020");

    [Fact]
    public void A_change_without_an_order_is_told_with_what_has_one()
    {
        SpecText.Problems(SpecText.Parse("robust:\n  - { swap: { gender: [f, m] }, score: non_decreasing }\n  - { shift: { columns: [income], by: 1000 }, corruption_error: \"<= 2\" }")).Should().Equal(
            "loan.spec.yaml(6,33): error MSPEC540: 'swap' has no more and less, so no score can follow it. Expected shift, scale, or severities.",
            "loan.spec.yaml(7,47): error MSPEC540: 'corruption_error' adds up the five severities, which 'shift' does not have here. Expected an image perturbation or custom:Name by severity.");
    }

    private static RobustSpec Entry(string entry, string lines = "") => (RobustSpec)SpecText.Valid($"{lines}robust: [{entry}]").Guards.Single();
}
