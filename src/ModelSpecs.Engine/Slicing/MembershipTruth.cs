namespace ModelSpecs.Engine.Slicing;

/// <summary><c>in</c> of integers or dates.</summary>
internal sealed class IntegerInTruth(IntegerNode operand, long[] items) : TruthNode
{
    private readonly MembershipTest<long> test = new(items);

    public override void Evaluate(int start, Span<byte> truth)
    {
        using var scratch = new Rented<long>(truth.Length);
        using var nulls = new Rented<ulong>(NullWords.Count(truth.Length));
        var values = operand.Read(start, scratch.Span, nulls.Span);
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = Truth.Of(test.Contains(values[i]));
        }

        Truth.SetUnknown(truth, nulls.Span);
    }
}

/// <summary><c>in</c> of numbers.</summary>
internal sealed class NumberInTruth(NumberNode operand, double[] items) : TruthNode
{
    private readonly MembershipTest<double> test = new(items);

    public override void Evaluate(int start, Span<byte> truth)
    {
        using var scratch = new Rented<double>(truth.Length);
        var values = operand.Read(start, scratch.Span);
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = double.IsNaN(values[i]) ? Truth.Unknown : Truth.Of(test.Contains(values[i]));
        }
    }
}

/// <summary>Whether a value is among some constants.</summary>
internal sealed class MembershipTest<T>(T[] items)
    where T : unmanaged, IEquatable<T>
{
    private const int Few = 16;
    private readonly HashSet<T>? many = items.Length > Few ? [.. items] : null;

    /// <summary>Whether the value is one of them.</summary>
    public bool Contains(T value) => many is null ? items.AsSpan().Contains(value) : many.Contains(value);
}
