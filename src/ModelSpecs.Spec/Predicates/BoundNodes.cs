namespace ModelSpecs.Spec.Predicates;

/// <summary>A typed node of a bound predicate.</summary>
/// <param name="Kind">Type of its value; every value may be null.</param>
public abstract record BoundNode(ColumnKind Kind);

/// <summary>A column of the golden set, or one that comes from predictions.</summary>
/// <param name="Name">Name.</param>
/// <param name="IsDerived">Whether it comes from predictions.</param>
/// <param name="Kind">Type.</param>
public sealed record BoundColumn(string Name, bool IsDerived, ColumnKind Kind) : BoundNode(Kind);

/// <summary>A whole number.</summary>
/// <param name="Value">The number.</param>
public sealed record BoundInteger(long Value) : BoundNode(ColumnKind.Integer);

/// <summary>A finite number.</summary>
/// <param name="Value">The number.</param>
public sealed record BoundNumber(double Value) : BoundNode(ColumnKind.Number);

/// <summary>A text.</summary>
/// <param name="Value">The text.</param>
public sealed record BoundText(string Value) : BoundNode(ColumnKind.String);

/// <summary>True or false.</summary>
/// <param name="Value">Which.</param>
public sealed record BoundBoolean(bool Value) : BoundNode(ColumnKind.Boolean);

/// <summary>A time in UTC.</summary>
/// <param name="Ticks">100 ns since 0001-01-01.</param>
public sealed record BoundDate(long Ticks) : BoundNode(ColumnKind.Date);

/// <summary>Arithmetic on two numbers. Integer where both are, but for <see cref="ArithmeticOperator.Divide"/>, which is always a number.</summary>
/// <param name="Operator">Which.</param>
/// <param name="Left">Integer or number.</param>
/// <param name="Right">Integer or number.</param>
/// <param name="Kind">Integer or number.</param>
public sealed record BoundArithmetic(ArithmeticOperator Operator, BoundNode Left, BoundNode Right, ColumnKind Kind) : BoundNode(Kind);

/// <summary>The negative of a number.</summary>
/// <param name="Operand">Integer or number.</param>
public sealed record BoundNegation(BoundNode Operand) : BoundNode(Operand.Kind);

/// <summary>A comparison of two values: both numeric, or both of one type.</summary>
/// <param name="Operator">Which.</param>
/// <param name="Left">Left value.</param>
/// <param name="Right">Right value.</param>
public sealed record BoundComparison(ComparisonOperator Operator, BoundNode Left, BoundNode Right) : BoundNode(ColumnKind.Boolean);

/// <summary>Whether a value equals one of several constants of its own type.</summary>
/// <param name="Operand">The value.</param>
/// <param name="Items">Constants; none where no constant can be equal (a fraction in a list for integers).</param>
public sealed record BoundIn(BoundNode Operand, IReadOnlyList<BoundNode> Items) : BoundNode(ColumnKind.Boolean);

/// <summary>Whether a text has a form.</summary>
/// <param name="Operand">The text.</param>
/// <param name="Pattern">The form.</param>
public sealed record BoundLike(BoundNode Operand, LikePattern Pattern) : BoundNode(ColumnKind.Boolean);

/// <summary>Whether a value is null; itself never null.</summary>
/// <param name="Operand">The value.</param>
public sealed record BoundIsNull(BoundNode Operand) : BoundNode(ColumnKind.Boolean);

/// <summary>Negation: unknown stays unknown.</summary>
/// <param name="Operand">A truth value.</param>
public sealed record BoundNot(BoundNode Operand) : BoundNode(ColumnKind.Boolean);

/// <summary>Conjunction or disjunction in three-valued logic.</summary>
/// <param name="IsAnd">Conjunction, else disjunction.</param>
/// <param name="Operands">At least two truth values.</param>
public sealed record BoundLogical(bool IsAnd, IReadOnlyList<BoundNode> Operands) : BoundNode(ColumnKind.Boolean);

/// <summary>Comparisons of the language.</summary>
public enum ComparisonOperator
{
    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,
}

/// <summary>Arithmetic of the language.</summary>
public enum ArithmeticOperator
{
    /// <summary><c>+</c></summary>
    Add,

    /// <summary><c>-</c></summary>
    Subtract,

    /// <summary><c>*</c></summary>
    Multiply,

    /// <summary><c>/</c>: real division, also of integers.</summary>
    Divide,

    /// <summary><c>%</c>: remainder with the sign of the dividend.</summary>
    Remainder,
}
