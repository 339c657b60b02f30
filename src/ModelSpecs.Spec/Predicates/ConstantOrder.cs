namespace ModelSpecs.Spec.Predicates;

/// <summary>Compares and converts constants without losing a digit.</summary>
public static class ConstantOrder
{
    /// <summary>Order of two constants of comparable types; 0 where either is no constant.</summary>
    public static int Compare(BoundNode left, BoundNode right) => (left, right) switch
    {
        (BoundInteger l, BoundInteger r) => l.Value.CompareTo(r.Value),
        (BoundNumber l, BoundNumber r) => l.Value.CompareTo(r.Value),
        (BoundInteger l, BoundNumber r) => Compare(l.Value, r.Value),
        (BoundNumber l, BoundInteger r) => -Compare(r.Value, l.Value),
        (BoundDate l, BoundDate r) => l.Ticks.CompareTo(r.Ticks),
        (BoundText l, BoundText r) => string.CompareOrdinal(l.Value, r.Value),
        _ => 0,
    };

    /// <summary>Order of an integer and a number that is not NaN, exact beyond 2⁵³ too.</summary>
    public static int Compare(long left, double right)
    {
        const double Limit = 9223372036854775808.0;
        if (right >= Limit)
        {
            return -1;
        }

        if (right < -Limit)
        {
            return 1;
        }

        var whole = Math.Truncate(right);
        var order = left.CompareTo((long)whole);
        return order != 0 ? order : whole.CompareTo(right);
    }

    /// <summary>A constant in another numeric type; null where that type has no equal value, so that nothing can equal it.</summary>
    public static BoundNode? Convert(BoundNode constant, ColumnKind kind) => (constant, kind) switch
    {
        (BoundNumber number, ColumnKind.Integer) => Whole(number.Value) is { } whole ? new BoundInteger(whole) : null,
        (BoundInteger integer, ColumnKind.Number) => Compare(integer.Value, (double)integer.Value) == 0 ? new BoundNumber(integer.Value) : null,
        _ => constant,
    };

    private static long? Whole(double value) =>
        value >= long.MinValue && value < 9223372036854775808.0 && Math.Truncate(value).Equals(value) ? (long)value : null;
}
