using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Spec.Predicates;

/// <summary>Types values: columns, constants, arithmetic. Null: an error, already reported.</summary>
internal sealed class ValueBinder(PredicateProblems problems, ColumnResolver columns)
{
    /// <summary>Whether a type is a number of either kind.</summary>
    public static bool IsNumeric(ColumnKind kind) => kind is ColumnKind.Integer or ColumnKind.Number;

    /// <summary>The value that a node stands for; null also for a node that is a condition rather than a value.</summary>
    public BoundNode? Bind(PredicateNode node) => node switch
    {
        ConstantNode constant => constant.Value,
        ColumnNode column => columns.Resolve(column),
        NegationNode negation => Negation(negation),
        ArithmeticNode arithmetic => Arithmetic(arithmetic),
        _ => null,
    };

    /// <summary>A constant text as a date, where it stands beside dates. Null where it is none, which is reported.</summary>
    public BoundDate? AsDate(PredicateNode node, BoundText text)
    {
        if (IsoDate.TryParse(text.Value, out var ticks))
        {
            return new BoundDate(ticks);
        }

        problems.Add(SpecDiagnostics.PredicateBadDate, node.Start, node.End, ValueParser.DateMessage(Shown(node)));
        return null;
    }

    /// <summary>Reports two types that cannot be compared.</summary>
    /// <param name="at">The node to point at.</param>
    /// <param name="found">Its type.</param>
    /// <param name="other">The node it stands beside.</param>
    /// <param name="expected">Type of that.</param>
    public void ReportDifferent(PredicateNode at, BoundNode found, PredicateNode other, BoundNode expected) =>
        problems.Add(SpecDiagnostics.PredicateTypesDiffer, at.Start, at.End,
            $"Values of different types are compared. Found {Shown(at)} ({ColumnNames.Kind(found.Kind)}) beside {Shown(other)} ({ColumnNames.Kind(expected.Kind)}); "
            + $"expected {Article(expected.Kind)}.{Remedy(at, found, other, expected)}");

    /// <summary>A part of the text in a message.</summary>
    public string Shown(PredicateNode node) => problems.Quote(node.Start, node.End);

    private static string Article(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer or ColumnKind.Number => "a number",
        ColumnKind.Date => "a date",
        ColumnKind.Boolean => "true, false or a boolean column",
        _ => "a text in quotes",
    };

    private static string Remedy(PredicateNode at, BoundNode found, PredicateNode other, BoundNode expected) => (found, expected.Kind) switch
    {
        (BoundText text, ColumnKind.Integer or ColumnKind.Number) when double.TryParse(text.Value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _) =>
            $" Did you mean {text.Value} without quotes?",
        (BoundInteger or BoundNumber, ColumnKind.String) when at is ConstantNode =>
            $" Did you mean {PredicateText.Text(Plain(found))}?{Declare(other, "number")}",
        (BoundInteger { Value: 0 or 1 } integer, ColumnKind.Boolean) => $" Did you mean {(integer.Value == 1 ? "true" : "false")}?",
        (BoundText text, ColumnKind.Boolean) when bool.TryParse(text.Value, out var value) => $" Did you mean {(value ? "true" : "false")} without quotes?",
        (BoundDate, ColumnKind.String) => Declare(other, "date"),
        _ => "",
    };

    private static string Declare(PredicateNode column, string kind) =>
        column is ColumnNode named ? $" If the column holds {kind}s, say so: golden: {{ columns: {{ {OneLine.Escape(named.Name)}: {kind} }} }}." : "";

    private static string Plain(BoundNode constant) =>
        constant is BoundInteger integer ? PredicateText.Integer(integer.Value) : PredicateText.Number(((BoundNumber)constant).Value);

    private BoundNegation? Negation(NegationNode node) => Number(node.Operand, "-") is { } operand ? new BoundNegation(operand) : null;

    private BoundArithmetic? Arithmetic(ArithmeticNode node)
    {
        var sign = Sign(node.Operator);
        var left = Number(node.Left, sign);
        var right = Number(node.Right, sign);
        if (left is null || right is null)
        {
            return null;
        }

        var whole = node.Operator != ArithmeticOperator.Divide && left.Kind == ColumnKind.Integer && right.Kind == ColumnKind.Integer;
        return new BoundArithmetic(node.Operator, left, right, whole ? ColumnKind.Integer : ColumnKind.Number);
    }

    private BoundNode? Number(PredicateNode node, string sign)
    {
        var bound = Bind(node);
        if (bound is not null && IsNumeric(bound.Kind))
        {
            return bound;
        }

        if (bound is not null || node is not (ColumnNode or NegationNode or ArithmeticNode))
        {
            var kind = bound is null ? "a condition" : ColumnNames.Kind(bound.Kind);
            var remedy = bound?.Kind == ColumnKind.Date ? " Dates are compared, not computed with." : "";
            problems.Add(SpecDiagnostics.PredicateBadArithmetic, node.Start, node.End,
                $"'{sign}' computes with numbers. Found {Shown(node)} ({kind}); expected an integer or a number.{remedy}");
        }

        return null;
    }

    private static string Sign(ArithmeticOperator arithmetic) => arithmetic switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "*",
        ArithmeticOperator.Divide => "/",
        _ => "%",
    };
}
