using System.Globalization;
using System.Text;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Tests.Datasets;

public sealed class TypeInferenceTests : IDisposable
{
    private readonly DataFolder folder = new();

    [Theory]
    [InlineData("0 1 1", ColumnKind.Integer)]
    [InlineData("1 -2 +3", ColumnKind.Integer)]
    [InlineData("9223372036854775807 -9223372036854775808", ColumnKind.Integer)]
    [InlineData("1 2.5", ColumnKind.Number)]
    [InlineData("1 nan -inf Infinity", ColumnKind.Number)]
    [InlineData("1e3 .5 5.", ColumnKind.Number)]
    [InlineData("true False TRUE", ColumnKind.Boolean)]
    [InlineData("true 1", ColumnKind.String)]
    [InlineData("2020-01-01 2020-01-01T10:00Z", ColumnKind.Date)]
    [InlineData("2020-01-01 2020", ColumnKind.String)]
    [InlineData("01234 98765", ColumnKind.String)]
    [InlineData("0 01", ColumnKind.String)]
    [InlineData("0.5 00.5", ColumnKind.String)]
    [InlineData("1 a", ColumnKind.String)]
    [InlineData("yes no", ColumnKind.String)]
    [InlineData("NA 1", ColumnKind.String)]
    [InlineData("12345678901234567890 12345678901234567891", ColumnKind.String)]
    [InlineData("12345678901234567890 0.5", ColumnKind.Number)]
    [InlineData("0.5 12345678901234567890", ColumnKind.Number)]
    [InlineData("12345678901234567890 1 2", ColumnKind.String)]
    public void A_column_has_the_narrowest_type_of_all_its_values(string values, ColumnKind expected)
    {
        var rows = values.Split(' ');
        foreach (var (name, chunk) in (ReadOnlySpan<(string, int)>)[("golden.csv", 1), ("golden.csv", 10_000)])
        {
            folder.Write(name, "x,y\n" + string.Concat(rows.Select(v => v + ",1\n")));
            folder.Read(folder.Golden(name), chunkSize: chunk).Columns[0].Kind.Should().Be(expected);
        }
    }

