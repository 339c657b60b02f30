using System.Text.RegularExpressions;
using ModelSpecs.Spec.Catalogue.Guards;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Parsing.Guards;
using ModelSpecs.Spec.Parsing.Yaml;
using ModelSpecs.Spec.Schema;

namespace ModelSpecs.Spec.Tests.Parsing.Guards;

public sealed class MeasureReaderTests
{
    private static readonly MeasureShape Share = new(MeasureUnit.Plain) { Maximum = 1 };

    [Theory]
    [InlineData(MeasureUnit.Time, "<= 2 ms", 0.002, "2 ms")]
    [InlineData(MeasureUnit.Time, "<= 300us", 0.0003, "300 us")]
    [InlineData(MeasureUnit.Time, "< 1.5 s", 1.5, "1.5 s")]
    [InlineData(MeasureUnit.Size, "<= 20 MB", 20e6, "20 MB")]
    [InlineData(MeasureUnit.Size, "<= 2 KiB", 2048, "2 KiB")]
    [InlineData(MeasureUnit.Rate, ">= 200 per second", 200, "200 per second")]
    [InlineData(MeasureUnit.Days, "<= 30 days", 30, "30 days")]
    [InlineData(MeasureUnit.Days, "<= 12 hours", 0.5, "12 hours")]
    [InlineData(MeasureUnit.Plain, "<= 3 %", 0.03, "3 %")]
    public void A_number_is_kept_in_the_unit_of_its_kind_and_shown_as_written(MeasureUnit unit, string written, double value, string text)
    {
        var (measures, problems) = Read($"\"{written}\"", new MeasureShape(unit));

        problems.Should().BeEmpty();
        var bound = measures.Should().ContainSingle().Subject.Bound;
        bound.Reference.Should().Be(BoundReference.Number);
        bound.Offset.Should().BeApproximately(value, value * 1e-15);
        bound.Text.Should().Be(text);
    }

    [Theory]
    [InlineData("<= 2 x champion", 2, 0, false)]
    [InlineData("<= champion + 1 ms", 1, 0.001, false)]
    [InlineData("<= 2 x champion + 10 %", 2, 0.1, true)]
    public void A_multiple_has_no_unit_and_an_offset_has_one_or_is_a_share(string written, double factor, double offset, bool isShare)
    {
        var (measures, problems) = Read($"\"{written}\"", new MeasureShape(MeasureUnit.Time, BoundReference.Champion));

        problems.Should().BeEmpty();
        measures.Should().ContainSingle().Which.Bound.Should().Match<Bound>(b => b.Factor == factor && b.Offset == offset && b.OffsetIsRelative == isShare && b.Reference == BoundReference.Champion);
    }

    [Fact]
    public void A_list_is_a_band()
    {
        var (measures, problems) = Read("[\">= 1 %\", \"<= 5 %\"]", Share);

        problems.Should().BeEmpty();
        measures.Select(measure => (measure.Name, measure.HigherIsBetter)).Should().Equal(("m", true), ("m", false));
    }

    [Theory]
    [InlineData("\"<= 2\"", MeasureUnit.Time, "MSPEC031")]
    [InlineData("\"<= 2 %\"", MeasureUnit.Time, "MSPEC031")]
    [InlineData("\"<= 2 msec\"", MeasureUnit.Time, "MSPEC031")]
    [InlineData("\"<= champion + 1\"", MeasureUnit.Time, "MSPEC031")]
    [InlineData("\"<= 2 ms\"", MeasureUnit.Plain, "MSPEC031")]
    [InlineData("\"<= 2 ms 3\"", MeasureUnit.Time, "MSPEC031")]
    [InlineData("\"<= -2 ms\"", MeasureUnit.Time, "MSPEC035")]
    [InlineData("\"<= snapshot\"", MeasureUnit.Time, "MSPEC039")]
    [InlineData("[\"<= 2 ms\", \"<= 3 ms\"]", MeasureUnit.Time, "MSPEC038")]
    [InlineData("{ is: 2 }", MeasureUnit.Time, "MSPEC007")]
    [InlineData("", MeasureUnit.Time, "MSPEC009")]
    public void Anything_else_is_reported_once(string written, MeasureUnit unit, string id)
    {
        var (measures, problems) = Read(written, new MeasureShape(unit, BoundReference.Champion));

        problems.Should().Equal(id);
        measures.Should().HaveCountLessThan(2);
    }

    [Theory]
    [InlineData("\">= 0\"")]
    [InlineData("\"<= 100 %\"")]
    [InlineData("\"> 1\"")]
    [InlineData("\"< 0\"")]
    [InlineData("\"<= 3\"")]
    public void A_bound_that_always_or_never_holds_is_none(string written)
    {
        var (measures, problems) = Read(written, Share);

        measures.Should().BeEmpty();
        problems.Should().ContainSingle();
    }

    [Fact]
    public void The_schema_takes_what_the_parser_takes()
    {
        var patterns = Enum.GetValues<MeasureUnit>().ToDictionary(unit => unit, unit =>
        {
            var text = new JsonText();
            text.Object(schema => MeasureSchema.Write(schema, new MeasureShape(unit, BoundReference.Champion)));
            return new Regex(System.Text.Json.JsonDocument.Parse(text.ToString()).RootElement.GetProperty("anyOf")[0].GetProperty("pattern").GetString()!);
        });
        string[] texts = ["<= 2 ms", "<= 2", "<= 5 %", "<= 2 MB", ">= 3 per second", "<= 2 x champion", "<= champion + 1 ms", "<= champion + 5 %", "<= 1 day", "<= snapshot", "2 ms", "<= champion + 1"];

        foreach (var unit in Enum.GetValues<MeasureUnit>())
        {
            foreach (var text in texts)
            {
                var parses = Read($"\"{text}\"", new MeasureShape(unit, BoundReference.Champion)).Measures.Count == 1;
                patterns[unit].IsMatch(text).Should().Be(parses, $"{unit} {text}");
            }
        }
    }

    private static (IReadOnlyList<GuardMeasure> Measures, IReadOnlyList<string> Problems) Read(string value, MeasureShape shape)
    {
        var bag = new DiagnosticBag();
        var map = YamlReader.Read(MemoryFiles.Full(SpecText.FileName), $"m: {value}\n", bag)!;
        var context = new ParseContext(MemoryFiles.Root, bag);
        var measures = MeasureReader.Read(map.Entries[0].Value, shape, "m", "m", context).ToList();
        return (measures, [.. bag.Sorted([MemoryFiles.Full(SpecText.FileName)]).Select(problem => problem.Id)]);
    }
}
