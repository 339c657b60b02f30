using System.Globalization;
using System.IO.Compression;
using System.Text;
using ModelSpecs.Engine.Caching;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Tests.Datasets;

/// <summary>A root with data files, deleted at the end.</summary>
internal sealed class DataFolder : IDisposable
{
    public static readonly SourceSpan PathSpan = new("loan.spec.yaml", 3, 9, 3, 24);

    public string Root { get; } = Directory.CreateTempSubdirectory("modelspecs-data-").FullName;

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public GoldenSpec Golden(string name, Dictionary<string, ColumnKind>? columns = null, string[]? nulls = null, string? format = null, string? sha256 = null) => new()
    {
        File = new FileReference(new Located<string>(name, PathSpan), Path.Combine(Root, name), sha256 is null ? null : new Located<string>(sha256, PathSpan)),
        Columns = (columns ?? []).ToDictionary(c => c.Key, c => new Located<ColumnKind>(c.Value, new SourceSpan("loan.spec.yaml", 5, 14, 5, 20)), StringComparer.Ordinal),
        Nulls = nulls,
        Format = format is null ? null : new Located<string>(format, new SourceSpan("loan.spec.yaml", 4, 11, 4, 14)),
    };

    public Table Read(GoldenSpec golden, int threads = 2, int chunkSize = 64, IReadOnlyCollection<string>? columns = null, CacheStore? cache = null, long maxBytes = 8_000_000_000) =>
        DatasetReader.Read(golden, Root, columns, new DatasetOptions { Threads = threads, ChunkSize = chunkSize, Cache = cache, MaxBytes = maxBytes }, TestContext.Current.CancellationToken);

    /// <summary>Writes text as golden.csv (or another name) and reads it.</summary>
    public Table ReadText(string text, string name = "golden.csv", Dictionary<string, ColumnKind>? columns = null, string[]? nulls = null)
    {
        Write(name, text);
        return Read(Golden(name, columns, nulls));
    }

    /// <summary>The diagnostics of reading, one a line, with this folder as <c>/repo</c>.</summary>
    public string Problems(GoldenSpec golden, int threads = 2, int chunkSize = 64, long maxBytes = 8_000_000_000)
    {
        var thrown = FluentActions.Invoking(() => Read(golden, threads, chunkSize, null, null, maxBytes)).Should().Throw<SpecException>().Which;
        return string.Join("\n", thrown.Diagnostics).Replace(Root, "/repo", StringComparison.Ordinal);
    }

    public string ProblemsOf(string text, string name = "golden.csv", Dictionary<string, ColumnKind>? columns = null)
    {
        Write(name, text);
        return Problems(Golden(name, columns));
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>Everything that a table holds, as text: two tables are the same exactly if these are.</summary>
    public static string Describe(Table table)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{table.ContentHash} {table.Rows} [{string.Join("|", table.Header)}] {table.Lines?.First} {(table.Lines?.Starts is { } starts ? string.Join(",", starts) : "")}");
        foreach (var column in table.Columns)
        {
            text.Append(CultureInfo.InvariantCulture, $"{column.Name} {column.Kind} {column.Length}: ");
            for (var row = 0; row < column.Length; row++)
            {
                text.Append(column.IsNull(row) ? "null" : column switch
                {
                    NumberColumn c => BitConverter.DoubleToInt64Bits(c.Values[row]).ToString("x", CultureInfo.InvariantCulture),
                    StringColumn c => FormattableString.Invariant($"{c.Codes[row]}={c.Pool[c.Codes[row]]}"),
                    DateColumn c => c.Ticks[row].ToString(CultureInfo.InvariantCulture),
                    _ => column.Format(row),
                }).Append(';');
            }

            text.AppendLine();
        }

        return text.ToString();
    }
}
