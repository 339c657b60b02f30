using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Catalogue.Guards;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Bindings;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads <c>skew</c> of <c>health</c>.</summary>
internal static class HealthSkewReader
{
    /// <summary>The set that has to agree.</summary>
    public static SkewSpec? Read(MappingReader keys, List<GuardMeasure> measures)
    {
        if (keys.Entry("skew") is not { } entry || keys.Mapping("skew") is not { } parts)
        {
            return null;
        }

        parts.Require(entry.Key.Span);
        var tolerance = Tolerance(parts, new Closeness(ParitySpec.DefaultAbsolute, ParitySpec.DefaultRelative));
        var (other, key, columns) = (GoldenReader.Other(parts, "other"), parts.Text("key"), Columns(parts, tolerance));
        measures.AddRange(HealthPartReader.OrNone(parts, "is", HealthSpec.Skew, entry.Key.Span));
        measures.AddRange(MeasureReader.Read(parts, HealthSpec.Matched));
        return other is null || key is null ? null : new SkewSpec(other, key, tolerance, columns, entry.Key.Span);
    }

    private static Closeness Tolerance(MappingReader parts, Closeness unlessSaid) => new(parts.Number("atol")?.Value ?? unlessSaid.Absolute, parts.Number("rtol")?.Value ?? unlessSaid.Relative);

    private static List<SkewColumn> Columns(MappingReader parts, Closeness ofAll)
    {
        var columns = new List<SkewColumn>();
        if (parts.Entry("columns") is not { } entry)
        {
            return columns;
        }

        var shape = (EitherShape)parts.ShapeOf("columns");
        if (entry.Value is YamlList)
        {
            var items = (ListShape)shape.Short;
            columns.AddRange(parts.Texts(ValueReader.Items(entry.Value, items, "columns", parts.Context), (TextShape)items.Item, "columns").Select(column => new SkewColumn(column, ofAll)));
        }
        else if (entry.Value is YamlMap { Entries.Count: > 0 } map)
        {
            foreach (var column in map.Entries)
            {
                if (column.Value is not YamlMap own)
                {
                    ValueReader.WrongType(column.Value, ((NamedShape)shape.Full).Value, column.Key.Text, parts.Context);
                }
                else if (ValueReader.Text(column.Key, CommonKeys.Column, "columns", parts.Context) is { } name)
                {
                    columns.Add(new SkewColumn(name, Tolerance(new MappingReader(own, HealthKeys.SkewTolerance, $"column {OneLine.Quote(name.Value)}", parts.Context), ofAll)));
                }
            }
        }
        else if (entry.Value is YamlMap or YamlScalar { IsNull: true })
        {
            ValueReader.Empty(entry.Value, shape, "columns", parts.Context);
        }
        else
        {
            ValueReader.WrongType(entry.Value, shape, "columns", parts.Context);
        }

        return columns;
    }
}
