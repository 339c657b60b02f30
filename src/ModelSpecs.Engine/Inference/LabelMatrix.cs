using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference;

/// <summary>Reads the label columns of a multi-label task: 0 or 1, or false or true, in each row of each.</summary>
internal static class LabelMatrix
{
    /// <summary>Row-major [N, L]: 1 where a row has a label; 0 where it lacks it, and where the field is empty.</summary>
    public static int[] Read(SuiteSpec suite, RowSelection rows, ICollection<SpecDiagnostic> problems)
    {
        var matrix = new int[checked(rows.Count * suite.Labels.Count)];
        for (var label = 0; label < suite.Labels.Count; label++)
        {
            Fill(suite.Labels[label], rows, matrix.AsSpan(label), suite.Labels.Count, problems);
        }

        return matrix;
    }

    private static void Fill(Located<string> name, RowSelection rows, Span<int> target, int stride, ICollection<SpecDiagnostic> problems)
    {
        var column = rows.Table.Find(name.Value) ?? throw new InvalidOperationException($"Label column {name.Value} was not read.");
        if (Reader(column) is not { } read)
        {
            problems.Add(SpecDiagnostics.LabelNotInClasses.At(name.Span,
                $"A label of several says of each row whether it has it. Found {ColumnFit.KindName(column)} in column {OneLine.Quote(column.Name)}; expected 0 or 1, or false or true, in each row. Give each label a column of its own."));
            return;
        }

        var strange = new Findings();
        for (var row = 0; row < rows.Count; row++)
        {
            var value = column.IsNull(rows[row]) ? 0 : read(rows[row]);
            if (value is 0 or 1)
            {
                target[row * stride] = (int)value;
            }
            else
            {
                strange.Add(row);
            }
        }

        if (strange.Count > 0)
        {
            problems.Add(SpecDiagnostics.LabelNotInClasses.At(name.Span,
                $"A label of several says of each row whether it has it. Found {column.Format(rows[strange.First[0]])} in column {OneLine.Quote(column.Name)} in {strange.Name(rows)}; expected 0 or 1, or false or true. Correct the rows."));
        }
    }

    private static Func<int, double>? Reader(Column column) => column switch
    {
        BooleanColumn booleans => row => booleans.Values[row] ? 1 : 0,
        IntegerColumn integers => row => integers.Values[row],
        NumberColumn numbers => row => numbers.Values[row],
        _ => null,
    };
}
