using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Models;

namespace ModelSpecs.Engine.Inference.Inputs;

/// <summary>Texts of string columns; a null is the empty text, since ONNX has no null.</summary>
/// <param name="input">The input.</param>
/// <param name="rowShape">Shape of one row.</param>
/// <param name="columns">Columns in order.</param>
/// <param name="rows">Rows fed.</param>
internal sealed class TextFeed(ModelValue input, IReadOnlyList<long> rowShape, IReadOnlyList<StringColumn> columns, RowSelection rows)
    : InputFeed(input, rowShape)
{
    /// <inheritdoc />
    public override string Identity => "texts " + string.Join(' ', columns.Select(c => $"{c.Name.Length}:{c.Name}"));

    /// <summary>UTF-8 of one value.</summary>
    /// <param name="position">Position of the row.</param>
    /// <param name="value">Index within the row.</param>
    public ReadOnlySpan<byte> Utf8(int position, int value)
    {
        var column = columns[value];
        var code = column.Codes[rows[position]];
        return code < 0 ? [] : column.Pool.Utf8(code);
    }
}
