using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Checks;
using ModelSpecs.Spec.Parsing.Values;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads what is watched besides metrics.</summary>
internal static class GuardsReader
{
    private static readonly Func<MappingReader, ParseContext, IEnumerable<GuardSpec>>[] Kinds = [DeterministicReader.Read, LatencyReader.Read, CostReader.Read, DriftReader.Read, HealthReader.Read, UnknownReader.Read, SelectiveReader.Read, FuzzReader.Read];

    /// <summary>The guards of a spec, kind by kind; wrong ones are reported and left out.</summary>
    /// <param name="reader">The spec's mapping.</param>
    /// <param name="context">The parse.</param>
    /// <param name="checks">Reads metrics and their bounds, where a guard has some.</param>
    public static IReadOnlyList<GuardSpec> Read(MappingReader reader, ParseContext context, CheckListReader checks) => [.. Kinds.SelectMany(read => read(reader, context)), .. RobustReader.Read(reader, checks)];
}
