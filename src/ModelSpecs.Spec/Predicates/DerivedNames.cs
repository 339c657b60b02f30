namespace ModelSpecs.Spec.Predicates;

/// <summary>Names of the columns that come from predictions, not from the golden set. They are reserved: bare, they never mean a column of the data.</summary>
public static class DerivedNames
{
    /// <summary>What the model predicts: the label's type, or a number.</summary>
    public const string Prediction = "prediction";

    /// <summary>Score of the positive class.</summary>
    public const string Score = "score";

    /// <summary>max(p, 1 − p), or the top probability.</summary>
    public const string Confidence = "confidence";

    /// <summary>Whether prediction and label agree.</summary>
    public const string Correct = "correct";

    /// <summary>Prediction − label.</summary>
    public const string Error = "error";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Prediction, Score, Confidence, Correct, Error];

    /// <summary>Whether the name is one of them.</summary>
    public static bool Contains(string name) => All.Contains(name, StringComparer.Ordinal);
}