    [Fact]
    public void The_place_of_the_value_that_decides_does_not_matter()
    {
        string[] values = ["x", "2.5", "true", "2020-01-01", "007", "99999999999999999999"];
        foreach (var value in values)
        {
            var kinds = new HashSet<ColumnKind>();
            foreach (var place in (int[])[0, 300, 650, 999])
            {
                folder.Write("golden.csv", "x\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => (i == place ? value : i.ToString(CultureInfo.InvariantCulture)) + "\n")));
                var column = folder.Read(folder.Golden("golden.csv"), 2, 200).Columns[0];
                kinds.Add(column.Kind);
                column.Format(place).Should().Be(value);
                column.Format(500).Should().Be("500");
            }

            kinds.Should().ContainSingle().Which.Should().Be(value == "2.5" ? ColumnKind.Number : ColumnKind.String);
        }
    }

    [Fact]
    public void Nulls_before_the_first_value_decide_nothing()
    {
        foreach (var (value, kind) in (ReadOnlySpan<(string, ColumnKind)>)[("true", ColumnKind.Boolean), ("5", ColumnKind.Integer), ("2020-05-05", ColumnKind.Date), ("0.5", ColumnKind.Number), ("99999999999999999999", ColumnKind.String), ("t", ColumnKind.String)])
        {
            folder.Write("golden.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 700).Select(i => (i < 690 ? "" : value) + ",1\n")));
            var column = folder.Read(folder.Golden("golden.csv"), 2, 100).Columns[0];
            column.Kind.Should().Be(kind);
            column.Nulls!.Count.Should().Be(690);
            column.IsNull(689).Should().BeTrue();
            column.IsNull(690).Should().BeFalse();
            column.Format(695).Should().Be(value);
        }
    }

    [Fact]
    public void A_column_of_nulls_alone_is_text()
    {
        var column = folder.ReadText("x,y\n,1\n,2\n,3\n").Columns[0];
        column.Kind.Should().Be(ColumnKind.String);
        column.Nulls!.Count.Should().Be(3);
        ((StringColumn)column).Codes.Should().Equal(-1, -1, -1);
    }

    [Fact]
    public void A_field_is_null_if_its_content_is_a_listed_spelling_quoted_or_not()
    {
        var column = folder.ReadText("x,y\n,1\n\"\",2\nNA,3\n a,4\n").Columns[0];
        Enumerable.Range(0, 4).Select(column.IsNull).Should().Equal(true, true, false, false);
        var numbers = folder.ReadText("x,y\n1,1\nNA,2\n\"n/a\",3\n4,4\n", nulls: ["NA", "n/a"]).Columns[0];
        numbers.Kind.Should().Be(ColumnKind.Integer);
        Enumerable.Range(0, 4).Select(numbers.IsNull).Should().Equal(false, true, true, false);
        ((IntegerColumn)numbers).Values.Should().Equal(1, 0, 0, 4);
        var texts = folder.ReadText("x,y\n,1\nb,2\n", nulls: []).Columns[0];
        texts.Nulls.Should().BeNull("nothing stands for null");
        texts.Format(0).Should().BeEmpty();
        var doubles = (NumberColumn)folder.ReadText("x,y\n0.5,1\n,2\n").Columns[0];
        doubles.Values[1].Should().Be(double.NaN);
        doubles.IsNull(1).Should().BeTrue();
        folder.ReadText("x,y\n0.5,1\nnan,2\n").Columns[0].IsNull(1).Should().BeFalse("a NaN that is written is a value");
    }

    [Fact]
    public void Declared_types_win_and_allow_more_spellings()
    {
        var table = folder.ReadText(
            "zip,count,share,flag,at,code\n01234,007, 5 ,1,2020-01-01,5\n98765,+8,-00.5,FALSE,2020-01-01 10:00,6\n",
            columns: new()
            {
                ["zip"] = ColumnKind.String, ["count"] = ColumnKind.Integer, ["share"] = ColumnKind.Number, ["flag"] = ColumnKind.Boolean, ["at"] = ColumnKind.Date, ["code"] = ColumnKind.String,
            });
        table.Columns.Select(c => c.Kind).Should().Equal(ColumnKind.String, ColumnKind.Integer, ColumnKind.Number, ColumnKind.Boolean, ColumnKind.Date, ColumnKind.String);
        table.Columns.Select(c => c.Format(0)).Should().Equal("01234", "7", "5", "true", "2020-01-01", "5");
        table.Columns.Select(c => c.Format(1)).Should().Equal("98765", "8", "-0.5", "false", "2020-01-01T10:00:00Z", "6");
    }

    [Fact]
    public void Spaces_around_numbers_do_not_matter_and_around_text_they_do()
    {
        var table = folder.ReadText("n,t\n 5 , a\n6\t,a\n");
        ((IntegerColumn)table.Columns[0]).Values.Should().Equal(5, 6);
        ((StringColumn)table.Columns[1]).Pool.Count.Should().Be(2);
    }

    [Fact]
    public void Only_the_columns_asked_for_are_read()
    {
        folder.Write("golden.csv", "a,b,c\n1,x,2.5\n2,y,3.5\n");
        var table = folder.Read(folder.Golden("golden.csv"), columns: ["c", "a", "nosuch"]);
        table.Header.Should().Equal("a", "b", "c");
        table.Columns.Select(c => c.Name).Should().Equal("a", "c");
        table.Find("b").Should().BeNull();
        folder.Read(folder.Golden("golden.csv"), columns: []).Rows.Should().Be(2);
    }

    [Fact]
    public void Texts_have_codes_in_order_of_first_occurrence_for_any_number_of_threads()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 5000).Select(_ => "v" + random.Next(random.Next(1, 2000))).ToList();
        folder.Write("golden.csv", "x\n" + string.Join("\n", values) + "\n");
        var expected = values.Distinct().ToList();
        foreach (var threads in (int[])[1, 2, 7])
        {
            var column = (StringColumn)folder.Read(folder.Golden("golden.csv"), threads, 100).Columns[0];
            Enumerable.Range(0, column.Pool.Count).Select(i => column.Pool[i]).Should().Equal(expected);
            column.Codes.Select(c => column.Pool[c]).Should().Equal(values);
        }
    }

