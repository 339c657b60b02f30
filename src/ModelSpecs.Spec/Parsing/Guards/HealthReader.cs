using ModelSpecs.Spec.Catalogue.Guards;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Bindings;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads <c>health</c>.</summary>
internal static class HealthReader
{
    private const string Key = "health";

    /// <summary>The guards: one of a mapping, of a list one each.</summary>
    public static IEnumerable<GuardSpec> Read(MappingReader reader, ParseContext context) =>
        GuardMappings.Of(reader, Key, HealthKeys.Mapping).Select(one => One(reader, one.Reader, one.Span)).OfType<HealthSpec>();

    private static HealthSpec? One(MappingReader spec, MappingReader keys, SourceSpan span)
    {
        var measures = new List<GuardMeasure>();
        keys.ExcludePair("data", "slices", "The slices are of the golden set.");
        keys.ExcludePair("data", "every_slice", "The slices are of the golden set.");
        keys.Need("columns", "schema");
        ReportNoDrop(spec, keys);
        var (schema, nulls) = (HealthSchemaReader.Read(keys, measures), HealthPartReader.Nulls(keys, measures));
        var (equal, near) = (HealthPartReader.Duplicates(keys, measures), HealthPartReader.NearDuplicates(keys, measures));
        var leakage = HealthPartReader.Leakage(spec, keys, measures);
        HealthPartReader.Balance(keys, measures);
        measures.AddRange(MeasureReader.Read(keys, HealthSpec.LabelsReceived).Select(measure => measure with { GatesMetrics = true }));
        var delay = HealthTimeReader.Delay(keys, measures);
        var freshness = HealthTimeReader.Freshness(keys, measures);
        var skew = HealthSkewReader.Read(keys, measures);
        var guard = new HealthSpec
        {
            Span = span,
            Name = keys.Text("name"),
            Data = GoldenReader.Other(keys, "data"),
            Schema = schema,
            NullColumns = nulls,
            EqualBy = equal,
            NearBy = near,
            Leakage = leakage,
            Delay = delay,
            Freshness = freshness,
            SkewAgainst = skew,
            On = OnSlicesReader.Read(keys),
            Measures = measures,
        };
        if (measures.Count == 0 && !keys.Context.Bag.HasErrors)
        {
            keys.Context.Bag.Report(SpecDiagnostics.MissingKey, span, "'health' says nothing to be expected", null, "one of schema, nulls, duplicates, near_duplicates, leakage, label_balance, labels_received, label_delay, freshness and skew");
        }

        return measures.Count == 0 ? null : guard;
    }

    // A missing label is an error of the golden set long before its share is counted.
    private static void ReportNoDrop(MappingReader spec, MappingReader keys)
    {
        if (keys.Entry(HealthSpec.LabelsReceived) is { } entry && !keys.Has("data")
            && (spec.Entry("golden")?.Value as YamlMap)?.Find("labels_missing")?.Value is not YamlScalar { Text: "drop" })
        {
            keys.Context.Bag.Report(SpecDiagnostics.DependentKey, entry.Key.Span, "'labels_received' means nothing without 'labels_missing: drop' in 'golden'", null, null, "A missing label is an error unless it is dropped: write golden: { path: …, labels_missing: drop }.");
        }
    }
}
