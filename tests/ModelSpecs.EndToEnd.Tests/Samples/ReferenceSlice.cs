using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelSpecs.EndToEnd.Tests.Samples;

/// <summary>scikit-learn's values of one slice; null: undefined there.</summary>
internal sealed record ReferenceSlice
{
    [JsonPropertyName("slice")]
    public required string Slice { get; init; }

    [JsonPropertyName("group")]
    public string? Group { get; init; }

    [JsonPropertyName("metrics")]
    public required IReadOnlyDictionary<string, double?> Metrics { get; init; }

    public string Name => Group is null ? Slice : $"{Slice} = {Group}";

    /// <summary>The slices of a file that eng/references/specs.py wrote.</summary>
    public static IReadOnlyList<ReferenceSlice> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.GetProperty("slices").Deserialize<ReferenceSlice[]>()!;
    }
}