    [Fact]
    public void Texts_of_every_length_keep_their_bytes()
    {
        var values = Enumerable.Range(1, 200).SelectMany(n => (string[])[new string('a', n), new string('a', n - 1) + "b", "ä" + new string('a', n)]).ToList();
        folder.Write("golden.csv", "x,y\n" + string.Concat(values.Concat(values).Select(v => v + ",1\n")));
        var column = (StringColumn)folder.Read(folder.Golden("golden.csv"), 2, 1000).Columns[0];
        column.Pool.Count.Should().Be(values.Distinct().Count());
        column.Codes.Select(c => column.Pool[c]).Should().Equal(values.Concat(values));
    }

    [Fact]
    public void Row_lines_count_quoted_line_ends_and_blank_lines()
    {
        var table = folder.ReadText("\n\"a\nheader\",b\n\n1,2\r\n\"x\ny\r\nz\",3\n\n\n4,5\n6,7");
        table.Header.Should().Equal("a\nheader", "b");
        Enumerable.Range(0, table.Rows).Select(row => table.Lines![row]).Should().Equal(5, 6, 11, 12);
        folder.ReadText("a\n1\n2\n3").Lines!.Starts.Should().BeNull("every row is one line");
        folder.ReadText("a\n1\n2\n\n\n").Lines!.Starts.Should().BeNull("blank lines at the end stand before no row");
    }

    [Fact]
    public void The_header_alone_is_read_cheaply_and_an_unnamed_column_is_allowed()
    {
        folder.Write("golden.csv", "\uFEFF,\"a \"\"b\"\"\",c\r\n1,2,3\r\n");
        DatasetReader.ReadHeader(folder.Golden("golden.csv"), folder.Root).Should().Equal("", "a \"b\"", "c");
        folder.Write("golden.csv.gz", DataFolder.Gzip([.. "x,y\n"u8, .. new byte[100]]));
        DatasetReader.ReadHeader(folder.Golden("golden.csv.gz"), folder.Root).Should().Equal("x", "y");
        folder.Write("wide.csv", string.Join(",", Enumerable.Range(0, 30_000).Select(i => $"column{i}")) + "\n" + string.Join(",", Enumerable.Range(0, 30_000)) + "\n");
        DatasetReader.ReadHeader(folder.Golden("wide.csv"), folder.Root).Should().HaveCount(30_000);
        folder.Read(folder.Golden("wide.csv"), columns: ["column29999"]).Columns[0].Format(0).Should().Be("29999");
    }

    [Fact]
    public void Gzip_of_several_members_is_one_file()
    {
        folder.Write("golden.csv.gz", [.. DataFolder.Gzip(Encoding.UTF8.GetBytes("a,b\n1,")), .. DataFolder.Gzip(Encoding.UTF8.GetBytes("2\n3,4\n")), .. DataFolder.Gzip([])]);
        var table = folder.Read(folder.Golden("golden.csv.gz"));
        ((IntegerColumn)table.Columns[1]).Values.Should().Equal(2, 4);
        table.ContentHash.Should().Be(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(folder.Root, "golden.csv.gz")))), "the hash is of the stored bytes, which a pin names");
    }

    [Fact]
    public void Cut_gzip_data_is_refused_at_every_length()
    {
        var packed = DataFolder.Gzip(Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{i},{i * i}\n"))));
        for (var length = 3; length < packed.Length; length++)
        {
            folder.Write("golden.csv.gz", packed[..length]);
            folder.Problems(folder.Golden("golden.csv.gz")).Should().Contain("MSPEC130", $"{length} of {packed.Length} bytes are not all");
        }

        folder.Write("golden.csv.gz", [.. packed, 1, 2, 3]);
        folder.Problems(folder.Golden("golden.csv.gz")).Should().Contain("MSPEC130", "other data follows");
    }

    [Fact]
    public void Reading_can_be_cancelled()
    {
        folder.Write("golden.csv", "a\n1\n");
        using var source = new CancellationTokenSource();
        source.Cancel();
        FluentActions.Invoking(() => DatasetReader.Read(folder.Golden("golden.csv"), folder.Root, null, new DatasetOptions(), source.Token)).Should().Throw<OperationCanceledException>();
    }

    public void Dispose() => folder.Dispose();
}
