using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Predicates;

/// <summary>A parsed slice predicate: its text, its place and its tree.</summary>
/// <param name="Text">As written.</param>
/// <param name="Span">Place of the scalar in the spec, quotes included.</param>
/// <param name="Root">The tree.</param>
public sealed record Predicate(string Text, SourceSpan Span, PredicateNode Root)
{
    /// <summary>Columns between the start of <see cref="Span"/> and the first character of <see cref="Text"/>: 1 for a quoted scalar.</summary>
    public int TextOffset { get; init; }

    /// <summary>The columns it reads: each occurrence, in the order written.</summary>
    public IReadOnlyList<PredicateColumn> Columns { get; init; } = [];

    /// <summary>The conditions that the word at the top joins, each a predicate of its own, in the order written; the whole text where nothing is joined.</summary>
    /// <param name="isAnd">Whether all have to be true rather than one.</param>
    public IReadOnlyList<string> Joined(out bool isAnd)
    {
        var chain = Root as LogicalNode;
        isAnd = chain is not { IsAnd: false };
        return chain is null ? [Text] : [.. chain.Operands.Select(Closed)];
    }

    // A node begins and ends with its first and last word: parentheses around a part of it are the text's, not the tree's.
    private string Closed(PredicateNode node)
    {
        var (depth, least, quote) = (0, 0, '\0');
        var end = node.Start;
        for (; end < node.End || (depth > least && end < Text.Length); end++)
        {
            var character = Text[end];
            if (quote != '\0')
            {
                quote = character == quote ? '\0' : quote;
            }
            else if (character is '\'' or '"' or '`')
            {
                quote = character;
            }
            else
            {
                depth += character == '(' ? 1 : character == ')' ? -1 : 0;
                least = Math.Min(least, depth);
            }
        }

        var start = node.Start;
        for (var open = -least; open > 0 && start > 0;)
        {
            open -= Text[--start] == '(' ? 1 : 0;
        }

        return Text.Substring(start, end - start);
    }

    /// <summary>Place in the spec of a part of the text; the scalar's own place where columns cannot be counted (several lines, escapes).</summary>
    /// <param name="start">First character.</param>
    /// <param name="end">Character after the last.</param>
    public SourceSpan SpanOf(int start, int end) => PredicatePlace.Of(Text, Span, TextOffset, start, end);
}

/// <summary>A column as a predicate names it.</summary>
/// <param name="Name">Name, without backquotes.</param>
/// <param name="Quoted">Whether it stood in backquotes: then it is always a column of the golden set, never a derived one.</param>
/// <param name="Span">Place in the spec.</param>
public sealed record PredicateColumn(string Name, bool Quoted, SourceSpan Span)
{
    /// <summary>Whether it names a derived column rather than one of the golden set.</summary>
    public bool IsDerived => !Quoted && DerivedNames.Contains(Name);
}

/// <summary>A node of a predicate.</summary>
/// <param name="Start">First character in the text.</param>
/// <param name="End">Character after the last.</param>
public abstract record PredicateNode(int Start, int End)
{
    /// <summary>Levels of the tree from here down.</summary>
    internal virtual int Height => 1;
}
