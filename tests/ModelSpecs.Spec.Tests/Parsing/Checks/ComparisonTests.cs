using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Spec.Tests.Parsing.Checks;

public sealed class ComparisonTests
{
    [Theory]
    [InlineData(">= 0.7", Comparison.AtLeast, BoundReference.Number, 1, 0.7, false, "0.7")]
    [InlineData(">0.70", Comparison.MoreThan, BoundReference.Number, 1, 0.7, false, "0.70")]
    [InlineData("  <=   0.25  ", Comparison.AtMost, BoundReference.Number, 1, 0.25, false, "0.25")]
    [InlineData("< 1e-3", Comparison.LessThan, BoundReference.Number, 1, 0.001, false, "1e-3")]
    [InlineData("<= 1 %", Comparison.AtMost, BoundReference.Number, 1, 0.01, false, "1 %")]
    [InlineData(">= 70%", Comparison.AtLeast, BoundReference.Number, 1, 0.7, false, "70 %")]
    [InlineData(">= .5", Comparison.AtLeast, BoundReference.Number, 1, 0.5, false, ".5")]
    [InlineData(">= overall", Comparison.AtLeast, BoundReference.Overall, 1, 0, false, "overall")]
    [InlineData(">= overall - 0.10", Comparison.AtLeast, BoundReference.Overall, 1, -0.1, false, "overall - 0.10")]
    [InlineData(">=overall-0.10", Comparison.AtLeast, BoundReference.Overall, 1, -0.1, false, "overall - 0.10")]
    [InlineData(">= overall - 5 %", Comparison.AtLeast, BoundReference.Overall, 1, -0.05, true, "overall - 5 %")]
    [InlineData(">= trivial + 0.05", Comparison.AtLeast, BoundReference.Trivial, 1, 0.05, false, "trivial + 0.05")]
    [InlineData(">= 0.9 x overall", Comparison.AtLeast, BoundReference.Overall, 0.9, 0, false, "0.9 x overall")]
    [InlineData(">= 0.9xtrivial+1%", Comparison.AtLeast, BoundReference.Trivial, 0.9, 0.01, true, "0.9 x trivial + 1 %")]
    public void A_comparison_is_an_operator_and_a_bound(string text, Comparison comparison, BoundReference reference, double factor, double offset, bool relative, string shown)
    {
        var check = Check(text);
        check.Comparison.Should().Be(comparison);
        check.Bound.Should().Be(new Bound(reference, factor, offset, relative, shown));
    }

    [Theory]
    [InlineData(">= 0.7", "recall >= 0.7", "recall/min")]
    [InlineData("> 0.7", "recall > 0.7", "recall/min")]
    [InlineData(">= overall - 5%", "recall >= overall - 5 %", "recall/min")]
    public void The_bound_is_in_the_name_and_not_in_the_identity(string text, string display, string identity)
    {
        Check(text).Display.Should().Be(display);
        Check(text).Identity.Should().Be(identity);
    }

    [Theory]
    [InlineData("", 0, "begins with an operator")]
    [InlineData("0.7", 0, "Write \">= 0.7\" or")]
    [InlineData("= 0.7", 0, "hangs on its last digit")]
    [InlineData("== 0.7", 0, "hangs on its last digit")]
    [InlineData("=> 0.7", 0, "Did you mean '>='?")]
    [InlineData("≥ 0.7", 0, "Did you mean '>='?")]
    [InlineData("=< 0.7", 0, "Did you mean '<='?")]
    [InlineData(">=", 2, "A comparison needs a bound. Found nothing")]
    [InlineData(">= ", 3, "A comparison needs a bound. Found nothing")]
    [InlineData(">= overal - 0.1", 3, "Did you mean 'overall'?")]
    [InlineData(">= high", 3, "A comparison needs a bound. Found 'high'")]
    [InlineData(">= overall -", 12, "An offset needs a number. Found nothing")]
    [InlineData(">= overall - much", 13, "An offset needs a number. Found 'much'")]
    [InlineData(">= overall - -1", 13, "An offset needs a number")]
    [InlineData(">= 0.7 0.8", 7, "A comparison ends after its bound. Found '0.8'")]
    [InlineData(">= 0.7 and <= 0.9", 7, "Two comparisons are a list")]
    [InlineData(">= 0 x overall", 3, "A multiple of a reference is more than 0")]
    [InlineData(">= -2 x overall", 3, "A multiple of a reference is more than 0")]
    [InlineData(">= 2 x", 6, "A comparison needs a bound")]
    [InlineData(">= 1e999", 3, "must be a finite number")]
    [InlineData(">= 1__0", 4, "ends after its bound")]
    [InlineData(">= 0,7", 4, "has a decimal point, whatever the machine's culture. Found '0,7'; expected a number such as 0.7.")]
    [InlineData(">= overall - 0,05", 14, "has a decimal point, whatever the machine's culture. Found '0,05'; expected a number such as 0.05.")]
    public void A_comparison_that_cannot_be_read_says_why_at_its_place(string text, int column, string message)
    {
        var result = SpecText.Parse($"every_slice:\n  expect: {{ recall: \"{text}\" }}");
        var problem = result.Diagnostics.Should().ContainSingle().Subject;
        problem.Id.Should().Be("MSPEC031");
        (problem.Span.Line, problem.Span.Column).Should().Be((6, 22 + column));
        problem.Message.Should().Contain(message);
    }

