using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Spec.Tests.Parsing.Guards;

public sealed class CostReaderTests
{
    [Fact]
    public void A_column_a_number_and_prices_of_columns_are_read()
    {
        var column = One("cost: { per_call: price, is: \"<= 0.5\" }");
        var number = One("cost: { per_call: 0.001, is: \"<= 0.5\" }");
        var prices = One("cost: { per_call: { tokens_in: 0.5, tokens_out: 1.5 }, is: [\"<= 0.5\", \">= 0.1\"] }");

        column.Priced.Select(priced => (priced.Column.Value, priced.Price)).Should().Equal(("price", 1));
        (number.Constant, number.Priced.Count, number.Terms).Should().Be((0.001, 0, "0.001"));
        prices.Priced.Select(priced => (priced.Column.Value, priced.Price)).Should().Equal(("tokens_in", 0.5), ("tokens_out", 1.5));
        prices.Terms.Should().Be("0.5 tokens_in + 1.5 tokens_out");
        prices.Columns.Select(named => named.Column.Value).Should().Equal("tokens_in", "tokens_out");
        prices.Measures.Select(measure => (measure.Name, measure.Comparison, measure.Bound.Offset)).Should().Equal(("per_call", Comparison.AtMost, 0.5), ("per_call", Comparison.AtLeast, 0.1));
    }

    [Fact]
    public void A_column_whose_name_is_a_number_is_written_in_quotes() => One("cost: { per_call: \"2019\", is: \"<= 0.5\" }").Priced.Single().Column.Value.Should().Be("2019");

    [Fact]
    public void It_is_told_apart_from_the_metric_of_that_name_and_judged_on_slices_too()
    {
        var plan = CheckPlan.Of(SpecText.Valid(
            "cost: { per_call: price, is: [\"<= 0.5\", \">= 0.9 x overall\"], slices: [young] }\nexpect: { cost: { false_positive: 1, is: \"<= 0.5\" } }\nslices: { young: age < 25, old: age > 60 }")).Select(planned => planned.IdOf(null));

        plan.Should().Equal("overall//cost(false_positive=1)/max", "overall//cost per_call/max", "young//cost per_call/max", "young//cost per_call/min");
    }

    [Theory]
    [InlineData("cost:", "MSPEC009")]
    [InlineData("cost: 0.5", "MSPEC007")]
    [InlineData("cost: { per_call: price }", "MSPEC006")]
    [InlineData("cost: { is: \"<= 0.5\" }", "MSPEC006")]
    [InlineData("cost: { per_call: , is: \"<= 0.5\" }", "MSPEC009")]
    [InlineData("cost: { per_call: {}, is: \"<= 0.5\" }", "MSPEC009")]
    [InlineData("cost: { per_call: [price], is: \"<= 0.5\" }", "MSPEC007")]
    [InlineData("cost: { per_call: -1, is: \"<= 0.5\" }", "MSPEC010")]
    [InlineData("cost: { per_call: { tokens: cheap }, is: \"<= 0.5\" }", "MSPEC007")]
    [InlineData("cost: { per_call: { tokens: -1 }, is: \"<= 0.5\" }", "MSPEC010")]
    [InlineData("cost: { per_call: price, is: 0.5 }", "MSPEC031")]
    [InlineData("cost: { per_call: price, is: \"<= champion\" }", "MSPEC039")]
    [InlineData("cost: { per_call: price, is: \"<= 2 x overall\" }", "MSPEC039")]
    [InlineData("cost: { per_call: price, is: \"<= 0.5\", currency: EUR }", "MSPEC004")]
    public void Anything_else_is_one_error(string line, string id) => SpecText.Ids(line).Should().Equal(id);

    private static CostSpec One(string lines) => SpecText.Valid(lines).Guards.Should().ContainSingle().Which.Should().BeOfType<CostSpec>().Subject;
}
