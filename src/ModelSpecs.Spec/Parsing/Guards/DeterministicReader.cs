using System.Globalization;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Values;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads <c>deterministic</c>.</summary>
internal static class DeterministicReader
{
    private const string Key = "deterministic";

    /// <summary>The guard, none where nothing is said.</summary>
    public static IEnumerable<GuardSpec> Read(MappingReader reader, ParseContext context)
    {
        reader.Need(Key, "model");
        if (reader.Entry(Key) is not { } entry)
        {
            yield break;
        }

        var keys = entry.Value is Yaml.YamlMap ? reader.Mapping(Key) : null;
        if (keys is null && !reader.IsTrue(Key))
        {
            yield break;
        }

        var (within, rows) = (keys?.Number("within"), keys?.Integer("rows"));
        var most = within?.Value ?? DeterministicSpec.DefaultWithin;
        var bound = new Bound(BoundReference.Number, 1, most, false, most.ToString("R", CultureInfo.InvariantCulture));
        yield return new DeterministicSpec
        {
            Span = entry.Key.Span,
            Rows = rows?.Value ?? DeterministicSpec.DefaultRows,
            Measures = [new GuardMeasure(DeterministicSpec.Difference, Comparison.AtMost, bound, within?.Span ?? entry.Key.Span)],
        };
    }
}
