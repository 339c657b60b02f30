using System.Text.Json;
using ModelSpecs.Metrics.Drift;
using ModelSpecs.Metrics.Tests.References;

namespace ModelSpecs.Metrics.Tests.Drift;

public sealed class DriftBinsTests
{
    [Fact]
    public void Edges_and_counts_are_NumPys()
    {
        using var document = ReferenceCase.Open("drift");
        foreach (var element in document.RootElement.GetProperty("edges").EnumerateArray())
        {
            var (values, edges) = (Numbers(element, "values"), Numbers(element, "edges"));
            QuantileEdges.Of(values).Should().Equal(edges);
            QuantileEdges.Count(values, edges).Should().Equal(Numbers(element, "counts"));
        }
    }

    // Expected and observed shares of a worked example on https://www.geeksforgeeks.org/data-science/population-stability-index-psi/ (three bands of income, 2020 and 2021), summed by hand;
    // and the two-bin case that texts on scorecards begin with: half and half becomes a third and two thirds.
    [Theory]
    [InlineData(new[] { 0.4, 0.3, 0.3 }, new[] { 0.35, 0.25, 0.4 }, 0.0446)]
    [InlineData(new[] { 0.5, 0.5 }, new[] { 1.0 / 3, 2.0 / 3 }, 0.1155)]
    public void Examples_that_were_published_come_out(double[] expected, double[] actual, double psi) =>
        BinnedDistances.Psi(expected, actual).Should().BeApproximately(psi, 5e-5);

    [Fact]
    public void Chance_alone_gives_the_index_that_is_said()
    {
        const int Draws = 400;
        var random = new Random(11);
        foreach (var (n, m) in (ReadOnlySpan<(int, int)>)[(2_000, 500), (1_000, 1_000)])
        {
            var sum = 0.0;
            for (var draw = 0; draw < Draws; draw++)
            {
                double[] reference = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble()).Order()];
                double[] now = [.. Enumerable.Range(0, m).Select(_ => random.NextDouble()).Order()];
                var edges = QuantileEdges.Of(reference);
                sum += BinnedDistances.Psi(QuantileEdges.Count(reference, edges), QuantileEdges.Count(now, edges));
            }

            // Nine degrees of freedom: the mean of 400 draws has a standard error of 2.4 %.
            (sum / Draws).Should().BeApproximately(QuantileEdges.ExpectedPsi(10, n, m), 0.08 * QuantileEdges.ExpectedPsi(10, n, m));
        }
    }

    [Fact]
    public void Small_bins_are_taken_together_and_nothing_is_lost()
    {
        var (first, second) = SmallBins.Pool([100, 3, 2, 50, 1], [90, 2, 4, 60, 0]);

        first.Should().Equal(100, 50, 6);
        second.Should().Equal(90, 60, 6);
    }

    [Fact]
    public void Bins_that_are_large_enough_stay_as_they_are() => SmallBins.Pool([10, 20], [20, 10]).Should().BeEquivalentTo((new[] { 10.0, 20 }, new[] { 20.0, 10 }));

    private static double[] Numbers(JsonElement element, string key) => [.. element.GetProperty(key).EnumerateArray().Select(number => number.GetDouble())];
}
