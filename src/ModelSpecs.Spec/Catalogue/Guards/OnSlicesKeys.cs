using static ModelSpecs.Spec.Catalogue.CommonKeys;

namespace ModelSpecs.Spec.Catalogue.Guards;

/// <summary>Which slices a guard is measured on besides the whole.</summary>
internal static class OnSlicesKeys
{
    /// <summary>The keys, for a guard's mapping.</summary>
    public static IReadOnlyList<KeyDescriptor> Keys { get; } =
    [
        new("slices", new ListShape(NameText, Maximum: 1_000), "Slices that it is measured and judged on too, by name.", "[\"young\"]"),
        new("every_slice", new TrueShape(), "It is measured and judged on every slice too.", "true"),
    ];
}
