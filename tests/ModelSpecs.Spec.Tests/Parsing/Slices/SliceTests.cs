using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Spec.Tests.Parsing.Slices;

public sealed class SliceTests
{
    [Fact]
    public void Every_kind_of_slice_is_read_in_the_order_written()
    {
        var slices = SpecText.Valid("""
            expect: { recall: ">= 0.5" }
            slices:
              thin file: history_months < 6 and not (employer is null)
              young: { where: "age < 25", min_rows: 50, owner: a, runbook: b.md, action: c, tags: [d, e] }
              country: { by: country, values: [DE, FR, 7, "(null)"], others: allow, max_groups: 2_000 }
              income: { by: income, edges: [-5, 20_000, 5e4] }
              quarter: { by: applied at, every: quarter }
              both: { cross: [country, income], max_groups: 10, min_rows: 100 }
            """).Slices;
        slices.Select(slice => slice.Name.Value).Should().Equal("thin file", "young", "country", "income", "quarter", "both");
        slices.Select(slice => slice.IsGroup).Should().Equal(false, false, true, true, true, true);
        slices[0].Should().BeOfType<PredicateSlice>().Which.Where.Text.Should().Be("history_months < 6 and not (employer is null)");
        var young = slices[1];
        (young.MinRows!.Value, young.Owner, young.Runbook, young.Action).Should().Be((50, "a", "b.md", "c"));
        young.Tags.Should().Equal("d", "e");
        var country = slices[2].Should().BeOfType<ColumnSlice>().Subject;
        country.Values.Select(value => value.Value).Should().Equal("DE", "FR", "7", "(null)");
        (country.By.Value, country.OthersAllowed, country.MaxGroups, country.Every).Should().Be(("country", true, 2000, null));
        slices[3].Should().BeOfType<ColumnSlice>().Which.Edges.Should().Equal(-5, 20_000, 50_000);
        slices[4].Should().BeOfType<ColumnSlice>().Which.Every.Should().Be(TimePeriod.Quarter);
        slices[4].Should().BeOfType<ColumnSlice>().Which.By.Value.Should().Be("applied at");
        var both = slices[5].Should().BeOfType<CrossSlice>().Subject;
        both.Of.Select(of => of.Value).Should().Equal("country", "income");
        (both.MaxGroups, both.MinRows!.Value).Should().Be((10, 100));
        slices[3].Should().BeOfType<ColumnSlice>().Which.MaxGroups.Should().Be(500);
    }

    [Theory]
    [InlineData("s: 5 <", "MSPEC051")]
    [InlineData("s:", "MSPEC009")]
    [InlineData("s: []", "MSPEC007")]
    [InlineData("s: {}", "MSPEC006")]
    [InlineData("s: { expect: { recall: \">= 0.1\" } }", "MSPEC006")]
    [InlineData("s: { where: a < 1, by: b }", "MSPEC019")]
    [InlineData("s: { by: b, cross: [x, y] }", "MSPEC019")]
    [InlineData("s: { by: b, edges: [1], every: day }", "MSPEC019")]
    [InlineData("s: { by: b, edges: [1], values: [a] }", "MSPEC019")]
    [InlineData("s: { where: a < 1, edges: [1] }", "MSPEC020")]
    [InlineData("s: { where: a < 1, every: day }", "MSPEC020")]
    [InlineData("s: { where: a < 1, values: [a] }", "MSPEC020")]
    [InlineData("s: { where: a < 1, max_groups: 5 }", "MSPEC020")]
    [InlineData("s: { where: a < 1, gap: { fpr: \"<= 0.1\" } }", "MSPEC020")]
    [InlineData("s: { cross: [x, y], edges: [1] }", "MSPEC020")]
    [InlineData("s: { by: b, others: allow }", "MSPEC020")]
    [InlineData("s: { by: b, values: [a], others: refuse }", "MSPEC008")]
    [InlineData("s: { by: b, values: [] }", "MSPEC009")]
    [InlineData("s: { by: b, values: [a, a] }", "MSPEC022")]
    [InlineData("s: { by: b, values: [null] }", "MSPEC009")]
    [InlineData("s: { by: b, every: hour }", "MSPEC008")]
    [InlineData("s: { by: b, edges: [2, 1] }", "MSPEC025")]
    [InlineData("s: { by: b, edges: [1, 1.0] }", "MSPEC025")]
    [InlineData("s: { by: b, edges: [a] }", "MSPEC007")]
    [InlineData("s: { by: b, edges: [.inf] }", "MSPEC007")]
    [InlineData("s: { by: b, edges: 5 }", "MSPEC007")]
    [InlineData("s: { by: [b] }", "MSPEC007")]
    [InlineData("s: { by: b, max_groups: 0 }", "MSPEC010")]
    [InlineData("s: { by: b, max_groups: 1.5 }", "MSPEC007")]
    [InlineData("s: { by: b, min_rows: 0 }", "MSPEC010")]
    [InlineData("s: { by: b, min_rows: \"5\" }", "MSPEC007")]
    [InlineData("s: { by: b, tags: [a, a] }", "MSPEC022")]
    [InlineData("s: { by: b, owner: 'a\\b' }", "")]
    [InlineData("overall: a < 1", "MSPEC021")]
    [InlineData("\" \": a < 1", "MSPEC021")]
    [InlineData("s: { cross: [x] }", "MSPEC010")]
    [InlineData("s: { cross: [x, x] }", "MSPEC022")]
    [InlineData("s: { cross: [x, z] }", "MSPEC023")]
    [InlineData("s: { cross: [x, s] }", "MSPEC024")]
    [InlineData("s: { cross: [x, w] }\n  w: { cross: [y, s] }", "MSPEC024")]
    [InlineData("s: { cross: [x, w] }\n  w: { cross: [y, x] }", "")]
    [InlineData("s: { cross: [x, w] }\n  w: { by: q, edges: [] }", "MSPEC009")]
    [InlineData("s: { cross: [x, w] }\n  w: a <", "MSPEC051")]
    public void What_a_slice_cannot_be_is_one_problem(string slice, string id) =>
        SpecText.Ids($"expect: {{ recall: \">= 0.5\" }}\nslices:\n  x: {{ by: x }}\n  y: {{ by: y }}\n  {slice}").Should().Equal(id.Length == 0 ? [] : [id]);

    [Fact]
    public void A_predicate_is_placed_at_its_column_inside_the_text()
    {
        SpecText.Places("slices:\n  plain: age < <\n  quoted: \"age < <\"\n  nested: { where: 'age < <' }")
            .Should().Equal("6,16 MSPEC051", "7,18 MSPEC051", "8,27 MSPEC051");
    }

    [Fact]
    public void A_predicate_over_several_lines_is_read_as_one() =>
        SpecText.Valid("expect: { recall: \">= 0.5\" }\nslices:\n  a: age < 25 and\n    age > 18\n  b:\n    where: >\n      age < 25\n      and age > 18\n").Slices
            .Cast<PredicateSlice>().Select(slice => slice.Where.Text.Trim()).Should().Equal("age < 25 and age > 18", "age < 25 and age > 18");

    [Fact]
    public void More_slices_than_a_report_can_show_are_refused()
    {
        static string Slices(int count) => "expect: { recall: \">= 0.5\" }\nslices:\n" + string.Join('\n', Enumerable.Range(0, count).Select(i => $"  s{i}: a < {i}"));
        SpecText.Ids(Slices(SpecLimits.Slices)).Should().BeEmpty();
        SpecText.Ids(Slices(SpecLimits.Slices + 1)).Should().Equal("MSPEC016");
    }
}
