namespace ModelSpecs.Engine.Slicing;

/// <summary>One group of one slice.</summary>
/// <param name="Slice">Name of the slice.</param>
/// <param name="Group">Index of the group; 0 for a predicate.</param>
internal readonly record struct SlicePlace(string Slice, int Group);
