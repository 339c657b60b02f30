using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Model;

/// <summary>Where one ONNX input gets its values.</summary>
/// <param name="Input">Name of the ONNX input.</param>
/// <param name="Source">Columns or a file.</param>
public sealed record InputBinding(Located<string> Input, InputSource Source);

/// <summary>Source of an input's values.</summary>
public abstract record InputSource;

/// <summary>Golden-set columns, in order. An entry <c>px0..px63</c> is a run of columns, expanded against the file's header.</summary>
/// <param name="Columns">Column names or runs.</param>
/// <param name="Shape">Shape of one row's values without the batch axis, e.g. [1, 8, 8]; null: the model's.</param>
public sealed record ColumnsSource(IReadOnlyList<Located<string>> Columns, IReadOnlyList<int>? Shape) : InputSource;

/// <summary>An NPY file whose first axis is the golden set's rows.</summary>
/// <param name="File">The file.</param>
public sealed record NpySource(FileReference File) : InputSource;

/// <summary>Which ONNX outputs carry scores, labels or values; null members are inferred.</summary>
public sealed record OutputsSpec
{
    /// <summary>Output with scores: <c>name</c>, or <c>name[1]</c> for one column of it.</summary>
    public Located<OutputReference>? Score { get; init; }

    /// <summary>Output with predicted labels.</summary>
    public Located<OutputReference>? Label { get; init; }

    /// <summary>Output with a regression's value.</summary>
    public Located<OutputReference>? Value { get; init; }

    /// <summary>What turns the scores into probabilities; null: nothing, or inferred where safe.</summary>
    public Located<Activation>? Activation { get; init; }
}

/// <summary>An ONNX output, or one column of it.</summary>
/// <param name="Name">Name of the output.</param>
/// <param name="Column">Column index from 0; null: all.</param>
public sealed record OutputReference(string Name, int? Column);

/// <summary>What turns raw scores into probabilities.</summary>
public enum Activation
{
    /// <summary>Scores are probabilities already.</summary>
    None,

    /// <summary>Logits over classes.</summary>
    Softmax,

    /// <summary>A logit of the positive class.</summary>
    Sigmoid,
}

/// <summary>Columns of a golden set that already hold predictions.</summary>
public sealed record PredictionsSpec
{
    /// <summary>Place of the mapping in the spec.</summary>
    public SourceSpan Span { get; init; }

    /// <summary>Column with the positive class's score (binary) .</summary>
    public Located<string>? Score { get; init; }

    /// <summary>Score columns in the order of <c>classes</c> (multi-class).</summary>
    public IReadOnlyList<Located<string>> Scores { get; init; } = [];

    /// <summary>Column with the predicted label.</summary>
    public Located<string>? Label { get; init; }

    /// <summary>Columns that say of each label whether it is predicted, in the order of <c>label</c> (multi-label).</summary>
    public IReadOnlyList<Located<string>> Labels { get; init; } = [];

    /// <summary>Column with the predicted number (regression).</summary>
    public Located<string>? Value { get; init; }
}
