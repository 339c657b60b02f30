using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Spec.Predicates;

/// <summary>The tokens of a predicate and where the parser stands in them.</summary>
internal sealed class PredicateTokens(IReadOnlyList<PredicateToken> tokens, PredicateProblems problems)
{
    private int at;

    /// <summary>The token to be read next.</summary>
    public PredicateToken Current => tokens[at];

    /// <summary>The token after it.</summary>
    public PredicateToken Following => tokens[Math.Min(at + 1, tokens.Count - 1)];

    /// <summary>End of the last token read.</summary>
    public int LastEnd => at == 0 ? 0 : tokens[at - 1].End;

    /// <summary>Reads a token.</summary>
    public PredicateToken Next() => Current.Kind == TokenKind.End ? Current : tokens[at++];

    /// <summary>Reads the token where it is of the kind.</summary>
    public bool Accept(TokenKind kind)
    {
        if (Current.Kind != kind)
        {
            return false;
        }

        Next();
        return true;
    }

    /// <summary>Reads a token of the kind, or reports that it is not there.</summary>
    public bool Expect(TokenKind kind, string expected, string remedy = "")
    {
        if (Accept(kind))
        {
            return true;
        }

        ReportUnexpected(expected, remedy);
        return false;
    }

    /// <summary>Reports the current token.</summary>
    public void ReportUnexpected(string expected, string remedy = "")
    {
        var token = Current;
        var found = token.Kind == TokenKind.End ? "the end" : problems.Quote(token.Start, token.End);
        problems.Add(SpecDiagnostics.PredicateSyntax, token.Start, token.End,
            $"The predicate does not parse. Found {found}; expected {expected}.{(remedy.Length > 0 ? " " + remedy : "")}");
    }

    /// <summary>Goes on after an error: to the next <c>and</c>, <c>or</c> or closing parenthesis of the same nesting.</summary>
    public void Synchronise()
    {
        var nesting = 0;
        while (Current.Kind != TokenKind.End)
        {
            if (nesting == 0 && Current.Kind is TokenKind.And or TokenKind.Or or TokenKind.Close)
            {
                return;
            }

            nesting += Current.Kind == TokenKind.Open ? 1 : Current.Kind == TokenKind.Close ? -1 : 0;
            Next();
        }
    }

    /// <summary>Goes to the end: what follows cannot be read.</summary>
    public void SkipAll() => at = tokens.Count - 1;
}
