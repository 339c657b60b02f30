using System.Text;
using ModelSpecs.Engine.Datasets.Reading;
using ModelSpecs.Engine.Datasets.Text;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Arrays;

/// <summary>Arrays as columns: one axis is a column of values, more are a tensor in each row.</summary>
internal static class ArrayColumns
{
    /// <summary>The column of an array whose first axis is the rows.</summary>
    public static Column Of(string name, NpyValues array) => array.Shape.Length > 1
        ? new TensorColumn(name, array.Shape[0], array.Shape[1..], Numbers(name, array.Values))
        : array.Values switch
        {
            bool[] values => new BooleanColumn(name, values, null),
            string[] values => Strings(name, values),
            float[] values => Number(name, Array.ConvertAll(values, v => (double)v)),
            double[] values => Number(name, values),
            Half[] values => Number(name, Array.ConvertAll(values, v => (double)v)),
            ulong[] values => new IntegerColumn(name, Array.ConvertAll(values, v => v <= long.MaxValue ? (long)v : throw TooLarge(name)), null),
            Array values => new IntegerColumn(name, [.. values.Cast<IConvertible>().Select(v => v.ToInt64(System.Globalization.CultureInfo.InvariantCulture))], null),
        };

    /// <summary>The columns of a two-dimensional array: <c>c0</c>, <c>c1</c>, …</summary>
    public static IEnumerable<Column> Split(NpyValues array)
    {
        var (rows, width) = (array.Shape[0], array.Shape[1]);
        for (var column = 0; column < width; column++)
        {
            var part = Array.CreateInstance(array.Values.GetType().GetElementType()!, rows);
            for (var row = 0; row < rows; row++)
            {
                Array.Copy(array.Values, (row * width) + column, part, row, 1);
            }

            yield return Of(FormattableString.Invariant($"c{column}"), new NpyValues([rows], part));
        }
    }

    // numpy has no null: a NaN is one, as everywhere else in the field.
    private static NumberColumn Number(string name, double[] values)
    {
        var words = new ulong[(values.Length + 63) / 64];
        var any = false;
        for (var row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row]))
            {
                words[row >> 6] |= 1UL << (row & 63);
                any = true;
            }
        }

        return new NumberColumn(name, values, any ? new NullMask(words, values.Length) : null);
    }

    private static StringColumn Strings(string name, string[] values)
    {
        var dictionary = new TextDictionary();
        return new StringColumn(name, Array.ConvertAll(values, value => dictionary.Add(Encoding.UTF8.GetBytes(value))), dictionary.ToPool(), null);
    }

    private static Array Numbers(string name, Array values) => values is string[]
        ? throw new DatasetFormatException(SpecDiagnostics.GoldenArray, $"array {OneLine.Quote(name)}: text with more than one axis. Found a tensor of text; expected numbers, or one axis.")
        : values;

    private static DatasetFormatException TooLarge(string name) => new(SpecDiagnostics.GoldenArray,
        $"array {OneLine.Quote(name)}: a value does not fit 64-bit signed integers. Found more than {long.MaxValue}; expected at most that. Save it as float64 or text.");
}
