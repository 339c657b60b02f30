using System.Globalization;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Predicates;

/// <summary>Parses the slice predicate language (docs/slices.md).</summary>
public static class PredicateParser
{
    /// <summary>Most characters of a predicate.</summary>
    public const int LongestText = 10_000;

    /// <summary>Deepest nesting of a predicate: parentheses, <c>not</c>, unary minus and arithmetic each count one. Chains of <c>and</c> and <c>or</c> count once.</summary>
    public const int DeepestNesting = 100;

    /// <summary>Parses one predicate. Never throws on any text: problems are diagnostics with their columns inside the text.</summary>
    /// <param name="text">The predicate.</param>
    /// <param name="span">Place of the scalar in the spec, quotes included.</param>
    /// <param name="textOffset">Columns between the start of the span and the first character: 1 for a quoted scalar, else 0.</param>
    /// <param name="diagnostics">Told of every problem.</param>
    /// <returns>The predicate, or null where there was an error.</returns>
    public static Predicate? Parse(string text, SourceSpan span, int textOffset, ICollection<SpecDiagnostic> diagnostics)
    {
        var problems = new PredicateProblems(text, span, textOffset, diagnostics);
        if (text.Length > LongestText)
        {
            problems.Add(SpecDiagnostics.PredicateTooLong, 0, 1, string.Format(CultureInfo.InvariantCulture,
                "Predicate too long. Found {0} characters; expected at most {1}. Put a column into the golden set that says what the slice is.", text.Length, LongestText));
            return null;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add(SpecDiagnostics.PredicateEmpty, 0, 1, "Empty predicate. Found nothing; expected a condition on columns, as in: age < 25 and country = 'DE'.");
            return null;
        }

        var tokens = new PredicateTokens(new PredicateLexer(text, problems).Read(), problems);
        var root = new ConditionParser(tokens, problems).Parse();
        if (root is null || problems.Any)
        {
            return null;
        }

        var predicate = new Predicate(text, span, root) { TextOffset = textOffset };
        return predicate with { Columns = [.. PredicateWalk.Columns(root).Select(c => new PredicateColumn(c.Name, c.Quoted, predicate.SpanOf(c.Start, c.End)))] };
    }
}
