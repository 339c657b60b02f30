using ModelSpecs.Engine.Datasets.Delimited;
using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Engine.Datasets.Json;
using ModelSpecs.Engine.Datasets.Npy;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Datasets;

/// <summary>The table of formats: what is read is a row here.</summary>
internal static class DatasetFormats
{
    /// <summary>Every format, in the order in which messages list them.</summary>
    public static IReadOnlyList<DatasetFormat> All { get; } =
    [
        DelimitedFormat.With("csv", ',', ".csv"),
        DelimitedFormat.With("tsv", '\t', ".tsv", ".tab"),
        JsonLinesFormat.Format,
        NpyFormat.Format,
        NpzFormat.Format,
    ];

    /// <summary>The format that the spec says, or else the file's name.</summary>
    public static DatasetFormat Of(GoldenSpec golden, DataProblems problems)
    {
        if (golden.Format is { } said)
        {
            return All.FirstOrDefault(f => f.Name == said.Value) ?? throw problems.Fatal(
                SpecDiagnostics.DataFormatUnknown,
                $"The format is not known. Found {OneLine.Quote(said.Value)}; expected {Names()}.{Suggestion.DidYouMean(said.Value, All.Select(f => f.Name))}",
                said.Span);
        }

        var name = golden.File.FullPath;
        name = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        return All.FirstOrDefault(f => f.Extensions.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase))) ?? throw problems.Fatal(
            SpecDiagnostics.DataFormatUnknown,
            $"The name of the file does not say its format. Found {OneLine.Quote(Path.GetFileName(golden.File.FullPath))}; expected an ending of {string.Join(", ", All.SelectMany(f => f.Extensions))}, each also with .gz. Say it with `golden: {{ path: …, format: … }}`, one of {Names()}.");
    }

    private static string Names() => string.Join(", ", All.Select(f => f.Name));
}
