using ModelSpecs.Engine.Explain;
using ModelSpecs.Metrics.Breakdown;

namespace ModelSpecs.Engine.Tests.Explain;

/// <summary>Formulas are calculated from their text, so that what is shown is what is meant.</summary>
public sealed class ArithmeticTests
{
    [Theory]
    [InlineData("43 / (43 + 917)", 43.0 / 960)]
    [InlineData("2 × 3 / (2 × 3 + 4 + 5)", 6.0 / 15)]
    [InlineData("1 − 6 / 4 / 3", 0.5)]
    [InlineData("(2² + 1)(3 − 1)", 10)]
    [InlineData("√(16 / 4) · 3", 6)]
    [InlineData("10⁶ (1 + 1) / 20,000", 100)]
    [InlineData("1 - -2", 3)]
    [InlineData("1.5E-05 × 2E+10", 300_000)]
    [InlineData("-3 + 1", -2)]
    public void A_formula_with_numbers_has_the_value_that_its_signs_mean(string text, double value) =>
        Arithmetic.Evaluate(text).Should().BeApproximately(value, 1e-12 * Math.Abs(value));

    [Theory]
    [InlineData("TP / 3")]
    [InlineData("(1 + 2")]
    [InlineData("1 / ")]
    [InlineData("")]
    [InlineData("1 + 2)")]
    [InlineData("mean of 3")]
    public void What_is_no_formula_has_no_value(string text) => Arithmetic.Evaluate(text).Should().BeNull();

    [Theory]
    [InlineData("TP / (TP + FN)", "43 / (43 + 917)")]
    [InlineData("2 TP / (2 TP + FP + FN)", "2 × 43 / (2 × 43 + 12,345 + 917)")]
    [InlineData("(1 + β²) TP / (β² (TP + FN) + TP + FP)", "(1 + 2²) × 43 / (2² × (43 + 917) + 43 + 12,345)")]
    [InlineData("10⁶ (TP + FP) / W", "10⁶ × (43 + 12,345) / 20,000")]
    public void The_signs_of_a_formula_become_numbers(string formula, string filled) =>
        FormulaText.Fill(formula, [new("TP", 43), new("FP", 12_345), new("FN", 917), new("W", 20_000), new("β", 2)]).Should().Be(filled);

    [Fact]
    public void A_formula_with_a_sign_that_has_no_number_is_not_filled() =>
        FormulaText.Fill("TP / (TP + FN)", [new MetricTerm("TP", 43)]).Should().BeNull();

    [Fact]
    public void A_sum_over_a_weight_is_their_ratio_whatever_is_summed() =>
        FormulaText.Fill("−Σ w ln p(truth) / W; explained", [new("Σ", 0.5), new("W", 4)]).Should().Be("0.5 / 4");
}
