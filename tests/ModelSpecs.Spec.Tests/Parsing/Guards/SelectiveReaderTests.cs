using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Spec.Tests.Parsing.Guards;

public sealed class SelectiveReaderTests
{
    [Theory]
    [InlineData("{ at_coverage: 0.8, error: \"<= 2 %\" }", "selective error(at_coverage=0.8) <= 2 %")]
    [InlineData("{ above: 0.9, coverage: \">= 70 %\" }", "selective coverage(above=0.9) >= 70 %")]
    [InlineData("{ above: 0.9, error: \"<= 1 %\", aurc: \"<= 0.1\" }", "selective error(above=0.9) <= 1 %|selective aurc <= 0.1")]
    [InlineData("{ at_error: 0.02, coverage: \">= 70 %\" }", "selective coverage(at_error=0.02) >= 70 %")]
    [InlineData("{ aurc: \"<= 0.02\" }", "selective aurc <= 0.02")]
    [InlineData("{ name: letters, aurc: \"<= 0.02\" }", "selective letters aurc <= 0.02")]
    public void A_mapping_says_a_place_on_the_curve_and_bounds(string written, string checks) =>
        SpecText.Valid($"selective: {written}").Guards.Single().Checks().Select(check => check.Display).Should().Equal(checks.Split('|'));

    [Fact]
    public void A_list_says_several_places_and_slices_are_each_ones_own()
    {
        var spec = SpecText.Valid("""
            selective:
            - { at_coverage: 0.8, error: "<= 2 %", slices: [young] }
            - { above: 0.9, error: "<= 1.5 x overall", every_slice: true }
            slices: { young: age < 25, old: age > 60 }
            """);

        CheckPlan.Of(spec).Where(planned => planned.Check.Kind == "selective").Select(planned => planned.IdOf(null)).Should().BeEquivalentTo(
            "overall//selective error(at_coverage=0.8)/max", "overall//selective error(above=0.9)/max",
            "young//selective error(at_coverage=0.8)/max", "young//selective error(above=0.9)/max", "old//selective error(above=0.9)/max");
    }

    [Theory]
    [InlineData("selective: true", "MSPEC007")]
    [InlineData("selective: { at_coverage: 0.8 }", "MSPEC006")]
    [InlineData("selective: { error: \"<= 2 %\" }", "MSPEC020")]
    [InlineData("selective: { coverage: \">= 2 %\" }", "MSPEC020")]
    [InlineData("selective: { at_coverage: 0.8, above: 0.9, error: \"<= 2 %\" }", "MSPEC019")]
    [InlineData("selective: { at_coverage: 0.8, coverage: \">= 2 %\" }", "MSPEC019")]
    [InlineData("selective: { at_error: 0.8, error: \"<= 2 %\" }", "MSPEC019")]
    [InlineData("selective: { at_coverage: 0, error: \"<= 2 %\" }", "MSPEC010")]
    [InlineData("selective: { at_coverage: 80, error: \"<= 2 %\" }", "MSPEC010")]
    [InlineData("selective: { aurc: 0.1 }", "MSPEC031")]
    [InlineData("selective: { aurc: \"<= 0.1\", slices: [nobody] }", "MSPEC023")]
    [InlineData("golden: { path: golden.csv, weight: w }\nselective: { aurc: \"<= 0.1\" }", "MSPEC019")]
    [InlineData("selective: [{ aurc: \"<= 0.1\" }, { aurc: \"<= 0.2\" }]", "MSPEC038")]
    public void Anything_else_is_an_error(string line, string id) => SpecText.Ids(line).Should().Equal(id);
}
