using System.Globalization;
using System.Runtime.InteropServices;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Inference.Outputs;
using ModelSpecs.Engine.Inference.Recorded;

namespace ModelSpecs.Engine.Parity;

/// <summary>What values are, as far as comparing goes.</summary>
internal enum ComparedKind
{
    /// <summary>Floating-point numbers.</summary>
    Float,

    /// <summary>Integers.</summary>
    Integer,

    /// <summary>Booleans.</summary>
    Boolean,

    /// <summary>Texts.</summary>
    Text,
}

/// <summary>Values of one output in one order, whatever they came from.</summary>
internal sealed class ComparedValues
{
    private readonly double[]? floats;
    private readonly long[]? integers;
    private readonly string[]? texts;
    private readonly bool isUnsigned;

    private ComparedValues(ComparedKind kind, double[]? floats, long[]? integers, string[]? texts, bool isUnsigned = false)
    {
        Kind = kind;
        this.floats = floats;
        this.integers = integers;
        this.texts = texts;
        this.isUnsigned = isUnsigned;
    }

    /// <summary>What they are.</summary>
    public ComparedKind Kind { get; }

    /// <summary>Their number.</summary>
    public int Count => floats?.Length ?? integers?.Length ?? texts!.Length;

    /// <summary>Values of a tensor.</summary>
    public static ComparedValues Of(TensorData tensor) => tensor.Element switch
    {
        ModelElement.String => new ComparedValues(ComparedKind.Text, null, null, tensor.Texts),
        ModelElement.Float => Floats<float>(tensor, v => v),
        ModelElement.Double => Floats<double>(tensor, v => v),
        ModelElement.Float16 => Floats<Half>(tensor, v => (double)v),
        // A bfloat16 is the upper half of a float.
        ModelElement.BFloat16 => Floats<ushort>(tensor, v => BitConverter.UInt32BitsToSingle((uint)v << 16)),
        ModelElement.Bool => Integers<byte>(tensor, v => v, ComparedKind.Boolean),
        ModelElement.Int8 => Integers<sbyte>(tensor, v => v),
        ModelElement.Int16 => Integers<short>(tensor, v => v),
        ModelElement.Int32 => Integers<int>(tensor, v => v),
        ModelElement.Int64 => Integers<long>(tensor, v => v),
        ModelElement.UInt8 => Integers<byte>(tensor, v => v),
        ModelElement.UInt16 => Integers<ushort>(tensor, v => v),
        ModelElement.UInt32 => Integers<uint>(tensor, v => v),
        ModelElement.UInt64 => new ComparedValues(ComparedKind.Integer, null, MemoryMarshal.Cast<byte, long>(tensor.Bytes).ToArray(), null, isUnsigned: true),
        _ => throw new InvalidOperationException($"Tensors of {tensor.Element} are not read."),
    };

    /// <summary>Values of a model's output on the golden set's rows.</summary>
    public static ComparedValues Of(RawOutput output) => output.Kind switch
    {
        RawKind.Single => new ComparedValues(ComparedKind.Float, Array.ConvertAll(output.Singles!, v => (double)v), null, null),
        RawKind.Double => new ComparedValues(ComparedKind.Float, output.Doubles, null, null),
        RawKind.Text => new ComparedValues(ComparedKind.Text, null, null, Array.ConvertAll(output.Codes!, code => output.Texts[code])),
        _ => new ComparedValues(output.Kind == RawKind.Boolean ? ComparedKind.Boolean : ComparedKind.Integer, null, output.Integers, null),
    };

    /// <summary>Values of columns of the golden set, row by row; null where their types differ, or are none that an output has.</summary>
    public static ComparedValues? Of(IReadOnlyList<Column> columns)
    {
        var (rows, width) = (columns[0].Length, columns.Count);
        return columns switch
        {
            _ when columns.All(column => column is StringColumn) => new ComparedValues(ComparedKind.Text, null, null, Fill((row, column) => columns[column].Format(row))),
            _ when columns.All(column => column is BooleanColumn) => new ComparedValues(ComparedKind.Boolean, null, Fill((row, column) => ((BooleanColumn)columns[column]).Values[row] ? 1L : 0), null),
            _ when columns.All(column => column is IntegerColumn) => new ComparedValues(ComparedKind.Integer, null, Fill((row, column) => ((IntegerColumn)columns[column]).Values[row]), null),
            _ when columns.All(column => column is IntegerColumn or NumberColumn) => new ComparedValues(
                ComparedKind.Float, Fill((row, column) => columns[column] is NumberColumn numbers ? numbers.Values[row] : ((IntegerColumn)columns[column]).Values[row]), null, null),
            _ => null,
        };

        T[] Fill<T>(Func<int, int, T> value)
        {
            var values = new T[checked(rows * width)];
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < width; column++)
                {
                    values[(row * width) + column] = value(row, column);
                }
            }

            return values;
        }
    }

    /// <summary>Whether a value is close to another's; of two integers, booleans or texts they have to be equal unless a tolerance is meant for them.</summary>
    /// <param name="at">Place here.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="other">Place there.</param>
    /// <param name="tolerance">The tolerance.</param>
    /// <param name="equalNan">Whether NaN is close to NaN.</param>
    public bool IsClose(int at, ComparedValues reference, int other, OutputTolerance tolerance, bool equalNan) => (Kind, reference.Kind) switch
    {
        (ComparedKind.Text, _) or (_, ComparedKind.Text) => texts is not null && reference.texts is not null && string.Equals(texts[at], reference.texts[other], StringComparison.Ordinal),
        (ComparedKind.Float, _) or (_, ComparedKind.Float) => AllClose.IsClose(Number(at), reference.Number(other), tolerance.OfFloats, equalNan),
        _ => AllClose.IsClose(Integer(at), reference.Integer(other), tolerance.OfIntegers),
    };

    /// <summary>|here − reference|; NaN or infinite where one of them is, NaN of texts.</summary>
    public double Difference(int at, ComparedValues reference, int other) =>
        Kind == ComparedKind.Text || reference.Kind == ComparedKind.Text ? double.NaN
        : Kind == ComparedKind.Float || reference.Kind == ComparedKind.Float ? Math.Abs(Number(at) - reference.Number(other))
        : (double)Int128.Abs(Integer(at) - reference.Integer(other));

    /// <summary>A value as a number; not of texts.</summary>
    public double Number(int at) => floats is not null ? floats[at] : (double)Integer(at);

    /// <summary>A value as messages show it: all its digits, so that two different ones never look the same.</summary>
    public string Display(int at) => texts is not null ? $"'{texts[at]}'"
        : floats is not null ? floats[at].ToString("R", CultureInfo.InvariantCulture)
        : Kind == ComparedKind.Boolean ? (integers![at] != 0 ? "true" : "false")
        : Integer(at).ToString(CultureInfo.InvariantCulture);

    private Int128 Integer(int at) => isUnsigned ? (ulong)integers![at] : integers![at];

    private static ComparedValues Floats<T>(TensorData tensor, Func<T, double> convert)
        where T : unmanaged => new(ComparedKind.Float, Converted(tensor, convert), null, null);

    private static ComparedValues Integers<T>(TensorData tensor, Func<T, long> convert, ComparedKind kind = ComparedKind.Integer)
        where T : unmanaged => new(kind, null, Converted(tensor, convert), null);

    private static TTo[] Converted<T, TTo>(TensorData tensor, Func<T, TTo> convert)
        where T : unmanaged
    {
        var from = MemoryMarshal.Cast<byte, T>(tensor.Bytes);
        var to = new TTo[from.Length];
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = convert(from[i]);
        }

        return to;
    }
}
