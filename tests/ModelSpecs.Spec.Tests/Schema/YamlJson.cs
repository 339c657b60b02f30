using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Tests.Schema;

/// <summary>YAML as an editor reads it before it applies a schema: plain texts are typed by the core schema of YAML 1.2.</summary>
internal static partial class YamlJson
{
    public static JsonNode? Parse(string yaml)
    {
        var bag = new DiagnosticBag();
        var map = YamlReader.Read("x.yaml", yaml, bag);
        bag.HasErrors.Should().BeFalse($"that is YAML: {yaml}");
        return Node(map!);
    }

    public static JsonNode? Node(YamlNode node)
    {
        switch (node)
        {
            case YamlMap map:
                var members = new JsonObject();
                foreach (var entry in map.Entries)
                {
                    members[entry.Key.Text] = Node(entry.Value);
                }

                return members;
            case YamlList list:
                return new JsonArray([.. list.Items.Select(Node)]);
            default:
                return Scalar((YamlScalar)node);
        }
    }

    private static JsonValue? Scalar(YamlScalar scalar) => scalar.Style != YamlStyle.Plain ? JsonValue.Create(scalar.Text) : scalar.Text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when Number().IsMatch(scalar.Text) => JsonValue.Create(double.Parse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(scalar.Text),
    };

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex Number();
}
