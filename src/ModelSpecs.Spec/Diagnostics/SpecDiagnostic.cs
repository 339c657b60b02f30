using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Diagnostics;

/// <summary>Weight of a diagnostic.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The spec cannot be judged.</summary>
    Error,

    /// <summary>The spec can be judged; a person should look.</summary>
    Warning,
}

/// <summary>One problem of a spec, its data or its model, with the place in the spec.</summary>
/// <param name="Id"><c>MSPEC###</c>, a row of <see cref="SpecDiagnostics"/>.</param>
/// <param name="Severity">Error or warning.</param>
/// <param name="Span">Where.</param>
/// <param name="Message">What, found, expected, remedy; one line.</param>
public sealed record SpecDiagnostic(string Id, DiagnosticSeverity Severity, SourceSpan Span, string Message)
{
    /// <summary><c>file(line,col): error MSPEC###: message</c>, the same in build, test run and CLI.</summary>
    public override string ToString() =>
        $"{OneLine.Escape(Span.ToString())}: {(Severity == DiagnosticSeverity.Error ? "error" : "warning")} {Id}: {Message}";
}

/// <summary>A kind of diagnostic: the row that its page and its tests hang on.</summary>
/// <param name="Id"><c>MSPEC###</c>; never re-used.</param>
/// <param name="Title">Short name, the page's heading.</param>
/// <param name="Severity">Error or warning.</param>
public sealed record DiagnosticDescriptor(string Id, string Title, DiagnosticSeverity Severity = DiagnosticSeverity.Error)
{
    /// <summary>A diagnostic of this kind. Control and bidirectional characters of the message are escaped: it is one line.</summary>
    public SpecDiagnostic At(SourceSpan span, string message) => new(Id, Severity, span, OneLine.Escape(message));
}
