using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Catalogue.Guards;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads <c>latency</c>.</summary>
internal static class LatencyReader
{
    private const string Key = "latency";

    /// <summary>The guards, one a setting; none where nothing is said.</summary>
    public static IEnumerable<GuardSpec> Read(MappingReader reader, ParseContext context)
    {
        reader.Need(Key, "model");
        return [.. GuardMappings.Of(reader, Key, LatencyKeys.Mapping).Select(item => One(item.Reader, item.Span, context))];
    }

    private static LatencySpec One(MappingReader keys, SourceSpan span, ParseContext context)
    {
        var spec = new LatencySpec
        {
            Span = span,
            Measures = [],
            Name = keys.Text("name"),
            Batches = Batches(keys),
            Concurrency = keys.Integer("concurrency")?.Value ?? 1,
            Rate = QuantityReader.Read(keys, "rate")?.Value,
            Calls = keys.Integer("calls")?.Value,
            Duration = QuantityReader.Read(keys, "duration")?.Value,
            WarmUp = keys.Integer("warm_up")?.Value ?? LatencySpec.DefaultWarmUp,
            On = OnSlicesReader.Read(keys),
        };
        if (!LatencyKeys.OfCalls.Concat(LatencyKeys.OfModel).Any(keys.Has))
        {
            context.Bag.Report(SpecDiagnostics.LatencyWithoutBound, span, "'latency' holds nothing against a bound, so nothing is measured", null, "a comparison such as p95: \"<= 2 x champion\"");
        }

        return spec with { Measures = [.. LatencyKeys.OfCalls.SelectMany(key => OfCalls(spec, keys, key)), .. LatencyKeys.OfModel.SelectMany(key => OfModel(keys, key))] };
    }

    private static IEnumerable<GuardMeasure> OfCalls(LatencySpec spec, MappingReader keys, string key)
    {
        foreach (var measure in MeasureReader.Read(keys, key))
        {
            // The whole is no multiple of itself: such a bound is one of slices.
            var ofSlices = measure.Bound.Reference == BoundReference.Overall;
            if (ofSlices && spec.On is { Every: false, Named.Count: 0 })
            {
                keys.Context.Bag.Report(SpecDiagnostics.ReferenceNotAllowed, measure.Span, $"{OneLine.Quote(key)} of the whole is not held against itself", OneLine.Quote(measure.Bound.Text), null, "Say slices: or every_slice: for a bound that slices are held to.");
                continue;
            }

            var judged = measure with { IsOfSlicesAlone = ofSlices };
            foreach (var one in spec.Batches.Count > 1 ? spec.Batches.Select(batch => judged with { Name = spec.NameOf(key, batch.Value) }) : [judged])
            {
                yield return one;
            }
        }
    }

    private static IEnumerable<GuardMeasure> OfModel(MappingReader keys, string key) => MeasureReader.Read(keys, key).Select(measure => measure with { IsOfWholeAlone = true });

    private static List<Located<int>> Batches(MappingReader keys)
    {
        var batches = new List<Located<int>>();
        if (keys.Entry("batch") is not { } entry)
        {
            return batches;
        }

        var either = (EitherShape)keys.ShapeOf("batch");
        foreach (var item in entry.Value is YamlList ? ValueReader.Items(entry.Value, (ListShape)either.Full, "batch", keys.Context) : [entry.Value])
        {
            if (ValueReader.Integer(item, (IntegerShape)either.Short, "batch", keys.Context) is not { } batch)
            {
                continue;
            }

            if (batches.Exists(other => other.Value == batch.Value))
            {
                keys.Context.Bag.Report(SpecDiagnostics.DuplicateEntry, batch.Span, $"'{batch.Value}' stands twice in 'batch'", null, null, "Remove one of the two.");
            }
            else
            {
                batches.Add(batch);
            }
        }

        return batches;
    }
}
