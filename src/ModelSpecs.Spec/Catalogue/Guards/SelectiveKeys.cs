using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Spec.Catalogue.Guards;

/// <summary><c>selective</c>.</summary>
internal static class SelectiveKeys
{
    private static readonly BoundReference[] References = [BoundReference.Overall, BoundReference.Snapshot, BoundReference.Champion];

    /// <summary><c>selective: { … }</c></summary>
    public static MappingDescriptor Mapping { get; } = new(
        "selective",
        [
            new("name", CommonKeys.NameText, "Tells it from others of its kind that ask the same elsewhere.", "\"letters\""),
            new(SelectivePlace.Coverage, new NumberShape(0, 1, AboveMinimum: true), "The rows that the model is surest of, at least this share of all, are accepted; the others go to review.", "0.8"),
            new(SelectivePlace.Confidence, new NumberShape(0, 1), "The rows above this confidence are accepted; the others go to review.", "0.9"),
            new(SelectivePlace.Error, new NumberShape(0, 1), "As many rows are accepted as a threshold can with at most this share of errors among them.", "0.02"),
            new("error", new MeasureShape(MeasureUnit.Plain, References) { Maximum = 1, Example = "<= 2 %" }, "Share of errors among the accepted rows; with `at_coverage` or `above`.", "\"<= 2 %\""),
            new("coverage", new MeasureShape(MeasureUnit.Plain, References) { Maximum = 1, Example = ">= 70 %" }, "Share of the rows that is accepted; with `above` or `at_error`.", "\">= 70 %\""),
            new(SelectiveSpec.Area, new MeasureShape(MeasureUnit.Plain, References) { Maximum = 1, Example = "<= 0.02" }, "Area under the risk–coverage curve: the mean share of errors among the surest rows, over all their numbers.", "\"<= 0.02\""),
            .. OnSlicesKeys.Keys,
        ]);

    /// <summary>The key.</summary>
    public static KeyDescriptor Key { get; } = new(
        "selective", new EitherShape(new MappingShape(Mapping), new ListShape(new MappingShape(Mapping), Maximum: 100)),
        "Rows that the model is not sure of go to review: what the queue costs, and what is still wrong in the rest.", "{ \"at_coverage\": 0.8, \"error\": \"<= 2 %\" }");
}
