using System.Text;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Checks;

/// <summary>Reads <c>matrix: { cat: { dog: 3 } }</c>, true class first.</summary>
internal static class CostMatrixReader
{
    /// <summary>The matrix as <see cref="CostMatrixText"/> writes it; null where it is wrong, which is reported.</summary>
    public static string? Read(MappingReader reader, string key, MetricParameterReader classes)
    {
        var context = reader.Context;
        var shape = (NamedShape)reader.ShapeOf(key);
        var ofPrediction = (NamedShape)shape.Value;
        var cells = new List<CostCell>();
        if (Entries(reader.Entry(key)!.Value, shape, key, context) is not { } rows)
        {
            return null;
        }

        var complete = true;
        foreach (var row in rows)
        {
            var truth = classes.Class(new Located<string>(row.Key.Text, row.Key.Span));
            var entries = Entries(row.Value, ofPrediction, $"{key}.{row.Key.Text}", context);
            complete &= truth is not null && entries is not null;
            foreach (var entry in entries ?? [])
            {
                var prediction = classes.Class(new Located<string>(entry.Key.Text, entry.Key.Span));
                var cost = ValueReader.Number(entry.Value, (NumberShape)ofPrediction.Value, $"{key}.{row.Key.Text}.{entry.Key.Text}", context);
                complete &= prediction is not null && cost is not null;
                if (complete)
                {
                    cells.Add(new CostCell(truth!, prediction!, cost!.Value));
                }
            }
        }

        return complete ? CostMatrixText.Write(cells) : null;
    }

    private static IReadOnlyList<YamlEntry>? Entries(YamlNode node, ValueShape shape, string key, ParseContext context)
    {
        switch (node)
        {
            case YamlMap { Entries.Count: > 0 } map:
                return map.Entries;
            case YamlMap or YamlScalar { IsNull: true }:
                ValueReader.Empty(node, shape, key, context);
                return null;
            default:
                ValueReader.WrongType(node, shape, key, context);
                return null;
        }
    }
}
