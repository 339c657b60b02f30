using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Spec.Parsing.Yaml;

/// <summary>Values in words, for "found".</summary>
internal static class Describe
{
    /// <summary>"a list", "the number 3", "the text 'x'".</summary>
    public static string Node(YamlNode node) => node switch
    {
        YamlMap => "a mapping",
        YamlList => "a list",
        YamlScalar { IsNull: true } => "nothing",
        YamlScalar { Style: YamlStyle.Plain, Text: "true" or "false" } scalar => scalar.Text,
        YamlScalar { Style: YamlStyle.Plain } scalar when Values.NumberText.TryParse(scalar.Text, out _) => $"the number {scalar.Text}",
        YamlScalar scalar => $"the text {OneLine.Quote(scalar.Text)}",
        _ => "something else",
    };
}
