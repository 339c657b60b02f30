using System.Globalization;
using ModelSpecs.Engine.Caching;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Datasets.Cache;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Tests.Datasets;

public sealed class ColumnCacheTests : IDisposable
{
    private readonly DataFolder folder = new();
    private readonly CacheStore store;

    public ColumnCacheTests() => store = new CacheStore(Path.Combine(folder.Root, ".cache"), 100_000_000);

    [Theory]
    [InlineData("golden.csv")]
    [InlineData("golden.csv.gz")]
    [InlineData("golden.jsonl")]
    public void Columns_from_the_cache_are_those_of_the_file(string name)
    {
        Write(name);
        var parsed = DataFolder.Describe(folder.Read(folder.Golden(name)));
        DataFolder.Describe(folder.Read(folder.Golden(name), cache: store)).Should().Be(parsed);
        Entries().Should().HaveCount(7, "six columns and the file's own entry are kept");
        DataFolder.Describe(folder.Read(folder.Golden(name), threads: 7, cache: store)).Should().Be(parsed);
        Entries().Should().HaveCount(7);
    }

    [Fact]
    public void A_second_reading_parses_nothing()
    {
        Write("golden.csv");
        var rows = folder.Read(folder.Golden("golden.csv"), columns: ["id"], cache: store).Rows;

        // Other values in the entry of the column (the file's own entry begins with a hash) show where the second reading takes them from.
        var entry = Entries().Single(path => File.ReadAllBytes(path)[EntryHeader.Size] == 1);
        store.TryWrite(ColumnCache.Kind, Path.GetFileName(entry), stream => ColumnCodec.Write(stream, new IntegerColumn("id", [.. Enumerable.Repeat(-7L, rows)], null))).Should().BeTrue();
        ((IntegerColumn)folder.Read(folder.Golden("golden.csv"), columns: ["id"], cache: store).Columns[0]).Values.Should().OnlyContain(v => v == -7);
    }

    [Fact]
    public void Only_columns_that_are_not_kept_are_parsed()
    {
        Write("golden.csv");
        var all = DataFolder.Describe(folder.Read(folder.Golden("golden.csv")));
        folder.Read(folder.Golden("golden.csv"), columns: ["score", "id"], cache: store);
        Entries().Should().HaveCount(3);
        DataFolder.Describe(folder.Read(folder.Golden("golden.csv"), cache: store)).Should().Be(all);
        Entries().Should().HaveCount(7);
    }

    [Fact]
    public void Another_content_type_or_null_is_another_entry()
    {
        Write("golden.csv");
        folder.Read(folder.Golden("golden.csv"), cache: store, columns: ["id"]).Columns[0].Kind.Should().Be(ColumnKind.Integer);
        folder.Read(folder.Golden("golden.csv", new() { ["id"] = ColumnKind.String }), cache: store, columns: ["id"]).Columns[0].Kind.Should().Be(ColumnKind.String);
        folder.Read(folder.Golden("golden.csv", nulls: ["7"]), cache: store, columns: ["id"]).Columns[0].IsNull(7).Should().BeTrue();
        folder.Read(folder.Golden("golden.csv"), cache: store, columns: ["id"]).Columns[0].IsNull(7).Should().BeFalse();
        var before = File.ReadAllText(Path.Combine(folder.Root, "golden.csv"));
        folder.Write("golden.csv", before.Replace("\n7,", "\n8,", StringComparison.Ordinal));
        ((IntegerColumn)folder.Read(folder.Golden("golden.csv"), cache: store, columns: ["id"]).Columns[0]).Values[7].Should().Be(8);
    }

    [Fact]
    public void Damaged_entries_are_parsed_anew()
    {
        Write("golden.csv");
        var parsed = DataFolder.Describe(folder.Read(folder.Golden("golden.csv"), cache: store));
        foreach (var path in Entries())
        {
            var bytes = File.ReadAllBytes(path);
            for (var at = 0; at < bytes.Length; at += Math.Max(1, bytes.Length / 23))
            {
                var flipped = (byte[])bytes.Clone();
                flipped[at] ^= 0x10;
                File.WriteAllBytes(path, flipped);
                DataFolder.Describe(folder.Read(folder.Golden("golden.csv"), cache: store)).Should().Be(parsed, $"byte {at} of {path} was flipped");
            }
        }
    }

