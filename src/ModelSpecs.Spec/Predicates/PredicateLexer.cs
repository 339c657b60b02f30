using System.Globalization;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Spec.Predicates;

/// <summary>Cuts a predicate into tokens. What is wrong is reported and replaced by what was meant, so that parsing goes on.</summary>
internal sealed class PredicateLexer(string text, PredicateProblems problems)
{
    private static readonly Dictionary<string, TokenKind> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["and"] = TokenKind.And,
        ["or"] = TokenKind.Or,
        ["not"] = TokenKind.Not,
        ["in"] = TokenKind.In,
        ["between"] = TokenKind.Between,
        ["is"] = TokenKind.Is,
        ["null"] = TokenKind.Null,
        ["like"] = TokenKind.Like,
        ["true"] = TokenKind.True,
        ["false"] = TokenKind.False,
    };

    // Longest first. A foreign spelling carries the one that is meant.
    private static readonly (string Sign, TokenKind Kind, string? Meant)[] Signs =
    [
        ("===", TokenKind.Equal, "="), ("!==", TokenKind.NotEqual, "!="),
        ("==", TokenKind.Equal, "="), ("<>", TokenKind.NotEqual, "!="), ("=>", TokenKind.GreaterOrEqual, ">="), ("=<", TokenKind.LessOrEqual, "<="),
        ("&&", TokenKind.And, "and"), ("||", TokenKind.Or, "or"),
        ("!=", TokenKind.NotEqual, null), ("<=", TokenKind.LessOrEqual, null), (">=", TokenKind.GreaterOrEqual, null),
        ("=", TokenKind.Equal, null), ("<", TokenKind.Less, null), (">", TokenKind.Greater, null),
        ("+", TokenKind.Plus, null), ("-", TokenKind.Minus, null), ("*", TokenKind.Star, null), ("/", TokenKind.Slash, null),
        ("%", TokenKind.Percent, null), ("(", TokenKind.Open, null), (")", TokenKind.Close, null), (",", TokenKind.Comma, null),
        ("&", TokenKind.And, "and"), ("|", TokenKind.Or, "or"), ("!", TokenKind.Not, "not"),
        ("[", TokenKind.Open, "("), ("]", TokenKind.Close, ")"),
        ("\u2264", TokenKind.LessOrEqual, "<="), ("\u2265", TokenKind.GreaterOrEqual, ">="), ("\u2260", TokenKind.NotEqual, "!="),
        ("\u2212", TokenKind.Minus, "-"), ("\u00d7", TokenKind.Star, "*"), ("\u00f7", TokenKind.Slash, "/"),
    ];

    private static readonly char[] CurlyQuotes = ['\u2018', '\u2019', '\u201c', '\u201d', '\u201e', '\u201a', '\u00ab', '\u00bb'];

    private readonly List<PredicateToken> tokens = [];
    private int at;

    /// <summary>Spelling of a kind that is a sign or a keyword, as it is written in this language.</summary>
    public static string? Spelling(TokenKind kind) =>
        Signs.FirstOrDefault(s => s.Kind == kind && s.Meant is null).Sign ?? Keywords.FirstOrDefault(k => k.Value == kind).Key;

    /// <summary>Whether a word is a keyword.</summary>
    public static bool IsKeyword(string word) => Keywords.ContainsKey(word);

    /// <summary>Whether a name may begin at a character.</summary>
    public static bool StartsName(string text, int index) => text[index] == '_' || char.IsLetter(text, index);

    /// <summary>Whether a name may go on with a character.</summary>
    public static bool ContinuesName(string text, int index) =>
        text[index] is '_' or '.' || char.IsLetterOrDigit(text, index)
        || CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>The tokens, with an <see cref="TokenKind.End"/> at the end.</summary>
    public IReadOnlyList<PredicateToken> Read()
    {
        while (at < text.Length)
        {
            var character = text[at];
            if (char.IsWhiteSpace(character))
            {
                at++;
            }
            else if (StartsName(text, at))
            {
                ReadName();
            }
            else if (IsDigit(at) || (character == '.' && IsDigit(at + 1)))
            {
                ReadNumber();
            }
            else if (character is '\'' or '"')
            {
                ReadQuoted(TokenKind.Text, character, "text", "quotation mark");
            }
            else if (character == '`')
            {
                ReadQuoted(TokenKind.QuotedName, character, "column name", "backquote");
            }
            else
            {
                ReadSign();
            }
        }

        tokens.Add(new PredicateToken(TokenKind.End, text.Length, text.Length));
        return tokens;
    }

    private void ReadName()
    {
        var start = at;
        SkipName();
        var name = text.Substring(start, at - start);
        tokens.Add(new PredicateToken(Keywords.TryGetValue(name, out var kind) ? kind : TokenKind.Name, start, at, name));
    }

    private void SkipName()
    {
        while (at < text.Length && ContinuesName(text, at))
        {
            at += CharacterLength(at);
        }
    }

    private void ReadNumber()
    {
        var start = at;
        var whole = SkipDigits();
        var integer = true;
        if (whole && at < text.Length && text[at] == '.' && IsDigit(at + 1))
        {
            integer = false;
            at++;
            whole = SkipDigits();
        }

        if (whole && at < text.Length && text[at] is 'e' or 'E' && (IsDigit(at + 1) || (at + 1 < text.Length && text[at + 1] is '+' or '-' && IsDigit(at + 2))))
        {
            integer = false;
            at += 2;
            while (IsDigit(at))
            {
                at++;
            }
        }

        var end = at;
        // What is glued to a number belongs to it: 12abc and 1.2.3 are one mistake each.
        SkipName();
        var digits = text.Substring(start, at - start).Replace("_", "");
        if (!whole || at > end)
        {
            Malformed(start, text[start] == '.' ? "Write a digit before the point: 0.5." : "Numbers are written 20000, 20_000, 0.5 or 1e-3; a column name that begins with a digit goes in backquotes.");
        }
        else if (integer && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var exact))
        {
            tokens.Add(new PredicateToken(TokenKind.Integer, start, at, Integer: exact));
        }
        // The framework's parsers differ in what they make of a number beyond the range: infinity, or a failure.
        else if (double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsInfinity(number))
        {
            tokens.Add(new PredicateToken(TokenKind.Number, start, at, Number: number));
        }
        else
        {
            Malformed(start, "It is beyond the range of double precision.");
        }
    }

    private void Malformed(int start, string remedy)
    {
        problems.Add(SpecDiagnostics.PredicateBadNumber, start, at, $"Malformed number. Found {problems.Quote(start, at)}; expected a number. {remedy}");
        tokens.Add(new PredicateToken(TokenKind.Malformed, start, at));
    }

    /// <summary>Digits with single underscores between them; false where there is none or an underscore stands elsewhere.</summary>
    private bool SkipDigits()
    {
        var start = at;
        while (IsDigit(at) || (at > start && at < text.Length && text[at] == '_' && text[at - 1] != '_' && IsDigit(at + 1)))
        {
            at++;
        }

        return at > start;
    }

    private void ReadQuoted(TokenKind kind, char quote, string what, string mark)
    {
        var start = at++;
        var value = new System.Text.StringBuilder();
        while (at < text.Length)
        {
            if (text[at] != quote)
            {
                value.Append(text[at++]);
            }
            else if (at + 1 < text.Length && text[at + 1] == quote)
            {
                value.Append(quote);
                at += 2;
            }
            else
            {
                at++;
                if (kind == TokenKind.QuotedName && value.Length == 0)
                {
                    problems.Add(SpecDiagnostics.PredicateUnterminated, start, at, "Empty column name. Found ``; expected a name between the backquotes.");
                    kind = TokenKind.Malformed;
                }

                tokens.Add(new PredicateToken(kind, start, at, value.ToString()));
                return;
            }
        }

        problems.Add(SpecDiagnostics.PredicateUnterminated, start, text.Length,
            $"Unterminated {what}. Found {problems.Quote(start, text.Length)}; expected a closing {mark} {quote}. Inside, the mark itself is written twice.");
        tokens.Add(new PredicateToken(TokenKind.Malformed, start, at));
    }

    private void ReadSign()
    {
        var start = at;
        foreach (var (sign, kind, meant) in Signs)
        {
            if (string.CompareOrdinal(text, at, sign, 0, sign.Length) != 0)
            {
                continue;
            }

            at += sign.Length;
            if (meant is not null)
            {
                problems.Add(SpecDiagnostics.PredicateForeignOperator, start, at,
                    $"{OneLine.Quote(sign)} is not an operator of this language. Found {OneLine.Quote(sign)}; expected '{meant}'. Did you mean '{meant}'?");
            }

            tokens.Add(new PredicateToken(kind, start, at));
            return;
        }

        ReadUnexpected();
    }

    private void ReadUnexpected()
    {
        var start = at;
        var closing = IsCurlyQuote(start) ? text.IndexOfAny(CurlyQuotes, start + 1) : -1;
        var remedy = closing < 0
            ? "A column name with other characters than letters, digits, _ and . goes in backquotes; text goes in quotes."
            : "Use straight quotation marks: 'text'.";
        at = closing < 0 ? start + CharacterLength(start) : closing + 1;
        problems.Add(SpecDiagnostics.PredicateCharacter, start, at, $"Unexpected character. Found {problems.Quote(start, at)}; expected a column, a constant or an operator. {remedy}");
        // What is glued to it is part of the same mistake.
        SkipName();
        tokens.Add(new PredicateToken(TokenKind.Malformed, start, at));
    }

    private bool IsCurlyQuote(int index) => Array.IndexOf(CurlyQuotes, text[index]) >= 0;

    private bool IsDigit(int index) => index < text.Length && text[index] is >= '0' and <= '9';

    private int CharacterLength(int index) => char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]) ? 2 : 1;
}
