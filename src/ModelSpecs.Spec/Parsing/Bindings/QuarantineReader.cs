using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Bindings;

/// <summary>Reads <c>golden.quarantine</c>.</summary>
internal static class QuarantineReader
{
    /// <summary>The rows in the order written; wrong ones, and those named twice, are reported and left out.</summary>
    public static IReadOnlyList<QuarantinedRow> Read(MappingReader golden)
    {
        if (golden.Entry("quarantine") is not { } entry)
        {
            return [];
        }

        var shape = (ListShape)golden.ShapeOf("quarantine");
        var rows = new List<QuarantinedRow>();
        var known = new Dictionary<string, SourceSpan>(StringComparer.Ordinal);
        foreach (var item in ValueReader.Items(entry.Value, shape, "quarantine", golden.Context))
        {
            if (golden.Context.Bag.IsFull)
            {
                break;
            }

            if (item is not YamlMap map)
            {
                ValueReader.WrongType(item, shape.Item, "quarantine", golden.Context);
                continue;
            }

            var reader = new MappingReader(map, ((MappingShape)shape.Item).Mapping, "a quarantine", golden.Context);
            reader.Require(map.Span);
            var because = reader.Text("because");
            foreach (var id in Ids(reader, map.Span))
            {
                if (known.TryGetValue(id.Value, out var first))
                {
                    golden.Context.Bag.Report(SpecDiagnostics.DuplicateEntry, id.Span, $"Row {OneLine.Quote(id.Value)} is quarantined twice", $"it in line {first.Line} too", "each row once", "Remove one of the two.");
                }
                else
                {
                    known.Add(id.Value, id.Span);
                    rows.Add(new QuarantinedRow(id, because?.Value ?? ""));
                }
            }
        }

        return rows;
    }

    private static IReadOnlyList<Located<string>> Ids(MappingReader reader, SourceSpan span)
    {
        reader.Exclude("id", "ids");
        if (!reader.Has("id") && !reader.Has("ids"))
        {
            reader.Context.Bag.Report(SpecDiagnostics.MissingKey, span, "A quarantine does not say which rows", null, "id: with one, or ids: with a list of them");
        }

        // Twice in one list is said once, there.
        return [.. (reader.Text("id") is { } one ? [one] : Array.Empty<Located<string>>()).Concat(reader.Texts("ids"))];
    }
}
