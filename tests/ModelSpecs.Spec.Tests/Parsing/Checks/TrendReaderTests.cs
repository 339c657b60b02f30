using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Spec.Tests.Parsing.Checks;

public sealed class TrendReaderTests
{
    [Fact]
    public void What_a_metric_must_not_do_over_time_is_one_check_of_the_slice()
    {
        var suite = SpecText.Valid(Slice("{ accuracy: { trend: not falling, change_point: no fall }, recall: { trend: steady } }"));

        CheckPlan.Of(suite).Select(planned => (planned.IdOf(null), planned.DisplayNameOf(null), planned.IsPerGroup)).Should().Equal(
            ("month//trend accuracy", "month: trend accuracy: not falling", false),
            ("month//change_point accuracy", "month: change_point accuracy: no fall", false),
            ("month//trend recall", "month: trend recall: steady", false));
    }

    [Fact]
    public void Parameters_of_a_metric_are_its_own()
    {
        var check = SpecText.Valid(Slice("{ precision: { at_prevalence: 0.01, trend: not rising } }")).Slices.Single().OverTime.Single();

        check.Metric.Display.Should().Be("precision(at_prevalence=0.01)");
        check.Forbidden.Should().Be(TrendDirection.Rising);
    }

    [Fact]
    public void Two_metrics_of_one_name_are_a_list() =>
        SpecText.Valid(Slice("{ recall: [{ at_fpr: 0.01, trend: steady }, { trend: steady }] }")).Slices.Single().OverTime.Should().HaveCount(2);

    [Theory]
    [InlineData("{ accuracy: not falling }", "MSPEC007")]
    [InlineData("{ accuracy: { trend: falling } }", "MSPEC008")]
    [InlineData("{ accuracy: { trend: none } }", "MSPEC008")]
    [InlineData("{ accuracy: { tend: steady } }", "MSPEC006", "MSPEC032")]
    [InlineData("{ accuracy: {} }", "MSPEC006")]
    [InlineData("{ acuracy: { trend: steady } }", "MSPEC030")]
    [InlineData("{ accuracy: [{ trend: steady }, { trend: not falling }] }", "MSPEC038")]
    [InlineData("not falling", "MSPEC007")]
    public void Anything_else_is_reported(string written, params string[] ids) => SpecText.Ids(Slice(written)).Should().Equal(ids);

    [Fact]
    public void A_slice_without_periods_has_no_time() => SpecText.Ids("slices: { country: { by: country, over_time: { accuracy: { trend: steady } } } }").Should().Equal("MSPEC020");

    [Fact]
    public void Forbidding_one_way_more_is_tighter_and_one_less_is_looser()
    {
        Against("steady", "not falling").Should().Be(Strictness.Tighter);
        Against("not falling", "steady").Should().Be(Strictness.Looser);
        Against("not falling", "not rising").Should().Be(Strictness.Other);

        static Strictness Against(string now, string before) => Check(now).StrictnessAgainst(Check(before));
        static TrendCheckSpec Check(string word) => SpecText.Valid(Slice($"{{ accuracy: {{ trend: {word} }} }}")).Slices.Single().OverTime.Single();
    }

    private static string Slice(string overTime) => $"slices:\n  month:\n    by: at\n    every: month\n    over_time: {overTime}\n";
}
