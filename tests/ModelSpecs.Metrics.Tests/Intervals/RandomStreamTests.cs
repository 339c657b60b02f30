using System.Numerics;
using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Metrics.Tests.Intervals;

/// <summary>Random numbers against the published algorithms, written down once more and slowly.</summary>
public class RandomStreamTests
{
    private const ulong Purposes = 0xD1B54A32D192ED03;

    [Fact]
    public void The_algorithm_of_these_tests_is_the_published_one()
    {
        Xoshiro([1, 2, 3, 4]).Take(4).Should().Equal(41943041, 58720359, 3588806011781223, 3591011842654386);
        SplitMix(0, 2).Should().Equal(0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 3)]
    [InlineData(ulong.MaxValue, 2)]
    public void A_stream_is_xoshiros_from_a_seed_and_a_purpose(ulong seed, ulong purpose)
    {
        var expected = Xoshiro(SplitMix(seed ^ unchecked(purpose * Purposes), 4)).Take(40).ToArray();
        var (bits, doubles, indices) = (new RandomStream(seed, purpose), new RandomStream(seed, purpose), new RandomStream(seed, purpose));

        foreach (var word in expected)
        {
            bits.Next().Should().Be(word);
            doubles.NextDouble().Should().Be((word >> 11) / 9007199254740992.0);
            indices.NextIndex(1_000_003).Should().Be((int)(((UInt128)word * 1_000_003) >> 64));
        }
    }

    [Fact]
    public void Four_lanes_are_four_streams()
    {
        var state = SplitMix(7 ^ unchecked(2 * Purposes), 16);
        var expected = Enumerable.Range(0, 4).Select(lane => Xoshiro([state[lane], state[4 + lane], state[8 + lane], state[12 + lane]]).Take(30).ToArray()).ToArray();
        var lanes = new RandomLanes(7, 2);

        for (var i = 0; i < 30; i++)
        {
            var next = lanes.Next();
            Enumerable.Range(0, 4).Select(lane => next[lane]).Should().Equal(expected.Select(of => of[i]));
        }
    }

    [Theory]
    [InlineData(0, 0.3, 0)]
    [InlineData(-1, 0.3, 0)]
    [InlineData(20, 0, 0)]
    [InlineData(20, -0.1, 0)]
    [InlineData(20, 1, 20)]
    [InlineData(20, 1.1, 20)]
    public void Where_there_is_no_chance_nothing_is_drawn(long trials, double share, long expected)
    {
        var (random, untouched) = (new RandomStream(1, 1), new RandomStream(1, 1));

        BinomialDraw.Next(ref random, trials, share).Should().Be(expected);
        random.Next().Should().Be(untouched.Next());
    }

    [Theory]
    [InlineData(12, 0.3)]
    [InlineData(40, 0.05)]
    [InlineData(1, 0.5)]
    [InlineData(19, 0.5)]
    [InlineData(3_000, 0.003)]
    public void Where_few_are_expected_a_draw_is_a_quantile(int trials, double share)
    {
        var (random, uniform) = (new RandomStream(3, 9), new RandomStream(3, 9));
        var chances = Enumerable.Range(0, trials + 1).Select(k => Math.Exp(LogChoose(trials, k) + (k * Math.Log(share)) + ((trials - k) * Math.Log(1 - share)))).ToArray();
        for (var draw = 0; draw < 300; draw++)
        {
            var left = uniform.NextDouble();
            var quantile = 0;
            while (left >= chances[quantile])
            {
                left -= chances[quantile++];
            }

            BinomialDraw.Next(ref random, trials, share).Should().Be(quantile);
        }
    }

    [Theory]
    [InlineData(40, 0.3)]
    [InlineData(21, 0.5)]
    [InlineData(500, 0.41)]
    [InlineData(100_000, 0.001)]
    public void Where_many_are_expected_a_draw_is_hoermanns(int trials, double share)
    {
        // W. Hörmann, The generation of binomial random variates (1993), algorithm BTRS with its steps in order.
        var (random, uniform) = (new RandomStream(4, 1), new RandomStream(4, 1));
        var deviation = Math.Sqrt(trials * share * (1 - share));
        var b = 1.15 + (2.53 * deviation);
        var a = -0.0873 + (0.0248 * b) + (0.01 * share);
        var centre = (trials * share) + 0.5;
        var mode = Math.Floor((trials + 1) * share);
        for (var draw = 0; draw < 2_000; draw++)
        {
            BinomialDraw.Next(ref random, trials, share).Should().Be(Draw());
        }

        long Draw()
        {
            while (true)
            {
                var (u, v) = (uniform.NextDouble() - 0.5, uniform.NextDouble());
                var us = 0.5 - Math.Abs(u);
                var k = Math.Floor((((2 * a / us) + b) * u) + centre);
                if (us >= 0.07 && v <= 0.92 - (4.2 / b))
                {
                    return (long)k;
                }

                if (k < 0 || k > trials)
                {
                    continue;
                }

                v = v * (2.83 + (5.1 / b)) * deviation / ((a / (us * us)) + b);
                if (Math.Log(v) <= LogChoose(trials, (int)k) - LogChoose(trials, (int)mode) + ((k - mode) * Math.Log(share / (1 - share))))
                {
                    return (long)k;
                }
            }
        }
    }

    [Fact]
    public void A_frequent_outcome_is_drawn_by_the_rare_one()
    {
        var (random, mirrored) = (new RandomStream(5, 1), new RandomStream(5, 1));
        for (var draw = 0; draw < 50; draw++)
        {
            BinomialDraw.Next(ref random, 100, 0.75).Should().Be(100 - BinomialDraw.Next(ref mirrored, 100, 0.25));
        }
    }

    private static ulong[] SplitMix(ulong seed, int count)
    {
        var values = new ulong[count];
        for (var i = 0; i < count; i++)
        {
            seed = unchecked(seed + 0x9E3779B97F4A7C15);
            var z = unchecked((seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
            values[i] = z ^ (z >> 31);
        }

        return values;
    }

    private static IEnumerable<ulong> Xoshiro(ulong[] s)
    {
        while (true)
        {
            yield return unchecked(BitOperations.RotateLeft(s[0] + s[3], 23) + s[0]);
            var t = s[1] << 17;
            s[2] ^= s[0];
            s[3] ^= s[1];
            s[1] ^= s[2];
            s[0] ^= s[3];
            s[2] ^= t;
            s[3] = BitOperations.RotateLeft(s[3], 45);
        }
    }

    private static double LogChoose(int n, int k)
    {
        var sum = 0.0;
        for (var i = 1; i <= Math.Min(k, n - k); i++)
        {
            sum += Math.Log((double)(n - Math.Min(k, n - k) + i) / i);
        }

        return sum;
    }
}
