using ModelSpecs.Engine.Caching;

namespace ModelSpecs.Engine.Tests.Caching;

public sealed class FastHashTests
{
    [Fact]
    public void How_bytes_are_split_changes_nothing()
    {
        var random = new Random(3);
        var bytes = new byte[1000];
        random.NextBytes(bytes);
        for (var length = 0; length < bytes.Length; length += 7)
        {
            var expected = FastHash.Of(bytes.AsSpan(0, length));
            var hash = new FastHash();
            for (var at = 0; at < length;)
            {
                var count = Math.Min(random.Next(0, 150), length - at);
                hash.Append(bytes.AsSpan(at, count));
                at += count;
            }

            hash.Finish().Should().Be(expected);
            hash.Finish().Should().Be(expected, "asking twice changes nothing");
        }
    }

    [Fact]
    public void Every_bit_and_the_length_count()
    {
        var seen = new HashSet<Hash128>();
        var bytes = new byte[300];
        for (var length = 0; length <= bytes.Length; length++)
        {
            seen.Add(FastHash.Of(bytes.AsSpan(0, length))).Should().BeTrue("zeros of another length are another content");
        }

        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            seen.Add(FastHash.Of(bytes)).Should().BeTrue();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Blocks_in_another_order_are_another_content()
    {
        var random = new Random(4);
        var bytes = new byte[64 * 8];
        random.NextBytes(bytes);
        var seen = new HashSet<Hash128> { FastHash.Of(bytes) };
        for (var first = 0; first < 64; first++)
        {
            for (var second = first + 1; second < 64; second++)
            {
                var swapped = (byte[])bytes.Clone();
                bytes.AsSpan(first * 8, 8).CopyTo(swapped.AsSpan(second * 8));
                bytes.AsSpan(second * 8, 8).CopyTo(swapped.AsSpan(first * 8));
                seen.Add(FastHash.Of(swapped)).Should().BeTrue();
            }
        }
    }

    [Fact]
    public void Each_bit_of_the_result_depends_on_every_part_of_the_content()
    {
        // Half of the 128 bits change on average; a bit that never does would be no part of the hash.
        var bytes = new byte[256];
        new Random(5).NextBytes(bytes);
        var original = FastHash.Of(bytes);
        UInt128 changed = 0;
        var count = 0;
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var hash = FastHash.Of(bytes);
            var difference = new UInt128(hash.High ^ original.High, hash.Low ^ original.Low);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            changed |= difference;
            count += (int)UInt128.PopCount(difference);
        }

        changed.Should().Be(UInt128.MaxValue);
        (count / (bytes.Length * 8.0)).Should().BeInRange(62, 66);
    }
}
