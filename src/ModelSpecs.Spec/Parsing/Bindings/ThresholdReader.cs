using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Bindings;

/// <summary>Reads <c>threshold</c>: a number, or one for each label.</summary>
internal static class ThresholdReader
{
    /// <summary>The number of all; null where absent, wrong or one a label.</summary>
    public static Located<double>? OfAll(MappingReader reader) =>
        reader.Entry("threshold") is { Value: not YamlMap } entry
            ? ValueReader.Number(entry.Value, (NumberShape)Shape(reader).Short, "threshold", reader.Context)
            : null;

    /// <summary>The numbers of single labels, in the order written; wrong ones are reported and left out.</summary>
    public static IReadOnlyList<LabelThreshold> OfLabels(MappingReader reader)
    {
        if (reader.Entry("threshold")?.Value is not YamlMap map)
        {
            return [];
        }

        var shape = (NumberShape)((NamedShape)Shape(reader).Full).Value;
        var thresholds = new List<LabelThreshold>(map.Entries.Count);
        foreach (var entry in map.Entries)
        {
            if (ValueReader.Number(entry.Value, shape, entry.Key.Text, reader.Context) is { } number)
            {
                thresholds.Add(new LabelThreshold(new Located<string>(entry.Key.Text, entry.Key.Span), number.Value));
            }
        }

        return thresholds;
    }

    private static EitherShape Shape(MappingReader reader) => (EitherShape)reader.ShapeOf("threshold");
}