    [Fact]
    public void Unquoted_comparisons_are_named_each_and_the_rest_is_still_read() =>
        SpecText.Places("""
            expect:
              recall: >= 0.7
              precision: > 0.5
              f1: { class: a, is: >= 0.2 }
              accuracy: [>= 0.1, ">= 0.2"]
              acuracy: ">= 0.7"
            slices:
              note: >
                age > 5
              list: { where: "a > 5", expect: { recall: >= overall - 0.1 } }
            """).Should().Equal(
            "6,11 MSPEC002",
            "7,14 MSPEC002",
            "8,23 MSPEC002",
            "9,14 MSPEC002",
            "9,22 MSPEC038",
            "10,3 MSPEC030",
            "14,45 MSPEC002");

    [Fact]
    public void A_spec_without_any_quotes_names_every_comparison_at_once() =>
        SpecText.Ids("slices:\n" + string.Join('\n', Enumerable.Range(0, 50).Select(i => $"  s{i}: {{ where: a < {i}, expect: {{ recall: >= 0.{i + 10} }} }}")))
            .Should().HaveCount(50).And.OnlyContain(id => id == "MSPEC002");

    [Fact]
    public void A_less_than_without_quotes_is_plain_yaml_and_accepted() =>
        SpecText.Valid("expect: { fpr: <= 0.1 }").Expect.Should().ContainSingle().Which.Display.Should().Be("fpr <= 0.1");

    [Fact]
    public void A_written_number_is_the_bound_to_the_last_bit() => Prop.ForAll<int>(value =>
    {
        var number = (value % 100_000 / 100_000.0).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        var bound = SpecText.Parse($"task: regression\nexpect: {{ r2: \">= {number}\" }}").Spec!.Expect.Single().Bound;
        return bound.Resolve(double.NaN) == value % 100_000 / 100_000.0 && bound.Text == number;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("overall - 0.10", 0.8, 0.7)]
    [InlineData("overall - 5 %", 0.8, 0.76)]
    [InlineData("0.5 x overall + 10 %", 0.8, 0.48)]
    public void A_bound_resolves_against_its_reference(string text, double reference, double expected) =>
        Check(">= " + text).Bound.Resolve(reference).Should().BeApproximately(expected, 1e-15);

    [Fact]
    public void A_relative_offset_is_a_share_of_the_absolute_value()
    {
        var check = SpecText.Valid("task: regression\nslices: { s: { where: a < 1, expect: { r2: \">= overall - 5 %\" } } }").Slices[0].Expect[0];
        check.Bound.Resolve(-2).Should().BeApproximately(-2.1, 1e-15);
    }

    [Fact]
    public void Long_forms_lists_and_short_forms_give_checks_in_the_order_written()
    {
        var spec = SpecText.Valid("""
            classes: [a, b, "7"]
            expect:
              recall:
                - ">= 0.7"
                - { is: ">= 0.5", class: 7 }
                - { average: micro, zero_division: 0, is: ">= 0.6" }
                - "<= 0.99"
              ece: { strategy: quantile, bins: 10, is: "<= 0.1" }
            """);
        CheckPlan.Of(spec).Select(planned => planned.DisplayNameOf(null)).Should().Equal(
            "overall: recall >= 0.7",
            "overall: recall(class=7) >= 0.5",
            "overall: recall(average=micro, zero_division=0) >= 0.6",
            "overall: recall <= 0.99",
            "overall: ece(bins=10, strategy=quantile) <= 0.1");
        spec.Expect.Select(check => check.Span.Line).Should().Equal(8, 9, 10, 11, 12);
    }

    [Fact]
    public void A_gap_is_a_difference_or_a_ratio()
    {
        var spec = SpecText.Valid("""
            slices:
              country:
                by: country
                gap:
                  fpr: "<= 0.08"
                  recall: [{ ratio: ">= 0.8" }, { class: a, is: "<= 0.1" }]
            """);
        spec.Slices[0].Gap.Select(check => (check.Scope, check.Identity)).Should().Equal(
            (CheckScope.GapDifference, "gap fpr/max"),
            (CheckScope.GapRatio, "gap ratio recall/min"),
            (CheckScope.GapDifference, "gap recall(class=a)/max"));
    }

    [Fact]
    public void The_place_of_a_check_is_its_metric()
    {
        var check = SpecText.Valid("expect:\n  recall: \">= 0.7\"").Expect[0];
        (check.Span.Line, check.Span.Column, check.Span.EndLine, check.Span.EndColumn).Should().Be((6, 3, 6, 19));
    }

    private static MetricCheckSpec Check(string text) =>
        SpecText.Valid($"slices: {{ s: {{ where: a < 1, expect: {{ recall: \"{text}\" }} }} }}").Slices[0].Expect.Single();
}
