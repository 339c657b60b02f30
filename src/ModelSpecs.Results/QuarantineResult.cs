namespace ModelSpecs.Results;

/// <summary>Rows that were not judged, and why.</summary>
/// <param name="Because">The reason.</param>
/// <param name="Ids">Their ids in the order of the spec.</param>
public sealed record QuarantineResult(string Because, IReadOnlyList<string> Ids);
