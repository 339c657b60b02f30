using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference;

/// <summary>Reads the label column of a ranking: how relevant each row is to its query, from 0 up.</summary>
internal static class Relevance
{
    /// <summary>The relevance of every row, false and true being 0 and 1; NaN where a row has none.</summary>
    public static double[] Read(SuiteSpec suite, Column column, RowSelection rows, ICollection<SpecDiagnostic> problems)
    {
        var values = Values(column);
        if (values is null)
        {
            problems.Add(SpecDiagnostics.BadRelevance.At(suite.Label.Span,
                $"The label of a ranking is the relevance of a row. Found {ColumnFit.KindName(column)} in column {OneLine.Quote(column.Name)}; expected numbers from 0 up, or false and true. Name the column with the relevance."));
            return [];
        }

        var strange = rows.Find(row => !column.IsNull(row) && !(values[row] >= 0 && double.IsFinite(values[row])));
        if (strange.Count > 0)
        {
            problems.Add(SpecDiagnostics.BadRelevance.At(suite.Label.Span,
                $"A relevance is no finite number from 0 up. Found {column.Format(strange.First[0])} in column {OneLine.Quote(column.Name)} in {strange.Name(rows)}; expected 0 for what is not relevant and more for what is. Correct the rows."));
        }

        for (var row = 0; column.Nulls is not null && row < values.Length; row++)
        {
            values[row] = column.IsNull(row) ? double.NaN : values[row];
        }

        return values;
    }

    private static double[]? Values(Column column) => column switch
    {
        BooleanColumn booleans => Array.ConvertAll(booleans.Values, value => value ? 1.0 : 0),
        IntegerColumn integers => Array.ConvertAll(integers.Values, value => (double)value),
        NumberColumn numbers => [.. numbers.Values],
        _ => null,
    };
}
