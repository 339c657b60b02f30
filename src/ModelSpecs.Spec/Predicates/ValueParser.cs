using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Spec.Predicates;

/// <summary>Reads values: arithmetic, constants, columns, lists and patterns. Null: an error, already reported.</summary>
internal sealed class ValueParser(PredicateTokens tokens, PredicateProblems problems, ConditionParser conditions)
{
    private const string Value = "a column, a number, a text in quotes, true, false, a date or an opening parenthesis";
    private const string Constant = "a number, a text in quotes, true, false or a date";

    /// <summary>Sums and differences.</summary>
    public PredicateNode? Sum() => Chain(Product, kind => kind switch
    {
        TokenKind.Plus => ArithmeticOperator.Add,
        TokenKind.Minus => ArithmeticOperator.Subtract,
        _ => null,
    });

    /// <summary>The constants of <c>in (…)</c>.</summary>
    public IReadOnlyList<ConstantNode>? List()
    {
        if (!tokens.Expect(TokenKind.Open, "a list in parentheses after in", "As in: country in ('DE', 'FR')."))
        {
            return null;
        }

        var items = new List<ConstantNode>();
        if (tokens.Current.Kind == TokenKind.Close)
        {
            var close = tokens.Next();
            problems.Add(SpecDiagnostics.PredicateBadList, close.Start, close.End, $"Empty list. Found '()' after in; expected {Constant}. Nothing is in an empty list.");
            return items;
        }

        do
        {
            if (Item() is { } item)
            {
                items.Add(item);
            }
        }
        while (tokens.Accept(TokenKind.Comma));
        if (tokens.Expect(TokenKind.Close, "a comma or the closing parenthesis of the list"))
        {
            return items;
        }

        do
        {
            SkipItem();
        }
        while (tokens.Accept(TokenKind.Comma));
        tokens.Accept(TokenKind.Close);
        return null;
    }

    /// <summary>The pattern of <c>like</c>.</summary>
    public LikePattern? Pattern()
    {
        var token = tokens.Current;
        if (token.Kind != TokenKind.Text)
        {
            problems.Add(SpecDiagnostics.PredicateBadPattern, token.Start, token.End,
                $"like needs a pattern. Found {Shown(token)}; expected a text in quotes, in which % stands for any characters and _ for one, as in: name like 'Mc%'.");
            return null;
        }

        tokens.Next();
        if (LikePattern.TryParse(token.Text, out var pattern))
        {
            return pattern;
        }

        problems.Add(SpecDiagnostics.PredicateBadPattern, token.Start, token.End,
            $"A backslash in a like pattern takes away the meaning of the character after it. Found {Shown(token)}, where none follows; expected a character after it. Write \\\\ for the backslash itself.");
        return null;
    }

    private PredicateNode? Product() => Chain(Factor, kind => kind switch
    {
        TokenKind.Star => ArithmeticOperator.Multiply,
        TokenKind.Slash => ArithmeticOperator.Divide,
        TokenKind.Percent => ArithmeticOperator.Remainder,
        _ => null,
    });

    private PredicateNode? Chain(Func<PredicateNode?> read, Func<TokenKind, ArithmeticOperator?> operatorOf)
    {
        var left = read();
        while (left is not null && operatorOf(tokens.Current.Kind) is { } arithmetic)
        {
            var sign = tokens.Next();
            left = read() is { } right ? new ArithmeticNode(left.Start, right.End, arithmetic, left, right) : null;
            // A long sum leans to the left: its tree is as deep as it has terms, whatever the parentheses.
            if (left?.Height > PredicateParser.DeepestNesting)
            {
                conditions.ReportTooDeep(sign.Start, sign.End);
                return null;
            }
        }

        return left;
    }

    private PredicateNode? Factor()
    {
        var sign = tokens.Current;
        if (!tokens.Accept(TokenKind.Minus))
        {
            return Primary();
        }

        return conditions.Deeper(Factor) switch
        {
            null => null,
            // A negative number is a constant like any other, also in lists and in messages.
            ConstantNode { Value: BoundInteger integer } constant => new ConstantNode(sign.Start, constant.End, new BoundInteger(-integer.Value)),
            ConstantNode { Value: BoundNumber number } constant => new ConstantNode(sign.Start, constant.End, new BoundNumber(-number.Value)),
            var operand => new NegationNode(sign.Start, operand.End, operand),
        };
    }

