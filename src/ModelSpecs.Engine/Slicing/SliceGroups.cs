using ModelSpecs.Metrics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Slicing;

/// <summary>A slice held against the data: which row belongs to which of its groups.</summary>
/// <param name="Spec">The slice.</param>
/// <param name="Axis">Group of each row.</param>
/// <param name="Groups">The groups in the order of the axis's codes; a predicate has one.</param>
public sealed record SliceGroups(SliceSpec Spec, SliceAxis Axis, IReadOnlyList<SliceGroup> Groups);

/// <summary>One group of a slice.</summary>
/// <param name="Name">Name among its slice's groups: a value, an interval, a period, a cell; null for a predicate's one group.</param>
/// <param name="Definition">A predicate that is true for exactly its rows.</param>
/// <param name="Rows">Rows; may be 0 for a predicate and for a declared interval.</param>
public sealed record SliceGroup(string? Name, string Definition, int Rows);
