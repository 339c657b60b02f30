namespace ModelSpecs.Spec.Predicates;

/// <summary>Goes through the nodes of a parsed predicate.</summary>
internal static class PredicateWalk
{
    /// <summary>The columns under a node, in the order written.</summary>
    public static IEnumerable<ColumnNode> Columns(PredicateNode node) => node is ColumnNode column ? [column] : Children(node).SelectMany(Columns);

    /// <summary>Nodes below a node.</summary>
    public static IEnumerable<PredicateNode> Children(PredicateNode node) => node switch
    {
        NegationNode n => [n.Operand],
        NotNode n => [n.Operand],
        IsNullNode n => [n.Operand],
        LikeNode n => [n.Operand],
        InNode n => [n.Operand, .. n.Items],
        BetweenNode n => [n.Operand, n.Low, n.High],
        ArithmeticNode n => [n.Left, n.Right],
        ComparisonNode n => [n.Left, n.Right],
        LogicalNode n => n.Operands,
        _ => [],
    };
}
