using System.Numerics;

namespace ModelSpecs.Engine.Datasets.Typing;

/// <summary>digits × 10^power as the nearest double, ties to even, in a few multiplications.</summary>
/// <remarks>D. Lemire, "Number parsing at a gigabyte per second", Software: Practice and Experience 51 (2021): the product of the digits and a truncated
/// 128-bit power of five either determines the rounding or says that it does not. Only powers from −64 to 64 are treated, where no result is subnormal or
/// infinite; what is not decided goes to the library.</remarks>
internal static class DecimalToDouble
{
    private const int MantissaBits = 52;
    private const int ExponentBias = 1023;

    /// <summary>Bits of the product below the mantissa and its rounding bit.</summary>
    private const int Dropped = 64 - MantissaBits - 3;

    /// <summary>Converts; false where this way does not decide the rounding.</summary>
    public static bool TryConvert(ulong digits, int power, out double value)
    {
        value = 0;
        if (digits == 0)
        {
            return true;
        }

        if (power is < PowersOfFive.Least or > PowersOfFive.Most)
        {
            return false;
        }

        var shift = BitOperations.LeadingZeroCount(digits);
        digits <<= shift;
        var index = 2 * (power - PowersOfFive.Least);
        var high = Math.BigMul(digits, PowersOfFive.Words[index], out var low);
        const ulong Undecided = (1UL << Dropped) - 1;
        if ((high & Undecided) == Undecided)
        {
            var carried = Math.BigMul(digits, PowersOfFive.Words[index + 1], out _);
            low += carried;
            if (low < carried)
            {
                high++;
            }

            if (low == ulong.MaxValue && power is < -27 or > 55)
            {
                return false;
            }
        }

        var top = (int)(high >> 63);
        var mantissa = high >> (top + Dropped);

        // floor(power × log2(10)) + 63, by a fraction that is exact for these powers.
        var exponent = ((217706 * power) >> 16) + 63 + top - shift + ExponentBias;

        // Exactly half way, which only these powers allow: to even, not up.
        if (low <= 1 && power is >= -4 and <= 23 && (mantissa & 3) == 1 && mantissa << (top + Dropped) == high)
        {
            mantissa--;
        }

        mantissa = (mantissa + (mantissa & 1)) >> 1;
        if (mantissa == 1UL << (MantissaBits + 1))
        {
            mantissa >>= 1;
            exponent++;
        }

        value = BitConverter.UInt64BitsToDouble((mantissa & ((1UL << MantissaBits) - 1)) | ((ulong)exponent << MantissaBits));
        return true;
    }
}
