using System.Runtime.CompilerServices;

namespace ModelSpecs.Engine.Inference.Inputs;

/// <summary>How numbers of a golden set become one element type of ONNX. Ranges were checked before: nothing here saturates or throws.</summary>
/// <typeparam name="T">Type in memory.</typeparam>
internal interface IElement<T>
    where T : unmanaged
{
    /// <summary>From a number column.</summary>
    static abstract T From(double value);

    /// <summary>From an integer or boolean column.</summary>
    static abstract T From(long value);
}

internal readonly struct FloatElement : IElement<float>
{
    public static float From(double value) => (float)value;

    public static float From(long value) => value;
}

internal readonly struct DoubleElement : IElement<double>
{
    public static double From(double value) => value;

    public static double From(long value) => value;
}

internal readonly struct HalfElement : IElement<Half>
{
    public static Half From(double value) => (Half)value;

    public static Half From(long value) => (Half)(double)value;
}

internal readonly struct BrainFloatElement : IElement<ushort>
{
    public static ushort From(double value) => Round((float)value);

    public static ushort From(long value) => Round(value);

    // The upper half of a float, rounded to nearest, ties to even; a NaN stays one.
    private static ushort Round(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value) ? (ushort)0x7FC0 : (ushort)((bits + 0x7FFF + (bits >> 16 & 1)) >> 16);
    }
}

internal readonly struct BoolElement : IElement<byte>
{
    public static byte From(double value) => value != 0 ? (byte)1 : (byte)0;

    public static byte From(long value) => value != 0 ? (byte)1 : (byte)0;
}

internal readonly struct IntegerElement<T> : IElement<T>
    where T : unmanaged, System.Numerics.IBinaryInteger<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T From(double value) => T.CreateTruncating(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T From(long value) => T.CreateTruncating(value);
}
