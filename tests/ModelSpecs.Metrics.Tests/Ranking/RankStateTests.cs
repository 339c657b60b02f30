using System.Runtime.Intrinsics;
using ModelSpecs.Metrics.Ranking;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Tests.Ranking;

public class RankStateTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(1_000_000)]
    public void A_sweep_has_the_area_the_variance_and_the_precision_of_its_rows(int scores)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var rows = Enumerable.Range(0, 4 + random.Next(40)).Select(row => (Score: random.Next(scores), IsPositive: row < 2 || (row > 3 && random.Next(2) == 0))).OrderByDescending(row => row.Score).ToArray();
            var state = default(RankState);
            foreach (var (row, i) in rows.Select((row, i) => (row, i)))
            {
                state.Add(1 + rows.Take(i + 1).Select(other => other.Score).Distinct().Count(), Vector128.Create(row.IsPositive ? 1.0 : 0, row.IsPositive ? 0 : 1));
            }

            state.Settle();

            var expected = DeLong.Of([.. rows.Where(row => row.IsPositive).Select(row => (double)row.Score)], [.. rows.Where(row => !row.IsPositive).Select(row => (double)row.Score)]);
            state.RocAuc.Should().BeApproximately(expected.Auc, 1e-12);
            state.RocAucVariance.Should().BeApproximately(expected.Variance, 1e-12);
            var precision = rows.Where(row => row.IsPositive).Average(row => (double)rows.Count(other => other.IsPositive && other.Score >= row.Score) / rows.Count(other => other.Score >= row.Score));
            state.AveragePrecision.Should().BeApproximately(precision, 1e-12);
        }
    }

    [Fact]
    public void What_was_not_measured_is_no_number()
    {
        var areas = new RankAreas(RankTarget.Pooled, 3);

        areas.RocAucVariance.Should().HaveCount(3).And.OnlyContain(variance => double.IsNaN(variance));
        areas.RocAuc.Should().HaveCount(3);
    }
}
