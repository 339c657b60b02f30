
namespace ModelSpecs.Engine.Datasets.Text;

/// <summary>Gives every distinct text a code in order of first occurrence; open addressing over one block of UTF-8, no string made.</summary>
internal sealed class TextDictionary
{
    private int[] slots = new int[256];
    private int[] hashes = new int[128];
    private int[] offsets = new int[129];
    private byte[] bytes = new byte[1024];

    /// <summary>Number of texts.</summary>
    public int Count { get; private set; }

    /// <summary>UTF-8 of a text.</summary>
    public ReadOnlySpan<byte> this[int code] => bytes.AsSpan(offsets[code], offsets[code + 1] - offsets[code]);

    /// <summary>Hash of a text.</summary>
    public int HashOf(int code) => hashes[code];

    /// <summary>Code of a text; a new one for a new text.</summary>
    public int Add(ReadOnlySpan<byte> text) => Add(text, Hash(text));

    /// <summary>Code of a text whose hash is known.</summary>
    public int Add(ReadOnlySpan<byte> text, int hash)
    {
        var mask = slots.Length - 1;
        for (var slot = hash & mask; ; slot = (slot + 1) & mask)
        {
            var code = slots[slot] - 1;
            if (code < 0)
            {
                return Insert(text, hash, slot);
            }

            if (hashes[code] == hash && this[code].SequenceEqual(text))
            {
                return code;
            }
        }
    }

    /// <summary>The texts as a pool, codes unchanged.</summary>
    public StringPool ToPool() => new(bytes.AsSpan(0, offsets[Count]).ToArray(), offsets.AsSpan(0, Count + 1).ToArray());

    private int Insert(ReadOnlySpan<byte> text, int hash, int slot)
    {
        var code = Count++;
        if (code == hashes.Length)
        {
            Array.Resize(ref hashes, code * 2);
            Array.Resize(ref offsets, (code * 2) + 1);
        }

        var start = offsets[code];
        if (start + text.Length > bytes.Length)
        {
            Array.Resize(ref bytes, checked((int)Math.Max(Math.Min(bytes.Length * 2L, Array.MaxLength), start + (long)text.Length)));
        }

        text.CopyTo(bytes.AsSpan(start));
        offsets[code + 1] = start + text.Length;
        hashes[code] = hash;
        slots[slot] = code + 1;
        if (Count * 2 > slots.Length)
        {
            Grow();
        }

        return code;
    }

    private void Grow()
    {
        slots = new int[slots.Length * 2];
        var mask = slots.Length - 1;
        for (var code = 0; code < Count; code++)
        {
            var slot = hashes[code] & mask;
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            slots[slot] = code + 1;
        }
    }

    // FNV-1a over words with a final mix. Not seeded: a column made to collide costs time, never a wrong code, and the file size is limited.
    private static int Hash(ReadOnlySpan<byte> text)
    {
        var hash = 14695981039346656037UL ^ (ulong)text.Length;
        while (text.Length >= 8)
        {
            hash = (hash ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(text)) * 0x9E3779B97F4A7C15UL;
            hash ^= hash >> 29;
            text = text[8..];
        }

        foreach (var b in text)
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93UL;
        return (int)(hash >> 32);
    }
}
