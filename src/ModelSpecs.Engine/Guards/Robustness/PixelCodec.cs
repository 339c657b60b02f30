using System.Runtime.InteropServices;
using ModelSpecs.Engine.Inference.Inputs;
using ModelSpecs.Engine.Inference.Models;

namespace ModelSpecs.Engine.Guards.Robustness;

/// <summary>Pixels as the model is fed them, and as numbers.</summary>
internal static class PixelCodec
{
    /// <summary>Whether elements of a type can be pixels.</summary>
    public static bool Takes(ModelElement element) => element is ModelElement.Float or ModelElement.Double or ModelElement.Float16 or ModelElement.BFloat16
        or ModelElement.UInt8 or ModelElement.Int8 or ModelElement.UInt16 or ModelElement.Int16 or ModelElement.Int32 or ModelElement.UInt32 or ModelElement.Int64 or ModelElement.UInt64;

    /// <summary>Numbers of a row.</summary>
    public static void Read(ReadOnlySpan<byte> row, ModelElement element, Span<float> pixels)
    {
        switch (element)
        {
            case ModelElement.Float:
                MemoryMarshal.Cast<byte, float>(row)[..pixels.Length].CopyTo(pixels);
                break;
            case ModelElement.Double:
                Read<double>(row, pixels, value => (float)value);
                break;
            case ModelElement.Float16:
                Read<Half>(row, pixels, value => (float)value);
                break;
            case ModelElement.BFloat16:
                Read<ushort>(row, pixels, value => BitConverter.UInt32BitsToSingle((uint)value << 16));
                break;
            case ModelElement.UInt8:
                Read<byte>(row, pixels, value => value);
                break;
            case ModelElement.Int8:
                Read<sbyte>(row, pixels, value => value);
                break;
            case ModelElement.UInt16:
                Read<ushort>(row, pixels, value => value);
                break;
            case ModelElement.Int16:
                Read<short>(row, pixels, value => value);
                break;
            case ModelElement.Int32:
                Read<int>(row, pixels, value => value);
                break;
            case ModelElement.UInt32:
                Read<uint>(row, pixels, value => value);
                break;
            case ModelElement.Int64:
                Read<long>(row, pixels, value => value);
                break;
            default:
                Read<ulong>(row, pixels, value => value);
                break;
        }
    }

    /// <summary>Numbers as elements of a row: whole ones where the type holds no others, to the nearest, and none beyond its range.</summary>
    public static void Write(ReadOnlySpan<float> pixels, ModelElement element, Span<byte> row)
    {
        switch (element)
        {
            case ModelElement.Float:
                pixels.CopyTo(MemoryMarshal.Cast<byte, float>(row));
                break;
            case ModelElement.Double:
                Write<double>(pixels, row, value => value);
                break;
            case ModelElement.Float16:
                Write<Half>(pixels, row, value => (Half)value);
                break;
            case ModelElement.BFloat16:
                Write<ushort>(pixels, row, value => BrainFloatElement.From(value));
                break;
            case ModelElement.UInt8:
                Write<byte>(pixels, row, value => byte.CreateSaturating(MathF.Round(value)));
                break;
            case ModelElement.Int8:
                Write<sbyte>(pixels, row, value => sbyte.CreateSaturating(MathF.Round(value)));
                break;
            case ModelElement.UInt16:
                Write<ushort>(pixels, row, value => ushort.CreateSaturating(MathF.Round(value)));
                break;
            case ModelElement.Int16:
                Write<short>(pixels, row, value => short.CreateSaturating(MathF.Round(value)));
                break;
            case ModelElement.Int32:
                Write<int>(pixels, row, value => int.CreateSaturating(MathF.Round(value)));
                break;
            case ModelElement.UInt32:
                Write<uint>(pixels, row, value => uint.CreateSaturating(MathF.Round(value)));
                break;
            case ModelElement.Int64:
                Write<long>(pixels, row, value => long.CreateSaturating(MathF.Round(value)));
                break;
            default:
                Write<ulong>(pixels, row, value => ulong.CreateSaturating(MathF.Round(value)));
                break;
        }
    }

    private static void Read<T>(ReadOnlySpan<byte> row, Span<float> pixels, Func<T, float> convert)
        where T : unmanaged
    {
        var from = MemoryMarshal.Cast<byte, T>(row);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = convert(from[i]);
        }
    }

    private static void Write<T>(ReadOnlySpan<float> pixels, Span<byte> row, Func<float, T> convert)
        where T : unmanaged
    {
        var to = MemoryMarshal.Cast<byte, T>(row);
        for (var i = 0; i < pixels.Length; i++)
        {
            to[i] = convert(pixels[i]);
        }
    }
}
