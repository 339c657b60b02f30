using System.Globalization;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Tests.Datasets;

/// <summary>NPY and NPZ files that numpy wrote (Fixtures/make_arrays.py), and some that it would not write.</summary>
public sealed class ArrayTests : IDisposable
{
    private static readonly string Fixtures = Path.Combine(RepositoryRoot.Path, "tests", "ModelSpecs.Engine.Tests", "Datasets", "Fixtures");
    private readonly DataFolder folder = new();

    public static IEnumerable<TheoryDataRow<string, Type>> Types =>
        from type in (IEnumerable<(string Name, Type Type)>)
        [
            ("bool", typeof(bool)), ("i1", typeof(sbyte)), ("u1", typeof(byte)), ("i2", typeof(short)), ("u2", typeof(ushort)), ("i4", typeof(int)),
            ("u4", typeof(uint)), ("i8", typeof(long)), ("u8", typeof(ulong)), ("f2", typeof(Half)), ("f4", typeof(float)), ("f8", typeof(double)),
        ]
        from order in type.Name is "bool" or "i1" or "u1" ? [""] : (string[])["le_", "be_"]
        select new TheoryDataRow<string, Type>(order + type.Name, type.Type);

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_and_byte_order_is_read(string name, Type type)
    {
        var tensor = (TensorColumn)Read($"grid_{name}.npy").Columns.Single();
        tensor.Name.Should().Be("array");
        tensor.Length.Should().Be(2);
        tensor.Shape.Should().Equal(3, 4);
        tensor.Values.GetType().GetElementType().Should().Be(type);
        tensor.Values.Cast<object>().Select(Number).Should().Equal(Enumerable.Range(0, 24).Select(i => type == typeof(bool) ? i % 2 : (double)i));

        var line = Read($"line_{name}.npy").Columns.Single();
        line.Name.Should().Be("value");
        line.Kind.Should().Be(type == typeof(bool) ? ColumnKind.Boolean : type == typeof(Half) || type == typeof(float) || type == typeof(double) ? ColumnKind.Number : ColumnKind.Integer);
        Formats(line).Should().Equal(type == typeof(bool) ? ["false", "true", "true", "false"] : ["0", "1", "2", "100"]);
    }

    [Fact]
    public void Fortran_order_is_turned()
    {
        var tensor = (TensorColumn)Read("fortran.npy").Columns.Single();
        tensor.Shape.Should().Equal(3, 4);
        tensor.Values.Cast<float>().Should().Equal(Enumerable.Range(0, 24).Select(i => (float)i));
    }

    [Fact]
    public void Two_axes_are_columns()
    {
        var table = Read("table.npy");
        table.Header.Should().Equal("c0", "c1", "c2");
        table.Rows.Should().Be(2);
        table.Lines.Should().BeNull();
        Formats(table.Columns[0]).Should().Equal("1.5", "4");
        Formats(table.Columns[1]).Should().Equal("", "5");
        table.Columns[1].IsNull(0).Should().BeTrue("numpy has no other null than NaN");
        Formats(table.Columns[2]).Should().Equal("3", "-Infinity");

        var turned = Read("table_fortran.npy");
        turned.Columns.Select(c => string.Join(",", Formats(c))).Should().Equal("1,4", "2,5", "3,6");
        Read("table.npy", ["c1"]).Columns.Select(c => c.Name).Should().Equal("c1");
        Read("texts_table.npy").Columns.Select(c => string.Join(",", Formats(c))).Should().Equal("a,c", "b,a");
    }

    [Theory]
    [InlineData("texts_u.npy", "漢字🙂")]
    [InlineData("texts_u_be.npy", "漢字🙂")]
    [InlineData("texts_s.npy", "ä")]
    public void Texts_are_read(string file, string third)
    {
        var column = (StringColumn)Read(file).Columns.Single();
        Formats(column).Should().Equal("a", "", third, "a");
        column.Codes.Should().Equal(0, 1, 2, 0);
        column.Nulls.Should().BeNull("an empty text is a text");
    }

    [Theory]
    [InlineData("version1.npy")]
    [InlineData("version2.npy")]
    [InlineData("version3.npy")]
    public void Every_version_of_the_header_is_read(string file) => Formats(Read(file).Columns.Single()).Should().Equal("0", "1", "2");

