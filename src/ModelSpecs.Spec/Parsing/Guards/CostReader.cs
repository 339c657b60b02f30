using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Catalogue.Guards;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads <c>cost</c>.</summary>
internal static class CostReader
{
    private const string Key = "cost";

    /// <summary>The guard, none where nothing is said.</summary>
    public static IEnumerable<GuardSpec> Read(MappingReader reader, ParseContext context)
    {
        if (reader.Mapping(Key) is not { } keys)
        {
            yield break;
        }

        var span = reader.Entry(Key)!.Key.Span;
        keys.Require(span);
        var spec = PerCall(keys, new CostSpec { Span = span, Measures = [], On = OnSlicesReader.Read(keys) });
        yield return spec with { Measures = [.. Measures(spec, keys)] };
    }

    private static IEnumerable<GuardMeasure> Measures(CostSpec spec, MappingReader keys)
    {
        foreach (var measure in MeasureReader.Read(keys, "is", CostSpec.PerCall))
        {
            var ofSlices = measure.Bound.Reference == BoundReference.Overall;
            if (ofSlices && spec.On is { Every: false, Named.Count: 0 })
            {
                keys.Context.Bag.Report(SpecDiagnostics.ReferenceNotAllowed, measure.Span, "'cost' of the whole is not held against itself", OneLine.Quote(measure.Bound.Text), null, "Say slices: or every_slice: for a bound that slices are held to.");
                continue;
            }

            yield return measure with { IsOfSlicesAlone = ofSlices };
        }
    }

    private static CostSpec PerCall(MappingReader keys, CostSpec spec)
    {
        const string Name = CostSpec.PerCall;
        var either = (EitherShape)keys.ShapeOf(Name);
        var (number, named) = ((NumberShape)((EitherShape)either.Full).Short, (NamedShape)((EitherShape)either.Full).Full);
        switch (keys.Entry(Name)?.Value)
        {
            case null:
                return spec;
            case YamlMap { Entries.Count: > 0 } map:
                var priced = new List<PricedColumn>();
                foreach (var entry in map.Entries)
                {
                    if (ValueReader.Number(entry.Value, (NumberShape)named.Value, entry.Key.Text, keys.Context) is { } price)
                    {
                        priced.Add(new PricedColumn(new Located<string>(entry.Key.Text, entry.Key.Span), price.Value));
                    }
                }

                return spec with { Priced = priced };
            case YamlScalar { IsNull: true } or YamlMap:
                ValueReader.Empty(keys.Entry(Name)!.Value, either, Name, keys.Context);
                return spec;
            case YamlScalar { Style: YamlStyle.Plain } scalar when NumberText.TryParse(scalar.Text, out _):
                return ValueReader.Number(scalar, number, Name, keys.Context) is { } constant ? spec with { Constant = constant.Value } : spec;
            case YamlScalar scalar:
                return ValueReader.Text(scalar, (TextShape)either.Short, Name, keys.Context) is { } column ? spec with { Priced = [new PricedColumn(column, 1)] } : spec;
            case { } other:
                ValueReader.WrongType(other, either, Name, keys.Context);
                return spec;
        }
    }
}
