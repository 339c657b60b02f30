using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using static ModelSpecs.Spec.Catalogue.CommonKeys;

namespace ModelSpecs.Spec.Catalogue.Guards;

/// <summary><c>cost</c>.</summary>
internal static class CostKeys
{
    /// <summary><c>cost: { … }</c></summary>
    public static MappingDescriptor Mapping { get; } = new(
        "cost",
        [
            new("per_call", new EitherShape(Column, new EitherShape(new NumberShape(0), new NamedShape("column", new NumberShape(0)))), "What a call costs: a column that holds it, a number, or a mapping from columns to the price of one of what they count.", "{ \"tokens_in\": 0.0000005, \"tokens_out\": 0.0000015 }", Required: true),
            new("is", new MeasureShape(MeasureUnit.Plain, BoundReference.Overall, BoundReference.Snapshot) { Example = "<= 0.002" }, "What the mean over rows is held against.", "\"<= 0.002\"", Required: true),
            .. OnSlicesKeys.Keys,
        ]);

    /// <summary>The key.</summary>
    public static KeyDescriptor Key { get; } = new("cost", new MappingShape(Mapping), "What a call costs, in money or whatever else, on the whole and on slices. What wrong answers cost is the metric of that name.", "{ \"per_call\": 0.001, \"is\": \"<= 0.002\" }");
}
