using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModelSpecs.Engine.Datasets.Typing;

/// <summary>Gives texts their codes in order of first occurrence, without making a string of any.</summary>
internal sealed class Utf8Dictionary
{
    private const ulong Mix0 = 0x9E3779B97F4A7C15, Mix1 = 0xE7037ED1A0B428DB;

    private Slot[] slots = new Slot[64];
    private int shift = 64 - 6;
    private byte[] bytes = new byte[256];
    private int[] offsets = new int[33];
    private int[] firstRows = new int[32];

    /// <summary>Number of texts.</summary>
    public int Count { get; private set; }

    /// <summary>Row at which a text was first seen.</summary>
    public int FirstRow(int code) => firstRows[code];

    /// <summary>A text.</summary>
    public ReadOnlySpan<byte> Text(int code) => bytes.AsSpan(offsets[code], offsets[code + 1] - offsets[code]);

    /// <summary>The code of a text; a new one where it was not seen yet. The eight bytes after its start must be readable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe int Code(byte* text, int length, int row)
    {
        // Up to eight bytes, the key is the text itself: equal keys and lengths are equal texts.
        var key = length <= 8 ? Short(text, length) : Long(text, length);
        var table = slots;
        for (var at = (int)(((key ^ (uint)length) * Mix0) >> shift); ; at = (at + 1) & (table.Length - 1))
        {
            ref var slot = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(table), at);
            if (slot.CodePlusOne == 0)
            {
                return Add(text, length, key, row);
            }

            if (slot.Key == key && slot.Length == length && (length <= 8 || Same(slot.CodePlusOne - 1, text, length)))
            {
                return slot.CodePlusOne - 1;
            }
        }
    }

    /// <summary>The code of a text that is not followed by readable bytes.</summary>
    public unsafe int Code(ReadOnlySpan<byte> text, int row)
    {
        if (text.Length >= 8)
        {
            fixed (byte* start = text)
            {
                return Code(start, text.Length, row);
            }
        }

        ulong padded = 0;
        text.CopyTo(MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref padded, 1)));
        return Code((byte*)&padded, text.Length, row);
    }

    /// <summary>The texts, without the room left for more.</summary>
    public StringPool ToPool() => new(bytes.AsSpan(0, offsets[Count]).ToArray(), offsets.AsSpan(0, Count + 1).ToArray());

    private static unsafe ulong Short(byte* text, int length) =>
        length == 0 ? 0 : Unsafe.ReadUnaligned<ulong>(text) & (ulong.MaxValue >> (64 - (8 * length)));

    private static unsafe ulong Long(byte* text, int length)
    {
        var hash = (ulong)length * Mix1;
        var end = text + length;
        for (; end - text > 16; text += 16)
        {
            hash = Fold(Unsafe.ReadUnaligned<ulong>(text) ^ Mix0, Unsafe.ReadUnaligned<ulong>(text + 8) ^ hash);
        }

        // The last 16 bytes, or (of 9 to 15) the first and the last eight, which overlap.
        var left = (int)(end - text);
        return Fold(Unsafe.ReadUnaligned<ulong>(left >= 8 ? text : end - 8) ^ Mix1, Unsafe.ReadUnaligned<ulong>(end - 8) ^ BitOperations.RotateLeft(hash, 17) ^ Mix0);
    }

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }

    private unsafe bool Same(int code, byte* text, int length) => Text(code).SequenceEqual(new ReadOnlySpan<byte>(text, length));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private unsafe int Add(byte* text, int length, ulong key, int row)
    {
        var code = Count++;
        if (code == firstRows.Length)
        {
            Array.Resize(ref firstRows, code * 2);
            Array.Resize(ref offsets, (code * 2) + 1);
        }

        var start = offsets[code];
        if ((long)start + length > bytes.Length)
        {
            Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)bytes.Length * 2, (long)start + length)));
        }

        new ReadOnlySpan<byte>(text, length).CopyTo(bytes.AsSpan(start));
        offsets[code + 1] = start + length;
        firstRows[code] = row;
        Insert(slots, shift, new Slot { Key = key, Length = length, CodePlusOne = code + 1 });
        if (Count * 2 > slots.Length)
        {
            Grow();
        }

        return code;
    }

    private void Grow()
    {
        var larger = new Slot[slots.Length * 4];
        shift -= 2;
        foreach (ref readonly var slot in slots.AsSpan())
        {
            if (slot.CodePlusOne != 0)
            {
                Insert(larger, shift, slot);
            }
        }

        slots = larger;
    }

    private static void Insert(Slot[] table, int shift, Slot slot)
    {
        var at = (int)(((slot.Key ^ (uint)slot.Length) * Mix0) >> shift);
        while (table[at].CodePlusOne != 0)
        {
            at = (at + 1) & (table.Length - 1);
        }

        table[at] = slot;
    }

    private struct Slot
    {
        public ulong Key;
        public int Length;
        public int CodePlusOne;
    }
}
