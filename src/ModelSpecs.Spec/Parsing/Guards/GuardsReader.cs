using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Values;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads what is watched besides metrics.</summary>
internal static class GuardsReader
{
    private static readonly Func<MappingReader, ParseContext, IEnumerable<GuardSpec>>[] Kinds = [DeterministicReader.Read, LatencyReader.Read, DriftReader.Read, UnknownReader.Read, SelectiveReader.Read, FuzzReader.Read];

    /// <summary>The guards of a spec, kind by kind; wrong ones are reported and left out.</summary>
    public static IReadOnlyList<GuardSpec> Read(MappingReader reader, ParseContext context) => [.. Kinds.SelectMany(read => read(reader, context))];
}
