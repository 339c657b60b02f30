using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Slicing;

/// <summary>Doubles of a block of rows; NaN is null.</summary>
internal abstract class NumberNode
{
    /// <summary>The values of the rows from <paramref name="start"/>, a multiple of 64.</summary>
    /// <param name="start">First row.</param>
    /// <param name="scratch">As long as the block; may be used for the result.</param>
    public abstract ReadOnlySpan<double> Read(int start, Span<double> scratch);
}

/// <summary>A column of numbers, which has NaN at its nulls: read where it lies.</summary>
internal sealed class NumberColumnValues(NumberColumn column) : NumberNode
{
    public override ReadOnlySpan<double> Read(int start, Span<double> scratch) => column.Values.AsSpan(start, scratch.Length);
}

/// <summary>A constant.</summary>
internal sealed class ConstantNumber(double value) : NumberNode
{
    public override ReadOnlySpan<double> Read(int start, Span<double> scratch)
    {
        scratch.Fill(value);
        return scratch;
    }
}

/// <summary>Integers where numbers are computed with.</summary>
internal sealed class IntegersAsNumbers(IntegerNode operand) : NumberNode
{
    public override ReadOnlySpan<double> Read(int start, Span<double> scratch)
    {
        using var integers = new Rented<long>(scratch.Length);
        using var nulls = new Rented<ulong>(NullWords.Count(scratch.Length));
        var values = operand.Read(start, integers.Span, nulls.Span);
        for (var i = 0; i < scratch.Length; i++)
        {
            scratch[i] = (nulls.Span[i >> 6] >> (i & 63) & 1) != 0 ? double.NaN : values[i];
        }

        return scratch;
    }
}

/// <summary>Unary minus.</summary>
internal sealed class NegatedNumbers(NumberNode operand) : NumberNode
{
    public override ReadOnlySpan<double> Read(int start, Span<double> scratch)
    {
        var values = operand.Read(start, scratch);
        for (var i = 0; i < scratch.Length; i++)
        {
            scratch[i] = -values[i];
        }

        return scratch;
    }
}

/// <summary>Arithmetic in double precision; null where a division is by zero.</summary>
internal sealed class ComputedNumbers(ArithmeticOperator arithmetic, NumberNode left, NumberNode right) : NumberNode
{
    public override ReadOnlySpan<double> Read(int start, Span<double> scratch)
    {
        using var otherScratch = new Rented<double>(scratch.Length);
        var l = left.Read(start, scratch);
        var r = right.Read(start, otherScratch.Span);
        switch (arithmetic)
        {
            case ArithmeticOperator.Add:
                for (var i = 0; i < scratch.Length; i++)
                {
                    scratch[i] = l[i] + r[i];
                }

                break;
            case ArithmeticOperator.Subtract:
                for (var i = 0; i < scratch.Length; i++)
                {
                    scratch[i] = l[i] - r[i];
                }

                break;
            case ArithmeticOperator.Multiply:
                for (var i = 0; i < scratch.Length; i++)
                {
                    scratch[i] = l[i] * r[i];
                }

                break;
            case ArithmeticOperator.Divide:
                for (var i = 0; i < scratch.Length; i++)
                {
                    scratch[i] = r[i] == 0 ? double.NaN : l[i] / r[i];
                }

                break;
            default:
                for (var i = 0; i < scratch.Length; i++)
                {
                    scratch[i] = l[i] % r[i];
                }

                break;
        }

        return scratch;
    }
}
