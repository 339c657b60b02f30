using ModelSpecs.Spec.Locations;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ModelSpecs.Cli.Pinning;

/// <summary>A path in YAML text, and what stands around it.</summary>
/// <param name="Key">The key it is the value of.</param>
/// <param name="KeyStart">Where that key begins.</param>
/// <param name="Value">The path.</param>
/// <param name="Hash">Value of <c>sha256</c> in the same mapping; null: there is none.</param>
/// <param name="IsFlow">Whether the mapping is written with braces.</param>
internal sealed record PathPlace(string Key, Mark KeyStart, Scalar Value, Scalar? Hash, bool IsFlow)
{
    /// <summary>The path that begins at a place; null: none does, or it is no value of a mapping.</summary>
    public static PathPlace? Find(string text, SourceSpan place)
    {
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        parser.Consume<StreamStart>();
        parser.Consume<DocumentStart>();
        return Within(parser, place);
    }

    /// <summary>Reads one node to its end.</summary>
    private static PathPlace? Within(Parser parser, SourceSpan place)
    {
        if (parser.TryConsume<SequenceStart>(out _))
        {
            PathPlace? found = null;
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                found = Within(parser, place) ?? found;
            }

            return found;
        }

        if (parser.TryConsume<MappingStart>(out var mapping))
        {
            return WithinMapping(parser, mapping, place);
        }

        parser.MoveNext();
        return null;
    }

    private static PathPlace? WithinMapping(Parser parser, MappingStart mapping, SourceSpan place)
    {
        PathPlace? found = null;
        PathPlace? here = null;
        Scalar? hash = null;
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (parser.TryConsume<Scalar>(out var key) && parser.Accept<Scalar>(out var value))
            {
                parser.MoveNext();
                if (Covers(value, place))
                {
                    here = new PathPlace(key.Value, key.Start, value, null, mapping.Style == MappingStyle.Flow);
                }

                hash = key.Value == "sha256" ? value : hash;
            }
            else
            {
                if (key is null)
                {
                    Within(parser, place);
                }

                found = Within(parser, place) ?? found;
            }
        }

        return here is null ? found : here with { Hash = hash };
    }

    // The place may stand behind an anchor, which is part of the value here.
    private static bool Covers(Scalar value, SourceSpan place) =>
        value.Start.Line == place.Line && value.Start.Column <= place.Column && (value.End.Line > place.Line || value.End.Column > place.Column);
}
