using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ModelSpecs.Engine.Caching;

namespace ModelSpecs.Engine.Datasets.Cache;

/// <summary>Columns as bytes: a kind, the rows, the words of the null mask, the values; integers in as few bytes as their range needs.</summary>
internal static class ColumnCodec
{
    private enum Tag
    {
        Integer = 1,
        Number = 2,
        Boolean = 3,
        Date = 4,
        String = 5,
    }

    /// <summary>Whether a column has a form here. Tensors have none: their file holds them as they are.</summary>
    public static bool Supports(Column column) => column is not TensorColumn;

    /// <summary>Writes a column.</summary>
    public static void Write(Stream stream, Column column)
    {
        switch (column)
        {
            case IntegerColumn c:
                Head(stream, Tag.Integer, column);
                PackedIntegers.Write(stream, c.Values);
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
                PackedIntegers.Write(stream, c.Ticks);
                break;
            case StringColumn c:
                Head(stream, Tag.String, column);
                PackedIntegers.Write(stream, c.Codes);
                Put(stream, c.Pool.Offsets.Length);
                PackedIntegers.Write(stream, c.Pool.Offsets);
                stream.Write(c.Pool.Bytes);
                break;
            default:
                throw new InvalidOperationException($"No form for {column.GetType().Name}.");
        }
    }

    /// <summary>Reads a column.</summary>
    /// <exception cref="InvalidDataException">The entry is no column.</exception>
    public static Column Read(string name, CacheReader entry)
    {
        var tag = (Tag)entry.ReadInt32();
        var rows = entry.ReadInt32();
        var words = entry.ReadInt32();
        var nulls = words == 0 ? null : new NullMask(entry.ReadArray<ulong>(words), rows);
        switch (tag)
        {
            case Tag.Integer:
                return new IntegerColumn(name, PackedIntegers.ReadLongs(entry, rows), nulls);
            case Tag.Number:
                return new NumberColumn(name, entry.ReadArray<double>(rows), nulls);
            case Tag.Boolean:
                return new BooleanColumn(name, entry.ReadArray<bool>(rows), nulls);
            case Tag.Date:
                return new DateColumn(name, PackedIntegers.ReadLongs(entry, rows), nulls);
            case Tag.String:
                var codes = PackedIntegers.ReadInts(entry, rows);
                var offsets = PackedIntegers.ReadInts(entry, entry.ReadInt32());
                return new StringColumn(name, codes, new StringPool(entry.ReadArray<byte>(checked((int)entry.Remaining)), offsets), nulls);
            default:
                throw new InvalidDataException("The entry is no column.");
        }
    }

    /// <summary>Writes a number.</summary>
    public static void Put(Stream stream, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    private static void Head(Stream stream, Tag tag, Column column)
    {
        Put(stream, (int)tag);
        Put(stream, column.Length);
        Put(stream, column.Nulls?.Words.Length ?? 0);
        stream.Write(MemoryMarshal.AsBytes((column.Nulls?.Words ?? []).AsSpan()));
    }
}
