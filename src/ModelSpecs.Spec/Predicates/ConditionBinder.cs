using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Spec.Predicates;

/// <summary>Types conditions. Null: an error, already reported.</summary>
internal sealed class ConditionBinder(PredicateProblems problems, ValueBinder values)
{
    /// <summary>The condition that a node stands for.</summary>
    public BoundNode? Bind(PredicateNode node)
    {
        switch (node)
        {
            case LogicalNode logical:
                // All of them, also after an error: every problem is reported.
                var operands = logical.Operands.Select(Bind).ToList();
                return operands.Contains(null) ? null : new BoundLogical(logical.IsAnd, operands!);
            case NotNode not:
                return Negate(Bind(not.Operand), negated: true);
            case ComparisonNode comparison:
                return Comparison(comparison);
            case BetweenNode between:
                return Between(between);
            case InNode list:
                return In(list);
            case LikeNode like:
                return Like(like);
            case IsNullNode isNull:
                return Operand(isNull.Operand) is { } tested ? Negate(new BoundIsNull(tested), isNull.Negated) : null;
            default:
                return Boolean(node);
        }
    }

    private static BoundNode? Negate(BoundNode? node, bool negated) => node is not null && negated ? new BoundNot(node) : node;

    // A condition in parentheses is a boolean value too: (a > 1) = b.
    private BoundNode? Operand(PredicateNode node) => node is ConstantNode or ColumnNode or NegationNode or ArithmeticNode ? values.Bind(node) : Bind(node);

    private BoundNode? Boolean(PredicateNode node)
    {
        var value = values.Bind(node);
        if (value is null or { Kind: ColumnKind.Boolean })
        {
            return value;
        }

        var remedy = value.Kind switch
        {
            ColumnKind.Integer or ColumnKind.Number => "compare it, as in: > 0",
            ColumnKind.String => "compare it, as in: = 'text'",
            _ => "compare it, as in: >= date '2024-01-31'",
        };
        problems.Add(SpecDiagnostics.PredicateNotBoolean, node.Start, node.End,
            $"A condition is expected. Found {values.Shown(node)} ({ColumnNames.Kind(value.Kind)}); expected something that is true or false: {remedy}.");
        return null;
    }

    private BoundComparison? Comparison(ComparisonNode node)
    {
        var left = Operand(node.Left);
        var right = Operand(node.Right);
        if (left is null || right is null || !Unify(node.Left, ref left, node.Right, ref right))
        {
            return null;
        }

        if (left.Kind == ColumnKind.Boolean && node.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual))
        {
            problems.Add(SpecDiagnostics.PredicateWrongOperator, node.Start, node.End,
                $"Booleans have no order. Found {values.Shown(node)}; expected = or !=, or the column alone.");
            return null;
        }

        return new BoundComparison(node.Operator, left, right);
    }

    /// <summary>Gives both sides one type: a text beside a date is read as a date. False where they cannot be compared.</summary>
    private bool Unify(PredicateNode leftNode, ref BoundNode left, PredicateNode rightNode, ref BoundNode right)
    {
        if (left.Kind == right.Kind || (ValueBinder.IsNumeric(left.Kind) && ValueBinder.IsNumeric(right.Kind)))
        {
            return true;
        }

        if (left.Kind == ColumnKind.Date && right is BoundText rightText)
        {
            right = values.AsDate(rightNode, rightText) ?? right;
            return right is BoundDate;
        }

        if (right.Kind == ColumnKind.Date && left is BoundText leftText)
        {
            left = values.AsDate(leftNode, leftText) ?? left;
            return left is BoundDate;
        }

        // The constant is the likelier mistake.
        if (leftNode is ConstantNode && rightNode is not ConstantNode)
        {
            values.ReportDifferent(leftNode, left, rightNode, right);
        }
        else
        {
            values.ReportDifferent(rightNode, right, leftNode, left);
        }

        return false;
    }

    private BoundNode? Between(BetweenNode node)
    {
        var operand = Operand(node.Operand);
        var low = Operand(node.Low);
        var high = Operand(node.High);
        if (operand is null || low is null || high is null)
        {
            return null;
        }

        var (lowOperand, highOperand) = (operand, operand);
        if (!Unify(node.Operand, ref lowOperand, node.Low, ref low) | !Unify(node.Operand, ref highOperand, node.High, ref high))
        {
            return null;
        }

        if (lowOperand.Kind == ColumnKind.Boolean)
        {
            problems.Add(SpecDiagnostics.PredicateWrongOperator, node.Start, node.End, $"Booleans have no order. Found {values.Shown(node)}; expected = or !=, or the column alone.");
            return null;
        }

        if (ConstantOrder.Compare(low, high) > 0)
        {
            problems.Add(SpecDiagnostics.PredicateNeverTrue, node.Low.Start, node.High.End,
                $"No value lies there. Found between {values.Shown(node.Low)} and {values.Shown(node.High)}; expected the lower end first.");
            return null;
        }

        return Negate(
            new BoundLogical(true, [new BoundComparison(ComparisonOperator.GreaterOrEqual, lowOperand, low), new BoundComparison(ComparisonOperator.LessOrEqual, highOperand, high)]),
            node.Negated);
    }

    private BoundNode? In(InNode node)
    {
        if (Operand(node.Operand) is not { } operand)
        {
            return null;
        }

        var items = new List<BoundNode>(node.Items.Count);
        var valid = true;
        foreach (var item in node.Items)
        {
            var (left, right) = (operand, item.Value);
            if (!Unify(node.Operand, ref left, item, ref right))
            {
                valid = false;
            }
            else if (ConstantOrder.Convert(right, left.Kind) is { } converted)
            {
                items.Add(converted);
            }
        }

        return valid ? Negate(new BoundIn(operand, items), node.Negated) : null;
    }

    private BoundNode? Like(LikeNode node)
    {
        if (Operand(node.Operand) is not { } operand)
        {
            return null;
        }

        if (operand.Kind != ColumnKind.String)
        {
            problems.Add(SpecDiagnostics.PredicateWrongOperator, node.Operand.Start, node.Operand.End,
                $"like looks into texts. Found {values.Shown(node.Operand)} ({ColumnNames.Kind(operand.Kind)}); expected a string column. Numbers and dates are compared with <, <=, between and so on.");
            return null;
        }

        return Negate(new BoundLike(operand, node.Pattern), node.Negated);
    }
}
