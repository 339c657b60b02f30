using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Planning;

/// <summary>The weight column as doubles.</summary>
internal static class SampleWeights
{
    /// <summary>Weights by row, or null where the spec names none; a null, negative or non-finite weight is a diagnostic.</summary>
    public static double[]? Read(SuiteSpec suite, Table table, ICollection<SpecDiagnostic> diagnostics)
    {
        if (suite.Golden.Weight is not { } name || table.Find(name.Value) is not { } column)
        {
            return null;
        }

        double[] weights;
        switch (column)
        {
            case NumberColumn numbers:
                weights = numbers.Values;
                break;
            case IntegerColumn integers:
                weights = Array.ConvertAll(integers.Values, value => (double)value);
                break;
            default:
                diagnostics.Add(SpecDiagnostics.BadWeight.At(name.Span,
                    $"weight: column '{name.Value}' is not a number. Found {TypeNames.Of(column.Kind)}; expected integer or number."));
                return null;
        }

        for (var row = 0; row < weights.Length; row++)
        {
            if (column.IsNull(row) || !(weights[row] >= 0) || !double.IsFinite(weights[row]))
            {
                diagnostics.Add(SpecDiagnostics.BadWeight.At(name.Span,
                    $"weight: {RowPlace.Of(table, row)} has no usable weight. Found '{column.Format(row)}'; expected a finite number of at least 0."));
                return null;
            }
        }

        return weights;
    }
}

/// <summary>Names a data row in a diagnostic.</summary>
internal static class RowPlace
{
    /// <summary><c>golden.csv line 17</c>, or <c>golden.npz row 17</c> where the format has no lines.</summary>
    public static string Of(Table table, int row)
    {
        var file = Path.GetFileName(table.Path);
        return table.Lines is { } lines
            ? FormattableString.Invariant($"{file} line {lines[row]}")
            : FormattableString.Invariant($"{file} row {row + 1}");
    }
}

/// <summary>Types as the spec language writes them.</summary>
internal static class TypeNames
{
    /// <summary>integer, number, boolean, string, date or tensor.</summary>
    public static string Of(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => "integer",
        ColumnKind.Number => "number",
        ColumnKind.Boolean => "boolean",
        ColumnKind.String => "string",
        ColumnKind.Date => "date",
        _ => "tensor",
    };
}
