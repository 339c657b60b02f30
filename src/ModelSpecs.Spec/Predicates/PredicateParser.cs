using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Predicates;

/// <summary>Parses the slice predicate language (docs/slices.md).</summary>
public static class PredicateParser
{
    /// <summary>Parses one predicate. Never throws on any text: problems are diagnostics with their columns inside the text.</summary>
    /// <param name="text">The predicate.</param>
    /// <param name="span">Place of the scalar in the spec, quotes included.</param>
    /// <param name="textOffset">Columns between the start of the span and the first character: 1 for a quoted scalar, else 0.</param>
    /// <param name="diagnostics">Told of every problem.</param>
    /// <returns>The predicate, or null where there was an error.</returns>
    public static Predicate? Parse(string text, SourceSpan span, int textOffset, ICollection<SpecDiagnostic> diagnostics) =>
        throw new NotSupportedException();
}
