using ModelSpecs.Engine.Inference.Models;

namespace ModelSpecs.Engine.Inference.Recorded;

/// <summary>A tensor with its values, as it was recorded or as a model gave it.</summary>
/// <param name="Name">Its name; empty: it has none.</param>
/// <param name="Element">Type of its elements.</param>
/// <param name="Shape">Lengths of its axes; empty: one value.</param>
/// <param name="Bytes">Its values, row-major and in this machine's byte order; empty for texts.</param>
/// <param name="Texts">Its values where they are texts; null: they are not.</param>
internal sealed record TensorData(string Name, ModelElement Element, long[] Shape, byte[] Bytes, string[]? Texts)
{
    /// <summary>Values.</summary>
    public long Count => Texts?.LongLength ?? Bytes.LongLength / Element.Size();

    /// <summary><c>float [3, 2]</c>.</summary>
    public string Display => $"{Element.Display()} {ModelValue.DisplayShape(Shape)}";
}
