using ModelSpecs.Engine.Datasets.Typing;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Datasets.Npy;

/// <summary>The values of one column in an array of one or two axes.</summary>
/// <param name="Start">Place of the first.</param>
/// <param name="Step">Distance to the next.</param>
/// <param name="Rows">Their number.</param>
internal readonly record struct ArrayPart(int Start, int Step, int Rows)
{
    /// <summary>The values, converted; the array itself where it is all of them and nothing changes.</summary>
    public TTo[] Of<TFrom, TTo>(TFrom[] values, Func<TFrom, TTo> convert)
    {
        if (values is TTo[] same && typeof(TFrom) == typeof(TTo) && Step == 1 && values.Length == Rows)
        {
            return same;
        }

        var part = new TTo[Rows];
        for (int row = 0, at = Start; row < part.Length; row++, at += Step)
        {
            part[row] = convert(values[at]);
        }

        return part;
    }
}

/// <summary>Makes columns of arrays: of one axis, a column of values; of more, an array in each row.</summary>
internal static class ArrayColumns
{
    /// <summary>The column of a part of an array of numbers or booleans.</summary>
    public static Column OfNumbers(string name, Array values, ArrayPart part, ReadContext context) =>
        // By type code: to a type test of the runtime, ulong[] is long[] too.
        Type.GetTypeCode(values.GetType().GetElementType()) switch
        {
            TypeCode.Boolean => new BooleanColumn(name, part.Of((bool[])values, x => x), null),
            TypeCode.Double => Number(name, part.Of((double[])values, x => x)),
            TypeCode.Single => Number(name, part.Of((float[])values, x => (double)x)),
            TypeCode.Int64 => Integer(name, part.Of((long[])values, x => x), context),
            TypeCode.UInt64 => Integer(name, part.Of((ulong[])values, x => Signed(name, x, context)), context),
            TypeCode.Int32 => Integer(name, part.Of((int[])values, x => (long)x), context),
            TypeCode.UInt32 => Integer(name, part.Of((uint[])values, x => (long)x), context),
            TypeCode.Int16 => Integer(name, part.Of((short[])values, x => (long)x), context),
            TypeCode.UInt16 => Integer(name, part.Of((ushort[])values, x => (long)x), context),
            TypeCode.SByte => Integer(name, part.Of((sbyte[])values, x => (long)x), context),
            TypeCode.Byte => Integer(name, part.Of((byte[])values, x => (long)x), context),
            _ => Number(name, part.Of((Half[])values, x => (double)x)),
        };

    /// <summary>The column of a one-dimensional array of texts.</summary>
    public static Column OfTexts(string name, NpyTexts texts, ReadContext context)
    {
        var kind = context.Declared(name) ?? ColumnKind.String;
        return new TextColumnMaker(name, kind, new NullSpellings(context.Golden.Nulls), context.Problems).Make(texts);
    }

    /// <summary>Why an array cannot have a declared type; null: it can. Numbers stay what they are, an integer may be read as a number.</summary>
    public static string? Refusal(NpyHeader header, ColumnKind declared)
    {
        var own = header.Shape.Length > 1 ? ColumnKind.Tensor : header.Kind switch
        {
            'b' => ColumnKind.Boolean,
            'f' => ColumnKind.Number,
            'i' or 'u' => ColumnKind.Integer,
            _ => ColumnKind.String,
        };
        var possible = own == declared || (own == ColumnKind.Integer && declared == ColumnKind.Number) || (own == ColumnKind.String && declared != ColumnKind.Tensor);
        return possible ? null : $"the array holds {(own == ColumnKind.Tensor ? "an array in each row" : $"values of type {ReadContext.Written(own)}")}, and arrays keep their type";
    }

    // numpy has no null: in arrays of floats, NaN is what stands for it.
    private static NumberColumn Number(string name, double[] values)
    {
        ulong[]? words = null;
        for (var row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row]))
            {
                words ??= new ulong[(values.Length + 63) / 64];
                words[row >> 6] |= 1UL << (row & 63);
            }
        }

        return new NumberColumn(name, values, words is null ? null : new NullMask(words, values.Length));
    }

    private static Column Integer(string name, long[] values, ReadContext context) => context.Declared(name) == ColumnKind.Number
        ? new NumberColumn(name, Array.ConvertAll(values, v => (double)v), null)
        : new IntegerColumn(name, values, null);

    private static long Signed(string name, ulong value, ReadContext context) => value <= long.MaxValue ? (long)value : throw context.Problems.Fatal(
        SpecDiagnostics.NpyTypeRefused,
        FormattableString.Invariant($"A value of array {OneLine.Quote(name)} is too large. Found {value}; expected at most {long.MaxValue}. Save it as text, or as float64 where the last digits do not matter."));
}
