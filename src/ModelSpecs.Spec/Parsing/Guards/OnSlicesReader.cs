using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Values;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads <c>slices</c> and <c>every_slice</c> of a guard.</summary>
internal static class OnSlicesReader
{
    /// <summary>The slices; whether they exist is seen when the spec is whole.</summary>
    public static GuardSlices Read(MappingReader reader)
    {
        reader.ExcludePair("slices", "every_slice", "Every slice is one of them already.");
        return new GuardSlices(reader.Texts("slices"), reader.IsTrue("every_slice"));
    }
}
