using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ModelSpecs.Spec.Tests.Schema;

/// <summary>The part of JSON Schema draft 7 that the schemas use; any other keyword is an error, so that nothing is passed over.</summary>
internal sealed class SchemaValidator(string schema)
{
    private readonly JsonNode _root = JsonNode.Parse(schema)!;

    /// <summary>What is wrong with an instance; empty: nothing.</summary>
    public IReadOnlyList<string> Validate(JsonNode? instance)
    {
        var problems = new List<string>();
        Validate(instance, _root, "", problems);
        return problems;
    }

    private void Validate(JsonNode? instance, JsonNode schema, string path, List<string> problems)
    {
        foreach (var (keyword, value) in schema.AsObject())
        {
            switch (keyword)
            {
                case "$schema" or "$comment" or "title" or "description" or "examples" or "definitions":
                    break;
                case "$ref":
                    var name = value!.GetValue<string>();
                    name.Should().StartWith("#/definitions/");
                    Validate(instance, _root["definitions"]![name["#/definitions/".Length..]]!, path, problems);
                    break;
                case "type":
                    if (!Types(value!).Contains(TypeOf(instance)) && !(TypeOf(instance) == "integer" && Types(value!).Contains("number")))
                    {
                        problems.Add($"{path}: {TypeOf(instance)} is not {value!.ToJsonString()}");
                    }

                    break;
                case "enum":
                    Require(value!.AsArray().Any(v => JsonNode.DeepEquals(v, instance)), "is not one of " + value!.ToJsonString());
                    break;
                case "const":
                    Require(JsonNode.DeepEquals(value, instance), "is not " + value?.ToJsonString());
                    break;
                case "anyOf":
                    Require(value!.AsArray().Any(s => IsValid(instance, s!, path)), "is none of the alternatives");
                    break;
                case "oneOf":
                    Require(value!.AsArray().Count(s => IsValid(instance, s!, path)) == 1, "is not exactly one of the alternatives");
                    break;
                case "allOf":
                    foreach (var part in value!.AsArray())
                    {
                        Validate(instance, part!, path, problems);
                    }

                    break;
                case "not":
                    Require(!IsValid(instance, value!, path), "is what it must not be");
                    break;
                default:
                    ValidateByType(instance, schema, keyword, value, path, problems);
                    break;
            }
        }

        void Require(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add($"{path}: {instance?.ToJsonString()} {problem}");
            }
        }
    }

    private void ValidateByType(JsonNode? instance, JsonNode schema, string keyword, JsonNode? value, string path, List<string> problems)
    {
        switch (keyword)
        {
            case "pattern" or "minLength":
                if (TypeOf(instance) == "string")
                {
                    var text = instance!.GetValue<string>();
                    Require(keyword == "pattern" ? Regex.IsMatch(text, value!.GetValue<string>(), RegexOptions.ECMAScript) : text.Length >= value!.GetValue<int>());
                }

                break;
            case "minimum" or "maximum" or "exclusiveMinimum":
                if (TypeOf(instance) is "number" or "integer")
                {
                    var (number, limit) = (instance!.GetValue<double>(), value!.GetValue<double>());
                    Require(keyword == "minimum" ? number >= limit : keyword == "maximum" ? number <= limit : number > limit);
                }

                break;
            case "items" or "minItems" or "maxItems":
                if (instance is JsonArray list)
                {
                    Require(keyword == "items" || (keyword == "minItems" ? list.Count >= value!.GetValue<int>() : list.Count <= value!.GetValue<int>()));
                    for (var i = 0; i < list.Count && keyword == "items"; i++)
                    {
                        Validate(list[i], value!, $"{path}[{i}]", problems);
                    }
                }

                break;
            case "properties" or "patternProperties" or "additionalProperties" or "propertyNames" or "required":
                if (instance is JsonObject map)
                {
                    ValidateMembers(map, schema, keyword, value!, path, problems);
                }

                break;
            default:
                throw new NotSupportedException($"the keyword {keyword}");
        }

        void Require(bool holds)
        {
            if (!holds)
            {
                problems.Add($"{path}: {instance?.ToJsonString()} breaks {keyword} {value?.ToJsonString()}");
            }
        }
    }

    private void ValidateMembers(JsonObject map, JsonNode schema, string keyword, JsonNode value, string path, List<string> problems)
    {
        if (keyword == "required")
        {
            problems.AddRange(value.AsArray().Where(key => !map.ContainsKey(key!.GetValue<string>())).Select(key => $"{path}: {key} is missing"));
            return;
        }

        foreach (var (name, member) in map)
        {
            var inner = $"{path}.{name}";
            var isKnown = schema["properties"]?.AsObject().ContainsKey(name) == true;
            var pattern = schema["patternProperties"]?.AsObject().Select(p => p.Key).FirstOrDefault(p => Regex.IsMatch(name, p, RegexOptions.ECMAScript));
            if (keyword == "propertyNames")
            {
                Validate(JsonValue.Create(name), value, inner, problems);
            }
            else if (keyword == "properties" && isKnown)
            {
                Validate(member, value[name]!, inner, problems);
            }
            else if (keyword == "patternProperties" && pattern is not null)
            {
                Validate(member, value[pattern]!, inner, problems);
            }
            else if (keyword == "additionalProperties" && !isKnown && pattern is null)
            {
                if (value.GetValueKind() == JsonValueKind.False)
                {
                    problems.Add($"{inner}: unknown key");
                }
                else
                {
                    Validate(member, value, inner, problems);
                }
            }
        }
    }

    private bool IsValid(JsonNode? instance, JsonNode schema, string path)
    {
        var problems = new List<string>();
        Validate(instance, schema, path, problems);
        return problems.Count == 0;
    }

    private static List<string> Types(JsonNode value) =>
        value is JsonArray list ? [.. list.Select(type => type!.GetValue<string>())] : [value.GetValue<string>()];

    private static string TypeOf(JsonNode? instance) => instance?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => instance.GetValue<double>() % 1 == 0 ? "integer" : "number",
    };
}
