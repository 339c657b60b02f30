using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Tests.Intervals;

public class PoissonTests
{
    // Made anew: the tables that draws look up are made once.
    private readonly double[] made = PoissonTables.Make();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(13)]
    [InlineData(48)]
    public void A_table_is_the_distribution_in_equal_parts(int count)
    {
        var parts = made.AsSpan(count * PoissonTables.Parts, PoissonTables.Parts).ToArray();
        var chances = Enumerable.Range(0, 200).Select(k => Math.Exp((k * Math.Log(count)) - count - Enumerable.Range(1, k).Sum(i => Math.Log(i)))).ToArray();

        // The first parts together hold what the lowest values hold: of the value that the last of them cuts as much as is left.
        var sum = 0.0;
        for (var part = 0; part < parts.Length; part++)
        {
            sum += parts[part] / PoissonTables.Parts;
            double left = (part + 1.0) / PoissonTables.Parts, held = 0;
            var value = 0;
            while (value + 1 < chances.Length && left > chances[value])
            {
                held += value * chances[value];
                left -= chances[value++];
            }

            sum.Should().BeApproximately(held + (Math.Max(0, left) * value), 1e-9, $"part {part}");
        }

        made.AsSpan(0, PoissonTables.Parts).ToArray().Should().OnlyContain(weight => weight == 0, "no rows weigh nothing");
    }

    [Fact]
    public void Deviates_are_the_normal_distribution_in_equal_parts_scaled_to_its_variance()
    {
        var deviates = made.AsSpan(PoissonTables.Normals, PoissonTables.Parts).ToArray();

        deviates.Sum().Should().BeApproximately(0, 1e-9);
        (deviates.Sum(z => z * z) / deviates.Length).Should().BeApproximately(1, 1e-12);
        deviates.Should().BeInAscendingOrder();
        for (var part = 0; part < deviates.Length / 2; part++)
        {
            deviates[part].Should().BeApproximately(-deviates[^(part + 1)], 1e-9);
        }

        // In the middle a part's mean is close to its median; the scale is 1 but for the variance inside the parts.
        (deviates[600] / Normal.Quantile(600.5 / 1024)).Should().BeApproximately(1, 2e-3);
        (deviates[900] / Normal.Quantile(900.5 / 1024)).Should().BeApproximately(1, 2e-3);
        deviates[900].Should().BeGreaterThan(Normal.Quantile(900.5 / 1024), "what the parts lose is made up for");
        made.Length.Should().Be(PoissonTables.Normals + PoissonTables.Parts);
    }

    [Fact]
    public void A_draw_looks_ten_bits_up()
    {
        double[] counts = [.. Enumerable.Range(0, 61).Select(i => i % 3 == 0 ? 1.0 + i : i % 3 == 1 ? 48 + (i % 2) : 100_000.0 + i)];
        var weights = new PoissonWeights(counts);
        var (random, bits) = (new RandomLanes(9, 1), new RandomLanes(9, 1));
        var drawn = new double[weights.Length + 3];

        PoissonTables.All.Should().Equal(made);
        weights.Length.Should().Be(64);
        for (var replicate = 0; replicate < 3; replicate++)
        {
            weights.Draw(ref random, drawn);
            for (var i = 0; i < weights.Length;)
            {
                // Sixty of 64 bits serve six rows a lane.
                var word = bits.Next();
                for (var look = 0; look < 6 && i < weights.Length; look++)
                {
                    for (var lane = 0; lane < 4; lane++, i++)
                    {
                        drawn[i].Should().BeApproximately(i < counts.Length ? Weight(counts[i], (int)((word[lane] >> (10 * look)) & 1023)) : 0, 1e-9);
                    }
                }
            }
        }

        FluentActions.Invoking(() => weights.Draw(ref random, new double[63])).Should().Throw<ArgumentOutOfRangeException>();

        static double Weight(double count, int part)
        {
            if (count <= 48)
            {
                return PoissonTables.All[((int)count * 1024) + part];
            }

            var z = PoissonTables.All[PoissonTables.Normals + part];
            return Math.Max(0, count + (Math.Sqrt(count) * z) + (((z * z) - 1) / 6));
        }
    }
}
