using System.Numerics;
using System.Runtime.InteropServices;

namespace ModelSpecs.Engine.Slicing;

/// <summary>Three-valued logic on bytes: false &lt; unknown &lt; true, so that <c>and</c> is the minimum, <c>or</c> the maximum and <c>not</c> a subtraction.</summary>
internal static class Truth
{
    /// <summary>False.</summary>
    public const byte No = 0;

    /// <summary>Neither: a null was involved.</summary>
    public const byte Unknown = 1;

    /// <summary>True.</summary>
    public const byte Yes = 2;

    /// <summary>The truth value of a known condition.</summary>
    public static byte Of(bool condition) => condition ? Yes : No;

    /// <summary><c>left = left and right</c>.</summary>
    public static void And(Span<byte> left, ReadOnlySpan<byte> right)
    {
        var leftVectors = MemoryMarshal.Cast<byte, Vector<byte>>(left);
        var rightVectors = MemoryMarshal.Cast<byte, Vector<byte>>(right);
        for (var i = 0; i < leftVectors.Length; i++)
        {
            leftVectors[i] = Vector.Min(leftVectors[i], rightVectors[i]);
        }

        for (var i = leftVectors.Length * Vector<byte>.Count; i < left.Length; i++)
        {
            left[i] = Math.Min(left[i], right[i]);
        }
    }

    /// <summary><c>left = left or right</c>.</summary>
    public static void Or(Span<byte> left, ReadOnlySpan<byte> right)
    {
        var leftVectors = MemoryMarshal.Cast<byte, Vector<byte>>(left);
        var rightVectors = MemoryMarshal.Cast<byte, Vector<byte>>(right);
        for (var i = 0; i < leftVectors.Length; i++)
        {
            leftVectors[i] = Vector.Max(leftVectors[i], rightVectors[i]);
        }

        for (var i = leftVectors.Length * Vector<byte>.Count; i < left.Length; i++)
        {
            left[i] = Math.Max(left[i], right[i]);
        }
    }

    /// <summary><c>values = not values</c>.</summary>
    public static void Not(Span<byte> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (byte)(Yes - values[i]);
        }
    }

    /// <summary>Sets unknown where a bit is set.</summary>
    public static void SetUnknown(Span<byte> values, ReadOnlySpan<ulong> nulls)
    {
        for (var word = 0; word < nulls.Length; word++)
        {
            for (var bits = nulls[word]; bits != 0; bits &= bits - 1)
            {
                values[(word << 6) + BitOperations.TrailingZeroCount(bits)] = Unknown;
            }
        }
    }
}
