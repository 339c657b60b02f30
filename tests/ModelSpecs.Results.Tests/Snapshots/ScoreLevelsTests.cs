using ModelSpecs.Results.Snapshots;
using static ModelSpecs.Results.Tests.Snapshots.SnapshotSamples;

namespace ModelSpecs.Results.Tests.Snapshots;

public sealed class ScoreLevelsTests
{
    [Fact]
    public void Few_distinct_scores_are_kept_exactly()
    {
        var random = new Random(3);
        var distinct = Enumerable.Range(0, 256).Select(_ => random.NextDouble()).ToArray();
        var scores = Enumerable.Range(0, 5_000).Select(i => distinct[random.Next(256)]).ToArray();

        ScoreLevels.Of(scores, Array.ConvertAll(scores, s => s > 0.5), null).ToScores().Should().Equal(scores);
    }

    [Theory]
    [InlineData(0.3, 20_000, 1e-4)]
    [InlineData(0.002, 50_000, 1e-3)]
    public void The_area_under_the_curve_survives_also_where_positives_are_rare(double share, int count, double tolerance)
    {
        var random = new Random(5);
        var truth = Enumerable.Range(0, count).Select(_ => random.NextDouble() < share).ToArray();
        var scores = Array.ConvertAll(truth, t => 1 / (1 + Math.Exp(-(Normal(random) + (t ? 1.5 : 0) - 6))));

        var levels = ScoreLevels.Of(scores, truth, null);

        levels.Values.Should().BeInAscendingOrder().And.HaveCountGreaterThan(200);
        Auc(levels.ToScores(), truth).Should().BeApproximately(Auc(scores, truth), tolerance);
    }

    [Fact]
    public void The_threshold_is_a_cut_so_that_no_level_stands_on_both_sides()
    {
        var rows = Rows(5_000);
        for (var row = 0; row < rows.Count; row++)
        {
            (rows.Scores![row] >= 0.5).Should().Be(rows.Predicted[row] == 1);
        }
    }

    [Fact]
    public void The_order_of_the_rows_and_the_sign_of_zero_do_not_matter()
    {
        var random = new Random(7);
        var scores = Enumerable.Range(0, 3_000).Select(i => i % 50 == 0 ? 0.0 : Normal(random)).ToArray();
        var truth = Array.ConvertAll(scores, s => s + Normal(random) > 0);
        var order = Enumerable.Range(0, scores.Length).ToArray();
        random.Shuffle(order);

        var straight = ScoreLevels.Of(scores, truth, null);
        var shuffled = ScoreLevels.Of([.. order.Select(i => scores[i] == 0 ? -0.0 : scores[i])], [.. order.Select(i => truth[i])], null);

        shuffled.Values.Select(BitConverter.DoubleToInt64Bits).Should().Equal(straight.Values.Select(BitConverter.DoubleToInt64Bits));
        shuffled.Levels.Should().Equal(order.Select(i => straight.Levels[i]));
    }

    [Fact]
    public void One_side_alone_and_no_rows_are_no_matter_and_no_score_is_refused()
    {
        var scores = Enumerable.Range(0, 1_000).Select(i => i / 1_000.0).ToArray();
        ScoreLevels.Of(scores, new bool[1_000], new int[1_000]).Values.Should().HaveCountGreaterThan(200);
        ScoreLevels.Of([], [], null).Levels.Should().BeEmpty();
        FluentActions.Invoking(() => ScoreLevels.Of([double.NaN], [true], null)).Should().Throw<ArgumentException>().WithMessage("Row 0 has no score.*");
    }

    private static double Auc(double[] scores, bool[] truth)
    {
        // Mann–Whitney with ties counted half, straight from its definition over groups of equal scores.
        var groups = scores.Zip(truth).GroupBy(p => p.First).OrderBy(g => g.Key).Select(g => (Positive: (double)g.Count(p => p.Second), Negative: (double)g.Count(p => !p.Second)));
        var (area, below, positives) = (0.0, 0.0, 0.0);
        foreach (var (positive, negative) in groups)
        {
            area += positive * (below + (negative / 2));
            below += negative;
            positives += positive;
        }

        return area / (below * positives);
    }
}
