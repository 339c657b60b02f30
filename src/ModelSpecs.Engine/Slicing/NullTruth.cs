namespace ModelSpecs.Engine.Slicing;

/// <summary><c>is null</c> of a condition.</summary>
internal sealed class UnknownTruth(TruthNode operand) : TruthNode
{
    public override void Evaluate(int start, Span<byte> truth)
    {
        operand.Evaluate(start, truth);
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = Truth.Of(truth[i] == Truth.Unknown);
        }
    }
}

/// <summary><c>is null</c> of a string column.</summary>
internal sealed class NullTextTruth(int[] codes) : TruthNode
{
    public override void Evaluate(int start, Span<byte> truth)
    {
        var rows = codes.AsSpan(start, truth.Length);
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = Truth.Of(rows[i] < 0);
        }
    }
}

/// <summary><c>is null</c> of integers or dates.</summary>
internal sealed class NullIntegerTruth(IntegerNode operand) : TruthNode
{
    public override void Evaluate(int start, Span<byte> truth)
    {
        using var scratch = new Rented<long>(truth.Length);
        using var nulls = new Rented<ulong>(NullWords.Count(truth.Length));
        operand.Read(start, scratch.Span, nulls.Span);
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = Truth.Of((nulls.Span[i >> 6] >> (i & 63) & 1) != 0);
        }
    }
}

/// <summary><c>is null</c> of numbers.</summary>
internal sealed class NullNumberTruth(NumberNode operand) : TruthNode
{
    public override void Evaluate(int start, Span<byte> truth)
    {
        using var scratch = new Rented<double>(truth.Length);
        var values = operand.Read(start, scratch.Span);
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = Truth.Of(double.IsNaN(values[i]));
        }
    }
}
