using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Slicing;

/// <summary>64-bit values of a block of rows: integers, or the ticks of dates.</summary>
internal abstract class IntegerNode
{
    /// <summary>The values of the rows from <paramref name="start"/>, a multiple of 64.</summary>
    /// <param name="start">First row.</param>
    /// <param name="scratch">As long as the block; may be used for the result.</param>
    /// <param name="nulls">One bit a row, set where the value is null; always filled.</param>
    public abstract ReadOnlySpan<long> Read(int start, Span<long> scratch, Span<ulong> nulls);
}

/// <summary>A column of integers or dates: read where it lies.</summary>
internal sealed class IntegerColumnValues(long[] values, NullMask? mask) : IntegerNode
{
    public override ReadOnlySpan<long> Read(int start, Span<long> scratch, Span<ulong> nulls)
    {
        NullWords.Read(mask, start, scratch.Length, nulls);
        return values.AsSpan(start, scratch.Length);
    }
}

/// <summary>A constant.</summary>
internal sealed class ConstantInteger(long value) : IntegerNode
{
    public override ReadOnlySpan<long> Read(int start, Span<long> scratch, Span<ulong> nulls)
    {
        nulls.Clear();
        scratch.Fill(value);
        return scratch;
    }
}

/// <summary>Unary minus; null where 64 bits do not hold the result.</summary>
internal sealed class NegatedIntegers(IntegerNode operand) : IntegerNode
{
    public override ReadOnlySpan<long> Read(int start, Span<long> scratch, Span<ulong> nulls)
    {
        var values = operand.Read(start, scratch, nulls);
        for (var i = 0; i < scratch.Length; i++)
        {
            if (values[i] == long.MinValue)
            {
                nulls[i >> 6] |= 1UL << (i & 63);
            }

            scratch[i] = unchecked(-values[i]);
        }

        return scratch;
    }
}

/// <summary>Arithmetic in 64 bits; null where they do not hold the result, and where a remainder is by zero.</summary>
internal sealed class ComputedIntegers(ArithmeticOperator arithmetic, IntegerNode left, IntegerNode right) : IntegerNode
{
    public override ReadOnlySpan<long> Read(int start, Span<long> scratch, Span<ulong> nulls)
    {
        using var otherScratch = new Rented<long>(scratch.Length);
        using var otherNulls = new Rented<ulong>(nulls.Length);
        var l = left.Read(start, scratch, nulls);
        var r = right.Read(start, otherScratch.Span, otherNulls.Span);
        for (var word = 0; word < nulls.Length; word++)
        {
            nulls[word] |= otherNulls.Span[word];
        }

        for (var i = 0; i < scratch.Length; i++)
        {
            var exists = Compute(l[i], r[i], out var result);
            scratch[i] = result;
            if (!exists)
            {
                nulls[i >> 6] |= 1UL << (i & 63);
            }
        }

        return scratch;
    }

    private bool Compute(long l, long r, out long result)
    {
        switch (arithmetic)
        {
            case ArithmeticOperator.Add:
                result = unchecked(l + r);
                return ((l ^ result) & (r ^ result)) >= 0;
            case ArithmeticOperator.Subtract:
                result = unchecked(l - r);
                return ((l ^ r) & (l ^ result)) >= 0;
            case ArithmeticOperator.Multiply:
                var high = Math.BigMul(l, r, out result);
                return high == result >> 63;
            case ArithmeticOperator.Remainder:
                // The processor faults on MinValue % -1, whose result is 0.
                result = r is 0 or -1 ? 0 : l % r;
                return r != 0;
            default:
                throw new InvalidOperationException($"{arithmetic} of integers is a number.");
        }
    }
}
