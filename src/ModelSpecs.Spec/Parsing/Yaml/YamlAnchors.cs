using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Parsing.Yaml;

/// <summary>Anchors and aliases of one file, within the limits that keep a small file from standing for a huge one.</summary>
internal sealed class YamlAnchors(DiagnosticBag bag)
{
    private readonly Dictionary<string, YamlNode?> _nodes = new(StringComparer.Ordinal);
    private int _aliases;

    /// <summary>A node begins: until it ends, an alias to it would have no end.</summary>
    public void Open(string? anchor)
    {
        if (anchor is not null)
        {
            _nodes[anchor] = null;
        }
    }

    /// <summary>A node ends.</summary>
    public void Close(string? anchor, YamlNode node)
    {
        if (node.Size > SpecLimits.Nodes)
        {
            bag.Report(SpecDiagnostics.LimitExceeded, node.Span, "The file holds too many values once its aliases are expanded", null, $"at most {SpecLimits.Nodes}");
            throw new YamlEndException();
        }

        if (anchor is not null)
        {
            _nodes[anchor] = node;
        }
    }

    /// <summary>The node that an alias names.</summary>
    public YamlNode Resolve(string name, SourceSpan span)
    {
        if (++_aliases > SpecLimits.Aliases)
        {
            bag.Report(SpecDiagnostics.LimitExceeded, span, "The file has too many aliases", null, $"at most {SpecLimits.Aliases}");
            throw new YamlEndException();
        }

        if (_nodes.TryGetValue(name, out var node) && node is not null)
        {
            return node;
        }

        var what = _nodes.ContainsKey(name) ? "An alias stands inside the value it names" : "An alias names nothing above it";
        bag.Report(SpecDiagnostics.YamlSyntax, span, what, OneLine.Quote("*" + name), "the name of an anchor '&name' above", "A text that begins with * needs quotes.");
        throw new YamlEndException();
    }
}
