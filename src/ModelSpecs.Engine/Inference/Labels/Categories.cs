using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Outputs;

namespace ModelSpecs.Engine.Inference.Labels;

/// <summary>Labels by row, as codes into their distinct values.</summary>
internal sealed class Categories
{
    private Categories(int[] codes, IReadOnlyList<LabelValue> values, bool isTooMany)
    {
        Codes = codes;
        Values = values;
        IsTooMany = isTooMany;
    }

    /// <summary>Index into <see cref="Values"/> by position; −1: null.</summary>
    public int[] Codes { get; }

    /// <summary>The distinct values, in order of first occurrence.</summary>
    public IReadOnlyList<LabelValue> Values { get; }

    /// <summary>Whether there are more values than a task can have classes; the codes are then not complete.</summary>
    public bool IsTooMany { get; }

    /// <summary>Labels of a column; null where it holds no labels (arrays, dates).</summary>
    public static Categories? Of(Column column, RowSelection rows)
    {
        var coder = new LabelCoder();
        var codes = new int[rows.Count];
        switch (column)
        {
            case IntegerColumn integers:
                for (var i = 0; i < codes.Length && !coder.IsTooMany; i++)
                {
                    codes[i] = integers.IsNull(rows[i]) ? -1 : coder.Code(integers.Values[rows[i]]);
                }

                break;
            case NumberColumn numbers:
                for (var i = 0; i < codes.Length && !coder.IsTooMany; i++)
                {
                    codes[i] = numbers.IsNull(rows[i]) ? -1 : coder.Code(numbers.Values[rows[i]]);
                }

                break;
            case BooleanColumn booleans:
                for (var i = 0; i < codes.Length; i++)
                {
                    codes[i] = booleans.IsNull(rows[i]) ? -1 : coder.Code(booleans.Values[rows[i]]);
                }

                break;
            case StringColumn texts:
                var known = new int[texts.Pool.Count];
                Array.Fill(known, -1);
                for (var i = 0; i < codes.Length && !coder.IsTooMany; i++)
                {
                    var code = texts.Codes[rows[i]];
                    codes[i] = code < 0 ? -1
                        : known[code] >= 0 ? known[code]
                        : known[code] = coder.Add(LabelValue.Of(texts.Pool[code]));
                }

                break;
            default:
                return null;
        }

        return new Categories(codes, coder.Values, coder.IsTooMany);
    }

    /// <summary>Labels that a model gave; one a row.</summary>
    public static Categories Of(RawOutput output)
    {
        var coder = new LabelCoder();
        var codes = new int[output.Rows];
        switch (output.Kind)
        {
            case RawKind.Text:
                // The texts are distinct and in order of first occurrence already.
                output.Codes!.CopyTo(codes, 0);
                foreach (var text in output.Texts)
                {
                    coder.Add(LabelValue.Of(text));
                }

                break;
            case RawKind.Boolean:
                for (var i = 0; i < codes.Length; i++)
                {
                    codes[i] = coder.Code(output.Integers![i] != 0);
                }

                break;
            case RawKind.Integer:
                for (var i = 0; i < codes.Length && !coder.IsTooMany; i++)
                {
                    codes[i] = coder.Code(output.Integers![i]);
                }

                break;
            default:
                for (var i = 0; i < codes.Length && !coder.IsTooMany; i++)
                {
                    codes[i] = coder.Code(output.Number(i, 0));
                }

                break;
        }

        return new Categories(codes, coder.Values, coder.IsTooMany);
    }
}
