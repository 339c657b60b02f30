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

/// <summary>Reads nulls, duplicates, leakage and the balance of labels of <c>health</c>.</summary>
internal static class HealthPartReader
{
    /// <summary>What holds where a bound is not said: not one row.</summary>
    public static GuardMeasure None(string name, SourceSpan span) => new(name, Comparison.AtMost, new Bound(BoundReference.Number, 1, 0, false, "0"), span);

    /// <summary>The bound of a key, or that there is no row.</summary>
    public static IEnumerable<GuardMeasure> OrNone(MappingReader keys, string key, string name, SourceSpan span) => keys.Has(key) ? MeasureReader.Read(keys, key, name) : [None(name, span)];

    /// <summary>Columns whose nulls have a bound of their own.</summary>
    public static IReadOnlyList<Located<string>> Nulls(MappingReader keys, List<GuardMeasure> measures)
    {
        if (keys.Entry("nulls") is not { } entry)
        {
            return [];
        }

        if (entry.Value is not YamlMap && !(entry.Value is YamlList list && list.Items.Any(item => item is YamlMap)))
        {
            measures.AddRange(MeasureReader.Read(keys, "nulls"));
            return [];
        }

        var columns = new List<Located<string>>();
        var shape = new ListShape(new MappingShape(HealthKeys.Nulls), Maximum: 100);
        foreach (var item in entry.Value is YamlMap ? [entry.Value] : ValueReader.Items(entry.Value, shape, "nulls", keys.Context))
        {
            if (item is not YamlMap map)
            {
                ValueReader.WrongType(item, shape.Item, "nulls", keys.Context);
                continue;
            }

            var parts = new MappingReader(map, HealthKeys.Nulls, "'nulls'", keys.Context);
            parts.Require(ReferenceEquals(map, entry.Value) ? entry.Key.Span : map.Span);
            foreach (var column in parts.Texts("columns"))
            {
                columns.Add(column);
                measures.AddRange(MeasureReader.Read(parts, "is", $"nulls({column.Value})"));
            }
        }

        return columns;
    }

    /// <summary>What makes two rows equal.</summary>
    public static ComparedColumns? Duplicates(MappingReader keys, List<GuardMeasure> measures)
    {
        var (isThere, parts) = Parts(keys, "duplicates", HealthSpec.Duplicates, measures);
        return !isThere ? null : parts is null ? new ComparedColumns([], []) : Columns(parts);
    }

    /// <summary>What makes two rows nearly equal.</summary>
    public static NearColumns? NearDuplicates(MappingReader keys, List<GuardMeasure> measures)
    {
        var (isThere, parts) = Parts(keys, "near_duplicates", HealthSpec.NearDuplicates, measures);
        return !isThere ? null : parts is null ? new NearColumns(new ComparedColumns([], []), new Closeness(0, NearColumns.DefaultRelative)) : new NearColumns(Columns(parts), Tolerance(parts));
    }

    /// <summary>The training set that no row may come from.</summary>
    public static LeakageSpec? Leakage(MappingReader spec, MappingReader keys, List<GuardMeasure> measures)
    {
        if (keys.Entry("leakage") is not { } entry || keys.Mapping("leakage") is not { } parts)
        {
            return null;
        }

        parts.Require(entry.Key.Span);
        parts.Need("atol", "near");
        parts.Need("rtol", "near");
        var (train, key, columns) = (GoldenReader.Other(parts, "train"), parts.Text("key"), Columns(parts));
        measures.AddRange(OrNone(parts, "is", HealthSpec.LeakedRows, entry.Key.Span));
        if (key is not null)
        {
            measures.AddRange(OrNone(parts, "is", HealthSpec.LeakedKeys, key.Span));
        }

        measures.AddRange(MeasureReader.Read(parts, "near", HealthSpec.LeakedNear));
        return train is null ? null : new LeakageSpec(train, key, columns, parts.Has("near") ? new NearColumns(columns, Tolerance(parts)) : null, !spec.Has("model"), entry.Key.Span);
    }

    /// <summary>Adds what is expected of the classes.</summary>
    public static void Balance(MappingReader keys, List<GuardMeasure> measures)
    {
        if (keys.Entry("label_balance") is not { } entry)
        {
            return;
        }

        if (entry.Value is not YamlMap)
        {
            measures.AddRange(OfLabels(MeasureReader.Read(keys, "label_balance")));
            return;
        }

        var parts = keys.Mapping("label_balance")!;
        if (!parts.Has("is") && !parts.Has("ratio"))
        {
            keys.Context.Bag.Report(SpecDiagnostics.MissingKey, entry.Key.Span, "'label_balance' says nothing to be expected", null, "is, ratio or both");
        }

        measures.AddRange(OfLabels(MeasureReader.Read(parts, "is", HealthSpec.LabelBalance)));
        measures.AddRange(OfLabels(MeasureReader.Read(parts, "ratio", HealthSpec.LabelRatio)));

        // Of another set its own labels are balanced, whatever the golden set lacks.
        IEnumerable<GuardMeasure> OfLabels(IEnumerable<GuardMeasure> read) => read.Select(measure => measure with { RestsOnLabels = !keys.Has("data") });
    }

    // A bound alone, or a mapping with `is`.
    private static (bool IsThere, MappingReader? Parts) Parts(MappingReader keys, string key, string name, List<GuardMeasure> measures)
    {
        if (keys.Entry(key) is not { } entry)
        {
            return (false, null);
        }

        if (entry.Value is not YamlMap)
        {
            measures.AddRange(MeasureReader.Read(keys, key, name));
            return (true, null);
        }

        var parts = keys.Mapping(key)!;
        parts.Require(entry.Key.Span);
        measures.AddRange(MeasureReader.Read(parts, "is", name));
        return (true, parts);
    }

    private static ComparedColumns Columns(MappingReader parts)
    {
        parts.ExcludePair("columns", "ignore", "Of the columns that are said those that are ignored need not be said.");
        return new ComparedColumns(parts.Texts("columns"), parts.Texts("ignore"));
    }

    private static Closeness Tolerance(MappingReader parts) => new(parts.Number("atol")?.Value ?? 0, parts.Number("rtol")?.Value ?? (parts.Has("atol") ? 0 : NearColumns.DefaultRelative));
}
