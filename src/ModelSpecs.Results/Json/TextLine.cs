using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelSpecs.Results.Json;

/// <summary>Writes the values of a row in one line, as a table has them.</summary>
internal sealed class TextLine : JsonConverter<IReadOnlyList<string?>>
{
    /// <inheritdoc/>
    public override IReadOnlyList<string?> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("Expected a list of texts.");
        }

        var texts = new List<string?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(reader.TokenType is JsonTokenType.Null or JsonTokenType.String ? reader.GetString() : throw new JsonException("Expected a text."));
        }

        return texts;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string?> value, JsonSerializerOptions options)
    {
        var text = new StringBuilder("[");
        foreach (var item in value)
        {
            text.Append(text.Length > 1 ? ", " : "");
            text = item is null ? text.Append("null") : text.Append('"').Append(JsonEncodedText.Encode(Valid(item), options.Encoder).Value).Append('"');
        }

        writer.WriteRawValue(text.Append(']').ToString());
    }

    // A half of a surrogate pair has no form in UTF-8: it becomes what the writer makes of it everywhere else, the replacement character.
    private static string Valid(string item) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(item));
}
