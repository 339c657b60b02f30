using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Spec.Catalogue.Guards;

/// <summary><c>unknown</c>.</summary>
internal static class UnknownKeys
{
    /// <summary>A share of unknown rows.</summary>
    public static MeasureShape Share { get; } = new(MeasureUnit.Plain, BoundReference.Snapshot, BoundReference.Champion) { Maximum = 1, Example = "<= 5 %" };

    private static readonly MeasureShape Area = new(MeasureUnit.Plain, BoundReference.Snapshot, BoundReference.Champion) { Maximum = 1, Example = ">= 0.85" };

    /// <summary><c>confident: { … }</c></summary>
    public static MappingDescriptor Confident { get; } = new(
        "confident",
        [
            new("above", new NumberShape(0, 1), "Confidence above which a row counts. 0.9 unless said.", "0.99"),
            new("is", Share, "The bound.", "\"<= 1 %\"", Required: true),
        ]);

    /// <summary><c>unknown: { … }</c></summary>
    public static MappingDescriptor Mapping { get; } = new(
        "unknown",
        [
            new("name", CommonKeys.NameText, "Tells it from others of its kind.", "\"noise\""),
            new("data", OtherSetKeys.Shape, "Rows that the model was not made for: other classes, broken inputs, nothing at all. They need no label.", "\"../testdata/digits/unknown.npz\"", Required: true),
            new("inputs", new NamedShape("input", new EitherShape(CommonKeys.Column, new EitherShape(new ListShape(CommonKeys.Column), new MappingShape(PartKeys.Input)))),
                "Where inputs of these rows come from, where that is not where the golden set's come from.", "{ \"image\": { \"npy\": \"../testdata/digits/noise.npy\" } }"),
            new("by", new ChoiceShape([.. UnknownSpec.Names]), "Score that tells known rows from unknown ones; `margin` and `energy` are of logits. `max_probability` unless said.", "\"entropy\""),
            new("confident", new EitherShape(Share, new EitherShape(new MappingShape(Confident), new ListShape(new MappingShape(Confident), Maximum: 20))),
                "Share of these rows that the model is sure of: more than 0.9, or than what `above` says.", "{ \"above\": 0.9, \"is\": \"<= 5 %\" }"),
            new("roc_auc", Area, "Chance that a golden row has a higher score than an unknown one.", "\">= 0.85\""),
            new("fpr_at_95_tpr", Share, "Share of unknown rows that are accepted by the threshold that accepts 95 % of the golden rows.", "\"<= 30 %\""),
            new(UnknownSpec.NoAnswer, Share, "Share of these rows for which the model gives no finite numbers; they count as rows that it is not sure of. Without this key one such row ends the run.", "\"<= 10 %\""),
        ]);

    /// <summary>The key.</summary>
    public static KeyDescriptor Key { get; } = new(
        "unknown", new EitherShape(new MappingShape(Mapping), new ListShape(new MappingShape(Mapping), Maximum: 100)),
        "Rows that the model was not made for, and whether it is sure of them all the same.", "{ \"data\": \"../testdata/digits/unknown.npz\", \"confident\": \"<= 5 %\" }");
}
