using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Inference.Recorded;

/// <summary>Reads a <c>TensorProto</c>, strictly: what is not known, not whole or said twice is refused.</summary>
/// <remarks>Field numbers are those of <c>onnx.proto3</c>. Values stand either in <c>raw_data</c> (little-endian) or in the field of their type.</remarks>
internal static class TensorFile
{
    private const int MostAxes = 32;
    private const int Dims = 1;
    private const int DataType = 2;
    private const int FloatData = 4;
    private const int Int32Data = 5;
    private const int StringData = 6;
    private const int Int64Data = 7;
    private const int NameField = 8;
    private const int RawData = 9;
    private const int DoubleData = 10;
    private const int UInt64Data = 11;
    private const int DocString = 12;
    private const int External = 13;
    private const int Location = 14;
    private const int MetadataProps = 16;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The tensor.</summary>
    /// <exception cref="InvalidDataException">The bytes are none, or none that can be compared; the message says what was found and expected.</exception>
    public static TensorData Read(ReadOnlySpan<byte> bytes)
    {
        var (name, element) = ("", ModelElement.Undefined);
        var shape = new List<long>();
        var texts = new List<string>();
        var values = new MemoryStream();
        ReadOnlySpan<byte> raw = default;
        var field = 0;
        var hasRaw = false;
        var tensor = new ProtoReader(bytes);
        while (tensor.Next())
        {
            switch (tensor.Field)
            {
                case Dims:
                    tensor.AddIntegersTo(shape);
                    break;
                case DataType when !tensor.HasContent && tensor.Fixed.IsEmpty:
                    element = (ModelElement)(int)Math.Clamp(tensor.Integer, 0, int.MaxValue);
                    break;
                case NameField when tensor.HasContent:
                    name = Text(tensor.Content);
                    break;
                case RawData when tensor.HasContent && !hasRaw:
                    raw = tensor.Content;
                    hasRaw = true;
                    break;
                case StringData when tensor.HasContent:
                    field = StringData;
                    texts.Add(Text(tensor.Content));
                    break;
                case FloatData or DoubleData:
                    field = Field(field, tensor.Field);
                    values.Write(tensor.HasContent ? tensor.Content : tensor.Fixed);
                    break;
                case Int32Data or Int64Data or UInt64Data:
                    field = Field(field, tensor.Field);
                    Integers(tensor, values);
                    break;
                case DocString or MetadataProps when tensor.HasContent:
                    break;
                case Location when tensor.Integer == 0:
                    break;
                case External or Location:
                    throw new InvalidDataException("found values in another file; expected them in this one");
                default:
                    throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"found field {tensor.Field}, which no tensor has or which is not read; expected a TensorProto"));
            }
        }

        if (!Enum.IsDefined(element) || element == ModelElement.Undefined)
        {
            throw new InvalidDataException($"found {(element == ModelElement.Undefined ? "no element type" : element.Display())}; expected one of float, double, float16, bfloat16, integers of 8 to 64 bits, bool and string");
        }

        var count = CountOf(shape, element, bytes.Length);
        if (hasRaw && (field != 0 || element == ModelElement.String))
        {
            throw new InvalidDataException("found raw_data beside other values, or of texts; expected one or the other");
        }

        if (element == ModelElement.String)
        {
            return field is 0 or StringData && texts.Count == count
                ? new TensorData(name, element, [.. shape], [], [.. texts])
                : throw Short(texts.Count, count, shape);
        }

        if (texts.Count > 0 || (field != 0 && field != FieldOf(element)))
        {
            throw new InvalidDataException($"found values of another type than {element.Display()}; expected them in the field of that type, or in raw_data");
        }

        var data = hasRaw ? raw.ToArray() : Narrow(element, values.ToArray());
        if (data.Length != count * element.Size())
        {
            throw Short(data.Length / element.Size(), count, shape);
        }

        if (hasRaw && !BitConverter.IsLittleEndian)
        {
            Reverse(data, element.Size());
        }

        return element == ModelElement.Bool && data.AsSpan().ContainsAnyExcept((byte)0, (byte)1)
            ? throw new InvalidDataException("found a boolean that is neither 0 nor 1; expected one of the two")
            : new TensorData(name, element, [.. shape], data, null);
    }

    // A shape may claim anything: it has to be borne out by the bytes, of which a value takes at least one.
    private static long CountOf(List<long> shape, ModelElement element, int bytes)
    {
        if (shape.Count > MostAxes || shape.Exists(length => length < 0))
        {
            throw new InvalidDataException($"found shape {OneLine.Escape(ModelValue.DisplayShape(shape.Take(MostAxes + 1)))}; expected at most {MostAxes} axes, none of them negative");
        }

        long count = 1;
        foreach (var length in shape)
        {
            count = length == 0 || count == 0 ? 0 : count > long.MaxValue / length ? long.MaxValue : count * length;
        }

        return count <= bytes ? count : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
            $"found {bytes:N0} bytes for {element.Display()} {ModelValue.DisplayShape(shape)}; expected a value for each place of that shape"));
    }

    private static int Field(int before, int now) => before == 0 || before == now ? now : throw new InvalidDataException("found values in two fields; expected one");

    private static int FieldOf(ModelElement element) => element switch
    {
        ModelElement.Float => FloatData,
        ModelElement.Double => DoubleData,
        ModelElement.Int64 => Int64Data,
        ModelElement.UInt32 or ModelElement.UInt64 => UInt64Data,
        _ => Int32Data,
    };

    private static void Integers(ProtoReader tensor, MemoryStream values)
    {
        if (!tensor.Fixed.IsEmpty)
        {
            throw new InvalidDataException("found numbers of fixed size where varints belong; expected a TensorProto");
        }

        var integers = new List<long>();
        tensor.AddIntegersTo(integers);
        Span<byte> eight = stackalloc byte[sizeof(long)];
        foreach (var integer in integers)
        {
            BinaryPrimitives.WriteInt64LittleEndian(eight, integer);
            values.Write(eight);
        }
    }

    /// <summary>Values as their fields hold them (floats as they are, integers as 64 bits), in the bytes of the element.</summary>
    private static byte[] Narrow(ModelElement element, byte[] values)
    {
        if (element is ModelElement.Float or ModelElement.Double)
        {
            if (!BitConverter.IsLittleEndian)
            {
                Reverse(values, element.Size());
            }

            return values.Length % element.Size() == 0 ? values : throw new InvalidDataException("found a part of a number at the end; expected whole ones");
        }

        var size = element.Size();
        var narrow = new byte[values.Length / sizeof(long) * size];
        Span<byte> eight = stackalloc byte[sizeof(long)];
        for (var i = 0; i * size < narrow.Length; i++)
        {
            var value = BinaryPrimitives.ReadInt64LittleEndian(values.AsSpan(i * sizeof(long)));
            if (!Holds(element, value))
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"found {value}, which {element.Display()} does not hold; expected values of that type"));
            }

            BinaryPrimitives.WriteInt64LittleEndian(eight, value);
            if (!BitConverter.IsLittleEndian)
            {
                eight[..size].Reverse();
            }

            eight[..size].CopyTo(narrow.AsSpan(i * size));
        }

        return narrow;
    }

    private static bool Holds(ModelElement element, long value) => element switch
    {
        ModelElement.Int8 => value is >= sbyte.MinValue and <= sbyte.MaxValue,
        ModelElement.Int16 => value is >= short.MinValue and <= short.MaxValue,
        ModelElement.Int32 => value is >= int.MinValue and <= int.MaxValue,
        ModelElement.UInt8 => value is >= 0 and <= byte.MaxValue,
        ModelElement.UInt16 or ModelElement.Float16 or ModelElement.BFloat16 => value is >= 0 and <= ushort.MaxValue,
        ModelElement.UInt32 => value is >= 0 and <= uint.MaxValue,
        ModelElement.Bool => value is 0 or 1,
        _ => true,
    };

    private static void Reverse(byte[] values, int size)
    {
        for (var at = 0; at + size <= values.Length; at += size)
        {
            values.AsSpan(at, size).Reverse();
        }
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException("found a text that is not UTF-8; expected UTF-8");
        }
    }

    private static InvalidDataException Short(long found, long expected, List<long> shape) =>
        new(string.Create(CultureInfo.InvariantCulture, $"found {found:N0} values; expected {expected:N0} for shape {ModelValue.DisplayShape(shape)}"));
}