    [Theory]
    [InlineData("stored.npz")]
    [InlineData("deflated.npz")]
    public void An_archive_is_a_table(string file)
    {
        var table = Read(file, declared: new() { ["when"] = ColumnKind.Date, ["id"] = ColumnKind.Number }, nulls: [""]);
        table.Header.Should().Equal("id", "name", "when", "score", "flag", "image");
        table.Rows.Should().Be(5);
        table.Columns.Select(c => c.Kind).Should().Equal(ColumnKind.Number, ColumnKind.String, ColumnKind.Date, ColumnKind.Number, ColumnKind.Boolean, ColumnKind.Tensor);
        Formats(table.Columns[1]).Should().Equal("x", "y", "x", "", "z");
        table.Columns[1].IsNull(3).Should().BeTrue("the spec lists the empty text");
        Formats(table.Columns[2])[4].Should().Be("2020-01-05");
        Formats(table.Columns[3]).Should().Equal("0.5", "", "1", "2", "3");
        ((TensorColumn)table.Columns[5]).Shape.Should().Equal(2, 2);
        Read(file, ["flag", "nosuch"]).Columns.Select(c => c.Name).Should().Equal("flag");
        Use(file);
        DatasetReader.ReadHeader(folder.Golden(file), folder.Root).Should().Equal(table.Header);
    }

    [Fact]
    public void Compressed_arrays_are_read()
    {
        folder.Write("a.npy.gz", DataFolder.Gzip(File.ReadAllBytes(Path.Combine(Fixtures, "table.npy"))));
        folder.Read(folder.Golden("a.npy.gz")).Rows.Should().Be(2);
    }

    [Theory]
    [InlineData("objects.npy", "MSPEC126", "Python objects")]
    [InlineData("records.npy", "MSPEC126", "several fields")]
    [InlineData("complex.npy", "MSPEC126", "'<c16'")]
    [InlineData("dates.npy", "MSPEC126", "'<M8[D]'")]
    [InlineData("large.npy", "MSPEC126", "Found 9223372036854775808")]
    [InlineData("scalar.npy", "MSPEC126", "Found shape ()")]
    [InlineData("empty.npy", "MSPEC110", "Found shape (0, 3)")]
    public void What_is_no_column_is_refused(string file, string id, string found)
    {
        Use(file);
        folder.Problems(folder.Golden(file)).Should().Contain(id).And.Contain(found);
    }

