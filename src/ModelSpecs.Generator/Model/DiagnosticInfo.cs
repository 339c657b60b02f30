using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Generator.Model;

/// <summary>A problem of a spec as data: a Roslyn location would tie the cached step to one compilation.</summary>
/// <param name="Id"><c>MSPEC###</c>.</param>
/// <param name="IsError">Whether the build breaks.</param>
/// <param name="Span">Where.</param>
/// <param name="Start">Offset of the span in its file, from 0.</param>
/// <param name="Length">Length of the span.</param>
/// <param name="Message">One line.</param>
internal sealed record DiagnosticInfo(string Id, bool IsError, SourceSpan Span, int Start, int Length, string Message)
{
    /// <summary>The data of a diagnostic.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <param name="text">Text of its file, which lines are turned into offsets with; null: unknown.</param>
    public static DiagnosticInfo Of(SpecDiagnostic diagnostic, SourceText? text)
    {
        var start = Offset(text, diagnostic.Span.Line, diagnostic.Span.Column);
        var end = Offset(text, diagnostic.Span.EndLine, diagnostic.Span.EndColumn);
        return new DiagnosticInfo(diagnostic.Id, diagnostic.Severity == Spec.Diagnostics.DiagnosticSeverity.Error, diagnostic.Span, start, Math.Max(0, end - start), diagnostic.Message);
    }

    /// <summary>The compiler's form. An error cannot be configured away: a spec that is not tested must never be a green build.</summary>
    public Diagnostic ToDiagnostic()
    {
        var title = SpecDiagnostics.All.FirstOrDefault(row => string.Equals(row.Id, Id, StringComparison.Ordinal))?.Title ?? Id;
        var severity = IsError ? Microsoft.CodeAnalysis.DiagnosticSeverity.Error : Microsoft.CodeAnalysis.DiagnosticSeverity.Warning;
        var descriptor = new Microsoft.CodeAnalysis.DiagnosticDescriptor(
            Id, title, "{0}", "ModelSpecs", severity, isEnabledByDefault: true, customTags: IsError ? [WellKnownDiagnosticTags.NotConfigurable] : []);
        return Diagnostic.Create(descriptor, ToLocation(), Message);
    }

    private Location ToLocation() => Span.Line == 0
        ? Location.None
        : Location.Create(
            Span.File,
            new TextSpan(Start, Length),
            new LinePositionSpan(Position(Span.Line, Span.Column), Position(Span.EndLine, Span.EndColumn)));

    private static LinePosition Position(int line, int column) => new(Math.Max(0, line - 1), Math.Max(0, column - 1));

    private static int Offset(SourceText? text, int line, int column)
    {
        if (text is null || line < 1 || line > text.Lines.Count)
        {
            return 0;
        }

        var at = text.Lines[line - 1];
        return Math.Min(at.End, at.Start + Math.Max(0, column - 1));
    }
}
