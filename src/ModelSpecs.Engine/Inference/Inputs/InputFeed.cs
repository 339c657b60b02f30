using ModelSpecs.Engine.Inference.Models;

namespace ModelSpecs.Engine.Inference.Inputs;

/// <summary>Gives the values of one input, batch by batch. Immutable: all workers share it.</summary>
/// <param name="input">The input.</param>
/// <param name="rowShape">Shape of one row, without the batch axis.</param>
internal abstract class InputFeed(ModelValue input, IReadOnlyList<long> rowShape)
{
    /// <summary>Name of the input.</summary>
    public string Name { get; } = input.Name;

    /// <summary>Element type of the input.</summary>
    public ModelElement Element { get; } = input.Element;

    /// <summary>Shape of one row, without the batch axis.</summary>
    public IReadOnlyList<long> RowShape { get; } = rowShape;

    /// <summary>Values of one row.</summary>
    public int RowValues { get; } = (int)rowShape.Aggregate(1L, (product, length) => checked(product * length));

    /// <summary>Says where the values come from, for the key of the cache.</summary>
    public abstract string Identity { get; }
}

/// <summary>Values of fixed size, written into a buffer.</summary>
/// <param name="input">The input.</param>
/// <param name="rowShape">Shape of one row.</param>
internal abstract class NumericFeed(ModelValue input, IReadOnlyList<long> rowShape) : InputFeed(input, rowShape)
{
    /// <summary>Bytes of one row.</summary>
    public int RowBytes => RowValues * Element.Size();

    /// <summary>Writes rows.</summary>
    /// <param name="first">Position of the first row.</param>
    /// <param name="count">Rows.</param>
    /// <param name="buffer">Where to; at least <paramref name="count"/> rows long.</param>
    public abstract void Fill(int first, int count, Span<byte> buffer);
}
