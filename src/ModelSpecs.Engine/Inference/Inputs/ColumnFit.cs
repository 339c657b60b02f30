using System.Globalization;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Inference.Inputs;

/// <summary>Whether a column's values can be fed to an element type: its kind, its nulls, its range.</summary>
internal static class ColumnFit
{
    /// <summary>Reports everything of a column that the input cannot take; true where there is nothing.</summary>
    public static bool Check(Column column, BoundInput bound, RowSelection rows, ICollection<SpecDiagnostic> problems)
    {
        var before = problems.Count;
        if (CheckKind(column, bound, rows, problems))
        {
            CheckNulls(column, bound, rows, problems);
            CheckRange(column, bound, rows, problems);
        }

        return problems.Count == before;
    }

    private static bool CheckKind(Column column, BoundInput bound, RowSelection rows, ICollection<SpecDiagnostic> problems)
    {
        var input = bound.Input;
        var isText = input.Element == ModelElement.String;
        if (isText ? column is StringColumn : column is NumberColumn or IntegerColumn or BooleanColumn)
        {
            return true;
        }

        var name = OneLine.Quote(column.Name);
        var (expected, remedy) = (column, isText) switch
        {
            (TensorColumn, _) => ("a column with one value a row", "Feed an array to an input alone, without other columns."),
            (_, true) => ("a text column", $"If the model was trained on the text, say so: golden: {{ columns: {{ {column.Name}: string }} }}."),
            (DateColumn, _) => ("numbers", "Write the number that the model was trained on into a column of its own."),
            _ => ("numbers", "Feed the number that the model was trained on, or declare the column's nulls if some of its values are not numbers (golden.nulls)."),
        };
        remedy = expected == "numbers" ? RemedyOfNumbers(column, rows, remedy) : remedy;
        problems.Add(SpecDiagnostics.InputColumnType.At(bound.Span,
            $"The model's input {OneLine.Quote(input.Name)} cannot be fed from column {name}. Found {KindName(column)}{ExampleText(column, !isText, rows)}; expected {expected} for {input.Display}. {remedy}"));
        return false;
    }

    private static void CheckNulls(Column column, BoundInput bound, RowSelection rows, ICollection<SpecDiagnostic> problems)
    {
        var element = bound.Input.Element;
        if (column.Nulls is not { } nulls || element.IsFloat() || element == ModelElement.String)
        {
            return;
        }

        var found = rows.Find(row => nulls[row]);
        if (found.Count > 0)
        {
            problems.Add(SpecDiagnostics.InputNull.At(bound.Span,
                $"The model's input {OneLine.Quote(bound.Input.Name)} cannot take a missing value. Found nulls in column {OneLine.Quote(column.Name)} in {found.Name(rows)}; expected a value in each row, since {element.Display()} has none for \"missing\". Fill them as in training, or leave the rows out with golden.where."));
        }
    }

    private static void CheckRange(Column column, BoundInput bound, RowSelection rows, ICollection<SpecDiagnostic> problems)
    {
        var element = bound.Input.Element;
        if (column is BooleanColumn or StringColumn || (element is ModelElement.Double && column is NumberColumn))
        {
            return;
        }

        var (lowest, highest) = Range(element);
        var found = column switch
        {
            IntegerColumn integers => OutOfRange(integers, element, lowest, highest, rows),
            NumberColumn numbers when element.IsFloat() => rows.Find(row => double.IsFinite(numbers.Values[row]) && Math.Abs(numbers.Values[row]) > highest),
            // NaN fails every comparison: it is no integer either. Nulls were reported on their own.
            NumberColumn numbers => rows.Find(row => !numbers.IsNull(row) && !IsIntegerWithin(numbers.Values[row], lowest, highest)),
            _ => new Findings(),
        };
        if (found.Count > 0)
        {
            var row = rows[found.First[0]];
            var expected = element == ModelElement.Bool ? "0 or 1"
                : element.IsFloat() ? FormattableString.Invariant($"numbers between -{highest:R} and {highest:R}")
                : string.Create(CultureInfo.InvariantCulture, $"integers from {LowestText(element)} to {HighestText(element)}");
            problems.Add(SpecDiagnostics.InputOutOfRange.At(bound.Span,
                $"The model's input {OneLine.Quote(bound.Input.Name)} cannot hold values of column {OneLine.Quote(column.Name)}. Found {column.Format(row)} in {found.Name(rows)}; expected {expected} for {element.Display()}. Correct the data, or feed another column."));
        }
    }

