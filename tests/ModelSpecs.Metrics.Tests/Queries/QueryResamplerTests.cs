using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Paired;
using ModelSpecs.Metrics.Queries;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Queries;

public class QueryResamplerTests
{
    private static readonly MetricRequest[] Requests =
    [
        new("ndcg"), new("ndcg") { AtMost = 3, ZeroDivision = 0 }, new("dcg"), new("map") { ZeroDivision = 1 }, new("map") { AtMost = 2 }, new("mrr"), new("hit_rate") { AtMost = 1 },
    ];

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Measured_once_a_query_gives_what_ranking_it_at_each_draw_gives(bool weighted, bool paired)
    {
        var random = new Random(5);
        var rows = Enumerable.Range(0, 600).Where(row => row % 7 != 3).ToArray();
        var input = InOrder(Inputs.Ranking(random, 600, weighted), rows);
        var then = paired ? Inputs.Score(input, Array.ConvertAll(input.Scores!, score => score + random.NextDouble())) : null;
        var measured = Array.ConvertAll(Requests, request => new MetricValue(0.5, 10, null));
        var options = new IntervalOptions { Replicates = 60 };

        var actual = new QueryResampler(input, options, then).Run(rows, Requests, measured, accelerated: true, CancellationToken.None);
        var expected = new RowResampler(input, options, then).Run(rows, Requests, measured, accelerated: true, CancellationToken.None);

        for (var i = 0; i < Requests.Length; i++)
        {
            actual.Values[i].Zip(expected.Values[i]).Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) < 1e-12, Requests[i].ToString());
            actual.Values[i].Distinct().Count().Should().BeGreaterThan(2);
            actual.Accelerations![i].Should().BeApproximately(expected.Accelerations![i], 1e-9);
        }
    }

    [Fact]
    public void A_replicate_without_a_query_that_counts_has_no_value()
    {
        var input = new MetricInput { Task = MetricTask.Ranking, Rows = 2, TrueValues = [1, 0], Scores = [1, 1], Queries = [0, 1] };

        var replicates = new QueryResampler(input, new IntervalOptions { Replicates = 200 }).Run([0, 1], [new("mrr"), new("mrr") { ZeroDivision = 0 }], [new(1, 1, null), new(0.5, 2, null)], false, CancellationToken.None).Values;

        replicates[0].Distinct().Should().BeEquivalentTo([1, double.NaN]);
        replicates[0].Count(double.IsNaN).Should().BeInRange(25, 75, "a quarter of the draws has the second query twice");
        replicates[1].Distinct().Should().BeEquivalentTo([0, 0.5, 1]);
    }

    [Fact]
    public void A_sample_of_very_many_queries_spreads_as_all_of_them_would()
    {
        // One or one half, by chance.
        const int Queries = 3 * QueryResampler.MostQueries;
        var random = new Random(3);
        var first = Enumerable.Range(0, Queries).Select(_ => random.Next(4) == 0 ? 1 : 0).ToArray();
        var input = new MetricInput
        {
            Task = MetricTask.Ranking, Rows = 2 * Queries,
            Queries = [.. Enumerable.Range(0, 2 * Queries).Select(row => row / 2)],
            TrueValues = [.. Enumerable.Range(0, 2 * Queries).Select(row => row % 2 == first[row / 2] ? 1.0 : 0)],
            Scores = [.. Enumerable.Range(0, 2 * Queries).Select(row => 1.0 - (row % 2))],
        };
        var share = first.Average();

        var estimate = SliceEvaluator.Estimate(input, [], [new("mrr")], new IntervalOptions(), 2, CancellationToken.None).Overall[0];

        estimate.Value.Should().BeApproximately(1 - (0.5 * share), 1e-12);
        estimate.StandardError.Should().BeApproximately(0.5 * Math.Sqrt(share * (1 - share) / Queries), 0.07 * 0.5 * Math.Sqrt(share * (1 - share) / Queries));
    }

    [Fact]
    public void Two_rankings_differ_with_the_noise_of_their_queries_whatever_the_unit_of_their_scores()
    {
        var random = new Random(6);
        var now = Inputs.Ranking(random, 900);
        var axis = Inputs.Axis(random, 900, 3);
        var then = Inputs.Score(now, Array.ConvertAll(now.Scores!, score => score + random.NextDouble()));

        var differences = Differences(now, then, axis, 1);

        for (var i = 0; i < Requests.Length; i++)
        {
            differences.Overall[i].Value.Should().Be(Values.One(now, Requests[i]).Value - Values.One(then, Requests[i]).Value);
            differences.Overall[i].Should().BeOfType<BootstrapEstimate>();
            differences.Overall[i].StandardError.Should().BeGreaterThan(0).And.BeLessThan(0.5);
        }

        foreach (var threads in (int[])[2, 3])
        {
            Ends(Differences(now, then, axis, threads)).Should().Equal(Ends(differences));
        }

        Ends(Differences(Small(now), Small(then), axis, 1)).Should().Equal(Ends(differences), "a ranking's scores have no unit");
        Differences(now, Inputs.Score(now, Array.ConvertAll(now.Scores!, score => score + 1e-9)), axis, 1).Overall.Should().AllBeOfType<UnchangedEstimate>();

        static MetricInput Small(MetricInput input) => Inputs.Score(input, Array.ConvertAll(input.Scores!, score => score * Math.ScaleB(1, -40)));
        static List<(double, double)> Ends(SliceEstimates of) => [.. of.Overall.Concat(of.Groups[0].SelectMany(group => group)).Select(estimate => estimate.At(0.95)).Select(ends => (ends.Low, ends.High))];
    }

    [Fact]
    public void A_score_that_moved_is_a_change_and_no_flip()
    {
        var now = new MetricInput { Task = MetricTask.Ranking, Rows = 3, TrueValues = [1, 0, 0], Scores = [1, 2, 3], Queries = [0, 0, 0] };

        var flips = Flips.Count(now, Inputs.Score(now, [1, 2.5, 3]), [], new FlipOptions(), 1, CancellationToken.None).Overall;

        (flips.Rows, flips.NewlyWrong, flips.NewlyRight, flips.Changed).Should().Be((3, null, null, 1));
        flips.FirstChanged.Should().Equal(1);
    }

    private static SliceEstimates Differences(MetricInput now, MetricInput then, SliceAxis axis, int threads) =>
        PairedEvaluator.Differences(now, then, [axis], Requests, null, null, new IntervalOptions(), threads, CancellationToken.None);

    // Queries numbered by the first of these rows, which is the order in which both draw them.
    private static MetricInput InOrder(MetricInput input, int[] rows)
    {
        var numbers = rows.Select(row => input.Queries![row]).Concat(input.Queries!).Distinct().ToList();
        return input.Gather([.. Enumerable.Range(0, input.Rows)], Array.ConvertAll(input.Queries!, numbers.IndexOf));
    }
}
