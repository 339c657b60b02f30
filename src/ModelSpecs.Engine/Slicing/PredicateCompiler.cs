using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Slicing;

/// <summary>Turns a bound predicate into nodes that read the columns of one table.</summary>
internal sealed class PredicateCompiler(Table table, DerivedColumns? derived, int threads, CancellationToken cancellationToken)
{
    private readonly TextConditions texts = new(threads, cancellationToken);

    /// <summary>The node of a condition.</summary>
    public TruthNode Condition(BoundNode node) => node switch
    {
        BoundLogical logical => new LogicalTruth(logical.IsAnd, [.. logical.Operands.Select(Condition)]),
        BoundNot not => new NotTruth(Condition(not.Operand)),
        BoundComparison comparison => Comparison(comparison),
        BoundIn list => In(list),
        BoundLike { Operand: BoundText constant } like => new ConstantTruth(Truth.Of(new LikeMatcher(like.Pattern).Matches(System.Text.Encoding.UTF8.GetBytes(constant.Value)))),
        BoundLike like => texts.Like(Find<StringColumn>(like.Operand), like.Pattern),
        BoundIsNull isNull => IsNull(isNull.Operand),
        BoundBoolean constant => new ConstantTruth(Truth.Of(constant.Value)),
        BoundColumn { Kind: ColumnKind.Boolean } => new BooleanColumnTruth(Find<BooleanColumn>(node)),
        _ => throw Unexpected(node),
    };

    private TruthNode Comparison(BoundComparison node)
    {
        switch (node.Left.Kind, node.Right.Kind)
        {
            case (ColumnKind.Integer, ColumnKind.Integer):
            case (ColumnKind.Date, ColumnKind.Date):
                return ComparisonTruth.Integers(node.Operator, Integers(node.Left), Integers(node.Right));
            case (ColumnKind.Number, ColumnKind.Number):
                return ComparisonTruth.Numbers(node.Operator, Numbers(node.Left), Numbers(node.Right));
            case (ColumnKind.Integer, ColumnKind.Number):
                return new MixedComparison(node.Operator, Integers(node.Left), Numbers(node.Right));
            case (ColumnKind.Number, ColumnKind.Integer):
                return new MixedComparison(ComparisonTruth.Exchanged(node.Operator), Integers(node.Right), Numbers(node.Left));
            case (ColumnKind.Boolean, ColumnKind.Boolean):
                return new EqualTruth(Condition(node.Left), Condition(node.Right), node.Operator == ComparisonOperator.NotEqual);
            case (ColumnKind.String, ColumnKind.String):
                return Texts(node);
            default:
                throw Unexpected(node);
        }
    }

    private TruthNode Texts(BoundComparison node) => (node.Left, node.Right) switch
    {
        (BoundText left, BoundText right) => new ConstantTruth(Truth.Of(ComparisonTruth.Holds(node.Operator, string.CompareOrdinal(left.Value, right.Value)))),
        (_, BoundText right) => texts.Compare(node.Operator, Find<StringColumn>(node.Left), right.Value),
        (BoundText left, _) => texts.Compare(ComparisonTruth.Exchanged(node.Operator), Find<StringColumn>(node.Right), left.Value),
        _ => TextConditions.Compare(node.Operator, Find<StringColumn>(node.Left), Find<StringColumn>(node.Right)),
    };

    private TruthNode In(BoundIn node) => node.Operand.Kind switch
    {
        ColumnKind.Integer => new IntegerInTruth(Integers(node.Operand), [.. node.Items.Select(i => ((BoundInteger)i).Value)]),
        ColumnKind.Date => new IntegerInTruth(Integers(node.Operand), [.. node.Items.Select(i => ((BoundDate)i).Ticks)]),
        ColumnKind.Number => new NumberInTruth(Numbers(node.Operand), [.. node.Items.Select(i => ((BoundNumber)i).Value)]),
        ColumnKind.String when node.Operand is BoundText constant => new ConstantTruth(Truth.Of(node.Items.Any(i => ((BoundText)i).Value == constant.Value))),
        ColumnKind.String => texts.In(Find<StringColumn>(node.Operand), node.Items.Select(i => ((BoundText)i).Value)),
        _ => new LogicalTruth(isAnd: false, [new ConstantTruth(Truth.No), .. node.Items.Select(i => new EqualTruth(Condition(node.Operand), Condition(i), negated: false))]),
    };

    private TruthNode IsNull(BoundNode operand) => operand.Kind switch
    {
        ColumnKind.Integer or ColumnKind.Date => new NullIntegerTruth(Integers(operand)),
        ColumnKind.Number => new NullNumberTruth(Numbers(operand)),
        ColumnKind.Boolean => new UnknownTruth(Condition(operand)),
        _ when operand is BoundText => new ConstantTruth(Truth.No),
        _ => new NullTextTruth(Find<StringColumn>(operand).Codes),
    };

    private IntegerNode Integers(BoundNode node) => node switch
    {
        BoundInteger constant => new ConstantInteger(constant.Value),
        BoundDate constant => new ConstantInteger(constant.Ticks),
        BoundColumn { Kind: ColumnKind.Integer } => new IntegerColumnValues(Find<IntegerColumn>(node).Values, Find<IntegerColumn>(node).Nulls),
        BoundColumn { Kind: ColumnKind.Date } => new IntegerColumnValues(Find<DateColumn>(node).Ticks, Find<DateColumn>(node).Nulls),
        BoundNegation negation => new NegatedIntegers(Integers(negation.Operand)),
        BoundArithmetic arithmetic => new ComputedIntegers(arithmetic.Operator, Integers(arithmetic.Left), Integers(arithmetic.Right)),
        _ => throw Unexpected(node),
    };

    private NumberNode Numbers(BoundNode node) => node switch
    {
        BoundInteger constant => new ConstantNumber(constant.Value),
        { Kind: ColumnKind.Integer } => new IntegersAsNumbers(Integers(node)),
        BoundNumber constant => new ConstantNumber(constant.Value),
        BoundColumn => new NumberColumnValues(Find<NumberColumn>(node)),
        BoundNegation negation => new NegatedNumbers(Numbers(negation.Operand)),
        BoundArithmetic arithmetic => new ComputedNumbers(arithmetic.Operator, Numbers(arithmetic.Left), Numbers(arithmetic.Right)),
        _ => throw Unexpected(node),
    };

    // The binder has checked names and types against this very table: what fails here is a fault of ours, not of the spec.
    private T Find<T>(BoundNode node)
        where T : Column
    {
        var reference = node as BoundColumn ?? throw Unexpected(node);
        var column = reference.IsDerived ? derived?.Columns.GetValueOrDefault(reference.Name) : table.Find(reference.Name);
        return column as T ?? throw new InvalidOperationException($"Column '{reference.Name}' was bound as {reference.Kind} and is {column?.Kind.ToString() ?? "missing"}.");
    }

    private static InvalidOperationException Unexpected(BoundNode node) => new($"A node {node.GetType().Name} of type {node.Kind} cannot stand here.");
}
