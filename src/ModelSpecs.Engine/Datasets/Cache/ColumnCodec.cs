using System.Numerics;
using System.Runtime.InteropServices;
using ModelSpecs.Engine.Caching;

namespace ModelSpecs.Engine.Datasets.Cache;

/// <summary>Columns as bytes: a kind, the rows, the words of the null mask, the values; integers in as few bytes as their range needs.</summary>
internal static class ColumnCodec
{
    private const int Piece = 16 * 1024;

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
                Pack(stream, c.Values);
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
                Pack(stream, c.Ticks);
                break;
            case StringColumn c:
                Head(stream, Tag.String, column);
                Pack(stream, c.Codes);
                Put(stream, c.Pool.Offsets.Length);
                Pack(stream, c.Pool.Offsets);
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
        var tag = (Tag)entry.Read<int>();
        var rows = entry.Read<int>();
        var words = entry.Read<int>();
        var nulls = words == 0 ? null : new NullMask(entry.ReadArray<ulong>(words), rows);
        switch (tag)
        {
            case Tag.Integer:
                return new IntegerColumn(name, Unpack<long>(entry, rows), nulls);
            case Tag.Number:
                return new NumberColumn(name, entry.ReadArray<double>(rows), nulls);
            case Tag.Boolean:
                return new BooleanColumn(name, entry.ReadArray<bool>(rows), nulls);
            case Tag.Date:
                return new DateColumn(name, Unpack<long>(entry, rows), nulls);
            case Tag.String:
                var codes = Unpack<int>(entry, rows);
                var offsets = Unpack<int>(entry, entry.Read<int>());
                return new StringColumn(name, codes, new StringPool(entry.ReadArray<byte>(checked((int)entry.Remaining)), offsets), nulls);
            default:
                throw new InvalidDataException("The entry is no column.");
        }
    }

    /// <summary>Writes integers: the smallest, the bytes of each, then each less the smallest.</summary>
    public static void Pack<T>(Stream stream, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (least, most) = (T.Zero, T.Zero);
        if (values.Length > 0)
        {
            (least, most) = (values[0], values[0]);
            foreach (var value in values)
            {
                least = T.Min(least, value);
                most = T.Max(most, value);
            }
        }

        var range = ulong.CreateTruncating(most) - ulong.CreateTruncating(least);
        var width = range <= byte.MaxValue ? 1 : range <= ushort.MaxValue ? 2 : range <= uint.MaxValue ? 4 : 8;
        Put(stream, long.CreateTruncating(least));
        Put(stream, width);
        switch (width)
        {
            case 1:
                Narrow<T, byte>(stream, values, least);
                break;
            case 2:
                Narrow<T, ushort>(stream, values, least);
                break;
            case 4:
                Narrow<T, uint>(stream, values, least);
                break;
            default:
                Narrow<T, ulong>(stream, values, least);
                break;
        }
    }

    /// <summary>Reads what was packed.</summary>
    public static T[] Unpack<T>(CacheReader entry, int count)
        where T : unmanaged, IBinaryInteger<T>
    {
        var least = T.CreateTruncating(entry.Read<long>());
        return entry.Read<int>() switch
        {
            1 => Widen<byte, T>(entry, count, least),
            2 => Widen<ushort, T>(entry, count, least),
            4 => Widen<uint, T>(entry, count, least),
            8 => Widen<ulong, T>(entry, count, least),
            _ => throw new InvalidDataException("The entry has another form."),
        };
    }

    /// <summary>Writes one value.</summary>
    public static void Put<T>(Stream stream, T value)
        where T : unmanaged => stream.Write(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref value, 1)));

    private static void Pack<T>(Stream stream, T[] values)
        where T : unmanaged, IBinaryInteger<T> => Pack<T>(stream, values.AsSpan());

    private static void Head(Stream stream, Tag tag, Column column)
    {
        Put(stream, (int)tag);
        Put(stream, column.Length);
        Put(stream, column.Nulls?.Words.Length ?? 0);
        stream.Write(MemoryMarshal.AsBytes((column.Nulls?.Words ?? []).AsSpan()));
    }

    private static void Narrow<T, TStored>(Stream stream, ReadOnlySpan<T> values, T least)
        where T : unmanaged, IBinaryInteger<T>
        where TStored : unmanaged, IBinaryInteger<TStored>
    {
        var stored = new TStored[Math.Min(Piece, values.Length)];
        for (; values.Length > 0; values = values[Math.Min(Piece, values.Length)..])
        {
            var part = values[..Math.Min(Piece, values.Length)];
            for (var i = 0; i < part.Length; i++)
            {
                stored[i] = TStored.CreateTruncating(part[i] - least);
            }

            stream.Write(MemoryMarshal.AsBytes(stored.AsSpan(0, part.Length)));
        }
    }

    private static T[] Widen<TStored, T>(CacheReader entry, int count, T least)
        where TStored : unmanaged, IBinaryInteger<TStored>
        where T : unmanaged, IBinaryInteger<T>
    {
        if (count < 0 || (long)count * System.Runtime.CompilerServices.Unsafe.SizeOf<TStored>() > entry.Remaining)
        {
            throw new InvalidDataException("The entry is shorter than its content says.");
        }

        var values = GC.AllocateUninitializedArray<T>(count);
        var stored = new TStored[Math.Min(Piece, count)];
        for (var at = 0; at < count; at += Piece)
        {
            var part = stored.AsSpan(0, Math.Min(Piece, count - at));
            entry.Read(part);
            var to = values.AsSpan(at, part.Length);
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = least + T.CreateTruncating(part[i]);
            }
        }

        return values;
    }
}
