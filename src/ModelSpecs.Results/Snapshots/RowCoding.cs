using System.Buffers.Binary;
using System.Text;

namespace ModelSpecs.Results.Snapshots;

/// <summary>One bit an entry, the lowest bit first.</summary>
internal static class Bits
{
    public static int Length(int count) => (int)(((long)count + 7) / 8);

    public static byte[] Pack(int count, Func<int, bool> bit)
    {
        var bytes = new byte[Length(count)];
        for (var i = 0; i < count; i++)
        {
            if (bit(i))
            {
                bytes[i >> 3] |= (byte)(1 << (i & 7));
            }
        }

        return bytes;
    }

    public static bool[] Unpack(byte[] bytes, int count)
    {
        var bits = new bool[count];
        for (var i = 0; i < count; i++)
        {
            bits[i] = (bytes[i >> 3] >> (i & 7) & 1) != 0;
        }

        return bits;
    }
}

/// <summary>Whole numbers in as few bytes as they need: seven bits a byte, the lowest first.</summary>
internal static class VarInts
{
    private const int MostBytes = 10;

    /// <summary>Each number less the one before it; small ones of either sign are short.</summary>
    public static byte[] Differences(ReadOnlySpan<long> numbers)
    {
        var bytes = new List<byte>(numbers.Length);
        var before = 0L;
        foreach (var number in numbers)
        {
            // Wraps round for numbers far apart, and back when read.
            var difference = unchecked(number - before);
            Add(bytes, (ulong)(difference << 1) ^ (ulong)(difference >> 63));
            before = number;
        }

        return [.. bytes];
    }

    public static long[] FromDifferences(byte[] bytes, int count)
    {
        // A number takes a byte at least: no more is allocated than the data can fill.
        Require(count <= bytes.Length);
        var numbers = new long[count];
        var (position, before) = (0, 0L);
        for (var i = 0; i < count; i++)
        {
            var code = Next(bytes, ref position);
            before = unchecked(before + ((long)(code >> 1) ^ -(long)(code & 1)));
            numbers[i] = before;
        }

        Require(position == bytes.Length);
        return numbers;
    }

    public static byte[] Fixed(ReadOnlySpan<long> numbers)
    {
        var bytes = new byte[8 * numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8 * i), numbers[i]);
        }

        return bytes;
    }

    public static long[] FromFixed(byte[] bytes)
    {
        var numbers = new long[bytes.Length / 8];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8 * i));
        }

        return numbers;
    }

    public static void Add(List<byte> bytes, ulong number)
    {
        while (number >= 0x80)
        {
            bytes.Add((byte)(number | 0x80));
            number >>= 7;
        }

        bytes.Add((byte)number);
    }

    public static ulong Next(byte[] bytes, ref int position)
    {
        var number = 0UL;
        for (var i = 0; i < MostBytes; i++)
        {
            Require(position < bytes.Length);
            var next = bytes[position++];
            number |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                return number;
            }
        }

        throw new RowsFormatException("Its numbers are damaged.");
    }

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new RowsFormatException("Its numbers are damaged.");
        }
    }
}

/// <summary>Texts by what they do not share with the one before: ids in order repeat most of themselves.</summary>
internal static class FrontCoding
{
    // Of UTF-8 bytes, shortened ids included.
    private const int MostBytes = 4 * (RowIdColumn.MostCharacters + 32);

    public static (byte[] Shared, byte[] Lengths, byte[] Suffixes) Encode(ReadOnlySpan<string> texts)
    {
        var (shared, lengths, rest) = (new List<byte>(texts.Length), new List<byte>(texts.Length), new List<byte>());
        var before = Array.Empty<byte>();
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var common = bytes.AsSpan().CommonPrefixLength(before);
            VarInts.Add(shared, (ulong)common);
            VarInts.Add(lengths, (ulong)(bytes.Length - common));
            rest.AddRange(bytes.AsSpan(common));
            before = bytes;
        }

        return ([.. shared], [.. lengths], [.. rest]);
    }

    public static string[] Decode(byte[] shared, byte[] lengths, byte[] rest, int count)
    {
        if (count > shared.Length || count > lengths.Length)
        {
            throw Damaged();
        }

        var texts = new string[count];
        var buffer = new byte[MostBytes];
        var (atShared, atLengths, atRest, length, total) = (0, 0, 0, 0, 0L);
        for (var i = 0; i < count; i++)
        {
            var common = VarInts.Next(shared, ref atShared);
            var own = VarInts.Next(lengths, ref atLengths);
            if (common > (ulong)length || own > MostBytes || common + own > MostBytes || own > (ulong)(rest.Length - atRest))
            {
                throw Damaged();
            }

            rest.AsSpan(atRest, (int)own).CopyTo(buffer.AsSpan((int)common));
            atRest += (int)own;
            length = (int)(common + own);
            total += length;
            if (total > RowsFile.MostDecodedBytes)
            {
                throw new RowsFormatException("Its ids are longer together than the limit.");
            }

            texts[i] = Encoding.UTF8.GetString(buffer, 0, length);
        }

        return atShared == shared.Length && atLengths == lengths.Length && atRest == rest.Length ? texts : throw Damaged();
    }

    private static RowsFormatException Damaged() => new("Its ids are damaged.");
}