    private PredicateNode? Primary()
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Name when !IsDate():
            case TokenKind.QuotedName:
                tokens.Next();
                return new ColumnNode(token.Start, token.End, token.Text, token.Kind == TokenKind.QuotedName);
            case TokenKind.Open:
                tokens.Next();
                return conditions.Deeper(conditions.Or) is { } inner && tokens.Expect(TokenKind.Close, "the closing parenthesis") ? inner : Unclosed();
            case TokenKind.Null:
                problems.Add(SpecDiagnostics.PredicateNullComparison, token.Start, token.End,
                    "Nothing equals null, not even null. Found 'null' as a value; expected a value that can be compared. Write: is null, or: is not null.");
                tokens.Next();
                return Placeholder(token);
            default:
                return ReadConstant(Value);
        }
    }

    // The condition inside was reported; its closing parenthesis still belongs to it.
    private PredicateNode? Unclosed()
    {
        tokens.Accept(TokenKind.Close);
        return null;
    }

    private ConstantNode? Item()
    {
        var start = tokens.Current;
        var negative = tokens.Accept(TokenKind.Minus);
        var token = tokens.Current;
        var constant = token.Kind switch
        {
            TokenKind.Integer or TokenKind.Number => ReadConstant(Constant),
            TokenKind.Text or TokenKind.True or TokenKind.False or TokenKind.Malformed when !negative => ReadConstant(Constant),
            TokenKind.Name when !negative && IsDate() => ReadConstant(Constant),
            _ => null,
        };
        if (constant is not null)
        {
            return constant.Value switch
            {
                BoundInteger integer when negative => new ConstantNode(start.Start, constant.End, new BoundInteger(-integer.Value)),
                BoundNumber number when negative => new ConstantNode(start.Start, constant.End, new BoundNumber(-number.Value)),
                _ => constant,
            };
        }

        var remedy = token.Kind switch
        {
            TokenKind.Name => $"Did you mean the text '{OneLine.Escape(token.Text)}'? Text goes in quotes.",
            TokenKind.Null => "null is in no list; write: or … is null.",
            _ => "Compare with = and or where the other side is a column or is computed.",
        };
        problems.Add(SpecDiagnostics.PredicateBadList, token.Start, token.End, $"A list holds constants. Found {Shown(token)}; expected {Constant}. {remedy}");
        SkipItem();
        return null;
    }

    private void SkipItem()
    {
        var nesting = 0;
        while (tokens.Current.Kind != TokenKind.End && !(nesting == 0 && tokens.Current.Kind is TokenKind.Comma or TokenKind.Close))
        {
            nesting += tokens.Current.Kind == TokenKind.Open ? 1 : tokens.Current.Kind == TokenKind.Close ? -1 : 0;
            tokens.Next();
        }
    }

    private ConstantNode? ReadConstant(string expected)
    {
        var token = tokens.Current;
        BoundNode? value = token.Kind switch
        {
            TokenKind.Integer => new BoundInteger(token.Integer),
            TokenKind.Number => new BoundNumber(token.Number),
            TokenKind.Text => new BoundText(token.Text),
            TokenKind.True => new BoundBoolean(true),
            TokenKind.False => new BoundBoolean(false),
            TokenKind.Name when IsDate() => ReadDate(),
            // Reported by the lexer.
            TokenKind.Malformed => new BoundInteger(0),
            _ => null,
        };
        if (value is null)
        {
            tokens.ReportUnexpected(expected, PredicateLexer.IsKeyword(token.Text) ? "A column of that name goes in backquotes." : "");
            return null;
        }

        tokens.Next();
        return new ConstantNode(token.Start, tokens.LastEnd, value);
    }

    // date is a word of the language only before a text: columns are often called so.
    private bool IsDate() =>
        string.Equals(tokens.Current.Text, "date", StringComparison.OrdinalIgnoreCase) && tokens.Following.Kind == TokenKind.Text;

    private BoundDate ReadDate()
    {
        tokens.Next();
        var text = tokens.Current;
        if (!IsoDate.TryParse(text.Text, out var ticks))
        {
            problems.Add(SpecDiagnostics.PredicateBadDate, text.Start, text.End, DateMessage(Shown(text)));
        }

        return new BoundDate(ticks);
    }

    /// <summary>Message of a date that is none.</summary>
    public static string DateMessage(string found) => $"Malformed date. Found {found}; expected ISO 8601, as in '2024-01-31' or '2024-01-31T10:30:00Z'.";

    private static ConstantNode Placeholder(PredicateToken token) => new(token.Start, token.End, new BoundInteger(0));

    private string Shown(PredicateToken token) => token.Kind == TokenKind.End ? "the end" : problems.Quote(token.Start, token.End);
}
