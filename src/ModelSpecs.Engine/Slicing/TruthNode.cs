using System.Runtime.InteropServices;
using ModelSpecs.Engine.Datasets;

namespace ModelSpecs.Engine.Slicing;

/// <summary>A condition that fills the truth values of a block of rows.</summary>
internal abstract class TruthNode
{
    /// <summary>Fills <paramref name="truth"/> for the rows from <paramref name="start"/>, a multiple of 64.</summary>
    public abstract void Evaluate(int start, Span<byte> truth);
}

/// <summary>The same for every row.</summary>
internal sealed class ConstantTruth(byte value) : TruthNode
{
    public override void Evaluate(int start, Span<byte> truth) => truth.Fill(value);
}

/// <summary>A boolean column.</summary>
internal sealed class BooleanColumnTruth(BooleanColumn column) : TruthNode
{
    public override void Evaluate(int start, Span<byte> truth)
    {
        var values = MemoryMarshal.AsBytes(column.Values.AsSpan(start, truth.Length));
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = (byte)(values[i] << 1);
        }

        NullWords.SetUnknown(column.Nulls, start, truth);
    }
}

/// <summary>A condition on a string column, decided once a dictionary entry.</summary>
/// <param name="codes">Codes of the column.</param>
/// <param name="byCode">Truth by code + 1: the first entry is that of null.</param>
internal sealed class TextTruth(int[] codes, byte[] byCode) : TruthNode
{
    public override void Evaluate(int start, Span<byte> truth)
    {
        var rows = codes.AsSpan(start, truth.Length);
        var table = byCode.AsSpan();
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = table[rows[i] + 1];
        }
    }
}

/// <summary><c>not</c>.</summary>
internal sealed class NotTruth(TruthNode operand) : TruthNode
{
    public override void Evaluate(int start, Span<byte> truth)
    {
        operand.Evaluate(start, truth);
        Truth.Not(truth);
    }
}

/// <summary><c>and</c>, <c>or</c>.</summary>
internal sealed class LogicalTruth(bool isAnd, TruthNode[] operands) : TruthNode
{
    public override void Evaluate(int start, Span<byte> truth)
    {
        operands[0].Evaluate(start, truth);
        using var other = new Rented<byte>(truth.Length);
        // Once every row is decided the rest cannot change it.
        var decided = isAnd ? Truth.No : Truth.Yes;
        for (var i = 1; i < operands.Length && truth.ContainsAnyExcept(decided); i++)
        {
            operands[i].Evaluate(start, other.Span);
            if (isAnd)
            {
                Truth.And(truth, other.Span);
            }
            else
            {
                Truth.Or(truth, other.Span);
            }
        }
    }
}

/// <summary>Equality of two conditions; unknown where either is.</summary>
internal sealed class EqualTruth(TruthNode left, TruthNode right, bool negated) : TruthNode
{
    public override void Evaluate(int start, Span<byte> truth)
    {
        left.Evaluate(start, truth);
        using var other = new Rented<byte>(truth.Length);
        right.Evaluate(start, other.Span);
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = truth[i] == Truth.Unknown || other.Span[i] == Truth.Unknown ? Truth.Unknown : Truth.Of(truth[i] == other.Span[i] != negated);
        }
    }
}