    private static Findings OutOfRange(IntegerColumn integers, ModelElement element, double lowest, double highest, RowSelection rows)
    {
        if (element is ModelElement.Int64 or ModelElement.Float or ModelElement.Double or ModelElement.BFloat16)
        {
            return new Findings();
        }

        // The bounds of the narrower types are exact as doubles; of uint64 only the sign matters.
        var (low, high) = element switch
        {
            ModelElement.UInt64 => (0L, long.MaxValue),
            ModelElement.Bool => (0L, 1L),
            _ => ((long)lowest, (long)highest),
        };
        return rows.Find(row => integers.Values[row] < low || integers.Values[row] > high);
    }

    private static bool IsIntegerWithin(double value, double lowest, double highest) =>
        value >= lowest && (highest < TwoTo63 ? value <= highest : value < highest) && value == Math.Truncate(value);

    private const double TwoTo63 = 9_223_372_036_854_775_808;

    /// <summary>Bounds of a type. Those of 64 bits are the powers of two beyond, and are not reached.</summary>
    private static (double Lowest, double Highest) Range(ModelElement element) => element switch
    {
        ModelElement.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        ModelElement.UInt8 => (0, byte.MaxValue),
        ModelElement.Int16 => (short.MinValue, short.MaxValue),
        ModelElement.UInt16 => (0, ushort.MaxValue),
        ModelElement.Int32 => (int.MinValue, int.MaxValue),
        ModelElement.UInt32 => (0, uint.MaxValue),
        ModelElement.Int64 => (-TwoTo63, TwoTo63),
        ModelElement.UInt64 => (0, TwoTo63),
        ModelElement.Bool => (0, 1),
        ModelElement.Float16 => (-65504, 65504),
        _ => (float.MinValue, float.MaxValue),
    };

    private static string LowestText(ModelElement element) =>
        element == ModelElement.Int64 ? "-9223372036854775808" : Range(element).Lowest.ToString("R", CultureInfo.InvariantCulture);

    private static string HighestText(ModelElement element) =>
        element is ModelElement.Int64 or ModelElement.UInt64 ? "9223372036854775807" : Range(element).Highest.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A value that shows that a column holds another kind than wanted, to stand after its name; empty where there is none.</summary>
    internal static string ExampleText(Column column, bool isNumberWanted, RowSelection rows) =>
        Example(column, isNumberWanted, rows) is { } row ? $", {OneLine.Quote(column.Format(rows[row]))} in {rows.Name([row], 1)}" : "";

    /// <summary>What to do about a column that should hold numbers.</summary>
    internal static string RemedyOfNumbers(Column column, RowSelection rows, string otherwise)
    {
        if (column is not StringColumn || Example(column, isNumberWanted: true, rows) is not { } row)
        {
            return otherwise;
        }

        var text = column.Format(rows[row]);
        return text.Count(character => character == ',') == 1 && IsNumber(text.Replace(',', '.'))
            ? $"A number has a decimal point, whatever the machine's culture: write {OneLine.Escape(text.Replace(',', '.'))}."
            : otherwise;
    }

    // In a column of numbers that was read as text, the text that is none is what a person looks for.
    private static int? Example(Column column, bool isNumberWanted, RowSelection rows)
    {
        for (var position = 0; column is not TensorColumn && position < rows.Count; position++)
        {
            if (!column.IsNull(rows[position]) && !(isNumberWanted && IsNumber(column.Format(rows[position]))))
            {
                return position;
            }
        }

        return null;
    }

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>What a column holds, for people.</summary>
    internal static string KindName(Column column) => column switch
    {
        IntegerColumn => "integers",
        NumberColumn => "numbers",
        BooleanColumn => "booleans",
        StringColumn => "text",
        DateColumn => "dates",
        TensorColumn tensor => $"arrays of shape {ModelValue.DisplayShape(tensor.Shape.Select(length => (long)length))}",
        _ => "another type",
    };
}
