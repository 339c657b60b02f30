using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelSpecs.Engine.Datasets.Files;

/// <summary>64 bytes at a time as 64-bit masks, bit i for byte i.</summary>
internal static class ByteMasks
{
    /// <summary>Bytes in a mask.</summary>
    public const int Width = 64;

    /// <summary>Which of 64 bytes equal a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ulong Equal(byte* bytes, byte value)
    {
        var sought = Vector128.Create(value);
        ulong a = Vector128.Equals(Vector128.Load(bytes), sought).ExtractMostSignificantBits();
        ulong b = Vector128.Equals(Vector128.Load(bytes + 16), sought).ExtractMostSignificantBits();
        ulong c = Vector128.Equals(Vector128.Load(bytes + 32), sought).ExtractMostSignificantBits();
        ulong d = Vector128.Equals(Vector128.Load(bytes + 48), sought).ExtractMostSignificantBits();
        return a | (b << 16) | (c << 32) | (d << 48);
    }

    /// <summary>Bit i of the result: whether an odd number of bits 0 to i is set. Of quotes: the bytes from an opening one to before its closing one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong PrefixXor(ulong mask)
    {
        mask ^= mask << 1;
        mask ^= mask << 2;
        mask ^= mask << 4;
        mask ^= mask << 8;
        mask ^= mask << 16;
        mask ^= mask << 32;
        return mask;
    }

    /// <summary>The low bits that stand for bytes of the data, where fewer than 64 are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Valid(int left) => left >= Width ? ulong.MaxValue : (1UL << left) - 1;
}
