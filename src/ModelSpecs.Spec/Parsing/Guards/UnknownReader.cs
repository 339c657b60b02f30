using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Catalogue.Guards;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Bindings;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads <c>unknown</c>.</summary>
internal static class UnknownReader
{
    private const string Key = "unknown";
    private const string Confident = "confident";
    private static readonly string[] Areas = ["roc_auc", "fpr_at_95_tpr"];

    /// <summary>The guards, one a mapping; none where nothing is said.</summary>
    public static IEnumerable<GuardSpec> Read(MappingReader reader, ParseContext context) =>
        GuardMappings.Of(reader, Key, UnknownKeys.Mapping).Select(item => ReadOne(item.Reader, item.Span, reader.Has("model"), context)).OfType<GuardSpec>();

    private static UnknownSpec? ReadOne(MappingReader keys, SourceSpan span, bool hasModel, ParseContext context)
    {
        keys.Require(span);
        if (keys.Entry("inputs") is { } inputs && !hasModel)
        {
            context.Bag.Report(SpecDiagnostics.DependentKey, inputs.Key.Span, "'inputs' means nothing without 'model'", null, null, "Remove it: predictions are in columns.");
        }

        var by = keys.Choice<UnknownScore>("by")?.Value ?? UnknownScore.MaxProbability;
        var (measures, confident) = (new List<GuardMeasure>(), new List<KeyValuePair<string, double>>());
        if (keys.Entry(Confident) is { } entry)
        {
            ReadConfident(entry.Value, keys, measures, confident, context);
        }

        foreach (var key in Areas)
        {
            measures.AddRange(MeasureReader.Read(keys, key, UnknownSpec.NameOf(key, by)));
        }

        measures.AddRange(MeasureReader.Read(keys, UnknownSpec.NoAnswer));
        if (!keys.Has(Confident) && !keys.Has(UnknownSpec.NoAnswer) && !Array.Exists(Areas, keys.Has))
        {
            context.Bag.Report(SpecDiagnostics.MissingKey, span, "'unknown' says no bound", null, "confident:, roc_auc:, fpr_at_95_tpr: or no_answer: with a quoted comparison", "Without one no model can fail it.");
        }

        var data = GoldenReader.Other(keys, "data");
        var guard = new UnknownSpec
        {
            Span = span, Name = keys.Text("name"), Data = data!, Inputs = new InputsReader(context).Read(keys), By = by, Confident = confident, Measures = measures,
        };
        return data is null ? null : guard;
    }

    private static void ReadConfident(YamlNode value, MappingReader keys, List<GuardMeasure> measures, List<KeyValuePair<string, double>> confident, ParseContext context)
    {
        switch (value)
        {
            case YamlMap map:
                ReadOne(map);
                break;
            case YamlList { Items.Count: > 0 } list when list.Items[0] is YamlMap:
                foreach (var item in ValueReader.Items(list, new ListShape(new MappingShape(UnknownKeys.Confident), Maximum: 20), Confident, context))
                {
                    if (item is YamlMap one)
                    {
                        ReadOne(one);
                    }
                    else
                    {
                        ValueReader.WrongType(item, new MappingShape(UnknownKeys.Confident), Confident, context);
                    }
                }

                break;
            default:
                Add(UnknownSpec.UsualConfidence, MeasureReader.Read(keys, Confident, UnknownSpec.NameOf(UnknownSpec.UsualConfidence)));
                break;
        }

        void ReadOne(YamlMap map)
        {
            var one = new MappingReader(map, UnknownKeys.Confident, OneLine.Quote(Confident), context);
            one.Require(map.Span);
            var above = one.Number("above")?.Value ?? UnknownSpec.UsualConfidence;
            Add(above, MeasureReader.Read(one, "is", UnknownSpec.NameOf(above)));
        }

        void Add(double above, IEnumerable<GuardMeasure> read)
        {
            measures.AddRange(read);
            var name = UnknownSpec.NameOf(above);
            if (!confident.Exists(other => other.Key == name))
            {
                confident.Add(new(name, above));
            }
        }
    }
}
