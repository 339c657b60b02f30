using System.Runtime.InteropServices;
using System.Text;
using ModelSpecs.Engine.Inference.Outputs;

namespace ModelSpecs.Engine.Inference.Kept;

/// <summary>Raw outputs as bytes: what an entry of the prediction cache holds.</summary>
internal static class RawOutputFile
{
    /// <summary>Writes outputs.</summary>
    public static void Write(Stream stream, IReadOnlyList<RawOutput> outputs)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(outputs.Count);
        foreach (var output in outputs)
        {
            writer.Write(output.Name);
            writer.Write((int)output.Kind);
            writer.Write(output.Rows);
            writer.Write(output.Width);
            writer.Write(output.KeysAreIntegers);
            WriteTexts(writer, output.Keys);
            WriteTexts(writer, output.Texts);
            writer.Flush();
            stream.Write(Bytes(output));
        }
    }

    /// <summary>Reads outputs.</summary>
    /// <exception cref="InvalidDataException">The bytes are not what was written.</exception>
    public static IReadOnlyList<RawOutput> Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new ByteReader(bytes.Span);
        var outputs = new RawOutput[reader.Count(1)];
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = ReadOne(ref reader);
        }

        return reader.IsAtEnd ? outputs : throw new InvalidDataException("bytes after the last output");
    }

    private static RawOutput ReadOne(ref ByteReader reader)
    {
        var name = reader.Text();
        var kind = (RawKind)reader.Integer();
        var (rows, width) = (reader.Integer(), reader.Integer());
        var keysAreIntegers = reader.Flag();
        var (keys, texts) = (reader.Texts(), reader.Texts());
        var count = rows >= 0 && width >= 0 ? checked(rows * width) : throw new InvalidDataException("negative length");
        return new RawOutput
        {
            Name = name, Kind = kind, Rows = rows, Width = width, KeysAreIntegers = keysAreIntegers, Keys = keys, Texts = texts,
            Singles = kind == RawKind.Single ? reader.Array<float>(count) : null,
            Doubles = kind == RawKind.Double ? reader.Array<double>(count) : null,
            Integers = kind is RawKind.Integer or RawKind.Boolean ? reader.Array<long>(count) : null,
            Codes = kind == RawKind.Text ? reader.Array<int>(count) : null,
        };
    }

    private static ReadOnlySpan<byte> Bytes(RawOutput output) => output.Kind switch
    {
        RawKind.Single => MemoryMarshal.AsBytes(output.Singles.AsSpan()),
        RawKind.Double => MemoryMarshal.AsBytes(output.Doubles.AsSpan()),
        RawKind.Text => MemoryMarshal.AsBytes(output.Codes.AsSpan()),
        _ => MemoryMarshal.AsBytes(output.Integers.AsSpan()),
    };

    private static void WriteTexts(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write(texts.Count);
        foreach (var text in texts)
        {
            writer.Write(text);
        }
    }

    private ref struct ByteReader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> left = bytes;

        public readonly bool IsAtEnd => left.IsEmpty;

        public int Integer() => MemoryMarshal.Read<int>(Take(sizeof(int)));

        public bool Flag() => Take(1)[0] != 0;

        /// <summary>A number of things, each of at least some bytes: a wrong one allocates nothing.</summary>
        public int Count(int bytesEach) => Integer() is var count && count >= 0 && (long)count * bytesEach <= left.Length
            ? count
            : throw new InvalidDataException("count beyond the end");

        public string Text()
        {
            // The length prefix of BinaryWriter: seven bits a byte.
            var (length, shift) = (0, 0);
            byte part;
            do
            {
                part = Take(1)[0];
                length |= (part & 0x7F) << shift;
                shift += 7;
            }
            while ((part & 0x80) != 0 && shift < 35);
            return Encoding.UTF8.GetString(Take(length));
        }

        public string[] Texts()
        {
            var texts = new string[Count(1)];
            for (var i = 0; i < texts.Length; i++)
            {
                texts[i] = Text();
            }

            return texts;
        }

        public unsafe T[] Array<T>(int count)
            where T : unmanaged => MemoryMarshal.Cast<byte, T>(Take(checked(count * sizeof(T)))).ToArray();

        private ReadOnlySpan<byte> Take(int length)
        {
            if (length < 0 || length > left.Length)
            {
                throw new InvalidDataException("entry ends early");
            }

            var taken = left[..length];
            left = left[length..];
            return taken;
        }
    }
}
