using System.Numerics;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference.Inputs;

/// <summary>Feeds from arrays: NPY files and the array columns of an NPZ.</summary>
internal static class ArrayInputs
{
    private const long MostBytes = 8_000_000_000;

    /// <summary>A feed from an array column; null where a problem was reported.</summary>
    public static InputFeed? FromColumn(BoundInput bound, TensorColumn column, RowSelection rows, ICollection<SpecDiagnostic> problems) =>
        Feed(bound, column.Values, column.Shape, rows, $"array column {column.Name.Length}:{column.Name}", $"column {OneLine.Quote(column.Name)}", problems);

    /// <summary>A feed from an NPY file whose first axis is the rows of the golden set; null where a problem was reported.</summary>
    public static InputFeed? FromFile(SuiteSpec suite, BoundInput bound, RowSelection rows, ICollection<SpecDiagnostic> problems, CancellationToken cancellationToken)
    {
        NpyArray array;
        try
        {
            array = NpyReader.Read(bound.Npy!, suite.Root, bound.Input.Name, MostBytes, cancellationToken);
        }
        catch (SpecException problem)
        {
            foreach (var diagnostic in problem.Diagnostics)
            {
                problems.Add(diagnostic);
            }

            return null;
        }

        var what = OneLine.Quote(bound.Npy!.Written.Value);
        if (array.Column.Length != rows.Table.Rows)
        {
            problems.Add(SpecDiagnostics.ArrayRowsDiffer.At(bound.Npy.Written.Span, FormattableString.Invariant(
                $"The array and the golden set have different numbers of rows. Found {array.Column.Length} rows in {what}; expected {rows.Table.Rows}, as in {OneLine.Quote(suite.Golden.File.Written.Value)}. Row i of the one belongs to row i of the other.")));
            return null;
        }

        return Feed(bound, array.Column.Values, array.Column.Shape, rows, $"npy {array.ContentHash}", what, problems);
    }

    private static InputFeed? Feed(
        BoundInput bound, Array values, int[] row, RowSelection rows, string identity, string what, ICollection<SpecDiagnostic> problems)
    {
        if (InputShapes.ForTensor(bound.Input, row, out var shape) is { } expected)
        {
            problems.Add(SpecDiagnostics.InputShapeDiffers.At(bound.Span,
                $"The array does not fit the model's input {OneLine.Quote(bound.Input.Name)}, {bound.Input.Display}. Found rows of shape {ModelValue.DisplayShape(row.Select(length => (long)length))} in {what}; expected {expected}. Reshape the array, or feed another one."));
            return null;
        }

        if (Feed(bound.Input, shape, values, rows, identity) is { } feed)
        {
            return feed;
        }

        problems.Add(SpecDiagnostics.InputColumnType.At(bound.Span,
            $"The model's input {OneLine.Quote(bound.Input.Name)} cannot be fed from {what}. Found elements of type {ElementName(values)}; expected {bound.Input.Element.Display()}, or a type that it holds exactly. Convert the array to that type."));
        return null;
    }

    // The run time takes a uint[] for an int[] in a pattern: element types are compared, not array types.
    private static InputFeed? Feed(ModelValue input, long[] shape, Array values, RowSelection rows, string identity)
    {
        var from = values.GetType().GetElementType()!;
        return input.Element switch
        {
            ModelElement.Float when from == typeof(float) => Same<float>(),
            ModelElement.Double when from == typeof(double) => Same<double>(),
            ModelElement.Float16 when from == typeof(Half) => Same<Half>(),
            ModelElement.Bool when from == typeof(bool) => Same<bool>(),
            ModelElement.Int8 when from == typeof(sbyte) => Same<sbyte>(),
            ModelElement.UInt8 when from == typeof(byte) => Same<byte>(),
            ModelElement.Int16 when from == typeof(short) => Same<short>(),
            ModelElement.UInt16 when from == typeof(ushort) => Same<ushort>(),
            ModelElement.Int32 when from == typeof(int) => Same<int>(),
            ModelElement.UInt32 when from == typeof(uint) => Same<uint>(),
            ModelElement.Int64 when from == typeof(long) => Same<long>(),
            ModelElement.UInt64 when from == typeof(ulong) => Same<ulong>(),
            // Numbers are rounded to narrower floats, as every framework does; integers must fit by their type alone.
            ModelElement.Float => Converted<float, FloatElement>(input, shape, values, rows, identity),
            ModelElement.Double => Converted<double, DoubleElement>(input, shape, values, rows, identity),
            ModelElement.Float16 => Converted<Half, HalfElement>(input, shape, values, rows, identity),
            ModelElement.BFloat16 => Converted<ushort, BrainFloatElement>(input, shape, values, rows, identity),
            ModelElement.Int64 when Fits(typeof(int), typeof(uint), typeof(short), typeof(ushort), typeof(sbyte), typeof(byte)) =>
                Converted<long, IntegerElement<long>>(input, shape, values, rows, identity),
            ModelElement.Int32 when Fits(typeof(short), typeof(ushort), typeof(sbyte), typeof(byte)) => Converted<int, IntegerElement<int>>(input, shape, values, rows, identity),
            ModelElement.Int16 when Fits(typeof(sbyte), typeof(byte)) => Converted<short, IntegerElement<short>>(input, shape, values, rows, identity),
            ModelElement.UInt64 when Fits(typeof(uint), typeof(ushort), typeof(byte)) => Converted<ulong, IntegerElement<ulong>>(input, shape, values, rows, identity),
            ModelElement.UInt32 when Fits(typeof(ushort), typeof(byte)) => Converted<uint, IntegerElement<uint>>(input, shape, values, rows, identity),
            ModelElement.UInt16 when Fits(typeof(byte)) => Converted<ushort, IntegerElement<ushort>>(input, shape, values, rows, identity),
            _ => null,
        };

        TensorFeed<T> Same<T>()
            where T : unmanaged => new(input, shape, (T[])values, rows, identity);

        bool Fits(params ReadOnlySpan<Type> types) => types.Contains(from);
    }

    private static InputFeed? Converted<T, TElement>(ModelValue input, long[] shape, Array values, RowSelection rows, string identity)
        where T : unmanaged
        where TElement : IElement<T>
    {
        var from = values.GetType().GetElementType()!;
        return from == typeof(float) ? From<float>()
            : from == typeof(double) ? From<double>()
            : from == typeof(Half) ? From<Half>()
            : from == typeof(sbyte) ? From<sbyte>()
            : from == typeof(byte) ? From<byte>()
            : from == typeof(short) ? From<short>()
            : from == typeof(ushort) ? From<ushort>()
            : from == typeof(int) ? From<int>()
            : from == typeof(uint) ? From<uint>()
            : from == typeof(long) ? From<long>()
            : from == typeof(ulong) ? From<ulong>()
            : from == typeof(bool) ? new ConvertingTensorFeed<byte, T, TElement>(input, shape, Array.ConvertAll((bool[])values, b => b ? (byte)1 : (byte)0), rows, identity)
            : null;

        ConvertingTensorFeed<TFrom, T, TElement> From<TFrom>()
            where TFrom : unmanaged, INumberBase<TFrom> => new(input, shape, (TFrom[])values, rows, identity);
    }

    private static string ElementName(Array values) => values.GetType().GetElementType()!.Name switch
    {
        "Single" => "float",
        "Half" => "float16",
        "Byte" => "uint8",
        "SByte" => "int8",
        "Boolean" => "bool",
        var name => name.ToLowerInvariant(),
    };
}
