using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Layers;

/// <summary>Lays a nearer file over a farther one: mappings merge key by key, texts and lists are replaced, a check is replaced whole.</summary>
internal static class YamlMerge
{
    /// <summary>The merged mapping; each value keeps the place of the file it comes from.</summary>
    public static YamlMap Merge(YamlMap far, YamlMap near, MappingDescriptor shape) => Merge(far, near, key => shape.Find(key)?.Shape);

    private static YamlMap Merge(YamlMap far, YamlMap near, Func<string, ValueShape?> shapeOf)
    {
        if (far.Entries.Count == 0)
        {
            return near;
        }

        var entries = new List<YamlEntry>(far.Entries);
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
        {
            positions[entries[i].Key.Text] = i;
        }

        foreach (var entry in near.Entries)
        {
            if (positions.TryGetValue(entry.Key.Text, out var position))
            {
                entries[position] = new YamlEntry(entry.Key, Merge(entries[position].Value, entry.Value, shapeOf(entry.Key.Text)));
            }
            else
            {
                entries.Add(entry);
            }
        }

        return new YamlMap(entries, near.Span);
    }

    private static YamlNode Merge(YamlNode far, YamlNode near, ValueShape? shape) =>
        far is YamlMap farMap && near is YamlMap nearMap && Keys(shape) is { } shapeOf ? Merge(farMap, nearMap, shapeOf) : near;

    // What the values of a mapping look like; null where a mapping is replaced whole.
    private static Func<string, ValueShape?>? Keys(ValueShape? shape) => shape switch
    {
        MappingShape mapping => key => mapping.Mapping.Find(key)?.Shape,
        NamedShape named => _ => named.Value,
        ChecksShape => _ => null,
        EitherShape either => Keys(either.Full) ?? Keys(either.Short),
        _ => null,
    };
}
