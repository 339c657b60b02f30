using ModelSpecs.Spec.Catalogue.Guards;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads <c>selective</c>.</summary>
internal static class SelectiveReader
{
    private const string Key = "selective";
    private static readonly string[] Places = [SelectivePlace.Coverage, SelectivePlace.Confidence, SelectivePlace.Error];
    private static readonly string[] Shares = ["error", "coverage"];

    /// <summary>The guards, one a mapping; none where nothing is said.</summary>
    public static IEnumerable<GuardSpec> Read(MappingReader reader, ParseContext context)
    {
        var isWeighted = reader.Entry("golden")?.Value is YamlMap golden && golden.Find("weight") is not null;
        return GuardMappings.Of(reader, Key, SelectiveKeys.Mapping).Select(item => ReadOne(item.Reader, item.Span, isWeighted, context)).OfType<GuardSpec>();
    }

    private static SelectiveSpec? ReadOne(MappingReader keys, Locations.SourceSpan span, bool isWeighted, ParseContext context)
    {
        keys.Exclude(Places);
        keys.ExcludePair(SelectivePlace.Coverage, "coverage", "What is asked for is what is there.");
        keys.ExcludePair(SelectivePlace.Error, "error", "What is asked for is what is there.");
        var place = Places.Where(keys.Has).Select(key => keys.Number(key) is { } value ? new SelectivePlace(key, value.Value) : null).FirstOrDefault();
        var measures = new List<GuardMeasure>();
        foreach (var key in Shares.Where(keys.Has))
        {
            if (!Array.Exists(Places, keys.Has))
            {
                context.Bag.Report(SpecDiagnostics.DependentKey, keys.Entry(key)!.Key.Span, $"{OneLine.Quote(key)} means nothing without a place on the curve", null, null,
                    key == "error" ? "Add at_coverage: or above:." : "Add above: or at_error:.");
            }

            // How many rows the model is sure of is no matter of labels; how many of them are wrong is.
            var restsOnLabels = key == "error" || place is { Key: SelectivePlace.Error };
            measures.AddRange(MeasureReader.Read(keys, key, place is null ? key : SelectiveSpec.NameOf(key, place)).Select(measure => measure with { RestsOnLabels = restsOnLabels }));
        }

        measures.AddRange(MeasureReader.Read(keys, SelectiveSpec.Area).Select(measure => measure with { RestsOnLabels = true }));
        if (isWeighted && keys.Entry(SelectiveSpec.Area) is { } area)
        {
            context.Bag.Report(SpecDiagnostics.ExclusiveKeys, area.Key.Span, "'aurc' and 'golden.weight' exclude each other", null, null, "The area counts rows: ask for the error at a coverage, or at several.");
        }

        if (!keys.Has("error") && !keys.Has("coverage") && !keys.Has(SelectiveSpec.Area))
        {
            context.Bag.Report(SpecDiagnostics.MissingKey, span, "'selective' says no bound", null, "error:, coverage: or aurc: with a quoted comparison", "Without one no model can fail it.");
        }

        return new SelectiveSpec { Span = span, Name = keys.Text("name"), At = place, On = OnSlicesReader.Read(keys), Measures = measures };
    }
}
