using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Bindings;

/// <summary>Reads <c>verdict</c>.</summary>
internal static class VerdictReader
{
    /// <summary>The policy; defaults where nothing is said.</summary>
    public static VerdictSpec Read(MappingReader reader)
    {
        var defaults = new VerdictSpec();
        if (reader.Mapping("verdict") is not { } verdict)
        {
            return defaults;
        }

        var judge = verdict.Choice<JudgePolicy>("judge");
        // The language has no word for "none": it is not saying it.
        var correction = verdict.Word("correction") is { } word ? word.Value == "holm" ? Correction.Holm : Correction.BenjaminiHochberg : Correction.None;
        if (verdict.Entry("correction") is { } said && judge?.Value != JudgePolicy.Lenient)
        {
            var why = judge?.Value == JudgePolicy.Sure ? "With 'sure' every check must pass anyway, which is stricter than any correction." : "A value that is held against its bound has no chance to correct for.";
            reader.Context.Bag.Report(SpecDiagnostics.DependentKey, said.Key.Span, "'correction' means nothing without 'judge: lenient'", null, null, why);
        }

        verdict.Need("family", "correction");
        return new VerdictSpec
        {
            MinRows = verdict.Integer("min_rows")?.Value ?? defaults.MinRows,
            Inconclusive = verdict.Choice<InconclusiveAction>("inconclusive")?.Value ?? defaults.Inconclusive,
            Judge = judge?.Value ?? defaults.Judge,
            Confidence = verdict.Number("confidence")?.Value ?? defaults.Confidence,
            Correction = correction,
            Family = verdict.Choice<CorrectionFamily>("family")?.Value ?? defaults.Family,
            Intervals = Intervals(verdict),
        };
    }

    /// <summary>Where each key stands that is said.</summary>
    public static IReadOnlyDictionary<string, SourceSpan> Places(MappingReader reader)
    {
        var places = new Dictionary<string, SourceSpan>(StringComparer.Ordinal);
        foreach (var entry in reader.Entry("verdict")?.Value is YamlMap map ? map.Entries : [])
        {
            places[entry.Key.Text] = entry.Key.Span;
        }

        return places;
    }

    private static IntervalSpec Intervals(MappingReader verdict)
    {
        var defaults = new IntervalSpec();
        return verdict.Mapping("intervals") is { } intervals
            ? new IntervalSpec
            {
                Proportions = intervals.Choice<ProportionMethod>("proportions")?.Value ?? defaults.Proportions,
                RocAuc = intervals.Choice<AreaMethod>("roc_auc")?.Value ?? defaults.RocAuc,
                Bootstrap = intervals.Choice<BootstrapMethod>("bootstrap")?.Value ?? defaults.Bootstrap,
                Replicates = intervals.Integer("replicates")?.Value ?? defaults.Replicates,
                Seed = intervals.Integer("seed")?.Value ?? defaults.Seed,
            }
            : defaults;
    }
}
