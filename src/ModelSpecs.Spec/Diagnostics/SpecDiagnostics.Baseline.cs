namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC460–479, judging against the approved results and against a champion.</content>
public static partial class SpecDiagnostics
{
    /// <summary><c>max_drop</c> of a metric of which neither more nor less is better.</summary>
    public static DiagnosticDescriptor DropWithoutDirection { get; } = new("MSPEC460", "A metric without a direction cannot drop");

    /// <summary>A bound against <c>snapshot</c> or <c>champion</c> in a spec that has none.</summary>
    public static DiagnosticDescriptor ReferenceMissing { get; } = new("MSPEC461", "A bound's reference is not in the spec");

    /// <summary>A slice that is cut by a prediction where two models are compared.</summary>
    public static DiagnosticDescriptor SliceOfPrediction { get; } = new("MSPEC462", "Slice depends on a prediction while two models are compared");

    /// <summary>A champion that predicts something else than the model.</summary>
    public static DiagnosticDescriptor ChampionDiffers { get; } = new("MSPEC463", "Champion and model do not predict the same thing");

    private static IReadOnlyList<DiagnosticDescriptor> Baseline => [DropWithoutDirection, ReferenceMissing, SliceOfPrediction, ChampionDiffers];
}
