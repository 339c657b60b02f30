using System.Globalization;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Checks;

/// <summary>Reads <c>contract</c>.</summary>
internal sealed class ContractReader(ParseContext context)
{
    private static readonly KeyValuePair<string, Comparison>[] Comparisons =
        [new("<=", Comparison.AtMost), new(">=", Comparison.AtLeast), new("<", Comparison.LessThan), new(">", Comparison.MoreThan)];

    /// <summary>The contract; null where nothing is said.</summary>
    public ContractSpec? Read(MappingReader reader)
    {
        if (reader.Mapping("contract") is not { } keys)
        {
            return null;
        }

        var places = new Dictionary<ContractPart, SourceSpan>();
        var contract = new ContractSpec
        {
            Span = reader.Entry("contract")!.Key.Span,
            Inputs = Part(keys, "inputs", ContractPart.Inputs, places) is { } inputs ? Values(inputs) : null,
            Outputs = Part(keys, "outputs", ContractPart.Outputs, places) is { } outputs ? Values(outputs) : null,
            Opset = Part(keys, "opset", ContractPart.Opset, places) is { } sets ? Opset(sets) : null,
            Metadata = Metadata(keys, places),
            MaxSize = Size(keys, places),
            PlacesOfParts = places,
        };
        if (!keys.Has("inputs") && !keys.Has("outputs") && !keys.Has("opset") && !keys.Has("metadata") && !keys.Has("max_size"))
        {
            ValueReader.Empty(reader.Entry("contract")!.Value, reader.ShapeOf("contract"), "contract", context);
        }

        return contract;
    }

    private YamlMap? Part(MappingReader keys, string key, ContractPart part, Dictionary<ContractPart, SourceSpan> places)
    {
        if (keys.Map(key) is not { } map)
        {
            return null;
        }

        if (map.Entries.Count == 0)
        {
            ValueReader.Empty(map, keys.ShapeOf(key), key, context);
            return null;
        }

        places.Add(part, keys.Entry(key)!.Key.Span);
        return map;
    }

    private List<ContractValue> Values(YamlMap map)
    {
        var values = new List<ContractValue>();
        foreach (var entry in map.Entries)
        {
            if (ValueReader.Text(entry.Value, new TextShape(TextUse.TensorType), entry.Key.Text, context) is not { } text)
            {
                continue;
            }

            if (TensorTypeText.Parse(new Located<string>(entry.Key.Text, entry.Key.Span), text.Value, out var problem) is { } value)
            {
                values.Add(value);
            }
            else
            {
                context.Bag.Report(SpecDiagnostics.ContractTypeMalformed, text.Span, $"The type of {OneLine.Quote(entry.Key.Text)} cannot be read", OneLine.Quote(text.Value), $"{problem}", Suggested(text.Value));
            }
        }

        return values;
    }

    private static string Suggested(string text)
    {
        var type = text.Split('[')[0].Trim();
        return TensorTypeText.Elements.Contains(type, StringComparer.Ordinal) ? "" : Suggestion.DidYouMean(type, TensorTypeText.Elements);
    }

    private List<ContractOpset> Opset(YamlMap map)
    {
        var sets = new List<ContractOpset>();
        foreach (var entry in map.Entries)
        {
            if (ValueReader.Text(entry.Value, new TextShape(TextUse.Version), entry.Key.Text, context) is not { } text)
            {
                continue;
            }

            var trimmed = text.Value.Trim();
            var comparison = Comparisons.FirstOrDefault(row => trimmed.StartsWith(row.Key, StringComparison.Ordinal));
            var digits = trimmed.Substring(comparison.Key?.Length ?? 0).Trim();
            if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version is > 0 and <= 1_000_000)
            {
                sets.Add(new ContractOpset(new Located<string>(entry.Key.Text, entry.Key.Span), comparison.Key is null ? null : comparison.Value, version));
            }
            else
            {
                context.Bag.Report(SpecDiagnostics.OpsetMalformed, text.Span, $"The version of {OneLine.Quote(entry.Key.Text)} cannot be read", OneLine.Quote(text.Value), new TextShape(TextUse.Version).Expected);
            }
        }

        return sets;
    }

    private List<KeyValuePair<Located<string>, string?>>? Metadata(MappingReader keys, Dictionary<ContractPart, SourceSpan> places)
    {
        if (keys.Entry("metadata") is not { } entry)
        {
            return null;
        }

        var shape = (EitherShape)keys.ShapeOf("metadata");
        var read = new List<KeyValuePair<Located<string>, string?>>();
        switch (entry.Value)
        {
            case YamlList list:
                var items = (ListShape)shape.Short;
                read.AddRange(keys.Texts(ValueReader.Items(list, items, "metadata", context), (TextShape)items.Item, "metadata").Select(name => new KeyValuePair<Located<string>, string?>(name, null)));
                break;
            case YamlMap { Entries.Count: > 0 } map:
                foreach (var item in map.Entries)
                {
                    if (ValueReader.Text(item.Value, CommonKeys.Free, item.Key.Text, context) is { } value)
                    {
                        read.Add(new(new Located<string>(item.Key.Text, item.Key.Span), value.Value));
                    }
                }

                break;
            case YamlMap or YamlScalar { IsNull: true }:
                ValueReader.Empty(entry.Value, shape, "metadata", context);
                return null;
            default:
                ValueReader.WrongType(entry.Value, shape, "metadata", context);
                return null;
        }

        places.Add(ContractPart.Metadata, entry.Key.Span);
        return read;
    }

    private Located<long>? Size(MappingReader keys, Dictionary<ContractPart, SourceSpan> places)
    {
        if (keys.Text("max_size") is not { } text)
        {
            return null;
        }

        if (AmountText.Parse(text.Value, MeasureUnit.Size, bare: true) is >= 1 and <= 1e15 and var bytes)
        {
            places.Add(ContractPart.MaxSize, keys.Entry("max_size")!.Key.Span);
            return new Located<long>((long)bytes, text.Span);
        }

        context.Bag.Report(SpecDiagnostics.SizeMalformed, text.Span, "The size cannot be read", OneLine.Quote(text.Value), "a number and one of B, kB, MB, GB, KiB, MiB and GiB, such as 20 MB");
        return null;
    }
}
