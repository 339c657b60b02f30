namespace ModelSpecs.Spec.Predicates;

/// <summary>A constant as written.</summary>
internal sealed record ConstantNode(int Start, int End, BoundNode Value) : PredicateNode(Start, End);

/// <summary>A column as written; <paramref name="Quoted"/>: in backquotes.</summary>
internal sealed record ColumnNode(int Start, int End, string Name, bool Quoted) : PredicateNode(Start, End);

/// <summary>Unary minus.</summary>
internal sealed record NegationNode(int Start, int End, PredicateNode Operand) : PredicateNode(Start, End)
{
    internal override int Height { get; } = 1 + Operand.Height;
}

/// <summary>Arithmetic on two values.</summary>
internal sealed record ArithmeticNode(int Start, int End, ArithmeticOperator Operator, PredicateNode Left, PredicateNode Right)
    : PredicateNode(Start, End)
{
    internal override int Height { get; } = 1 + Math.Max(Left.Height, Right.Height);
}

/// <summary>A comparison.</summary>
internal sealed record ComparisonNode(int Start, int End, ComparisonOperator Operator, PredicateNode Left, PredicateNode Right)
    : PredicateNode(Start, End)
{
    internal override int Height { get; } = 1 + Math.Max(Left.Height, Right.Height);
}

/// <summary><c>in (…)</c>.</summary>
internal sealed record InNode(int Start, int End, PredicateNode Operand, IReadOnlyList<ConstantNode> Items, bool Negated)
    : PredicateNode(Start, End)
{
    internal override int Height { get; } = 1 + Operand.Height;
}

/// <summary><c>between low and high</c>, both included.</summary>
internal sealed record BetweenNode(int Start, int End, PredicateNode Operand, PredicateNode Low, PredicateNode High, bool Negated)
    : PredicateNode(Start, End)
{
    internal override int Height { get; } = 1 + Math.Max(Operand.Height, Math.Max(Low.Height, High.Height));
}

/// <summary><c>like 'pattern'</c>.</summary>
internal sealed record LikeNode(int Start, int End, PredicateNode Operand, LikePattern Pattern, bool Negated) : PredicateNode(Start, End)
{
    internal override int Height { get; } = 1 + Operand.Height;
}

/// <summary><c>is null</c>.</summary>
internal sealed record IsNullNode(int Start, int End, PredicateNode Operand, bool Negated) : PredicateNode(Start, End)
{
    internal override int Height { get; } = 1 + Operand.Height;
}

/// <summary><c>not</c>.</summary>
internal sealed record NotNode(int Start, int End, PredicateNode Operand) : PredicateNode(Start, End)
{
    internal override int Height { get; } = 1 + Operand.Height;
}

/// <summary>A chain of <c>and</c>, or of <c>or</c>; flat, so that a long one is not deep.</summary>
internal sealed record LogicalNode(int Start, int End, bool IsAnd, IReadOnlyList<PredicateNode> Operands) : PredicateNode(Start, End)
{
    internal override int Height { get; } = 1 + Operands.Max(o => o.Height);
}
