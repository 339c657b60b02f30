using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Engine.Datasets.Typing;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Datasets.Npy;

/// <summary>Makes a column of a declared type of an array of texts, through the same sinks as text files.</summary>
internal sealed class TextColumnMaker(string name, ColumnKind kind, NullSpellings nulls, DataProblems problems)
{
    /// <summary>The column.</summary>
    public Column Make(NpyTexts texts)
    {
        var rows = texts.Codes.Length;
        var sink = ColumnSink.Create(new ColumnRequest(name, 0, kind, Declared: true), rows, 1, 1, problems);
        var pool = texts.Pool;
        var buffer = new byte[pool.Bytes.Length + FieldSlices.Padding];
        pool.Bytes.CopyTo(buffer, 0);
        var fields = new FieldSlices();
        fields.Reset(buffer, rows, tagged: false);
        for (var row = 0; row < rows; row++)
        {
            fields.Start[row] = pool.Offsets[texts.Codes[row]];
            fields.End[row] = pool.Offsets[texts.Codes[row] + 1];
        }

        nulls.Mark(fields);
        sink.Take(fields, new ChunkPlace(0, 0, 0, row => row + 1));
        return sink.Finish([new RowSegment(0, rows)], rows);
    }
}
