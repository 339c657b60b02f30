using System.Globalization;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Tests.Datasets;

public sealed class JsonLinesTests : IDisposable
{
    private const string Name = "golden.jsonl";
    private readonly DataFolder folder = new();

    [Fact]
    public void Objects_become_columns_in_order_of_first_occurrence()
    {
        var table = folder.ReadText(
            "{\"id\": 1, \"name\": \"a\\n\\u00e4\", \"ok\": true, \"at\": \"2020-01-01\", \"x\": 1}\n\n" +
            "{\"name\": \"b\", \"id\": 2, \"late\": 7, \"ok\": null, \"at\": \"2020-01-02T10:00:00Z\", \"x\": 2.5}\r\n" +
            "{\"id\": 3, \"x\": 1e3}",
            Name);
        table.Header.Should().Equal("id", "name", "ok", "at", "x", "late");
        table.Columns.Select(c => c.Kind).Should().Equal(ColumnKind.Integer, ColumnKind.String, ColumnKind.Boolean, ColumnKind.Date, ColumnKind.Number, ColumnKind.Integer);
        table.Columns.Select(c => string.Join("|", Enumerable.Range(0, 3).Select(c.Format))).Should().Equal(
            "1|2|3", "a\nä|b|", "true||", "2020-01-01|2020-01-02T10:00:00Z|", "1|2.5|1000", "|7|");
        Enumerable.Range(0, 3).Select(row => table.Lines![row]).Should().Equal(1, 3, 4);
        DatasetReader.ReadHeader(folder.Golden(Name), folder.Root).Should().Equal(table.Header);
    }

    [Theory]
    [InlineData("1 2", ColumnKind.Integer)]
    [InlineData("1 2.0", ColumnKind.Number)]
    [InlineData("\"1\" \"2\"", ColumnKind.String)]
    [InlineData("1 \"2\"", ColumnKind.String)]
    [InlineData("true false", ColumnKind.Boolean)]
    [InlineData("true 1", ColumnKind.String)]
    [InlineData("\"true\" \"false\"", ColumnKind.String)]
    [InlineData("\"2020-01-01\" \"2020-01-02\"", ColumnKind.Date)]
    [InlineData("\"2020-01-01\" \"x\"", ColumnKind.String)]
    [InlineData("null null", ColumnKind.String)]
    [InlineData("null 5", ColumnKind.Integer)]
    public void The_kind_of_value_counts(string values, ColumnKind expected)
    {
        var table = folder.ReadText(string.Concat(values.Split(' ').Select(v => $"{{\"x\": {v}}}\n")), Name);
        table.Columns[0].Kind.Should().Be(expected);
    }

    [Fact]
    public void A_text_is_null_only_if_the_spec_says_so()
    {
        folder.ReadText("{\"x\": \"\"}\n{\"x\": \"NA\"}\n", Name).Columns[0].Nulls.Should().BeNull();
        folder.ReadText("{\"x\": \"\"}\n{\"x\": \"NA\"}\n", Name, nulls: ["NA"]).Columns[0].IsNull(1).Should().BeTrue();
    }

    [Fact]
    public void Declared_types_read_texts()
    {
        var table = folder.ReadText("{\"x\": \"007\", \"y\": \"NaN\"}\n{\"x\": 8, \"y\": 1}\n", Name, new() { ["x"] = ColumnKind.Integer, ["y"] = ColumnKind.Number });
        ((IntegerColumn)table.Columns[0]).Values.Should().Equal(7, 8);
        ((NumberColumn)table.Columns[1]).Values.Should().Equal(double.NaN, 1);
    }

    [Fact]
    public void Nested_values_that_nothing_reads_do_no_harm()
    {
        folder.Write(Name, "{\"id\": 1, \"meta\": {\"id\": [1, {\"a\": 2}]}, \"x\": 5}\n");
        folder.Read(folder.Golden(Name), columns: ["id", "x"]).Columns.Select(c => c.Format(0)).Should().Equal("1", "5");
        folder.Problems(folder.Golden(Name)).Should().Contain("MSPEC121").And.Contain("'meta'");
    }

    [Theory]
    [InlineData("[1, 2]\n", "line 2: ")]
    [InlineData("{\"id\": 1} x\n", "line 2: ")]
    [InlineData("{\"id\": 1}{\"id\": 2}\n", "line 2: ")]
    [InlineData("{\"id\": 01}\n", "line 2: ")]
    [InlineData("{\"id\": 1,}\n", "line 2: ")]
    [InlineData("{'id': 1}\n", "line 2: ")]
    [InlineData("{\"id\": 1\n", "line 2: ")]
    [InlineData("\"text\"\n", "line 2: ")]
    [InlineData("{\"id\": \"\\ud800\"}\n", "line 2: ")]
    public void Lines_that_are_no_objects_are_named(string text, string found)
    {
        foreach (var chunk in (int[])[4, 10_000])
        {
            folder.Write(Name, "{\"id\": 0}\n" + text + "{\"id\": 9}\n");
            folder.Problems(folder.Golden(Name), chunkSize: chunk).Should().Contain("MSPEC120").And.Contain(found).And.NotContain("\n");
        }
    }

    [Fact]
    public void An_array_of_objects_is_recognised()
    {
        folder.ProblemsOf("[\n{\"id\": 1}\n]\n", Name).Should().Contain("MSPEC120").And.Contain("jq -c '.[]'");
    }

    [Fact]
    public void A_broken_line_gives_no_false_duplicates_on_the_next()
    {
        folder.ProblemsOf("{\"id\": 1, \"x\": }\n{\"id\": 1, \"x\": 2}\n", Name).Should().Contain("MSPEC120").And.NotContain("MSPEC122");
    }

    [Fact]
    public void A_file_without_objects_has_no_rows() => folder.ProblemsOf("\n \n", Name).Should().Contain("MSPEC110");

    [Fact]
    public void Threads_and_chunks_change_nothing()
    {
        var lines = Enumerable.Range(0, 300).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"{{\"id\": {i}, \"text\": \"t\\t{i % 17} \\\"quoted\\\" \\u6f22\", {(i % 3 == 0 ? "" : $"\"score\": {i / 7.0:R}, ")}\"mixed\": {(i == 250 ? "\"x\"" : i)}}}"));
        folder.Write(Name, string.Join("\n", lines));
        var expected = DataFolder.Describe(folder.Read(folder.Golden(Name), 1, 1_000_000));
        expected.Should().Contain("16=t\t16 \"quoted\" 漢").And.Contain("mixed String");
        foreach (var (threads, chunk) in (ReadOnlySpan<(int, int)>)[(1, 10), (2, 100), (7, 333), (3, 1)])
        {
            DataFolder.Describe(folder.Read(folder.Golden(Name), threads, chunk)).Should().Be(expected);
        }
    }

    [Fact]
    public void Invalid_bytes_are_named()
    {
        folder.Write(Name, [.. "{\"id\": 1}\n{\"id\": \""u8, 0xFF, .. "\"}\n"u8]);
        folder.Problems(folder.Golden(Name)).Should().Contain("MSPEC116").And.Contain("line 2: ");
    }

    public void Dispose() => folder.Dispose();
}
