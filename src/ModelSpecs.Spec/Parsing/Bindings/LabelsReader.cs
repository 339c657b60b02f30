using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Bindings;

/// <summary>Reads <c>label</c>: a column, or a list of them.</summary>
internal static class LabelsReader
{
    /// <summary>The columns: one where one is written, several of a list; empty where absent or wrong.</summary>
    /// <param name="reader">The spec.</param>
    /// <param name="isList">Whether a list is written.</param>
    public static IReadOnlyList<Located<string>> Read(MappingReader reader, out bool isList)
    {
        isList = false;
        if (reader.Entry("label") is not { } entry)
        {
            return [];
        }

        var shape = (EitherShape)reader.ShapeOf("label");
        if (entry.Value is not YamlList list)
        {
            return ValueReader.Text(entry.Value, (TextShape)shape.Short, "label", reader.Context) is { } one ? [one] : [];
        }

        isList = true;
        var full = (ListShape)shape.Full;
        return reader.Texts(ValueReader.Items(list, full, "label", reader.Context), (TextShape)full.Item, "label");
    }
}
