using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference;

/// <summary>What a model (or the golden set's own columns) said about every row, before any threshold.</summary>
public sealed class Predictions
{
    /// <summary>Task as said or inferred.</summary>
    public required TaskKind Task { get; init; }

    /// <summary>Hash of the model and its external data, <c>sha256:…</c>; null where no model was run.</summary>
    public string? ModelHash { get; init; }

    /// <summary>Rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Class names in score order; empty for regression and ranking. Binary: two, the positive one at <see cref="PositiveIndex"/>.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Whether the class names were written in the spec.</summary>
    public bool ClassesDeclared { get; init; }

    /// <summary>Index in <see cref="Classes"/> of the positive class; −1 if not binary.</summary>
    public int PositiveIndex { get; init; } = -1;

    /// <summary>Binary: the positive class's score [N]; multi-class and multi-label: row-major [N, K] in class order; ranking: one a row [N]; null: labels only.</summary>
    public double[]? Scores { get; init; }

    /// <summary>Whether the scores are probabilities: in [0, 1] and, multi-class, sums of 1 within 1e-3.</summary>
    public bool ScoresAreProbabilities { get; init; }

    /// <summary>Index of the label output's class by row; multi-label: 1 where a label is predicted, row-major [N, L]; null where there is none.</summary>
    public int[]? Labels { get; init; }

    /// <summary>What was applied to the scores to make probabilities of them.</summary>
    internal Activation Applied { get; init; }

    /// <summary>What an activation made probabilities of, row-major [N, K], or [N] where there was one; null: none was applied, or nobody asked for them.</summary>
    internal double[]? Logits { get; init; }

    /// <summary>Regression: predicted numbers [N].</summary>
    public double[]? Values { get; init; }

    /// <summary>The same predictions of a binary task, with the positive class's scores alone.</summary>
    internal Predictions AsBinary(int positive, double[] scores, bool areProbabilities) => new()
    {
        Task = TaskKind.Binary, Rows = Rows, ModelHash = ModelHash, Classes = Classes, ClassesDeclared = ClassesDeclared,
        PositiveIndex = positive, Scores = scores, ScoresAreProbabilities = areProbabilities, Labels = Labels, Applied = Applied, Logits = Logits,
    };
}
