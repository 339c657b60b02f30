using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Spec.Tests.Parsing.Guards;

public sealed class DeterministicReaderTests
{
    [Fact]
    public void True_says_the_usual_tolerance_and_rows()
    {
        var guard = SpecText.Valid("deterministic: true").Guards.Should().ContainSingle().Which.Should().BeOfType<DeterministicSpec>().Subject;

        guard.Rows.Should().Be(10_000);
        guard.Measures.Should().ContainSingle().Which.Should().Match<GuardMeasure>(m => m.Name == "difference" && m.Comparison == Comparison.AtMost && m.Bound.Offset == 1e-5);
    }

    [Fact]
    public void A_mapping_says_its_own()
    {
        var guard = (DeterministicSpec)SpecText.Valid("deterministic: { within: 0.001, rows: 50 }").Guards.Single();

        guard.Rows.Should().Be(50);
        guard.Measures.Single().Bound.Offset.Should().Be(0.001);
    }

    [Fact]
    public void It_is_a_check_of_the_whole_set_that_no_slice_repeats()
    {
        var plan = CheckPlan.Of(SpecText.Valid("deterministic: true\nslices: { young: age < 25 }")).Where(planned => planned.Check.Kind == "deterministic");

        plan.Should().ContainSingle().Which.IdOf(null).Should().Be("overall//deterministic difference/max");
    }

    [Theory]
    [InlineData("deterministic: false")]
    [InlineData("deterministic: yes please")]
    [InlineData("deterministic:")]
    [InlineData("deterministic: { within: -1 }")]
    [InlineData("deterministic: { rows: 0 }")]
    [InlineData("deterministic: { tolerance: 1 }")]
    [InlineData("deterministic: [true]")]
    public void Anything_else_is_an_error(string line) => SpecText.Places(line).Should().ContainSingle();

    [Fact]
    public void Other_rows_are_another_demand()
    {
        var (before, after) = (Check("{ rows: 5 }"), Check("{ rows: 6 }"));

        before.Identity.Should().Be(after.Identity);
        before.Terms.Should().NotBe(after.Terms);
    }

    private static GuardCheckSpec Check(string said) => SpecText.Valid($"deterministic: {said}").Guards.Single().Checks().Single();
}
