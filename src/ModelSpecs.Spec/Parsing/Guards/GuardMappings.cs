using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads guards of which a spec may hold several: a mapping, or a list of them.</summary>
internal static class GuardMappings
{
    /// <summary>The mappings with their places; what is no mapping is reported.</summary>
    /// <param name="reader">The spec.</param>
    /// <param name="key">Key of the guards.</param>
    /// <param name="mapping">Keys of one.</param>
    public static IEnumerable<(MappingReader Reader, SourceSpan Span)> Of(MappingReader reader, string key, MappingDescriptor mapping)
    {
        if (reader.Entry(key) is not { } entry)
        {
            yield break;
        }

        var (shape, isList) = (new MappingShape(mapping), entry.Value is YamlList);
        var items = isList ? ValueReader.Items(entry.Value, new ListShape(shape, Maximum: 100), key, reader.Context) : [entry.Value];
        foreach (var item in items)
        {
            switch (item)
            {
                case YamlMap map:
                    yield return (new MappingReader(map, mapping, OneLine.Quote(key), reader.Context), isList ? map.Span : entry.Key.Span);
                    break;
                case YamlScalar { IsNull: true }:
                    ValueReader.Empty(item, shape, key, reader.Context);
                    break;
                default:
                    ValueReader.WrongType(item, shape, key, reader.Context);
                    break;
            }
        }
    }
}
