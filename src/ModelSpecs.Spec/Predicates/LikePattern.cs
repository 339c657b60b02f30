namespace ModelSpecs.Spec.Predicates;

/// <summary>The pattern of a <c>like</c>, split into its parts.</summary>
/// <param name="Text">As written.</param>
/// <param name="Parts">Unicode code points, <see cref="AnyOne"/> and <see cref="AnyRun"/>, in order.</param>
public sealed record LikePattern(string Text, IReadOnlyList<int> Parts)
{
    /// <summary>Part that stands for exactly one character: <c>_</c>.</summary>
    public const int AnyOne = -1;

    /// <summary>Part that stands for any characters, also none: <c>%</c>.</summary>
    public const int AnyRun = -2;
}
