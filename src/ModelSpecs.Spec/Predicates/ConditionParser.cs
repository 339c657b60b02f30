using System.Globalization;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Spec.Predicates;

/// <summary>Reads conditions: <c>or</c>, <c>and</c>, <c>not</c>, comparisons and their relatives. Null: an error, already reported.</summary>
internal sealed class ConditionParser
{
    private const string Condition = "a comparison (=, !=, <, <=, >, >=), in, between, like, is null, and, or, or the end";
    private const int LongestEcho = 60;
    private readonly PredicateTokens tokens;
    private readonly PredicateProblems problems;
    private readonly ValueParser values;
    private int depth;

    public ConditionParser(PredicateTokens tokens, PredicateProblems problems)
    {
        this.tokens = tokens;
        this.problems = problems;
        values = new ValueParser(tokens, problems, this);
    }

    /// <summary>The whole predicate.</summary>
    public PredicateNode? Parse()
    {
        PredicateNode? root;
        while (true)
        {
            root = Or();
            if (tokens.Current.Kind == TokenKind.End)
            {
                return root;
            }

            // Only a closing parenthesis without its partner stops a condition early.
            tokens.ReportUnexpected("the end", "There is no opening parenthesis for it.");
            tokens.Next();
            if (!tokens.Accept(TokenKind.And) && !tokens.Accept(TokenKind.Or))
            {
                return null;
            }
        }
    }

    /// <summary>A chain of <c>or</c>.</summary>
    public PredicateNode? Or() => Chain(TokenKind.Or, isAnd: false, And);

    /// <summary>One level deeper, if there is room.</summary>
    public PredicateNode? Deeper(Func<PredicateNode?> read)
    {
        if (depth >= PredicateParser.DeepestNesting)
        {
            var at = tokens.Current;
            ReportTooDeep(at.Start, at.End);
            return null;
        }

        depth++;
        var node = read();
        depth--;
        return node;
    }

    /// <summary>Reports a tree deeper than allowed, and gives up on the rest.</summary>
    public void ReportTooDeep(int start, int end)
    {
        problems.Add(SpecDiagnostics.PredicateTooDeep, start, end, string.Format(CultureInfo.InvariantCulture,
            "Predicate nested too deep. Found more than {0} levels; expected at most {0}. Put a column into the golden set that says what the slice is.", PredicateParser.DeepestNesting));
        tokens.SkipAll();
    }

    private PredicateNode? And() => Chain(TokenKind.And, isAnd: true, Not);

    private PredicateNode? Chain(TokenKind link, bool isAnd, Func<PredicateNode?> read)
    {
        var start = tokens.Current.Start;
        var first = read();
        if (tokens.Current.Kind != link)
        {
            return first;
        }

        var operands = new List<PredicateNode?> { first };
        while (tokens.Accept(link))
        {
            operands.Add(read());
        }

        return operands.Contains(null) ? null : new LogicalNode(start, tokens.LastEnd, isAnd, operands!);
    }

    private PredicateNode? Not()
    {
        var start = tokens.Current.Start;
        if (!tokens.Accept(TokenKind.Not))
        {
            return Comparison();
        }

        return Deeper(Not) is { } operand ? new NotNode(start, operand.End, operand) : null;
    }

    private PredicateNode? Comparison()
    {
        var node = ReadComparison();
        if (node is not null && tokens.Current.Kind is not (TokenKind.And or TokenKind.Or or TokenKind.Close or TokenKind.End))
        {
            ReportAfter(node);
            node = null;
        }

        if (node is null)
        {
            tokens.Synchronise();
        }

        return node;
    }

    private void ReportAfter(PredicateNode node)
    {
        if (node is ComparisonNode comparison && Operator(tokens.Current.Kind) is not null)
        {
            var sign = tokens.Current;
            problems.Add(SpecDiagnostics.PredicateChain, sign.Start, sign.End,
                $"Comparisons do not chain. Found a second {problems.Quote(sign.Start, sign.End)}; expected and, or, or the end. {Both(comparison, sign)}");
            return;
        }

        tokens.ReportUnexpected(node is ComparisonNode or InNode or BetweenNode or LikeNode or IsNullNode ? "and, or, or the end" : Condition, Remedy());
    }

    private string Both(ComparisonNode comparison, PredicateToken sign)
    {
        var (first, middle) = (problems.Text.Substring(comparison.Start, comparison.End - comparison.Start), problems.Text.Substring(comparison.Right.Start, comparison.Right.End - comparison.Right.Start));
        return first.Length <= LongestEcho
            ? $"Write both: {OneLine.Escape(first)} and {OneLine.Escape(middle)} {problems.Text.Substring(sign.Start, sign.End - sign.Start)} …, or use between."
            : "Write both comparisons with and between them, or use between.";
    }

    private string Remedy() => tokens.Current.Kind is TokenKind.Name or TokenKind.Integer or TokenKind.Number
        ? "A column name with spaces goes in backquotes, text in quotes."
        : "";

    private PredicateNode? ReadComparison()
    {
        var left = values.Sum();
        if (left is null)
        {
            return null;
        }

        if (Operator(tokens.Current.Kind) is { } comparison)
        {
            tokens.Next();
            return values.Sum() is { } right ? new ComparisonNode(left.Start, right.End, comparison, left, right) : null;
        }

        if (tokens.Accept(TokenKind.Is))
        {
            var negated = tokens.Accept(TokenKind.Not);
            return tokens.Expect(TokenKind.Null, negated ? "null, as in: is not null" : "null or not null, as in: is null", "Values are compared with = and !=.")
                ? new IsNullNode(left.Start, tokens.LastEnd, left, negated)
                : null;
        }

        var not = tokens.Accept(TokenKind.Not);
        switch (tokens.Current.Kind)
        {
            case TokenKind.In:
                tokens.Next();
                return values.List() is { } items ? new InNode(left.Start, tokens.LastEnd, left, items, not) : null;
            case TokenKind.Between:
                tokens.Next();
                return Between(left, not);
            case TokenKind.Like:
                tokens.Next();
                return values.Pattern() is { } pattern ? new LikeNode(left.Start, tokens.LastEnd, left, pattern, not) : null;
            case var _ when not:
                tokens.ReportUnexpected("in, between or like after not", "Write not before a whole condition: not (age < 25).");
                return null;
            default:
                return left;
        }
    }

    private BetweenNode? Between(PredicateNode operand, bool negated)
    {
        var low = values.Sum();
        return low is not null
            && tokens.Expect(TokenKind.And, "and with the upper end, as in: between 18 and 25")
            && values.Sum() is { } high
            ? new BetweenNode(operand.Start, high.End, operand, low, high, negated)
            : null;
    }

    private static ComparisonOperator? Operator(TokenKind kind) => kind switch
    {
        TokenKind.Equal => ComparisonOperator.Equal,
        TokenKind.NotEqual => ComparisonOperator.NotEqual,
        TokenKind.Less => ComparisonOperator.Less,
        TokenKind.LessOrEqual => ComparisonOperator.LessOrEqual,
        TokenKind.Greater => ComparisonOperator.Greater,
        TokenKind.GreaterOrEqual => ComparisonOperator.GreaterOrEqual,
        _ => null,
    };
}
