namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC480–499, parity and contracts.</content>
public static partial class SpecDiagnostics
{
    /// <summary>A type and shape in <c>contract</c> that cannot be read.</summary>
    public static DiagnosticDescriptor ContractTypeMalformed { get; } = new("MSPEC480", "Malformed type of an input or output");

    /// <summary>A version of an operator set that cannot be read.</summary>
    public static DiagnosticDescriptor OpsetMalformed { get; } = new("MSPEC481", "Malformed version of an operator set");

    /// <summary>A size that cannot be read.</summary>
    public static DiagnosticDescriptor SizeMalformed { get; } = new("MSPEC482", "Malformed size");

    /// <summary>A folder of recorded tensors that is missing or not complete.</summary>
    public static DiagnosticDescriptor TestDataIncomplete { get; } = new("MSPEC483", "Recorded test data is not complete");

    /// <summary>A <c>.pb</c> file that is no tensor that can be compared.</summary>
    public static DiagnosticDescriptor TensorInvalid { get; } = new("MSPEC484", "Recorded tensor cannot be read");

    /// <summary>A parity that names something that the model does not have.</summary>
    public static DiagnosticDescriptor ParityNameUnknown { get; } = new("MSPEC485", "Parity names no input or output of the model");

    /// <summary>A column that cannot hold an output's values.</summary>
    public static DiagnosticDescriptor ParityColumnUnusable { get; } = new("MSPEC486", "Column holds no recorded output");

    private static IReadOnlyList<DiagnosticDescriptor> Parity =>
        [ContractTypeMalformed, OpsetMalformed, SizeMalformed, TestDataIncomplete, TensorInvalid, ParityNameUnknown, ParityColumnUnusable];
}
