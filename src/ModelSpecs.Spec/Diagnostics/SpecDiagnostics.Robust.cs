namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC540–549, robustness.</content>
public static partial class SpecDiagnostics
{
    /// <summary>A score is expected to follow a change that has no order.</summary>
    public static DiagnosticDescriptor PerturbationWithoutOrder { get; } = new("MSPEC540", "A change without an order says nothing of a score's direction");

    /// <summary>A perturbed column that the model does not see.</summary>
    public static DiagnosticDescriptor PerturbedColumnNotFed { get; } = new("MSPEC541", "Changed column is no input of the model");

    /// <summary>A column whose values cannot be changed so.</summary>
    public static DiagnosticDescriptor PerturbedColumnType { get; } = new("MSPEC542", "Column cannot be changed so");

    /// <summary>No input, or several, that could be images, or an image whose axes are not clear.</summary>
    public static DiagnosticDescriptor PerturbedImageUnclear { get; } = new("MSPEC543", "Which input holds images, and how, is not clear");

    /// <summary>A measure that the task or the outputs do not carry.</summary>
    public static DiagnosticDescriptor RobustMeasureNotForRun { get; } = new("MSPEC544", "Measure of robustness is not defined for this task");

    private static IReadOnlyList<DiagnosticDescriptor> Robust =>
        [PerturbationWithoutOrder, PerturbedColumnNotFed, PerturbedColumnType, PerturbedImageUnclear, RobustMeasureNotForRun];
}
