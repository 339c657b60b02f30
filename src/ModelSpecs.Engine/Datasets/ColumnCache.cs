using System.Security.Cryptography;
using System.Text;
using ModelSpecs.Engine.Caching;
using ModelSpecs.Engine.Datasets.Reading;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Datasets;

/// <summary>Parsed columns by what they depend on: the file's hash, the format, the nulls, the column's name and its declared type. One entry a column, so that
/// runs that need other columns share what they have in common.</summary>
internal sealed class ColumnCache(CacheStore store, GoldenSpec golden, string format, string contentHash)
{
    // Raised when the reader or the layout of an entry changes.
    private const int Version = 1;
    private const string Kind = "columns";

    /// <summary>The columns, or null where one of them is not there.</summary>
    public FormatOutput? TryRead(IReadOnlyList<string> header, IReadOnlySet<string> wanted, int threads)
    {
        var names = header.Where(wanted.Contains).ToArray();
        var columns = new Column?[names.Length];
        (int Rows, RowLines? Lines)? shape = null;
        if (!store.TryRead(Kind, Key("", null), content => shape = ColumnCodec.ReadShape(content.Span)))
        {
            return null;
        }

        Workers.Run(Math.Clamp(threads, 1, Math.Max(1, names.Length)), names.Length, _ => i =>
            store.TryRead(Kind, KeyOf(names[i]), content => columns[i] = ColumnCodec.Read(names[i], content.Span)), CancellationToken.None);
        return Array.TrueForAll(columns, column => column?.Length == shape!.Value.Rows)
            ? new FormatOutput(shape!.Value.Rows, columns!, shape.Value.Lines)
            : null;
    }

    /// <summary>Keeps the columns; tensors are not kept, since their file holds them as they are.</summary>
    public void Write(FormatOutput output, int threads)
    {
        if (output.Columns.Any(column => column is TensorColumn)
            || !store.TryWrite(Kind, Key("", null), stream => ColumnCodec.WriteShape(stream, output.Rows, output.Lines)))
        {
            return;
        }

        Workers.Run(Math.Clamp(threads, 1, Math.Max(1, output.Columns.Count)), output.Columns.Count, _ => i =>
            store.TryWrite(Kind, KeyOf(output.Columns[i].Name), stream => ColumnCodec.Write(stream, output.Columns[i])), CancellationToken.None);
    }

    private string KeyOf(string name) => Key(name, golden.Columns.TryGetValue(name, out var kind) ? kind.Value.ToString() : "inferred");

    private string Key(string name, string? kind)
    {
        // Lengths before texts, so that no two lists of texts run into the same bytes.
        var text = new StringBuilder();
        foreach (var part in (IEnumerable<string>)[contentHash, format, name, kind ?? "shape", .. golden.Nulls ?? ["\0default"]])
        {
            text.Append(part.Length).Append(':').Append(part);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{Version};{text}"))));
    }
}
