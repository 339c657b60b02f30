using System.Runtime.CompilerServices;

namespace ModelSpecs.Metrics.Ranking;

/// <summary>A column of scores, or a view of one class's column in row-major scores.</summary>
/// <param name="values">The scores.</param>
/// <param name="offset">Index of the first row's score.</param>
/// <param name="stride">Distance from one row's score to the next.</param>
/// <param name="count">Rows.</param>
/// <param name="lowestFirst">Whether low scores speak for the class, as for the negative class of a binary task.</param>
internal readonly struct ScoreColumn(double[] values, int offset, int stride, int count, bool lowestFirst)
{
    private readonly ulong flip = lowestFirst ? 0 : ulong.MaxValue;

    /// <summary>Rows.</summary>
    public int Count => count;

    /// <summary>A row's sort key: ascending keys are the order wanted, equal keys are equal scores.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Key(int row)
    {
        // Adding zero makes the two zeros one. Flipping all bits of a negative number, or the sign bit of a positive one,
        // makes the order of the bits the order of the numbers.
        var bits = BitConverter.DoubleToInt64Bits(values[offset + ((long)row * stride)] + 0.0);
        return (ulong)(bits ^ ((bits >> 63) | long.MinValue)) ^ flip;
    }

    /// <summary>Whether a row's score is neither infinite nor NaN.</summary>
    public bool IsFinite(int row) => double.IsFinite(values[offset + ((long)row * stride)]);
}