    [Theory]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", 17, "MSPEC127", "longer than its shape")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", 15, "MSPEC127", "Found 15 bytes of values; expected 16")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (-2,), }", 16, "MSPEC125", "'{")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,), }", 16, "MSPEC125", "99999999999")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000, 2000000000, 2000000000), }", 16, "MSPEC108", "2000000000")]
    [InlineData("{'descr': '<f8', 'fortran_order': False}", 16, "MSPEC125", "expected a dictionary")]
    [InlineData("{'descr': '<f8', 'fortran_order': maybe, 'shape': (2,)}", 16, "MSPEC125", "maybe")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), 'more': 1}", 16, "MSPEC125", "'mor…'")]
    [InlineData("{'descr': '<f16', 'fortran_order': False, 'shape': (1,)}", 16, "MSPEC126", "'<f16'")]
    [InlineData("{'descr': '<U0', 'fortran_order': False, 'shape': (1,)}", 0, "MSPEC126", "length 0")]
    [InlineData("", 0, "MSPEC125", "expected a dictionary")]
    public void Headers_that_lie_are_refused(string header, int bytes, string id, string found)
    {
        folder.Write("a.npy", Npy.Bytes(header, new byte[bytes]));
        folder.Problems(folder.Golden("a.npy")).Should().Contain(id).And.Contain(found);
    }

    [Fact]
    public void Cut_files_are_refused_at_every_length()
    {
        var whole = File.ReadAllBytes(Path.Combine(Fixtures, "line_le_f8.npy"));
        for (var length = 1; length < whole.Length; length++)
        {
            folder.Write("cut.npy", whole[..length]);
            folder.Problems(folder.Golden("cut.npy")).Should().MatchRegex("MSPEC12[57]");
        }
    }

    [Fact]
    public void Text_that_is_not_Unicode_is_refused()
    {
        folder.Write("s.npy", Npy.Bytes("{'descr': '|S2', 'fortran_order': False, 'shape': (2,), }", [0x61, 0, 0xFF, 0]));
        folder.Problems(folder.Golden("s.npy")).Should().Contain("MSPEC116").And.Contain("value 1");
        folder.Write("u.npy", Npy.Bytes("{'descr': '<U1', 'fortran_order': False, 'shape': (1,), }", [0, 0xD8, 0, 0]));
        folder.Problems(folder.Golden("u.npy")).Should().Contain("MSPEC116");
    }

    [Fact]
    public void An_archive_with_a_wrong_checksum_is_refused()
    {
        var bytes = File.ReadAllBytes(Path.Combine(Fixtures, "stored.npz"));
        var image = bytes.AsSpan().LastIndexOf((byte[])[8, 9, 10, 11, 12, 13]);
        bytes[image] ^= 1;
        folder.Write("a.npz", bytes);
        folder.Problems(folder.Golden("a.npz")).Should().Contain("MSPEC128").And.Contain("checksum");
        folder.Read(folder.Golden("a.npz"), columns: ["id"]).Rows.Should().Be(5, "only what is read is checked");
    }

    [Fact]
    public void An_archive_of_other_files_is_refused()
    {
        using var bytes = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(bytes, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("readme.txt").Open().Dispose();
        }

        folder.Write("a.npz", bytes.ToArray());
        folder.Problems(folder.Golden("a.npz")).Should().Contain("MSPEC128").And.Contain("'readme.txt'");
    }

    [Fact]
    public void Arrays_keep_their_type()
    {
        Use("stored.npz");
        folder.Problems(folder.Golden("stored.npz", new() { ["score"] = ColumnKind.Integer, ["image"] = ColumnKind.Number })).Split('\n').Should().SatisfyRespectively(
            first => first.Should().Contain("MSPEC119").And.Contain("'score'").And.Contain("type number"),
            second => second.Should().Contain("MSPEC119").And.Contain("'image'").And.Contain("an array in each row"));
        folder.Problems(folder.Golden("stored.npz", new() { ["name"] = ColumnKind.Integer })).Should().Contain("MSPEC117").And.Contain("stored.npz row 1: ").And.Contain("Found 'x'");
    }

    [Fact]
    public void Unpacking_beyond_the_limit_is_refused()
    {
        folder.Write("a.npz", Npy.Archive(("big", Npy.Bytes("{'descr': '|u1', 'fortran_order': False, 'shape': (1000000,), }", new byte[1_000_000]))));
        folder.Problems(folder.Golden("a.npz"), maxBytes: 100_000).Should().Contain("MSPEC108");
    }

    [Fact]
    public void An_input_array_is_read_with_its_hash()
    {
        Use("grid_be_f4.npy");
        var file = new FileReference(new Located<string>("grid_be_f4.npy", DataFolder.PathSpan), Path.Combine(folder.Root, "grid_be_f4.npy"));
        var array = NpyReader.Read(file, folder.Root, "X", 1_000_000, TestContext.Current.CancellationToken);
        array.Column.Name.Should().Be("X");
        array.Column.Shape.Should().Equal(3, 4);
        array.ContentHash.Should().Be(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file.FullPath))));
        FluentActions.Invoking(() => NpyReader.Read(file with { Sha256 = new Located<string>("00", DataFolder.PathSpan) }, folder.Root, "X", 1_000_000, CancellationToken.None))
            .Should().Throw<SpecException>().WithMessage("*MSPEC106*");
        FluentActions.Invoking(() => NpyReader.Read(file, folder.Root, "X", 90, CancellationToken.None)).Should().Throw<SpecException>().WithMessage("*MSPEC108*");
        Use("texts_u.npy");
        var texts = file with { FullPath = Path.Combine(folder.Root, "texts_u.npy") };
        FluentActions.Invoking(() => NpyReader.Read(texts, folder.Root, "X", 1_000_000, CancellationToken.None)).Should().Throw<SpecException>().WithMessage("*MSPEC126*");
    }

    public void Dispose() => folder.Dispose();

    private void Use(string file) => File.Copy(Path.Combine(Fixtures, file), Path.Combine(folder.Root, file), overwrite: true);

    private Table Read(string file, string[]? columns = null, Dictionary<string, ColumnKind>? declared = null, string[]? nulls = null)
    {
        Use(file);
        return folder.Read(folder.Golden(file, declared, nulls), columns: columns);
    }

    private static List<string> Formats(Column column) => [.. Enumerable.Range(0, column.Length).Select(column.Format)];

    private static double Number(object value) => value switch
    {
        bool b => b ? 1 : 0,
        Half h => (double)h,
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
    };
}
