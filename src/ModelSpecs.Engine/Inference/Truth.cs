namespace ModelSpecs.Engine.Inference;

/// <summary>The label column, in the terms of the predictions: class indexes or numbers.</summary>
public sealed record Truth
{
    /// <summary>Classification: index into <see cref="Predictions.Classes"/> by row; −1 where <see cref="Missing"/>. Multi-label: 1 where a row has a label, row-major [N, L].</summary>
    public int[]? Classes { get; init; }

    /// <summary>Regression: the true number by row; ranking: the relevance; NaN where <see cref="Missing"/>.</summary>
    public double[]? Values { get; init; }

    /// <summary>Rows without a label, which <c>labels_missing: drop</c> leaves out; null: every row has one.</summary>
    public bool[]? Missing { get; init; }
}
