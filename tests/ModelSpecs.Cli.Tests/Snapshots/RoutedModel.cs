using System.Text;

namespace ModelSpecs.Cli.Tests.Snapshots;

/// <summary>Two one-node classifiers in one ONNX file: rows whose feature is below a bound are scored by the first, which sees the first features only.</summary>
internal static class RoutedModel
{
    private const int Node = 1, Initializer = 5, Output = 12;

    /// <summary>Writes the file.</summary>
    /// <param name="below">Model of the rows below the bound: <c>X</c> [N, <paramref name="features"/>] → label, probabilities.</param>
    /// <param name="others">Model of the others, of which <c>X</c> is kept.</param>
    /// <param name="features">Features that the first model sees.</param>
    /// <param name="feature">Column of <c>X</c> that decides.</param>
    /// <param name="bound">Bound.</param>
    public static byte[] Of(byte[] below, byte[] others, long features, long feature, float bound)
    {
        var model = Fields(others);
        var graph = Fields(model.Single(field => field.Number == 7).Content);
        var first = Fields(below).Single(field => field.Number == 7).Content;
        var written = new MemoryStream();
        Write(written, Node, MakeNode("Slice", ["X", "zero", "features", "one"], "known"));
        Write(written, Node, Rename(Fields(first).Single(field => field.Number == Node).Content, "known", "below"));
        Write(written, Node, Rename(graph.Single(field => field.Number == Node).Content, "X", "others"));
        Write(written, Node, MakeNode("Slice", ["X", "feature", "next", "one"], "deciding"));
        Write(written, Node, MakeNode("Less", ["deciding", "bound"], "is_below"));
        Write(written, Node, MakeNode("Where", ["is_below", "below_probabilities", "others_probabilities"], "probabilities"));
        Write(written, 2, "routed"u8);
        foreach (var (name, value) in (ReadOnlySpan<(string, long)>)[("zero", 0), ("one", 1), ("features", features), ("feature", feature), ("next", feature + 1)])
        {
            Write(written, Initializer, Tensor(name, 7, BitConverter.GetBytes(value)));
        }

        Write(written, Initializer, Tensor("bound", 1, BitConverter.GetBytes(bound)));
        foreach (var field in graph.Where(field => field.Number is 11 || (field.Number is Output && Encoding.UTF8.GetString(field.Content).Contains("probabilities", StringComparison.Ordinal))))
        {
            Write(written, field.Number, field.Content);
        }

        var result = new MemoryStream();
        foreach (var field in model)
        {
            result.Write(field.Number == 7 ? Bytes(7, written.ToArray()) : field.Raw);
        }

        return result.ToArray();
    }

    private static byte[] Rename(byte[] node, string input, string prefix)
    {
        var written = new MemoryStream();
        Write(written, 1, Encoding.UTF8.GetBytes(input));
        Write(written, 2, Encoding.UTF8.GetBytes(prefix + "_label"));
        Write(written, 2, Encoding.UTF8.GetBytes(prefix + "_probabilities"));
        Write(written, 3, Encoding.UTF8.GetBytes(prefix));
        foreach (var field in Fields(node).Where(field => field.Number > 3))
        {
            written.Write(field.Raw);
        }

        return written.ToArray();
    }

    private static byte[] MakeNode(string type, string[] inputs, string output)
    {
        var written = new MemoryStream();
        foreach (var input in inputs)
        {
            Write(written, 1, Encoding.UTF8.GetBytes(input));
        }

        Write(written, 2, Encoding.UTF8.GetBytes(output));
        Write(written, 3, Encoding.UTF8.GetBytes(output));
        Write(written, 4, Encoding.UTF8.GetBytes(type));
        return written.ToArray();
    }

    private static byte[] Tensor(string name, byte type, byte[] value)
    {
        var written = new MemoryStream();
        written.Write([1 << 3, 1, 2 << 3, type]);
        Write(written, 8, Encoding.UTF8.GetBytes(name));
        Write(written, 9, value);
        return written.ToArray();
    }

    private static void Write(Stream stream, int number, ReadOnlySpan<byte> content) => stream.Write(Bytes(number, content));

    private static byte[] Bytes(int number, ReadOnlySpan<byte> content) => [.. Varint((ulong)((number << 3) | 2)), .. Varint((ulong)content.Length), .. content];

    private static List<byte> Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return bytes;
    }

    private static List<Field> Fields(byte[] model)
    {
        var fields = new List<Field>();
        for (var at = 0; at < model.Length;)
        {
            var start = at;
            var tag = Read(model, ref at);
            var begin = at;
            var length = (tag & 7) switch
            {
                0 => Skip(model, at),
                1 => 8,
                5 => 4,
                _ => (int)Read(model, ref begin),
            };
            at = begin + length;
            fields.Add(new Field((int)(tag >> 3), model[begin..at], model[start..at]));
        }

        return fields;
    }

    private static int Skip(byte[] model, int at)
    {
        var end = at;
        _ = Read(model, ref end);
        return end - at;
    }

    private static ulong Read(byte[] bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }

    private sealed record Field(int Number, byte[] Content, byte[] Raw);
}
