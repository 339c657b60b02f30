using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelSpecs.Results.Json;

/// <summary>Writes a long list of numbers in one line: two hundred lines say no more.</summary>
internal sealed class NumberLine : JsonConverter<IReadOnlyList<double?>>
{
    /// <inheritdoc/>
    public override IReadOnlyList<double?> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("Expected a list of numbers.");
        }

        var numbers = new List<double?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(reader.TokenType == JsonTokenType.Null ? null : reader.GetDouble());
        }

        return numbers;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<double?> value, JsonSerializerOptions options)
    {
        var text = new StringBuilder("[");
        foreach (var number in value)
        {
            text.Append(text.Length > 1 ? ", " : "").Append(number is { } some ? some.ToString("R", CultureInfo.InvariantCulture) : "null");
        }

        writer.WriteRawValue(text.Append(']').ToString());
    }
}
