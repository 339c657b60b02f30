using System.Globalization;
using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Engine.Datasets.Typing;

namespace ModelSpecs.Engine.Tests.Datasets;

public sealed class NumberTextTests
{
    [Fact]
    public void Every_double_reads_back_to_the_bit()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(Gen.Choose(int.MinValue, int.MaxValue).Two().ToArbitrary(), halves =>
        {
            var value = BitConverter.Int64BitsToDouble(((long)halves.Item1 << 32) | (uint)halves.Item2);
            return !double.IsFinite(value) || Same(value.ToString("R", CultureInfo.InvariantCulture));
        }));
    }

    [Fact]
    public void Any_digits_point_and_exponent_read_as_the_library_reads_them()
    {
        var digits = Gen.ArrayOf(Gen.Elements("0123456789".ToCharArray())).Select(d => new string([.. d.Take(24)]));
        var texts = from sign in Gen.Elements("", "-", "+")
                    from whole in digits.Select(d => d.TrimStart('0'))
                    from fraction in digits
                    from exponent in Gen.Frequency((3, Gen.Constant("")), (2, Gen.Choose(-40, 40).Select(e => $"e{e}")), (1, Gen.Choose(-340, 310).Select(e => $"E{e:+0;-0}")))
                    where whole.Length + fraction.Length > 0
                    select $"{sign}{whole}{(fraction.Length > 0 ? "." : "")}{fraction}{exponent}";
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(texts.ToArbitrary(), Same));
    }

    [Fact]
    public void Numbers_half_way_between_two_doubles_go_to_the_even_one()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(Gen.Choose(0, int.MaxValue).Two().ToArbitrary(), parts =>
        {
            // 2^53 + an odd number of units: the value lies exactly between two doubles.
            var between = (1UL << 53) + 1 + (2 * (((ulong)(uint)parts.Item1 << 20) ^ (uint)parts.Item2));
            return Same(between.ToString(CultureInfo.InvariantCulture) + ".0") && Same(between.ToString(CultureInfo.InvariantCulture) + "e0")
                && Same((between * 5).ToString(CultureInfo.InvariantCulture) + "e-1") && Same(((decimal)between / 4).ToString(CultureInfo.InvariantCulture));
        }));
    }

    [Theory]
    [InlineData("0.1")]
    [InlineData("5e-324")]
    [InlineData("2.4703282292062327e-324")]
    [InlineData("2.4703282292062328e-324")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("1.7976931348623159e308")]
    [InlineData("1e400")]
    [InlineData("-0.0")]
    [InlineData("0e99999999999")]
    [InlineData("1e-99999999999")]
    [InlineData("9007199254740993.0")]
    [InlineData("1.000000000000000000000000000000000000000000000000000001")]
    [InlineData("123456789012345678901234567890.5")]
    [InlineData("8.5")]
    [InlineData(".5")]
    [InlineData("5.")]
    public void Corner_cases_read_as_the_library_reads_them(string text) => Same(text).Should().BeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("01.5")]
    [InlineData("0x10")]
    [InlineData("1_000")]
    [InlineData("١")]
    [InlineData("1 2")]
    [InlineData("--1")]
    [InlineData("12345678:")]
    [InlineData("/2345678")]
    public void What_is_no_number_is_refused(string text) => FieldText.TryNumber(Encoding.UTF8.GetBytes(text), false, out _).Should().BeFalse();

    [Fact]
    public void Integers_of_every_length_read_exactly()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(Gen.Choose(int.MinValue, int.MaxValue).Two().ToArbitrary(), Gen.Choose(0, 63).ToArbitrary(), (halves, shift) =>
        {
            var value = (((long)halves.Item1 << 32) | (uint)halves.Item2) >> shift;
            return FieldText.TryInteger(Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture)), false, out var read) && read == value;
        }));
    }

    [Theory]
    [InlineData("9223372036854775807", true)]
    [InlineData("-9223372036854775808", true)]
    [InlineData("9223372036854775808", false)]
    [InlineData("-9223372036854775809", false)]
    [InlineData("18446744073709551616", false)]
    [InlineData("99999999999999999999", false)]
    [InlineData("007", false)]
    [InlineData("1234567a", false)]
    [InlineData("a2345678", false)]
    [InlineData("12345678a", false)]
    [InlineData("", false)]
    [InlineData("-", false)]
    public void Integers_end_at_64_bits(string text, bool isInteger) => FieldText.TryInteger(Encoding.UTF8.GetBytes(text), false, out _).Should().Be(isInteger);

    [Fact]
    public void The_powers_of_five_are_right()
    {
        for (var power = PowersOfFive.Least; power <= PowersOfFive.Most; power++)
        {
            BigInteger expected;
            var magnitude = BigInteger.Pow(5, Math.Abs(power));
            var bits = (int)magnitude.GetBitLength();
            if (power >= 0)
            {
                expected = bits <= 128 ? magnitude << (128 - bits) : magnitude >> (bits - 128);
            }
            else
            {
                // 2^ceil(log2) / magnitude has its top bit at 128 after 127 (or, with more digits to cut, 128) more bits.
                var ceiling = magnitude.IsPowerOfTwo ? bits - 1 : bits;
                expected = power >= -27 ? (BigInteger.One << (ceiling + 127)) / magnitude + 1 : (BigInteger.One << ((2 * ceiling) + 128)) / magnitude + 1;
                while (expected >= BigInteger.One << 128)
                {
                    expected >>= 1;
                }
            }

            var at = 2 * (power - PowersOfFive.Least);
            ((new BigInteger(PowersOfFive.Words[at]) << 64) + PowersOfFive.Words[at + 1]).Should().Be(expected, $"this is 5^{power}");
        }
    }

    private static bool Same(string text)
    {
        var expected = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return FieldText.TryNumber(Encoding.UTF8.GetBytes(text), false, out var value)
            && BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(expected);
    }
}
