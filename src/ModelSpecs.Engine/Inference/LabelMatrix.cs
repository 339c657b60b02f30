using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference;

/// <summary>Reads the columns of a multi-label task that say which labels a row has, or is predicted to have: 0 or 1, or false or true, in each row of each.</summary>
internal static class LabelMatrix
{
    /// <summary>Row-major [N, L]: 1 where a row has a label; 0 where it lacks it, and where the field is empty.</summary>
    public static int[] Read(SuiteSpec suite, RowSelection rows, ICollection<SpecDiagnostic> problems) =>
        Read(suite.Labels, rows, problems, SpecDiagnostics.LabelNotInClasses, "A label of several says of each row whether it has it.");

    /// <summary>The same of any columns.</summary>
    /// <param name="columns">The columns, one a label.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="problems">Takes what is found.</param>
    /// <param name="problem">As which it is reported.</param>
    /// <param name="what">First sentence of its message.</param>
    public static int[] Read(IReadOnlyList<Located<string>> columns, RowSelection rows, ICollection<SpecDiagnostic> problems, DiagnosticDescriptor problem, string what)
    {
        var matrix = new int[checked(rows.Count * columns.Count)];
        for (var label = 0; label < columns.Count; label++)
        {
            if (Fill(columns[label], rows, matrix.AsSpan(label), columns.Count) is { } found)
            {
                problems.Add(problem.At(columns[label].Span, $"{what} {found}"));
            }
        }

        return matrix;
    }

    /// <summary>Writes one column, or says what is wrong with it.</summary>
    private static string? Fill(Located<string> name, RowSelection rows, Span<int> target, int stride)
    {
        var column = rows.Table.Find(name.Value) ?? throw new InvalidOperationException($"Label column {name.Value} was not read.");
        if (Reader(column) is not { } read)
        {
            return $"Found {ColumnFit.KindName(column)} in column {OneLine.Quote(column.Name)}; expected 0 or 1, or false or true, in each row. Give each label a column of its own.";
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

        return strange.Count == 0 ? null
            : $"Found {column.Format(rows[strange.First[0]])} in column {OneLine.Quote(column.Name)} in {strange.Name(rows)}; expected 0 or 1, or false or true. Correct the rows.";
    }

    private static Func<int, double>? Reader(Column column) => column switch
    {
        BooleanColumn booleans => row => booleans.Values[row] ? 1 : 0,
        IntegerColumn integers => row => integers.Values[row],
        NumberColumn numbers => row => numbers.Values[row],
        _ => null,
    };
}
