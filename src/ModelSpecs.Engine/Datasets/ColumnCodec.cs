using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ModelSpecs.Engine.Datasets;

/// <summary>Columns as bytes: a kind, the length, the null words, the values as they are in memory.</summary>
internal static class ColumnCodec
{
    private enum Tag
    {
        Integer = 1,
        Number = 2,
        Boolean = 3,
        Date = 4,
        String = 5,
        Shape = 6,
    }

    /// <summary>Writes a column.</summary>
    public static void Write(Stream stream, Column column)
    {
        switch (column)
        {
            case IntegerColumn c:
                Head(stream, Tag.Integer, column);
                stream.Write(MemoryMarshal.AsBytes(c.Values.AsSpan()));
                break;
            case NumberColumn c:
                Head(stream, Tag.Number, column);
                stream.Write(MemoryMarshal.AsBytes(c.Values.AsSpan()));
                break;
            case BooleanColumn c:
                Head(stream, Tag.Boolean, column);
                stream.Write(MemoryMarshal.AsBytes(c.Values.AsSpan()));
                break;
            case DateColumn c:
                Head(stream, Tag.Date, column);
                stream.Write(MemoryMarshal.AsBytes(c.Ticks.AsSpan()));
                break;
            case StringColumn c:
                Head(stream, Tag.String, column);
                stream.Write(MemoryMarshal.AsBytes(c.Codes.AsSpan()));
                Int(stream, c.Pool.Offsets.Length);
                stream.Write(MemoryMarshal.AsBytes(c.Pool.Offsets.AsSpan()));
                stream.Write(c.Pool.Bytes);
                break;
            default:
                throw new InvalidOperationException($"No layout for {column.GetType().Name}.");
        }
    }

    /// <summary>Reads a column.</summary>
    /// <exception cref="InvalidDataException">The bytes are no column.</exception>
    public static Column Read(string name, ReadOnlySpan<byte> content)
    {
        var tag = (Tag)Int(ref content);
        var length = Int(ref content);
        var words = Int(ref content);
        var nulls = words == 0 ? null : new NullMask(Take<ulong>(ref content, words), length);
        switch (tag)
        {
            case Tag.Integer:
                return new IntegerColumn(name, Take<long>(ref content, length), nulls);
            case Tag.Number:
                return new NumberColumn(name, Take<double>(ref content, length), nulls);
            case Tag.Boolean:
                return new BooleanColumn(name, Take<bool>(ref content, length), nulls);
            case Tag.Date:
                return new DateColumn(name, Take<long>(ref content, length), nulls);
            case Tag.String:
                var codes = Take<int>(ref content, length);
                var offsets = Take<int>(ref content, Int(ref content));
                return new StringColumn(name, codes, new StringPool(content.ToArray(), offsets), nulls);
            default:
                throw new InvalidDataException("The entry is no column.");
        }
    }

    /// <summary>Writes what is common to the columns of a file.</summary>
    public static void WriteShape(Stream stream, int rows, RowLines? lines)
    {
        Int(stream, (int)Tag.Shape);
        Int(stream, rows);
        Int(stream, lines is null ? -1 : lines.First);
        Int(stream, lines?.Starts?.Length ?? 0);
        stream.Write(MemoryMarshal.AsBytes((lines?.Starts ?? []).AsSpan()));
    }

    /// <summary>Reads it.</summary>
    public static (int Rows, RowLines? Lines) ReadShape(ReadOnlySpan<byte> content)
    {
        if ((Tag)Int(ref content) != Tag.Shape)
        {
            throw new InvalidDataException("The entry is no shape.");
        }

        var rows = Int(ref content);
        var first = Int(ref content);
        var count = Int(ref content);
        var starts = count == 0 ? null : Take<int>(ref content, count);
        return (rows, first < 0 ? null : new RowLines(first, starts));
    }

    private static void Head(Stream stream, Tag tag, Column column)
    {
        Int(stream, (int)tag);
        Int(stream, column.Length);
        Int(stream, column.Nulls?.Words.Length ?? 0);
        stream.Write(MemoryMarshal.AsBytes((column.Nulls?.Words ?? []).AsSpan()));
    }

    private static void Int(Stream stream, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    private static int Int(ref ReadOnlySpan<byte> content)
    {
        if (content.Length < 4)
        {
            throw new InvalidDataException("The entry ends early.");
        }

        var value = BinaryPrimitives.ReadInt32LittleEndian(content);
        content = content[4..];
        return value;
    }

    private static T[] Take<T>(ref ReadOnlySpan<byte> content, int count)
        where T : unmanaged
    {
        var size = count * (long)System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        if (count < 0 || size > content.Length)
        {
            throw new InvalidDataException("The entry ends early.");
        }

        var values = GC.AllocateUninitializedArray<T>(count);
        content[..(int)size].CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        content = content[(int)size..];
        return values;
    }
}
