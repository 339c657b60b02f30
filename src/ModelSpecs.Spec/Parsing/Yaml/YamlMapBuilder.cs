using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Parsing.Yaml;

/// <summary>Collects the entries of a mapping; a key that cannot be used or is said twice is reported and left out.</summary>
internal sealed class YamlMapBuilder(SourceSpan span, DiagnosticBag bag)
{
    private readonly List<YamlEntry> _entries = [];
    private readonly Dictionary<string, YamlScalar> _known = new(StringComparer.Ordinal);

    /// <summary>Where the mapping begins.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>Adds an entry.</summary>
    public void Add(YamlNode keyNode, YamlNode value)
    {
        if (keyNode is not YamlScalar key || key.IsNull)
        {
            bag.Report(SpecDiagnostics.UnsupportedYaml, keyNode.Span, "A key must be a text", Describe.Node(keyNode), "a text");
        }
        else if (key is { Text: "<<", Style: YamlStyle.Plain })
        {
            bag.Report(SpecDiagnostics.UnsupportedYaml, key.Span, "YAML merge keys have no meaning in a spec", "'<<'", remedy: "Use extends, or an alias for the whole value.");
        }
        else if (_known.TryGetValue(key.Text, out var first))
        {
            bag.Report(SpecDiagnostics.DuplicateKey, key.Span, $"Duplicate key {OneLine.Quote(key.Text)}", null, null, $"It is already said in line {first.Span.Line}; remove one of the two.");
        }
        else
        {
            _known.Add(key.Text, key);
            _entries.Add(new YamlEntry(key, value));
        }
    }

    /// <summary>The mapping.</summary>
    public YamlMap Build() => new(_entries, Span);
}
