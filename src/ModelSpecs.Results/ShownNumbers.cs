namespace ModelSpecs.Results;

/// <summary>Numbers that have a unit, as people read them.</summary>
/// <param name="Value">The value: <c>1.2 ms</c>; null: undefined.</param>
/// <param name="Threshold">The resolved bound; null: undefined.</param>
/// <param name="Interval">The interval of the value: <c>[1.1 ms, 1.4 ms]</c>; null: it has none.</param>
public sealed record ShownNumbers(string? Value, string? Threshold, string? Interval);
