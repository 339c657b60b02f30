using System.IO.Compression;
using ModelSpecs.Engine.Datasets.Reading;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Arrays;

/// <summary>NPY: a lone array. One axis is the column <c>value</c>, two are the columns <c>c0</c>, <c>c1</c>, …, more are the tensor column <c>array</c>.</summary>
internal static class NpyFormat
{
    /// <summary>All columns.</summary>
    public static FormatOutput Read(FormatInput input)
    {
        var array = NpyValues.Read(new SourceStream(input.Source), "the file", input.Options.MaxBytes);
        return array.Shape.Length switch
        {
            0 => throw new DatasetFormatException(SpecDiagnostics.GoldenArray, "the file holds one value. Found shape (); expected at least one axis, the rows."),
            1 => new FormatOutput(array.Shape[0], [ArrayColumns.Of("value", array)], null),
            2 => new FormatOutput(array.Shape[0], [.. ArrayColumns.Split(array)], null),
            _ => new FormatOutput(array.Shape[0], [ArrayColumns.Of("array", array)], null),
        };
    }
}

/// <summary>NPZ: a zip of named arrays with the same first axis, one column each.</summary>
internal static class NpzFormat
{
    private const int MostArrays = 20_000;

    /// <summary>Names of the arrays.</summary>
    public static IReadOnlyList<string> Header(FormatInput input)
    {
        using var archive = Open(input);
        return Names(archive);
    }

    /// <summary>The columns asked for.</summary>
    public static FormatOutput Read(FormatInput input, IReadOnlySet<string> wanted)
    {
        using var archive = Open(input);
        Names(archive);
        var columns = new List<Column>();
        (string Name, int Rows)? first = null;
        var left = input.Options.MaxBytes;
        foreach (var entry in archive.Entries)
        {
            input.CancellationToken.ThrowIfCancellationRequested();
            var name = NameOf(entry);
            if (!wanted.Contains(name) && first is not null)
            {
                continue;
            }

            using var stream = entry.Open();
            var array = NpyValues.Read(stream, $"array {OneLine.Quote(name)}", left);
            if (array.Shape.Length == 0)
            {
                throw new DatasetFormatException(SpecDiagnostics.GoldenArray, $"array {OneLine.Quote(name)} holds one value. Found shape (); expected at least one axis, the rows.");
            }

            first ??= (name, array.Shape[0]);
            if (array.Shape[0] != first.Value.Rows)
            {
                throw new DatasetFormatException(SpecDiagnostics.GoldenArray,
                    FormattableString.Invariant($"the arrays have different numbers of rows. Found {first.Value.Rows:N0} in {OneLine.Quote(first.Value.Name)} and {array.Shape[0]:N0} in {OneLine.Quote(name)}; expected the same first axis in all."));
            }

            if (wanted.Contains(name))
            {
                left -= Buffer.ByteLength(array.Values is string[] ? Array.Empty<byte>() : array.Values is Half[] halves ? new byte[halves.Length * 2] : array.Values);
                columns.Add(ArrayColumns.Of(name, array));
            }
        }

        return new FormatOutput(first?.Rows ?? 0, columns, null);
    }

    private static ZipArchive Open(FormatInput input)
    {
        var archive = new ZipArchive(new SourceStream(input.Source), ZipArchiveMode.Read);
        if (archive.Entries.Count is > 0 and <= MostArrays)
        {
            return archive;
        }

        var count = archive.Entries.Count;
        archive.Dispose();
        throw new DatasetFormatException(SpecDiagnostics.GoldenArray, FormattableString.Invariant($"the archive is no NPZ. Found {count:N0} entries; expected 1 to {MostArrays:N0} arrays."));
    }

    private static List<string> Names(ZipArchive archive)
    {
        var names = archive.Entries.Select(NameOf).ToList();
        ColumnNames.Check(names, "");
        return names;
    }

    private static string NameOf(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith(".npy", StringComparison.Ordinal) ? entry.FullName[..^4] : entry.FullName;
}

/// <summary>A source as a stream, for readers that want one.</summary>
internal sealed class SourceStream(ByteSource source) : Stream
{
    /// <inheritdoc />
    public override bool CanRead => true;

    /// <inheritdoc />
    public override bool CanSeek => true;

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <inheritdoc />
    public override long Length => source.Length;

    /// <inheritdoc />
    public override long Position { get; set; }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        var got = source.Read(Position, buffer);
        Position += got;
        return got;
    }

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