    [Fact]
    public void Problems_are_found_with_a_warm_cache_too()
    {
        Write("golden.csv");
        folder.Read(folder.Golden("golden.csv"), cache: store);
        FluentActions.Invoking(() => folder.Read(folder.Golden("golden.csv", new() { ["nosuch"] = ColumnKind.Date }), cache: store)).Should().Throw<Spec.Diagnostics.SpecException>().WithMessage("*MSPEC118*");
        FluentActions.Invoking(() => folder.Read(folder.Golden("golden.csv", sha256: "00"), cache: store)).Should().Throw<Spec.Diagnostics.SpecException>().WithMessage("*MSPEC106*");
        FluentActions.Invoking(() => folder.Read(folder.Golden("golden.csv", new() { ["country"] = ColumnKind.Number }), cache: store)).Should().Throw<Spec.Diagnostics.SpecException>().WithMessage("*MSPEC117*");
        FluentActions.Invoking(() => folder.Read(folder.Golden("golden.csv", new() { ["country"] = ColumnKind.Tensor }), cache: store)).Should().Throw<Spec.Diagnostics.SpecException>().WithMessage("*MSPEC119*");
    }

    [Fact]
    public void Files_with_problems_are_not_kept()
    {
        folder.Write("golden.csv", "a,b\n1,2\n3\n");
        FluentActions.Invoking(() => folder.Read(folder.Golden("golden.csv"), cache: store)).Should().Throw<Spec.Diagnostics.SpecException>();
        Entries().Should().BeEmpty();
    }

    [Fact]
    public void A_cache_that_cannot_be_written_changes_nothing()
    {
        Write("golden.csv");
        var file = folder.Write("blocked", "a file where the folder should be");
        var blocked = new CacheStore(file, 1000);
        DataFolder.Describe(folder.Read(folder.Golden("golden.csv"), cache: blocked)).Should().Be(DataFolder.Describe(folder.Read(folder.Golden("golden.csv"))));
    }

    [Fact]
    public void Integers_of_every_range_pack_and_unpack()
    {
        long[][] cases =
        [
            [], [0], [long.MinValue, long.MaxValue], [long.MinValue], [long.MaxValue, long.MaxValue - 255], [-128, 127], [0, 256], [-1, 65535], [5_000_000_000, 5_000_000_001],
            [0, uint.MaxValue], [0, 1L + uint.MaxValue], [.. Enumerable.Range(0, 40_000).Select(i => (long)i * i)],
        ];
        foreach (var values in cases)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{values.Length:x16}") + Guid.NewGuid().ToString("N");
            store.TryWrite("packed", key, stream => PackedIntegers.Write(stream, values.AsSpan())).Should().BeTrue();
            store.TryRead("packed", key, entry => PackedIntegers.ReadLongs(entry, values.Length), out var read).Should().BeTrue();
            read.Should().Equal(values);
            int[] narrow = [.. values.Select(v => unchecked((int)v))];
            store.TryWrite("packed", key, stream => PackedIntegers.Write(stream, narrow.AsSpan())).Should().BeTrue();
            store.TryRead("packed", key, entry => PackedIntegers.ReadInts(entry, narrow.Length), out var readNarrow).Should().BeTrue();
            readNarrow.Should().Equal(narrow);
        }
    }

    public void Dispose() => folder.Dispose();

    private List<string> Entries() => Directory.Exists(store.Directory) ? [.. Directory.GetFiles(store.Directory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];

    private void Write(string name)
    {
        var rows = Enumerable.Range(0, 300).Select(i => (Id: i, Country: i % 9 == 0 ? "" : "C" + (i % 13), Score: i / 7.0, Flag: i % 2 == 0, At: new DateTime(2020, 1, 1).AddHours(i * 7), Note: i % 5 == 0 ? "two\nlines" : "one"));
        if (name.EndsWith(".jsonl", StringComparison.Ordinal))
        {
            folder.Write(name, string.Concat(rows.Select(r => string.Create(CultureInfo.InvariantCulture,
                $"{{\"id\": {r.Id}, \"country\": {(r.Country.Length == 0 ? "null" : $"\"{r.Country}\"")}, \"score\": {r.Score:R}, \"flag\": {(r.Flag ? "true" : "false")}, \"at\": \"{r.At:O}\", \"note\": \"x\"}}\n\n"))));
            return;
        }

        var text = "id,country,score,flag,at,note\n" + string.Concat(rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Id},{r.Country},{r.Score:R},{r.Flag},{r.At:O},\"{r.Note}\"\n")));
        folder.Write(name, name.EndsWith(".gz", StringComparison.Ordinal) ? DataFolder.Gzip(System.Text.Encoding.UTF8.GetBytes(text)) : System.Text.Encoding.UTF8.GetBytes(text));
    }
}
