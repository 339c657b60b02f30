using System.Text.Json.Nodes;

namespace ModelSpecs.Results.Tests.Json.Schema;

/// <summary>The words of JSON Schema draft 7 that the published schema uses, read from its text: another programmer's reader.</summary>
internal sealed class DraftSevenOracle(JsonNode schema)
{
    /// <summary>Whether a value is valid.</summary>
    public bool IsValid(JsonNode? value) => IsValid(value, schema.AsObject());

    private bool IsValid(JsonNode? value, JsonObject rule)
    {
        // Beside a reference nothing else counts in draft 7.
        if ((string?)rule["$ref"] is { } reference)
        {
            return IsValid(value, schema["definitions"]![reference.Split('/')[^1]]!.AsObject());
        }

        foreach (var (word, argument) in rule)
        {
            var holds = word switch
            {
                "type" => (argument is JsonArray types ? types : [argument!.DeepClone()]).Any(type => IsOf(value, (string)type!)),
                "enum" => argument!.AsArray().Any(one => JsonNode.DeepEquals(one, value)),
                "anyOf" => argument!.AsArray().Any(one => IsValid(value, one!.AsObject())),
                "required" => value is not JsonObject there || argument!.AsArray().All(key => there.ContainsKey((string)key!)),
                "properties" => value is not JsonObject with || argument!.AsObject().All(key => !with.ContainsKey(key.Key) || IsValid(with[key.Key], key.Value!.AsObject())),
                "additionalProperties" => value is not JsonObject map || map.All(entry => IsValid(entry.Value, argument!.AsObject())),
                "items" => value is not JsonArray list || list.All(item => IsValid(item, argument!.AsObject())),
                "maxItems" => value is not JsonArray items || items.Count <= (int)argument!,
                "maxProperties" => value is not JsonObject keys || keys.Count <= (int)argument!,
                "maxLength" => !IsOf(value, "string") || ((string)value!).Length <= (int)argument!,
                "minimum" => !IsOf(value, "number") || (double)value! >= (double)argument!,
                "maximum" => !IsOf(value, "number") || (double)value! <= (double)argument!,
                "$schema" or "title" or "description" or "definitions" => true,
                _ => throw new NotSupportedException(word),
            };
            if (!holds)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOf(JsonNode? value, string type) => value?.GetValueKind() switch
    {
        null => type == "null",
        System.Text.Json.JsonValueKind.Object => type == "object",
        System.Text.Json.JsonValueKind.Array => type == "array",
        System.Text.Json.JsonValueKind.String => type == "string",
        System.Text.Json.JsonValueKind.Number => type == "number" || (type == "integer" && double.IsInteger((double)value)),
        _ => type == "boolean",
    };
}
