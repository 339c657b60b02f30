namespace ModelSpecs.Spec.Diagnostics;

/// <summary>A spec, its data or its model cannot be used; carries every problem found, not the first.</summary>
public sealed class SpecException : Exception
{
    /// <summary>An exception of several diagnostics.</summary>
    public SpecException(IReadOnlyList<SpecDiagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics)) => Diagnostics = diagnostics;

    /// <summary>An exception of one diagnostic.</summary>
    public SpecException(SpecDiagnostic diagnostic)
        : this([diagnostic])
    {
    }

    /// <summary>The problems.</summary>
    public IReadOnlyList<SpecDiagnostic> Diagnostics { get; }
}
