using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ModelSpecs.Results.Json.Schema;

/// <summary>The JSON Schema of <c>results.json</c>, for other programs: what the reader of ModelSpecs holds results from elsewhere against.</summary>
public static class ResultsSchema
{
    /// <summary>Its text.</summary>
    public static string Write()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            var records = new SortedDictionary<string, RecordShape>(StringComparer.Ordinal);
            Collect(ResultsShape.Run, records);
            json.WriteStartObject();
            json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
            json.WriteString("title", "ModelSpecs results");
            json.WriteString("description", "What modelspecs run --json and --report write. Keys that are not named here are additions of a later version: a reader ignores them.");
            json.WriteString("$ref", Reference(ResultsShape.Run));
            json.WriteStartObject("definitions");
            foreach (var record in records.Values)
            {
                json.WriteStartObject(record.Name);
                WriteRecord(json, record);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void Collect(ResultsShape shape, SortedDictionary<string, RecordShape> records)
    {
        switch (shape)
        {
            case RecordShape record when records.TryAdd(record.Name, record):
                foreach (var property in record.Properties.Values)
                {
                    Collect(property.Shape, records);
                }

                break;
            case ListShape list:
                Collect(list.Item, records);
                break;
            case MapShape map:
                Collect(map.Item, records);
                break;
        }
    }

    private static void WriteRecord(Utf8JsonWriter json, RecordShape record)
    {
        json.WriteString("type", "object");
        WriteTexts(json, "required", [.. record.Properties.Where(property => property.Value.Required).Select(property => property.Key)]);
        json.WriteStartObject("properties");
        foreach (var (key, property) in record.Properties)
        {
            json.WriteStartObject(key);
            WriteShape(json, property.Shape);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteNumber("maxProperties", ResultsLimits.Keys);
    }

    private static void WriteShape(Utf8JsonWriter json, ResultsShape shape)
    {
        // A reference stands alone in draft 7, and "null or this" of an enumeration is a list of both.
        if (shape is RecordShape { Nullable: true } or NumberShape { ByName: true } or TextShape { Nullable: true, Words.Count: > 0 })
        {
            json.WriteStartArray("anyOf");
            WriteObject(json, () => WriteShape(json, shape is NumberShape number ? number with { Nullable = false, ByName = false } : shape with { Nullable = false }));
            if (shape is NumberShape)
            {
                WriteObject(json, () => WriteTexts(json, "enum", NumberShape.Names));
            }

            if (shape.Nullable)
            {
                WriteObject(json, () => json.WriteString("type", "null"));
            }

            json.WriteEndArray();
            return;
        }

        switch (shape)
        {
            case RecordShape record:
                json.WriteString("$ref", Reference(record));
                break;
            case ListShape list:
                WriteType(json, "array", list.Nullable);
                json.WriteNumber("maxItems", list.Most);
                json.WriteStartObject("items");
                WriteShape(json, list.Item);
                json.WriteEndObject();
                break;
            case MapShape map:
                WriteType(json, "object", map.Nullable);
                json.WriteNumber("maxProperties", ResultsLimits.Keys);
                json.WriteStartObject("additionalProperties");
                WriteShape(json, map.Item);
                json.WriteEndObject();
                break;
            case TextShape { Words: { Count: > 0 } words }:
                WriteTexts(json, "enum", words);
                break;
            case TextShape text:
                WriteType(json, "string", text.Nullable);
                json.WriteNumber("maxLength", text.Most);
                break;
            case WholeNumberShape whole:
                WriteType(json, "integer", whole.Nullable);
                json.WriteNumber("minimum", whole.Least);
                json.WriteNumber("maximum", whole.Most);
                break;
            case NumberShape number:
                WriteType(json, "number", number.Nullable);
                break;
            default:
                WriteType(json, "boolean", shape.Nullable);
                break;
        }
    }

    private static string Reference(RecordShape record) => $"#/definitions/{record.Name}";

    private static void WriteObject(Utf8JsonWriter json, Action write)
    {
        json.WriteStartObject();
        write();
        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, string type, bool nullable)
    {
        if (nullable)
        {
            WriteTexts(json, "type", [type, "null"]);
        }
        else
        {
            json.WriteString("type", type);
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
