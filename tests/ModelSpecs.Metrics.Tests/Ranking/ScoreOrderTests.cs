using ModelSpecs.Metrics.Ranking;

namespace ModelSpecs.Metrics.Tests.Ranking;

public class ScoreOrderTests
{
    private static readonly Random Random = new(11);

    public static TheoryData<string, double[]> Scores => new()
    {
        { "none", [] },
        { "one", [0.5] },
        { "two", [0.5, 0.7] },
        { "all equal", Made(5_000, _ => 0.25) },
        { "uniform", Made(20_000, _ => Random.NextDouble()) },
        { "six decimals", Made(20_000, _ => Math.Round(Random.NextDouble(), 2)) },
        { "two decimals, few rows", Made(900, _ => Math.Round(Random.NextDouble(), 2)) },
        { "single precision", Made(20_000, _ => (float)Random.NextDouble()) },
        { "logits", Made(20_000, _ => (Random.NextDouble() - 0.5) * 40) },
        { "both zeros", Made(5_000, i => i % 3 == 0 ? -0.0 : i % 3 == 1 ? 0.0 : Random.Next(-1, 2)) },
        { "all magnitudes", Made(20_000, _ => Math.Pow(10, (Random.NextDouble() * 600) - 300) * (Random.Next(2) == 0 ? 1 : -1)) },
        { "neighbouring doubles and one far away", Made(20_000, i => i == 77 ? 1e300 : 0.5 + (Random.Next(30) * Math.Pow(2, -53))) },
        { "neighbouring doubles", Made(20_000, _ => 0.5 + (Random.Next(3_000) * Math.Pow(2, -53))) },
        { "long runs that differ in the last bits", Made(20_000, i => BitConverter.Int64BitsToDouble(0x3FE0_0000_0000_0000 + ((i % 4L) << 40) + Random.Next(5))) },
        { "already sorted", Made(20_000, i => i) },
        { "infinities", Made(5_000, i => i % 100 == 0 ? double.PositiveInfinity : i % 100 == 1 ? double.NegativeInfinity : Random.NextDouble()) },
    };

    [Theory]
    [MemberData(nameof(Scores), DisableDiscoveryEnumeration = true)]
    public void Rows_come_highest_first_ties_in_row_order_and_each_new_score_is_marked(string name, double[] scores) =>
        Check(name, scores, scores, 0, 1, lowestFirst: false);

    [Theory]
    [MemberData(nameof(Scores), DisableDiscoveryEnumeration = true)]
    public void Rows_come_lowest_first_where_low_scores_speak_for_the_class(string name, double[] scores) =>
        Check(name, scores, scores, 0, 1, lowestFirst: true);

    [Fact]
    public void A_class_column_of_row_major_scores_is_read_by_stride()
    {
        var scores = Made(30_000, _ => Math.Round(Random.NextDouble(), 3));
        var column = Enumerable.Range(0, 10_000).Select(row => scores[(row * 3) + 2]).ToArray();

        Check("stride", column, scores, 2, 3, lowestFirst: false);
    }

    private static void Check(string name, double[] column, double[] scores, int offset, int stride, bool lowestFirst)
    {
        var rows = Enumerable.Range(0, column.Length);
        var expected = (lowestFirst ? rows.OrderBy(row => column[row]) : rows.OrderByDescending(row => column[row])).ToArray();
        foreach (var threads in new[] { 1, 2, 5 })
        {
            var order = ScoreOrder.Of(
                new ScoreColumn(scores, offset, stride, column.Length, lowestFirst), new ScoreOrder.SortBuffers(), threads, CancellationToken.None);

            order.Select(entry => (int)(entry & ~ScoreOrder.StartsRun)).Should().Equal(expected, name);
            order.Select(entry => (entry & ScoreOrder.StartsRun) != 0).Should().Equal(
                expected.Select((row, i) => i == 0 || column[row] != column[expected[i - 1]]), name);
        }
    }

    private static double[] Made(int rows, Func<int, double> score) => [.. Enumerable.Range(0, rows).Select(score)];
}
