using System.Globalization;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Bindings;

/// <summary>Reads <c>waivers</c>. Whether the checks exist is asked when all of the spec is read.</summary>
internal static class WaiversReader
{
    /// <summary>The waivers in the order written; wrong ones are reported and left out.</summary>
    public static IReadOnlyList<WaiverSpec> Read(MappingReader reader)
    {
        if (reader.Entry("waivers") is not { } entry)
        {
            return [];
        }

        var shape = (ListShape)reader.ShapeOf("waivers");
        var waivers = new List<WaiverSpec>();
        foreach (var item in ValueReader.Items(entry.Value, shape, "waivers", reader.Context))
        {
            if (reader.Context.Bag.IsFull)
            {
                break;
            }

            if (item is not YamlMap map)
            {
                ValueReader.WrongType(item, shape.Item, "waivers", reader.Context);
            }
            else if (Waiver(new MappingReader(map, ((MappingShape)shape.Item).Mapping, "a waiver", reader.Context), map) is { } waiver)
            {
                waivers.Add(waiver);
            }
        }

        return waivers;
    }

    private static WaiverSpec? Waiver(MappingReader reader, YamlMap map)
    {
        reader.Require(map.Span);
        var (check, until, owner, because) = (reader.Text("check"), Until(reader), reader.Text("owner"), reader.Text("because"));
        return check is null || until is null || owner is null || because is null
            ? null
            : new WaiverSpec { Check = check, Until = until, Owner = owner, Because = because };
    }

    private static Located<DateTime>? Until(MappingReader reader)
    {
        if (reader.Text("until") is not { } text)
        {
            return null;
        }

        if (DateTime.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day))
        {
            return new Located<DateTime>(day, text.Span);
        }

        reader.Context.Bag.Report(SpecDiagnostics.NoDay, text.Span, "'until' is no day", OneLine.Quote(text.Value), reader.ShapeOf("until").Expected, "A waiver ends on a day of the calendar; there is none without an end.");
        return null;
    }
}
