namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC200–249, the model and its predictions.</content>
public static partial class SpecDiagnostics
{
    /// <summary>The model file is not there, or cannot be read.</summary>
    public static DiagnosticDescriptor ModelMissing { get; } = new("MSPEC200", "Model not found");

    /// <summary>A model was not downloaded from Git LFS.</summary>
    public static DiagnosticDescriptor ModelIsLfsPointer { get; } = new("MSPEC201", "Model is a Git LFS pointer");

    /// <summary>The model file is no ONNX model.</summary>
    public static DiagnosticDescriptor ModelNotOnnx { get; } = new("MSPEC202", "Not an ONNX model");

    /// <summary>A model is not the file that its <c>sha256</c> pins.</summary>
    public static DiagnosticDescriptor ModelHashDiffers { get; } = new("MSPEC203", "Model is not the pinned one");

    /// <summary>A model is a link that leaves the root.</summary>
    public static DiagnosticDescriptor ModelLeavesRoot { get; } = new("MSPEC204", "Model is a link out of the root");

    /// <summary>A file with a model's external weights is not there.</summary>
    public static DiagnosticDescriptor ModelWeightsMissing { get; } = new("MSPEC205", "Weights of the model are missing");

    /// <summary>A model refers to weights outside its folder.</summary>
    public static DiagnosticDescriptor ModelWeightsOutside { get; } = new("MSPEC206", "Weights of the model lie outside its folder");

    /// <summary>ONNX Runtime refuses the model.</summary>
    public static DiagnosticDescriptor ModelDoesNotLoad { get; } = new("MSPEC207", "Model does not load");

    /// <summary>The native library of ONNX Runtime cannot be loaded.</summary>
    public static DiagnosticDescriptor RuntimeMissing { get; } = new("MSPEC208", "ONNX Runtime is not there");

    /// <summary>The model failed while it ran.</summary>
    public static DiagnosticDescriptor InferenceFailed { get; } = new("MSPEC209", "Model failed on the golden set");

    /// <summary><c>inputs</c> names something that is no input of the model.</summary>
    public static DiagnosticDescriptor InputUnknown { get; } = new("MSPEC210", "Unknown input");

    /// <summary>Nothing says what an input is fed.</summary>
    public static DiagnosticDescriptor InputWithoutSource { get; } = new("MSPEC211", "Input without a source");

    /// <summary><c>inputs</c> or <c>predictions</c> names a column that the golden set lacks.</summary>
    public static DiagnosticDescriptor PredictionColumnUnknown { get; } = new("MSPEC212", "Unknown column");

    /// <summary>An input of a type that is not fed.</summary>
    public static DiagnosticDescriptor InputNotSupported { get; } = new("MSPEC213", "Input cannot be fed");

    /// <summary>The columns or the array do not fit an input's shape.</summary>
    public static DiagnosticDescriptor InputShapeDiffers { get; } = new("MSPEC214", "Columns do not fit the input's shape");

    /// <summary>A column or array of a type that the input cannot take.</summary>
    public static DiagnosticDescriptor InputColumnType { get; } = new("MSPEC215", "Column's type does not fit the input");

    /// <summary>Nulls in a column that feeds integers or booleans.</summary>
    public static DiagnosticDescriptor InputNull { get; } = new("MSPEC216", "Missing values for an input that has none");

    /// <summary>Values beyond what an input's type holds.</summary>
    public static DiagnosticDescriptor InputOutOfRange { get; } = new("MSPEC217", "Values do not fit the input");

    /// <summary>An NPY file with another number of rows than the golden set.</summary>
    public static DiagnosticDescriptor ArrayRowsDiffer { get; } = new("MSPEC218", "Array has another number of rows");

    /// <summary>A batch size that the model does not take.</summary>
    public static DiagnosticDescriptor BatchSizeFixed { get; } = new("MSPEC219", "Model fixes the batch size");

    /// <summary><c>outputs</c> names something that is no output of the model.</summary>
    public static DiagnosticDescriptor OutputUnknown { get; } = new("MSPEC220", "Unknown output");

    /// <summary>Several outputs, or none, could be meant.</summary>
    public static DiagnosticDescriptor OutputUnclear { get; } = new("MSPEC221", "Output to use is not clear");

    /// <summary>An output that cannot be read as predictions.</summary>
    public static DiagnosticDescriptor OutputUnusable { get; } = new("MSPEC222", "Output cannot be read");

