using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing;

/// <summary>The file that gives defaults to the specs of its folder and below.</summary>
public static class SpecDefaults
{
    /// <summary>Its name.</summary>
    public const string FileName = "modelspecs.yaml";

    /// <summary>Whether its text says <c>root: true</c>. Text that does not parse does not say so.</summary>
    public static bool SaysRoot(string text) =>
        text.IndexOf("root", StringComparison.Ordinal) >= 0
        && YamlReader.Read(FileName, text, [])?.Find("root")?.Value is YamlScalar { Text: "true", Style: YamlStyle.Plain };
}
