using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Intervals;

public class RandomTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(48)]
    [InlineData(49)]
    [InlineData(700)]
    [InlineData(1_000_000)]
    public void A_poisson_weight_has_the_mean_and_the_variance_of_its_count(int count)
    {
        var weights = new PoissonWeights(Enumerable.Repeat((double)count, 400).ToArray());
        var drawn = new double[weights.Length];
        var random = new RandomLanes(1, 1);
        double sum = 0, squares = 0;
        const int Rounds = 500;
        for (var round = 0; round < Rounds; round++)
        {
            weights.Draw(ref random, drawn);
            sum += drawn.Sum();
            squares += drawn.Sum(w => (w - count) * (w - count));
        }

        // 200,000 draws: four standard errors of the mean and of the variance, and 2 in 1,000 that the table gives up.
        (sum / (Rounds * 400)).Should().BeApproximately(count, 4 * Math.Sqrt(count / 200_000.0));
        (squares / (Rounds * 400) / count).Should().BeApproximately(1, 0.003 + (4 * Math.Sqrt((2 + (1.0 / count)) / 200_000)));
        drawn.Should().OnlyContain(w => w >= 0);
    }

    [Fact]
    public void Counts_beyond_the_last_weigh_nothing_and_none_weighs_none()
    {
        var weights = new PoissonWeights([5, 0, 7]);
        var drawn = new double[weights.Length];
        var random = new RandomLanes(1, 1);
        for (var i = 0; i < 50; i++)
        {
            weights.Draw(ref random, drawn);
            drawn[1].Should().Be(0);
            drawn[3].Should().Be(0);
        }
    }

    [SlowTheory]
    [InlineData(12, 0.3)]
    [InlineData(40, 0.05)]
    [InlineData(40, 0.95)]
    [InlineData(500, 0.4)]
    [InlineData(100_000, 0.001)]
    [InlineData(1_000_000, 0.7)]
    public void A_binomial_draw_has_the_binomials_mean_and_variance_and_stays_in_range(long trials, double share)
    {
        var random = new RandomStream(7, 3);
        const int Draws = 100_000;
        double sum = 0, squares = 0;
        for (var i = 0; i < Draws; i++)
        {
            var drawn = BinomialDraw.Next(ref random, trials, share);
            drawn.Should().BeInRange(0, trials);
            sum += drawn - (trials * share);
            squares += (drawn - (trials * share)) * (drawn - (trials * share));
        }

        var variance = trials * share * (1 - share);
        (sum / Draws).Should().BeApproximately(0, 4 * Math.Sqrt(variance / Draws));
        (squares / Draws / variance).Should().BeApproximately(1, 4 * Math.Sqrt((2 + (1 / variance)) / Draws));
    }

    [Fact]
    public void A_binomial_draw_follows_the_distribution_itself()
    {
        // Chi-squared over the counts of B(40, 0.3), where rejection is used: 0.999 quantile of 16 degrees of freedom is 39.25.
        const int Draws = 200_000;
        var counts = new double[41];
        var random = new RandomStream(3, 9);
        for (var i = 0; i < Draws; i++)
        {
            counts[BinomialDraw.Next(ref random, 40, 0.3)]++;
        }

        var statistic = 0.0;
        var mass = Math.Pow(0.7, 40);
        for (var k = 0; k <= 40; k++)
        {
            if (k is >= 4 and <= 20)
            {
                statistic += (counts[k] - (Draws * mass)) * (counts[k] - (Draws * mass)) / (Draws * mass);
            }

            mass *= 0.3 / 0.7 * (40 - k) / (k + 1);
        }

        statistic.Should().BeLessThan(39.25);
    }

    [Fact]
    public void Streams_of_one_seed_and_other_purposes_are_apart_and_repeat()
    {
        var first = new RandomStream(1, 1);
        var again = new RandomStream(1, 1);
        var other = new RandomStream(1, 2);
        var values = Enumerable.Range(0, 50).Select(_ => first.Next()).ToArray();
        Enumerable.Range(0, 50).Select(_ => again.Next()).Should().Equal(values);
        Enumerable.Range(0, 50).Select(_ => other.Next()).Should().NotIntersectWith(values);
        values.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void The_stream_is_xoshiro256_plus_plus_seeded_by_splitmix64()
    {
        // SplitMix64 from 0 gives E220A8397B1DCDAF, 6E789E6AA1B965F4, 06C45D188009454F, F88BB8A8724C81EC (its published values); the first output of
        // xoshiro256++ from them is rotl(s0 + s3, 23) + s0.
        var stream = new RandomStream(0, 0);
        var s0 = 0xE220A8397B1DCDAFUL;
        stream.Next().Should().Be(System.Numerics.BitOperations.RotateLeft(unchecked(s0 + 0xF88BB8A8724C81ECUL), 23) + s0);
    }
}
