using ModelSpecs.Engine.Datasets.Arrays;
using ModelSpecs.Engine.Datasets.Csv;
using ModelSpecs.Engine.Datasets.Json;
using ModelSpecs.Engine.Datasets.Reading;

namespace ModelSpecs.Engine.Datasets;

/// <summary>The dataset formats, in one table: a new format is a file and a row.</summary>
internal static class DatasetFormats
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<DatasetFormat> All { get; } =
    [
        new("csv", [".csv"], input => CsvFormat.Header(input, (byte)','), (input, _, wanted) => CsvFormat.Read(input, (byte)',', wanted)),
        new("tsv", [".tsv", ".tab"], input => CsvFormat.Header(input, (byte)'\t'), (input, _, wanted) => CsvFormat.Read(input, (byte)'\t', wanted)),
        new("jsonl", [".jsonl", ".ndjson"], JsonLinesFormat.Header, JsonLinesFormat.Read),
        new("npy", [".npy"], input => [.. NpyFormat.Read(input).Columns.Select(c => c.Name)], (input, _, wanted) => Only(NpyFormat.Read(input), wanted)),
        new("npz", [".npz"], NpzFormat.Header, (input, _, wanted) => NpzFormat.Read(input, wanted)),
    ];

    /// <summary>The format of a name in a spec, or null.</summary>
    public static DatasetFormat? Named(string name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>The format of a file name without <c>.gz</c>, or null.</summary>
    public static DatasetFormat? OfFile(string path)
    {
        var extension = Path.GetExtension(path);
        return All.FirstOrDefault(format => format.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase));
    }

    private static FormatOutput Only(FormatOutput output, IReadOnlySet<string> wanted) =>
        output with { Columns = [.. output.Columns.Where(c => wanted.Contains(c.Name))] };
}

/// <summary>A dataset format.</summary>
/// <param name="Name">Name in a spec.</param>
/// <param name="Extensions">Extensions of file names.</param>
/// <param name="Header">Reads the column names.</param>
/// <param name="Read">Reads the wanted columns.</param>
internal sealed record DatasetFormat(
    string Name,
    IReadOnlyList<string> Extensions,
    Func<FormatInput, IReadOnlyList<string>> Header,
    Func<FormatInput, IReadOnlyList<string>, IReadOnlySet<string>, FormatOutput> Read);