    /// <summary>Class or number: the outputs do not say.</summary>
    public static DiagnosticDescriptor TaskUnclear { get; } = new("MSPEC223", "Task is not clear");

    /// <summary>The task needs other predictions than there are.</summary>
    public static DiagnosticDescriptor TaskDoesNotFit { get; } = new("MSPEC224", "Task does not fit the predictions");

    /// <summary>Nothing names the score columns.</summary>
    public static DiagnosticDescriptor ClassesUnknown { get; } = new("MSPEC225", "Classes of the scores are not known");

    /// <summary><c>classes</c> and the score columns do not fit each other.</summary>
    public static DiagnosticDescriptor ClassCountDiffers { get; } = new("MSPEC226", "Classes do not fit the scores");

    /// <summary>Two classes, and neither is the usual positive one.</summary>
    public static DiagnosticDescriptor PositiveUnclear { get; } = new("MSPEC227", "Positive class is not clear");

    /// <summary><c>positive</c> names no class.</summary>
    public static DiagnosticDescriptor PositiveUnknown { get; } = new("MSPEC228", "Positive class is none of the classes");

    /// <summary>A score or a predicted number is NaN or infinite.</summary>
    public static DiagnosticDescriptor PredictionNotFinite { get; } = new("MSPEC229", "Prediction is not finite");

    /// <summary>Scores beyond 0 to 1 without an operating point.</summary>
    public static DiagnosticDescriptor ScoresNotProbabilities { get; } = new("MSPEC230", "Scores are no probabilities");

    /// <summary>The score is not the positive class's.</summary>
    public static DiagnosticDescriptor ScoreOfOtherClass { get; } = new("MSPEC231", "Score of the other class");

    /// <summary>An activation that the scores do not allow.</summary>
    public static DiagnosticDescriptor ActivationDoesNotFit { get; } = new("MSPEC232", "Activation does not fit");

    /// <summary>A column of <c>predictions</c> of the wrong type.</summary>
    public static DiagnosticDescriptor PredictionColumnType { get; } = new("MSPEC233", "Column holds no predictions");

    /// <summary>Nulls in a column of <c>predictions</c>.</summary>
    public static DiagnosticDescriptor PredictionMissing { get; } = new("MSPEC234", "Rows without a prediction");

    /// <summary>A label output that gives something else than the classes.</summary>
    public static DiagnosticDescriptor PredictedLabelUnknown { get; } = new("MSPEC235", "Predicted label is none of the classes");

    /// <summary>Nulls in the label column.</summary>
    public static DiagnosticDescriptor LabelMissing { get; } = new("MSPEC236", "Rows without a label");

    /// <summary>Fewer labelled rows than <c>labelled_at_least</c>.</summary>
    public static DiagnosticDescriptor LabelledTooFew { get; } = new("MSPEC237", "Too few rows have a label");

    /// <summary>A label that the predictions have no class for.</summary>
    public static DiagnosticDescriptor LabelNotInClasses { get; } = new("MSPEC238", "Label is none of the classes");

    /// <summary>A label of a regression that is no finite number.</summary>
    public static DiagnosticDescriptor LabelNotNumber { get; } = new("MSPEC239", "Label is no number");

    private static IReadOnlyList<DiagnosticDescriptor> Model =>
    [
        ModelMissing, ModelIsLfsPointer, ModelNotOnnx, ModelHashDiffers, ModelLeavesRoot, ModelWeightsMissing,
        ModelWeightsOutside, ModelDoesNotLoad, RuntimeMissing, InferenceFailed, InputUnknown, InputWithoutSource,
        PredictionColumnUnknown, InputNotSupported, InputShapeDiffers, InputColumnType, InputNull, InputOutOfRange,
        ArrayRowsDiffer, BatchSizeFixed, OutputUnknown, OutputUnclear, OutputUnusable, TaskUnclear, TaskDoesNotFit,
        ClassesUnknown, ClassCountDiffers, PositiveUnclear, PositiveUnknown, PredictionNotFinite,
        ScoresNotProbabilities, ScoreOfOtherClass, ActivationDoesNotFit, PredictionColumnType, PredictionMissing,
        PredictedLabelUnknown, LabelMissing, LabelledTooFew, LabelNotInClasses, LabelNotNumber,
    ];
}
