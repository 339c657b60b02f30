using System.Text.Json;

namespace ModelSpecs.Engine.Inference.Models;

/// <summary>Reads the entries of a model's metadata that concern us.</summary>
internal static class ModelMetadata
{
    private static readonly string[] ClassKeys = ["classes", "class_names", "labels", "id2label"];

    /// <summary>Names of the features in the order of the input's columns (<c>features</c>); empty: not said.</summary>
    public static IReadOnlyList<string> Features(IReadOnlyDictionary<string, string> metadata) =>
        metadata.TryGetValue("features", out var text) ? List(text) : [];

    /// <summary>Class names in the order of the score columns, the first entry of a known key that lists any; empty: not said.</summary>
    public static IReadOnlyList<string> Classes(IReadOnlyDictionary<string, string> metadata)
    {
        foreach (var key in ClassKeys)
        {
            if (metadata.TryGetValue(key, out var text) && List(text) is { Count: > 1 } names)
            {
                return names;
            }
        }

        return [];
    }

    /// <summary>A JSON array, a JSON object from index to name, or a list separated by commas.</summary>
    internal static IReadOnlyList<string> List(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return [];
        }

        return trimmed[0] is '[' or '{' ? FromJson(trimmed) : [.. trimmed.Split(',').Select(part => part.Trim())];
    }

    private static string[] FromJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select(Name)]
                : Indexed(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return [];
        }
    }

    private static string[] Indexed(JsonElement map)
    {
        var entries = map.EnumerateObject().ToList();
        var names = new string?[entries.Count];
        foreach (var entry in entries)
        {
            if (!int.TryParse(entry.Name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index)
                || index >= names.Length || names[index] is not null)
            {
                return [];
            }

            names[index] = Name(entry.Value);
        }

        return names!;
    }

    private static string Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw new InvalidDataException("no name"),
    };
}
