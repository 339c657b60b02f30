using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Inference.Outputs;

namespace ModelSpecs.Engine.Init;

/// <summary>What a model's outputs say of its task, before anything runs.</summary>
/// <param name="Score">The one output that can carry scores or numbers; null: none, or several.</param>
/// <param name="Label">The one output that can carry labels; null: none, or several.</param>
/// <param name="Width">Columns of the scores; null: not said.</param>
/// <param name="Classes">Class names in the order of the score columns, from metadata or graph; empty: not said.</param>
/// <param name="ClassesFrom">Where they stand.</param>
internal sealed record ModelOutlook(ModelOutput? Score, ModelOutput? Label, int? Width, IReadOnlyList<string> Classes, string ClassesFrom)
{
    /// <summary>Outputs that can carry scores, where they are several.</summary>
    public IReadOnlyList<ModelOutput> Scores { get; private init; } = [];

    /// <summary>Whether the columns of several scores have no names: neither metadata, nor the graph, nor a label output tells them.</summary>
    public bool ColumnsAreNameless => Score is { Value.Kind: ModelValueKind.Tensor } && Label is null && Width is > 1 && Classes.Count != Width;

    /// <summary>What a signature says.</summary>
    /// <param name="signature">What the model says of itself.</param>
    /// <param name="said">Name of the output with the scores; null: the only one that can have them.</param>
    public static ModelOutlook Of(ModelSignature signature, string? said)
    {
        var scores = signature.Outputs.Where(output => said is null ? IsScore(output) : string.Equals(output.Value.Name, said, StringComparison.Ordinal)).ToList();
        var score = scores.Count == 1 ? scores[0] : null;
        var labels = signature.Outputs.Where(output => output != score && IsLabel(output)).ToList();
        var width = score is null ? null : (int?)OutputRoles.DeclaredWidth(score);
        var metadata = ModelMetadata.Classes(signature.Metadata);
        var graph = score?.ClassLabels ?? [];
        var (classes, from) = graph.Count > 0 && score!.Value.Kind == ModelValueKind.MapSequence ? (graph, "the keys of the model's output")
            : metadata.Count > 0 && (width is null or 1 || metadata.Count == width) ? (metadata, "the model's metadata")
            : graph.Count > 0 ? (graph, "the classifier in the model")
            : ((IReadOnlyList<string>)[], "");
        return new ModelOutlook(score, labels.Count == 1 ? labels[0] : null, width, classes, from) { Scores = scores };
    }

    private static bool IsScore(ModelOutput output) => output.Value.Kind == ModelValueKind.MapSequence
        || (output.Value.Kind == ModelValueKind.Tensor && output.Value.Element.IsFloat()
            && (output.Value.Shape is not { } shape || (shape.Count > 0 && shape.Skip(1).Count(length => length != 1) <= 1)));

    private static bool IsLabel(ModelOutput output) => output.Value.Kind == ModelValueKind.Tensor
        && (output.Value.Element.IsInteger() || output.Value.Element is ModelElement.String or ModelElement.Bool)
        && OutputRoles.DeclaredWidth(output) is null or 1;
}
