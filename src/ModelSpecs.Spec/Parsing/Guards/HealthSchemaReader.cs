using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Catalogue.Guards;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads <c>schema</c> and <c>columns</c> of <c>health</c>.</summary>
internal static class HealthSchemaReader
{
    /// <summary>Most characters of a pattern: it is compiled to an automaton.</summary>
    public const int LongestPattern = 1_000;

    private const int MostColumns = 2_000;

    private static readonly string[] RuleKeys = ["type", "min", "max", "in", "pattern", "unique", "not_null"];

    // In the order of the words of the catalogue.
    private static readonly ColumnKind[] Kinds = [ColumnKind.Integer, ColumnKind.Number, ColumnKind.Boolean, ColumnKind.String, ColumnKind.Date];

    /// <summary>The rules, one a column.</summary>
    public static IReadOnlyList<ColumnRules> Read(MappingReader keys, List<GuardMeasure> measures)
    {
        if (keys.Word("columns") is { } exact)
        {
            measures.Add(HealthPartReader.None(HealthSpec.ExtraColumns, exact.Span) with { IsOfWholeAlone = true });
        }

        if (keys.Map("schema") is not { } map)
        {
            return [];
        }

        if (map.Entries.Count is 0 or > MostColumns)
        {
            if (map.Entries.Count == 0)
            {
                ValueReader.Empty(map, keys.ShapeOf("schema"), "schema", keys.Context);
            }
            else
            {
                keys.Context.Bag.Report(SpecDiagnostics.LimitExceeded, map.Span, "Too many entries in 'schema'", $"{map.Entries.Count}", $"at most {MostColumns}");
            }

            return [];
        }

        var shape = (EitherShape)((NamedShape)keys.ShapeOf("schema")).Value;
        var read = new List<ColumnRules>();
        foreach (var entry in map.Entries)
        {
            if (ValueReader.Text(entry.Key, CommonKeys.Column, "schema", keys.Context) is not { } column)
            {
                continue;
            }

            if (entry.Value is YamlMap own)
            {
                read.Add(Rules(column, new MappingReader(own, HealthKeys.Rules, $"column {OneLine.Quote(column.Value)}", keys.Context), measures));
            }
            else if (entry.Value is YamlScalar { IsNull: false })
            {
                if (ValueReader.Choice(entry.Value, (ChoiceShape)shape.Short, column.Value, keys.Context) is { } type)
                {
                    read.Add(new ColumnRules { Column = column, Type = Kinds[type.Value] });
                    measures.Add(HealthPartReader.None(read[read.Count - 1].Measure, type.Span));
                }
            }
            else if (entry.Value is YamlScalar)
            {
                ValueReader.Empty(entry.Value, shape, column.Value, keys.Context);
            }
            else
            {
                ValueReader.WrongType(entry.Value, shape, column.Value, keys.Context);
            }
        }

        return read;
    }

    private static ColumnRules Rules(Located<string> column, MappingReader keys, List<GuardMeasure> measures)
    {
        if (RuleKeys.All(rule => !keys.Has(rule)))
        {
            keys.Context.Bag.Report(SpecDiagnostics.MissingKey, column.Span, $"Column {OneLine.Quote(column.Value)} has no rule", null, "one of type, min, max, in, pattern, unique and not_null");
        }

        var pattern = keys.Text("pattern");
        if (pattern is { Value.Length: > LongestPattern })
        {
            keys.Context.Bag.Report(SpecDiagnostics.LimitExceeded, pattern.Span, "The pattern is too long", $"{pattern.Value.Length} characters", $"at most {LongestPattern}");
        }

        var (low, high) = (Limit(keys, "min"), Limit(keys, "max"));
        if (low is not null && high is not null && (low.Number > high.Number || low.Ticks > high.Ticks || double.IsNaN(low.Number) != double.IsNaN(high.Number)))
        {
            keys.Context.Bag.Report(SpecDiagnostics.NumberOutOfRange, high.Span, "No value lies between 'min' and 'max'", OneLine.Quote(high.Text), $"{OneLine.Quote(low.Text)} or more");
        }

        var rules = new ColumnRules
        {
            Column = column,
            Type = keys.Entry("type") is { } type && ValueReader.Choice(type.Value, (ChoiceShape)keys.ShapeOf("type"), "type", keys.Context) is { } kind ? Kinds[kind.Value] : null,
            Minimum = low,
            Maximum = high,
            Allowed = keys.Texts("in"),
            Pattern = pattern,
            IsUnique = keys.IsTrue("unique"),
            IsNotNull = keys.IsTrue("not_null"),
        };
        measures.AddRange(HealthPartReader.OrNone(keys, "is", rules.Measure, column.Span));
        return rules;
    }

    private static ValueLimit? Limit(MappingReader keys, string key)
    {
        if (keys.Text(key) is not { } text)
        {
            return null;
        }

        if (NumberText.TryParse(text.Value, out var number))
        {
            return new ValueLimit(text.Value, number, null, text.Span);
        }

        if (IsoDate.TryParse(text.Value, out var ticks))
        {
            return new ValueLimit(text.Value, double.NaN, ticks, text.Span);
        }

        keys.Context.Bag.Report(SpecDiagnostics.WrongType, text.Span, $"Wrong value of {OneLine.Quote(key)}", OneLine.Quote(text.Value), "a number, or a date such as 2026-06-30");
        return null;
    }
}
