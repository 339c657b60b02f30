using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Catalogue.Guards;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads <c>fuzz</c>.</summary>
internal static class FuzzReader
{
    private const string Key = "fuzz";

    /// <summary>The guard, none where nothing is said.</summary>
    public static IEnumerable<GuardSpec> Read(MappingReader reader, ParseContext context)
    {
        reader.Need(Key, "model");
        if (reader.Entry(Key) is not { } entry)
        {
            yield break;
        }

        var keys = entry.Value is YamlMap ? reader.Mapping(Key) : null;
        var rows = keys is null ? ValueReader.Integer(entry.Value, (IntegerShape)((EitherShape)reader.ShapeOf(Key)).Short, Key, context) : keys.Integer("rows");
        if (keys is null && rows is null)
        {
            yield break;
        }

        var measures = new List<GuardMeasure>();
        foreach (var name in FuzzSpec.MeasureNames)
        {
            if (keys is not null && keys.Has(name))
            {
                measures.AddRange(MeasureReader.Read(keys, name));
            }
            else
            {
                measures.Add(new GuardMeasure(name, Comparison.AtMost, new Bound(BoundReference.Number, 1, 0, false, "0"), entry.Key.Span));
            }
        }

        yield return new FuzzSpec
        {
            Span = entry.Key.Span,
            Rows = rows?.Value ?? FuzzSpec.UsualRows,
            Seed = keys?.Integer("seed")?.Value ?? 1,
            Extremes = keys is not null && keys.IsTrue("extremes"),
            Vary = keys is null ? [] : keys.Texts("vary"),
            Ranges = keys is null ? [] : Columns(keys, context),
            Said = keys is null ? [] : [.. FuzzSpec.MeasureNames.Where(keys.Has)],
            Measures = measures,
        };
    }

    private static List<FuzzColumn> Columns(MappingReader keys, ParseContext context)
    {
        var columns = new List<FuzzColumn>();
        foreach (var entry in keys.Map("columns")?.Entries ?? [])
        {
            if (entry.Value is not YamlMap map)
            {
                ValueReader.WrongType(entry.Value, new MappingShape(FuzzKeys.Column), entry.Key.Text, context);
                continue;
            }

            var column = new MappingReader(map, FuzzKeys.Column, $"column {OneLine.Quote(entry.Key.Text)}", context);
            column.ExcludePair("from", "values", "Either a range or a list says what a column holds.");
            column.ExcludePair("to", "values", "Either a range or a list says what a column holds.");
            var (from, to) = (column.Number("from"), column.Number("to"));
            if (from is not null && to is not null && from.Value > to.Value)
            {
                context.Bag.Report(SpecDiagnostics.FuzzRangeEmpty, to.Span, $"The range of {OneLine.Quote(entry.Key.Text)} holds no number", $"from {Ranges.Text(from.Value)} to {Ranges.Text(to.Value)}", "a range that ends where it begins or above");
            }

            columns.Add(new FuzzColumn(new Located<string>(entry.Key.Text, entry.Key.Span), from, to, Values(column), column.IsTrue("nulls")));
        }

        return columns;
    }

    // As written: the empty text is a value of its own.
    private static List<Located<string>> Values(MappingReader column)
    {
        var values = new List<Located<string>>();
        if (column.Entry("values") is not { } entry)
        {
            return values;
        }

        var shape = (ListShape)column.ShapeOf("values");
        foreach (var item in ValueReader.Items(entry.Value, shape, "values", column.Context))
        {
            if (item is YamlScalar scalar)
            {
                values.Add(new Located<string>(scalar.Text, scalar.Span));
            }
            else
            {
                ValueReader.WrongType(item, shape.Item, "values", column.Context);
            }
        }

        return values;
    }
}
