using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Datasets.Text;

/// <summary>Which type a column of text is read as: integer, number, boolean, date, else string; the narrowest that holds every value.</summary>
internal static class TypeInference
{
    /// <summary>The narrowest type of one value.</summary>
    public static ColumnKind Of(ReadOnlySpan<byte> field) =>
        FieldText.TryInteger(field, out _) ? ColumnKind.Integer
        : FieldText.TryNumber(field, out _) ? ColumnKind.Number
        : FieldText.TryBoolean(field, out _) ? ColumnKind.Boolean
        : FieldText.TryDate(field, out _) ? ColumnKind.Date
        : ColumnKind.String;

    /// <summary>The narrowest type that holds the values of both; null: no value yet.</summary>
    public static ColumnKind Join(ColumnKind? left, ColumnKind right) => (left, right) switch
    {
        (null, _) => right,
        var (a, b) when a == b => b,
        (ColumnKind.Integer, ColumnKind.Number) or (ColumnKind.Number, ColumnKind.Integer) => ColumnKind.Number,
        _ => ColumnKind.String,
    };
}
