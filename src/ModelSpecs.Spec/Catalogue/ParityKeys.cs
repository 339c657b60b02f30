using static ModelSpecs.Spec.Catalogue.CommonKeys;

namespace ModelSpecs.Spec.Catalogue;

/// <summary><c>parity</c> and <c>contract</c>: what the model has to reproduce, and what it has to look like.</summary>
internal static class ParityKeys
{
    private static readonly KeyDescriptor Absolute = new("atol", new NumberShape(0), "Absolute part of the tolerance: a value is close where |here − reference| <= atol + rtol · |reference|. 1e-8 unless said.", "1e-6");
    private static readonly KeyDescriptor Relative = new("rtol", new NumberShape(0), "Relative part of the tolerance, a share of the reference's absolute value. 1e-5 unless said.", "1e-3");

    /// <summary><c>outputs: { name: { … } }</c> of a parity.</summary>
    public static MappingDescriptor Tolerance { get; } = new("a tolerance of an output", [Absolute, Relative]);

    /// <summary><c>parity: { name: { … } }</c></summary>
    public static MappingDescriptor Parity { get; } = new(
        "a parity",
        [
            new("model", new EitherShape(FilePath, new MappingShape(PartKeys.Model)), "Another model with the same inputs, run on the golden set's rows: before it was quantised, converted or upgraded.", "\"../testdata/loan/model-fp32.onnx\""),
            new("test_data", new TextShape(TextUse.Folder), "Folder with recorded tensors as the ONNX model zoo keeps them: `test_data_set_0/input_0.pb`, `output_0.pb`, and so on.", "\"../testdata/loan/recorded\""),
            new("columns", new NamedShape("output", new EitherShape(Column, new ListShape(Column))), "Columns of the golden set with what an output gave for the row: one, or one for each value in order; `p0..p9` stands for a run of them.", "{ \"probabilities\": [\"p_no\", \"p_yes\"] }"),
            new("arrays", new EitherShape(FilePath, new NamedShape("output", FilePath)), "Recorded outputs: an NPZ file whose arrays are named like the outputs, or an NPY file for each. Their first axis is the golden set's rows, unless `inputs` says what was fed.", "{ \"probabilities\": \"../testdata/loan/probabilities.npy\" }"),
            new("inputs", new EitherShape(FilePath, new NamedShape("input", FilePath)), "With `arrays`: the inputs that they were recorded with, in one NPZ file or an NPY file for each; the golden set is not used then.", "\"../testdata/loan/recorded.npz\""),
            Absolute,
            Relative,
            new("outputs", new EitherShape(new ListShape(NameText), new NamedShape("output", new MappingShape(Tolerance))), "Outputs to compare, with tolerances of their own; all that are recorded, or that the models have, unless said.", "{ \"probabilities\": { \"atol\": 0.02 } }"),
            new("equal_nan", new TrueShape(), "NaN in both is close; without it NaN is close to nothing.", "true"),
            new("types", new ChoiceShape("any"), "Numbers of another element type are compared by their value; without it another type is an error.", "\"any\""),
        ]);

    /// <summary><c>contract: { … }</c></summary>
    public static MappingDescriptor Contract { get; } = new(
        "contract",
        [
            new("inputs", new NamedShape("input", new TextShape(TextUse.TensorType)), "Every input with its type and shape: a number for an axis of this length, `?` for one that varies, a name for one that varies under that name.", "{ \"X\": \"float [batch, 9]\" }"),
            new("outputs", new NamedShape("output", new TextShape(TextUse.TensorType)), "Every output, likewise.", "{ \"label\": \"int64 [?]\", \"probabilities\": \"float [?, 2]\" }"),
            new("opset", new NamedShape("operator set", new TextShape(TextUse.Version)), "Every operator set that the model imports, with its version; ONNX's own is `ai.onnx`.", "{ \"ai.onnx\": \"<= 17\", \"ai.onnx.ml\": 3 }"),
            new("metadata", new EitherShape(new ListShape(NameText), new NamedShape("metadata", Free)), "Entries that the model's metadata must have, as a list; or with their values.", "[\"features\", \"trained_on\"]"),
            new("max_size", new TextShape(TextUse.Size), "Most bytes of the file, together with the files of its weights.", "\"20 MB\""),
        ]);
}
