using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ModelSpecs.Engine.Caching;

namespace ModelSpecs.Engine.Datasets.Cache;

/// <summary>Integers as the smallest of them, the bytes that each needs above it, and each less the smallest.</summary>
/// <remarks>Written out for long and int: generic arithmetic is not compiled ahead of time, and a cache is to save time.</remarks>
internal static class PackedIntegers
{
    private const int Piece = 16 * 1024;

    /// <summary>Writes 64-bit integers.</summary>
    public static void Write(Stream stream, ReadOnlySpan<long> values)
    {
        long least = 0, most = 0;
        if (values.Length > 0)
        {
            least = most = values[0];
        }

        foreach (var value in values)
        {
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        var width = Head(stream, least, most);
        Span<byte> packed = new byte[Piece * width];
        while (values.Length > 0)
        {
            var part = values[..Math.Min(Piece, values.Length)];
            for (var i = 0; i < part.Length; i++)
            {
                Put(packed, i, width, (ulong)(part[i] - least));
            }

            stream.Write(packed[..(part.Length * width)]);
            values = values[part.Length..];
        }
    }

    /// <summary>Writes 32-bit integers.</summary>
    public static void Write(Stream stream, ReadOnlySpan<int> values)
    {
        int least = 0, most = 0;
        if (values.Length > 0)
        {
            least = most = values[0];
        }

        foreach (var value in values)
        {
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        var width = Head(stream, least, most);
        Span<byte> packed = new byte[Piece * width];
        while (values.Length > 0)
        {
            var part = values[..Math.Min(Piece, values.Length)];
            for (var i = 0; i < part.Length; i++)
            {
                Put(packed, i, width, (ulong)((long)part[i] - least));
            }

            stream.Write(packed[..(part.Length * width)]);
            values = values[part.Length..];
        }
    }

    /// <summary>Reads 64-bit integers.</summary>
    public static unsafe long[] ReadLongs(CacheReader entry, int count)
    {
        var (least, width) = ReadHead(entry, count);
        var values = GC.AllocateUninitializedArray<long>(count);
        var packed = new byte[Math.Min(Piece, count) * width];
        fixed (long* all = values)
        fixed (byte* from = packed)
        {
            for (var at = 0; at < count; at += Piece)
            {
                var rows = Math.Min(Piece, count - at);
                entry.ReadBytes(packed.AsSpan(0, rows * width));
                var to = all + at;
                switch (width)
                {
                    case 1:
                        for (var i = 0; i < rows; i++)
                        {
                            to[i] = least + from[i];
                        }

                        break;
                    case 2:
                        for (var i = 0; i < rows; i++)
                        {
                            to[i] = least + ((ushort*)from)[i];
                        }

                        break;
                    case 4:
                        for (var i = 0; i < rows; i++)
                        {
                            to[i] = least + ((uint*)from)[i];
                        }

                        break;
                    default:
                        for (var i = 0; i < rows; i++)
                        {
                            to[i] = unchecked(least + ((long*)from)[i]);
                        }

                        break;
                }
            }
        }

        return values;
    }

    /// <summary>Reads 32-bit integers.</summary>
    public static unsafe int[] ReadInts(CacheReader entry, int count)
    {
        var (least, width) = ReadHead(entry, count);
        if (width == 8)
        {
            throw new InvalidDataException("The entry has another form.");
        }

        var values = GC.AllocateUninitializedArray<int>(count);
        var packed = new byte[Math.Min(Piece, count) * width];
        fixed (int* all = values)
        fixed (byte* from = packed)
        {
            for (var at = 0; at < count; at += Piece)
            {
                var rows = Math.Min(Piece, count - at);
                entry.ReadBytes(packed.AsSpan(0, rows * width));
                var to = all + at;
                switch (width)
                {
                    case 1:
                        for (var i = 0; i < rows; i++)
                        {
                            to[i] = (int)(least + from[i]);
                        }

                        break;
                    case 2:
                        for (var i = 0; i < rows; i++)
                        {
                            to[i] = (int)(least + ((ushort*)from)[i]);
                        }

                        break;
                    default:
                        for (var i = 0; i < rows; i++)
                        {
                            to[i] = (int)(least + ((uint*)from)[i]);
                        }

                        break;
                }
            }
        }

        return values;
    }

    private static int Head(Stream stream, long least, long most)
    {
        var range = unchecked((ulong)most - (ulong)least);
        var width = range <= byte.MaxValue ? 1 : range <= ushort.MaxValue ? 2 : range <= uint.MaxValue ? 4 : 8;
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteInt64LittleEndian(head, least);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], width);
        stream.Write(head);
        return width;
    }

    private static (long Least, int Width) ReadHead(CacheReader entry, int count)
    {
        Span<byte> head = stackalloc byte[12];
        entry.ReadBytes(head);
        var width = BinaryPrimitives.ReadInt32LittleEndian(head[8..]);
        return width is 1 or 2 or 4 or 8 && count >= 0 && (long)count * width <= entry.Remaining
            ? (BinaryPrimitives.ReadInt64LittleEndian(head), width)
            : throw new InvalidDataException("The entry has another form.");
    }

    // In this machine's byte order, as it is read: a cache does not leave its machine.
    private static void Put(Span<byte> packed, int index, int width, ulong value)
    {
        switch (width)
        {
            case 1:
                packed[index] = (byte)value;
                break;
            case 2:
                MemoryMarshal.Cast<byte, ushort>(packed)[index] = (ushort)value;
                break;
            case 4:
                MemoryMarshal.Cast<byte, uint>(packed)[index] = (uint)value;
                break;
            default:
                MemoryMarshal.Cast<byte, ulong>(packed)[index] = value;
                break;
        }
    }
}
