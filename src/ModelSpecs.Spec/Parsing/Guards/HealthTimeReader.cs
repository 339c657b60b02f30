using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Bindings;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads <c>label_delay</c> and <c>freshness</c> of <c>health</c>.</summary>
internal static class HealthTimeReader
{
    /// <summary>The times between which a label is on its way.</summary>
    public static LabelDelaySpec? Delay(MappingReader keys, List<GuardMeasure> measures)
    {
        if (keys.Entry("label_delay") is not { } entry || keys.Mapping("label_delay") is not { } parts)
        {
            return null;
        }

        parts.Require(entry.Key.Span);
        if (LabelDelaySpec.Quantiles.All(quantile => !parts.Has(quantile.Key)))
        {
            keys.Context.Bag.Report(SpecDiagnostics.MissingKey, entry.Key.Span, "'label_delay' says nothing to be expected", null, $"one of {string.Join(", ", LabelDelaySpec.Quantiles.Select(quantile => quantile.Key))}");
        }

        foreach (var quantile in LabelDelaySpec.Quantiles)
        {
            measures.AddRange(MeasureReader.Read(parts, quantile.Key, LabelDelaySpec.Measure(quantile.Key)));
        }

        return parts.Text("from") is { } from && parts.Text("to") is { } to ? new LabelDelaySpec(from, to) : null;
    }

    /// <summary>How old the newest row may be.</summary>
    public static FreshnessSpec? Freshness(MappingReader keys, List<GuardMeasure> measures)
    {
        if (keys.Entry("freshness") is not { } entry || keys.Mapping("freshness") is not { } parts)
        {
            return null;
        }

        parts.Require(entry.Key.Span);
        parts.Need("as_of", "is");
        if (parts.Has("is") && !parts.Has("as_of"))
        {
            keys.Context.Bag.Report(SpecDiagnostics.DependentKey, parts.Entry("is")!.Key.Span, "'is' means nothing without 'as_of' in 'freshness'", null, null,
                "An age is counted from a day: say it, or the column whose newest time it is; today would be another day tomorrow.");
        }

        if (!parts.Has("is") && !parts.Has("gap"))
        {
            keys.Context.Bag.Report(SpecDiagnostics.MissingKey, entry.Key.Span, "'freshness' says nothing to be expected", null, "is, gap or both");
        }

        var asOf = AsOf(parts);
        measures.AddRange(MeasureReader.Read(parts, "is", HealthSpec.Age));
        measures.AddRange(MeasureReader.Read(parts, "gap", HealthSpec.Gap).Select(measure => measure with { IsOfWholeAlone = true }));
        return parts.Text("column") is { } column ? new FreshnessSpec(column, asOf) : null;
    }

    private static AsOfSpec? AsOf(MappingReader parts)
    {
        if (parts.Entry("as_of") is not { } entry)
        {
            return null;
        }

        if (entry.Value is YamlMap)
        {
            var own = parts.Mapping("as_of")!;
            own.Require(entry.Key.Span);
            var set = GoldenReader.Other(own, "data");
            return own.Text("column") is { } column ? new AsOfSpec(null, column, set) : null;
        }

        if (entry.Value is YamlScalar { IsNull: false } said && said.Text.Trim() is { Length: 10 } day && IsoDate.TryParse(day, out var ticks))
        {
            return new AsOfSpec(ticks, null, null);
        }

        (entry.Value is YamlScalar { IsNull: true } ? (Action<YamlNode, Catalogue.ValueShape, string, ParseContext>)ValueReader.Empty : ValueReader.WrongType)(entry.Value, parts.ShapeOf("as_of"), "as_of", parts.Context);
        return null;
    }
}
