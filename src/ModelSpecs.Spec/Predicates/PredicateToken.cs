namespace ModelSpecs.Spec.Predicates;

/// <summary>Kinds of tokens; keywords are told from names by the lexer.</summary>
internal enum TokenKind
{
    End,
    Integer,
    Number,
    Text,
    Name,
    QuotedName,
    Malformed,
    And,
    Or,
    Not,
    In,
    Between,
    Is,
    Null,
    Like,
    True,
    False,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Open,
    Close,
    Comma,
}

/// <summary>A token: its place, and its value where it has one.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Start">First character.</param>
/// <param name="End">Character after the last.</param>
/// <param name="Text">Name without backquotes, or text without quotes.</param>
/// <param name="Integer">Value of an integer.</param>
/// <param name="Number">Value of a number.</param>
internal readonly record struct PredicateToken(TokenKind Kind, int Start, int End, string Text = "", long Integer = 0, double Number = 0);
