using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Catalogue.Guards;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads what an entry of <c>robust</c> changes.</summary>
internal static class PerturbationReader
{
    /// <summary>The perturbation of a key; null where it is wrong, which is reported.</summary>
    public static PerturbationSpec? Read(MappingReader reader, YamlEntry entry)
    {
        var key = new Located<string>(entry.Key.Text, entry.Key.Span);
        switch (key.Value)
        {
            case "add_noise":
                return Numbers(reader, key, NumberChange.AddNoise, "std");
            case "scale":
                return Numbers(reader, key, NumberChange.Scale, "by");
            case "shift":
                return Numbers(reader, key, NumberChange.Shift, "by");
            case "set":
                return Set(reader, key);
            case "swap":
                return Swap(reader, key);
            case "drop":
            case "shuffle":
                var columns = PerturbedColumns.Read(entry.Value, reader.ShapeOf(key.Value), key.Value, reader.Context);
                return columns.Count == 0 ? null : new ColumnsPerturbation { Key = key, Levels = [PerturbationLevel.Done], Names = columns, IsShuffle = key.Value == "shuffle" };
            default:
                return CustomMetricNames.HasPrefix(key.Value) ? ImageReader.Custom(reader, key, entry.Value) : ImageReader.Read(reader, key, entry.Value);
        }
    }

    private static NumbersPerturbation? Numbers(MappingReader reader, Located<string> key, NumberChange change, string amount)
    {
        if (reader.Mapping(key.Value) is not { } keys)
        {
            return null;
        }

        keys.Require(key.Span);
        var columns = keys.Entry("columns") is { } entry ? PerturbedColumns.Read(entry.Value, keys.ShapeOf("columns"), "columns", keys.Context) : [];
        var levels = keys.Entry(amount) is { } said ? AmountReader.Read(said.Value, (EitherShape)keys.ShapeOf(amount), amount, keys.Context) : [];
        var nothing = change == NumberChange.Scale ? 1 : 0;
        foreach (var level in levels.Where(level => level.Amount == nothing))
        {
            keys.Context.Bag.Report(SpecDiagnostics.NumberOutOfRange, keys.Entry(amount)!.Value.Span, $"{OneLine.Quote(key.Value)} changes nothing at {OneLine.Quote(level.Name)}", null, $"a number other than {nothing}");
        }

        return columns.Count == 0 || levels.Count == 0 || levels.Any(level => level.Amount == nothing) ? null
            : new NumbersPerturbation { Key = key, Levels = [.. levels.OrderBy(level => level.Amount)], Change = change, Names = columns };
    }

    private static SetPerturbation? Set(MappingReader reader, Located<string> key)
    {
        if (reader.Map(key.Value) is not { } map)
        {
            return null;
        }

        if (map.Entries.Count == 0)
        {
            ValueReader.Empty(map, reader.ShapeOf(key.Value), key.Value, reader.Context);
        }

        var values = new List<KeyValuePair<Located<string>, Located<string>>>();
        foreach (var entry in map.Entries)
        {
            if (ValueReader.Text(entry.Value, CommonKeys.Free, entry.Key.Text, reader.Context) is { } value)
            {
                values.Add(new(new Located<string>(entry.Key.Text, entry.Key.Span), value));
            }
        }

        return values.Count == 0 ? null : new SetPerturbation { Key = key, Levels = [PerturbationLevel.Done], Values = values };
    }

    private static SwapPerturbation? Swap(MappingReader reader, Located<string> key)
    {
        if (reader.Map(key.Value) is not { } map)
        {
            return null;
        }

        if (map.Entries.Count == 0)
        {
            ValueReader.Empty(map, reader.ShapeOf(key.Value), key.Value, reader.Context);
        }

        var shape = (ListShape)((NamedShape)reader.ShapeOf(key.Value)).Value;
        var pairs = new List<(Located<string>, Located<string>, Located<string>)>();
        foreach (var entry in map.Entries)
        {
            // Two equal values are reported as an entry that stands twice.
            var values = reader.Texts(ValueReader.Items(entry.Value, shape, entry.Key.Text, reader.Context), (TextShape)shape.Item, entry.Key.Text);
            if (values.Count == 2)
            {
                pairs.Add((new Located<string>(entry.Key.Text, entry.Key.Span), values[0], values[1]));
            }
        }

        return pairs.Count == 0 ? null : new SwapPerturbation { Key = key, Levels = [PerturbationLevel.Done], Pairs = pairs };
    }
}

/// <summary>Reads columns that are changed: a name, a run of them, or a list.</summary>
internal static class PerturbedColumns
{
    /// <summary>The columns, runs written out; empty where something is wrong, which is reported.</summary>
    public static IReadOnlyList<Located<string>> Read(YamlNode node, ValueShape shape, string key, ParseContext context)
    {
        if (node is YamlScalar { IsNull: true })
        {
            ValueReader.Empty(node, shape, key, context);
            return [];
        }

        if (node is YamlMap)
        {
            ValueReader.WrongType(node, shape, key, context);
            return [];
        }

        var list = (ListShape)((EitherShape)shape).Full;
        var columns = new List<Located<string>>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in node is YamlScalar ? [node] : ValueReader.Items(node, list, key, context))
        {
            if (ValueReader.Text(item, CommonKeys.Column, key, context) is not { } text)
            {
                continue;
            }

            foreach (var name in ColumnRun.TryParse(text.Value) is { } run ? run.Names() : [text.Value])
            {
                if (known.Add(name))
                {
                    columns.Add(new Located<string>(name, text.Span));
                }
                else
                {
                    context.Bag.Report(SpecDiagnostics.DuplicateEntry, text.Span, $"{OneLine.Quote(name)} stands twice in {OneLine.Quote(key)}", null, null, "Remove one of the two.");
                }
            }
        }

        return columns;
    }
}
