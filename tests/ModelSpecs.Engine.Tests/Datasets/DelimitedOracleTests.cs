using System.Globalization;
using System.Text;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Tests.Datasets;

/// <summary>Random files, read by CsvHelper and by us with chunks so small that their borders fall everywhere.</summary>
public sealed class DelimitedOracleTests
{
    private static readonly string[] Pieces = ["a", "7", "-1.5", "ä", "漢", "🙂", " ", ",", "\t", "\n", "\r\n", "\"", "\"\"", "x y", "true", "2020-01-02", ";", "é\"", "long text beyond eight bytes"];

    [Theory]
    [InlineData(',')]
    [InlineData('\t')]
    public void Random_files_read_as_CsvHelper_reads_them(char delimiter)
    {
        using var folder = new DataFolder();
        var number = 0;
        var files = from columns in Gen.Choose(1, 5)
                    from rows in Gen.Choose(1, 40)
                    from fields in Gen.ArrayOf(Field, columns * rows)
                    from quoting in Gen.ArrayOf(Gen.Choose(0, 3), columns * rows)
                    from ends in Gen.ArrayOf(Gen.Choose(0, 9), rows)
                    from mark in Gen.Elements(true, false)
                    from lastEnd in Gen.Elements(true, false)
                    from chunk in Gen.Choose(1, 200)
                    from threads in Gen.Elements(1, 2, 7)
                    select new RandomFile(delimiter, columns, rows, fields, quoting, ends, mark, lastEnd, chunk, threads);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(400),
            Prop.ForAll(files.ToArbitrary(), file =>
            {
                var name = $"f{number++}." + (delimiter == ',' ? "csv" : "tsv");
                var path = folder.Write(name, file.Bytes());
                var declared = Enumerable.Range(0, file.Columns).ToDictionary(i => $"c{i}", _ => ColumnKind.String);
                var table = folder.Read(folder.Golden(name, declared, nulls: []), file.Threads, file.Chunk);
                Texts(table).Should().Equal(Oracle(path, delimiter));
                return true;
            }));
    }

    [Fact]
    public void Plain_files_read_as_CsvHelper_reads_them_at_every_chunk_size()
    {
        using var folder = new DataFolder();
        var random = new Random(5);
        var text = new StringBuilder("id,name,note\r\n");
        for (var row = 0; row < 60; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row},{(row % 7 == 0 ? "\"quoted, with\nline\"" : "n" + random.Next(9))},{(row % 5 == 0 ? "\"\"\"\"" : "")}\r\n");
        }

        var path = folder.Write("golden.csv", text.ToString());
        var declared = new Dictionary<string, ColumnKind> { ["id"] = ColumnKind.String, ["name"] = ColumnKind.String, ["note"] = ColumnKind.String };
        var expected = Oracle(path, ',');
        for (var chunk = 1; chunk < 300; chunk++)
        {
            Texts(folder.Read(folder.Golden("golden.csv", declared, nulls: []), chunk % 3 + 1, chunk)).Should().Equal(expected, $"chunks of {chunk} bytes give the same");
        }
    }

    [Fact]
    public void Quotes_inside_unquoted_fields_are_plain_characters_wherever_chunks_begin()
    {
        using var folder = new DataFolder();
        var text = new StringBuilder("size,text\n");
        for (var row = 0; row < 50; row++)
        {
            // An odd number of quotes on each line turns every guess from counting them around.
            text.Append(CultureInfo.InvariantCulture, $"{row}\" disk,\"line one\nline \"\"two\"\" of {row}\"\n");
        }

        folder.Write("golden.csv", text.ToString());
        foreach (var chunk in (int[])[1, 3, 16, 64, 100, 1000, 100_000])
        {
            var table = folder.Read(folder.Golden("golden.csv"), 2, chunk);
            table.Rows.Should().Be(50);
            table.Columns[0].Format(49).Should().Be("49\" disk");
            table.Columns[1].Format(49).Should().Be("line one\nline \"two\" of 49");
            table.Lines![49].Should().Be(2 + (49 * 2));
        }
    }

    [Fact]
    public void Threads_and_chunks_change_nothing()
    {
        using var folder = new DataFolder();
        var text = new StringBuilder("id,country,score,flag,at,mixed,void\n");
        for (var row = 0; row < 500; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row},C{row * 7 % 31},{(row % 11 == 0 ? "" : (row / 3.0).ToString("R", CultureInfo.InvariantCulture))},{(row % 2 == 0 ? "true" : "False")},2020-01-{(row % 28) + 1:00},{(row == 333 ? "late text" : row)},\n");
        }

        folder.Write("golden.csv", text.ToString());
        var expected = DataFolder.Describe(folder.Read(folder.Golden("golden.csv"), 1, 1_000_000));
        expected.Should().Contain("id Integer").And.Contain("country String").And.Contain("score Number").And.Contain("flag Boolean")
            .And.Contain("at Date").And.Contain("mixed String").And.Contain("void String");
        foreach (var (threads, chunk) in (ReadOnlySpan<(int, int)>)[(1, 10), (2, 100), (7, 10), (7, 333), (2, 5000), (3, 1)])
        {
            DataFolder.Describe(folder.Read(folder.Golden("golden.csv"), threads, chunk)).Should().Be(expected, $"{threads} threads and chunks of {chunk} bytes read the same");
        }
    }

    private static Gen<string> Field => Gen.Frequency(
        (4, Gen.ArrayOf(Gen.Elements(Pieces)).Select(pieces => string.Concat(pieces.Take(6)))),
        (3, Gen.Elements(Pieces)),
        (1, Gen.Constant("")));

    private static List<string> Texts(Table table) =>
        [.. Enumerable.Range(0, table.Rows).Select(row => string.Join("⎮", table.Columns.Select(c => ((StringColumn)c).Pool[((StringColumn)c).Codes[row]])))];

    private static List<string> Oracle(string path, char delimiter)
    {
        using var csv = CsvReader.FromFile(path, new CsvReaderOptions { Separator = delimiter, HasHeader = true, SkipEmptyLines = true });
        var rows = new List<string>();
        while (csv.Read())
        {
            rows.Add(string.Join("⎮", Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)));
        }

        return rows;
    }

    private sealed record RandomFile(char Delimiter, int Columns, int Rows, string[] Fields, int[] Quoting, int[] Ends, bool Mark, bool LastEnd, int Chunk, int Threads)
    {
        public byte[] Bytes()
        {
            var text = new StringBuilder(string.Join(Delimiter, Enumerable.Range(0, Columns).Select(i => $"c{i}"))).Append('\n');
            for (var row = 0; row < Rows; row++)
            {
                for (var column = 0; column < Columns; column++)
                {
                    var at = (row * Columns) + column;
                    text.Append(column > 0 ? Delimiter.ToString() : "").Append(Quoted(Fields[at], Quoting[at] == 0 || (Columns == 1 && Fields[at].Length == 0), Quoting[at] == 1));
                }

                // Mostly line feeds, sometimes CRLF, sometimes a blank line after it.
                text.Append(row == Rows - 1 && !LastEnd ? "" : Ends[row] switch { 0 => "\r\n", 1 => "\n\n", 2 => "\r\n\r\n", _ => "\n" });
            }

            byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
            return Mark ? [0xEF, 0xBB, 0xBF, .. bytes] : bytes;
        }

        // A quote that does not begin a field needs no quotes around it.
        private string Quoted(string field, bool always, bool plain) => plain && field.Length > 0 && field[0] != '"' && field.AsSpan().IndexOfAny(Delimiter, '\r', '\n') < 0
            ? field
            : Quoted(field, always);

        private string Quoted(string field, bool always) => always || field.AsSpan().IndexOfAny("\"\r\n") >= 0 || field.Contains(Delimiter, StringComparison.Ordinal)
            ? '"' + field.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'
            : field;
    }
}
