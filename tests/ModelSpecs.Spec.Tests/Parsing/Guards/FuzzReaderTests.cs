using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Spec.Tests.Parsing.Guards;

public sealed class FuzzReaderTests
{
    private static readonly string[] Measures = ["exceptions", "wrong_shape", "non_finite", "out_of_range"];

    [Fact]
    public void A_number_says_the_rows_and_nothing_may_happen()
    {
        var guard = Single("fuzz: 500");

        (guard.Rows, guard.Seed, guard.Extremes).Should().Be((500, 1, false));
        guard.Checks().Select(check => check.Display).Should().Equal(Measures.Select(measure => $"fuzz {measure} <= 0"));
        guard.Said.Should().BeEmpty();
        guard.Terms.Should().Be("rows 500, seed 1");
    }

    [Fact]
    public void A_mapping_says_its_own()
    {
        var guard = Single("""
            fuzz:
              seed: 7
              extremes: true
              vary: [age, country, note]
              columns:
                age: { from: 0, to: 120 }
                country: { values: [DE, FR, ""], nulls: true }
                note: { to: 3 }
              non_finite: "<= 0.1 %"
            """);

        (guard.Rows, guard.Seed, guard.Extremes).Should().Be((1000, 7, true));
        guard.Measures.Single(measure => measure.Name == "non_finite").Bound.Offset.Should().Be(0.001);
        guard.Measures.Select(measure => measure.Name).Should().Equal(Measures);
        guard.Said.Should().Equal("non_finite");
        guard.Named.Select(column => $"{column.Key} {column.Column.Value}").Should().Equal("fuzz.vary age", "fuzz.vary country", "fuzz.vary note", "fuzz.columns age", "fuzz.columns country", "fuzz.columns note");
        guard.Ranges[1].Values.Select(value => value.Value).Should().Equal("DE", "FR", "");
        guard.Terms.Should().Be("rows 1000, seed 7, extremes; vary age, country, note; age 0 to 120; country DE|FR| or null; note seen to 3");
    }

    [Theory]
    [InlineData("fuzz: true", "MSPEC007")]
    [InlineData("fuzz: 0", "MSPEC010")]
    [InlineData("fuzz: 1000000", "MSPEC010")]
    [InlineData("fuzz:", "MSPEC009")]
    [InlineData("fuzz: { rows: 1.5 }", "MSPEC007")]
    [InlineData("fuzz: { colums: {} }", "MSPEC004")]
    [InlineData("fuzz: { columns: { age: 3 } }", "MSPEC007")]
    [InlineData("fuzz: { columns: { age: { from: 3, to: 2 } } }", "MSPEC552")]
    [InlineData("fuzz: { columns: { age: { from: 3, values: [2] } } }", "MSPEC019")]
    [InlineData("fuzz: { columns: { age: { nulls: false } } }", "MSPEC007")]
    [InlineData("fuzz: { exceptions: \"< 0\" }", "MSPEC037")]
    [InlineData("fuzz: { seed: -1 }", "MSPEC010")]
    public void Anything_else_is_an_error(string line, string id) => SpecText.Ids(line).Should().Equal(id);

    [Fact]
    public void Without_a_model_there_is_nothing_to_feed() => SpecText.Ids("predictions: { score: p }\nfuzz: 10", hasModel: false).Should().Equal("MSPEC020");

    private static FuzzSpec Single(string lines) => SpecText.Valid(lines).Guards.Should().ContainSingle().Which.Should().BeOfType<FuzzSpec>().Subject;
}
