using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Model.Guards;

/// <summary>Slices that a guard is measured on besides the whole.</summary>
/// <param name="Named">Their names.</param>
/// <param name="Every">Whether all are.</param>
public sealed record GuardSlices(IReadOnlyList<Located<string>> Named, bool Every)
{
    /// <summary>The whole alone.</summary>
    public static GuardSlices None { get; } = new([], false);

    /// <summary>Whether a slice is one of them.</summary>
    public bool Has(SliceSpec slice) => Every || Named.Any(name => string.Equals(name.Value, slice.Name.Value, StringComparison.Ordinal));
}
