using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Predicates;

/// <summary>Places inside a predicate's text as places in the spec file.</summary>
internal static class PredicatePlace
{
    /// <summary>The part's own columns where the scalar stands on one line as it was written; else the start of the scalar.</summary>
    public static SourceSpan Of(string text, SourceSpan span, int textOffset, int start, int end)
    {
        // Inside quotes an escape takes more columns than characters; then, as over several lines, columns cannot be counted.
        var asWritten = span.Line == span.EndLine
            && (textOffset == 0 || span.EndColumn - span.Column == text.Length + (2 * textOffset));
        if (!asWritten)
        {
            return span;
        }

        var column = span.Column + textOffset;
        return span with { Column = column + start, EndColumn = column + Math.Max(end, start + 1) };
    }
}
