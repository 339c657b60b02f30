using System.Text;
using ModelSpecs.Engine.Caching;
using ModelSpecs.Engine.Datasets.Files;

namespace ModelSpecs.Engine.Datasets.Cache;

/// <summary>What is known of a file without reading it again.</summary>
/// <param name="Hash">SHA-256 of the stored bytes.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Header">All columns.</param>
/// <param name="Lines">Lines of the rows.</param>
internal sealed record CachedTable(string Hash, int Rows, IReadOnlyList<string> Header, RowLines? Lines);

/// <summary>Parsed columns of text files under all they depend on: the content, the reader's version, the format, the nulls, the name and the declared type.
/// One entry a column, so that runs that need other columns share what they have in common, and one for the file.</summary>
/// <remarks>The content is named by <see cref="FastHash"/>, which is read at the speed of memory; the SHA-256 that results report is kept in the entry of the
/// file. Two files that collide by accident have a chance below 2⁻⁶⁴; who makes two on purpose deceives only a cache on the same machine.</remarks>
internal sealed class ColumnCache(CacheStore store, Hash128 content, DatasetFormat format, ReadContext context)
{
    /// <summary>Kind of the entries in the store.</summary>
    public const string Kind = "columns";

    /// <summary>Raised whenever the same bytes would give other columns, or the entries another form.</summary>
    private const int Version = 2;

    /// <summary>What is known of the file, or null.</summary>
    public CachedTable? TryReadTable() => store.TryRecall(Kind, Key("table"), ReadTable, out var table) ? table : null;

    /// <summary>Keeps what is known of the file.</summary>
    public void WriteTable(CachedTable table) => store.TryWrite(Kind, Key("table"), stream =>
    {
        stream.Write(Encoding.ASCII.GetBytes(table.Hash));
        ColumnCodec.Put(stream, table.Rows);
        ColumnCodec.Put(stream, table.Header.Count);
        foreach (var name in table.Header.Select(Encoding.UTF8.GetBytes))
        {
            ColumnCodec.Put(stream, name.Length);
            stream.Write(name);
        }

        ColumnCodec.Put(stream, table.Lines?.First ?? -1);
        ColumnCodec.Put(stream, table.Lines?.Starts?.Length ?? -1);
        if (table.Lines?.Starts is { } starts)
        {
            PackedIntegers.Write(stream, starts);
        }
    });

    /// <summary>The columns of some names; null where one is not kept.</summary>
    public Column?[] Read(IReadOnlyList<string> names, int rows, CancellationToken cancellationToken)
    {
        var columns = new Column?[names.Count];
        Workers.Run(
            Workers.Count(context.Options.Threads, names.Count),
            names.Count,
            (_, i) =>
            {
                store.TryRecall(Kind, KeyOf(names[i]), entry => ColumnCodec.Read(names[i], entry), out columns[i]);
                columns[i] = columns[i]?.Length == rows ? columns[i] : null;
                return true;
            },
            cancellationToken);
        return columns;
    }

    /// <summary>Keeps columns.</summary>
    public void Write(IReadOnlyList<Column> columns, CancellationToken cancellationToken)
    {
        var kept = columns.Where(ColumnCodec.Supports).ToList();
        Workers.Run(
            Workers.Count(context.Options.Threads, kept.Count),
            kept.Count,
            (_, i) => store.TryWrite(Kind, KeyOf(kept[i].Name), stream => ColumnCodec.Write(stream, kept[i])),
            cancellationToken);
    }

    private static CachedTable ReadTable(CacheReader entry)
    {
        var hash = Encoding.ASCII.GetString(entry.ReadArray<byte>(64));
        var rows = entry.ReadInt32();
        var header = new string[Checked(entry.ReadInt32(), entry)];
        for (var i = 0; i < header.Length; i++)
        {
            header[i] = Encoding.UTF8.GetString(entry.ReadArray<byte>(entry.ReadInt32()));
        }

        var first = entry.ReadInt32();
        var count = entry.ReadInt32();
        var starts = count < 0 ? null : PackedIntegers.ReadInts(entry, count);
        return new CachedTable(hash, rows, header, first < 0 ? null : new RowLines(first, starts));
    }

    // A name takes at least its length.
    private static int Checked(int count, CacheReader entry) =>
        count >= 0 && count * 4L <= entry.Remaining ? count : throw new InvalidDataException("The entry is no table.");

    private string KeyOf(string name) => Key(["column", name, context.Declared(name)?.ToString() ?? "inferred", .. context.Golden.Nulls ?? []]);

    private string Key(params string[] parts)
    {
        // Lengths before texts, so that no two lists of texts run into the same bytes.
        var text = new StringBuilder().Append(Version).Append(' ').Append(content.ToString()).Append(' ').Append(format.Name).Append(context.Golden.Nulls is null ? " default " : " said ");
        foreach (var part in parts)
        {
            text.Append(part.Length).Append(':').Append(part);
        }

        return FastHash.Of(Encoding.UTF8.GetBytes(text.ToString())).ToString();
    }
}
