using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Queries;

public class QueryMetricTests
{
    private static readonly double[] Relevance = [10, 0, 0, 1, 5];
    private static readonly double[] Tied = [1, 0, 0, 0, 1];

    /// <summary>The examples in the docstrings of scikit-learn 1.2.1's <c>dcg_score</c> and <c>ndcg_score</c>, to all the digits that it gives.
    /// Those that ignore ties have the last of the equal rows first, which is written as a higher score here.</summary>
    [Theory]
    [InlineData("dcg", null, new[] { .1, .2, .3, 4, 70 }, 9.499457825916874)]
    [InlineData("dcg", 2, new[] { .1, .2, .3, 4, 70 }, 5.630929753571458)]
    [InlineData("dcg", 1, new double[] { 1, 0, 0, 0, 1 }, 7.5)]
    [InlineData("dcg", 1, new double[] { 1, 0, 0, 0, 1.5 }, 5.0)]
    [InlineData("ndcg", null, new[] { .1, .2, .3, 4, 70 }, 0.6956940443813074)]
    [InlineData("ndcg", null, new[] { .05, 1.1, 1.0, .5, .0 }, 0.49368019137737595)]
    [InlineData("ndcg", 4, new[] { .05, 1.1, 1.0, .5, .0 }, 0.35202411006344875)]
    [InlineData("ndcg", 4, new double[] { 10, 0, 0, 1, 5 }, 1.0)]
    [InlineData("ndcg", 1, new double[] { 1, 0, 0, 0, 1 }, 0.75)]
    [InlineData("ndcg", 1, new double[] { 1, 0, 0, 0, 1.5 }, 0.5)]
    public void The_examples_of_scikit_learn_come_out(string metric, int? k, double[] scores, double expected) =>
        Values.One(Query(Relevance, scores), new MetricRequest(metric) { AtMost = k }).Value.Should().BeApproximately(expected, 1e-14);

    [Fact]
    public void Without_ties_every_metric_is_what_its_definition_says()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var gains = Enumerable.Range(0, 1 + random.Next(9)).Select(_ => (double)Math.Max(0, random.Next(5) - 2)).ToArray();
            var scores = Array.ConvertAll(gains, _ => random.NextDouble());
            int? k = random.Next(3) == 0 ? null : 1 + random.Next(6);
            var ordered = gains.Zip(scores).OrderByDescending(row => row.Second).Select(row => row.First).ToArray();
            var top = ordered.Take(k ?? gains.Length).ToArray();
            var best = gains.OrderDescending().Take(k ?? gains.Length).ToArray();
            var relevant = gains.Count(gain => gain > 0);
            var first = Array.FindIndex(top, gain => gain > 0);

            Check("dcg", Discounted(top));
            Check("ndcg", relevant == 0 ? null : Discounted(top) / Discounted(best));
            Check("mrr", relevant == 0 ? null : first < 0 ? 0 : 1.0 / (first + 1));
            Check("hit_rate", relevant == 0 ? null : first >= 0 && first < (k ?? 10) ? 1 : 0);
            Check("map", relevant == 0 ? null : Enumerable.Range(0, top.Length).Where(i => top[i] > 0).Sum(i => top.Take(i + 1).Count(gain => gain > 0) / (i + 1.0)) / Math.Min(relevant, k ?? gains.Length));

            void Check(string metric, double? expected)
            {
                var value = Values.One(Query(gains, scores), new MetricRequest(metric) { AtMost = k });
                value.IsDefined.Should().Be(expected is not null, $"{metric}, seed {seed}");
                if (expected is { } number)
                {
                    value.Value.Should().BeApproximately(number, 1e-13, $"{metric}, seed {seed}");
                }
            }
        }

        static double Discounted(double[] gains) => gains.Select((gain, place) => gain / Math.Log2(place + 2)).Sum();
    }

    [Fact]
    public void Equal_scores_share_their_places_in_gains_and_hide_the_relevant_row_elsewhere()
    {
        var input = Query([0, 0, 3], [1, 1, 1]);
        var discounts = (1 + (1 / Math.Log2(3)) + 0.5) / 3;

        Values.One(input, "ndcg").Value.Should().BeApproximately(discounts, 1e-15);
        Values.One(input, "mrr").Value.Should().Be(1.0 / 3);
        Values.One(input, new MetricRequest("hit_rate") { AtMost = 2 }).Value.Should().Be(0);
        Values.One(input, new MetricRequest("hit_rate") { AtMost = 3 }).Value.Should().Be(1);
        Values.One(input, "map").Value.Should().Be(1.0 / 3);
    }

    [Fact]
    public void The_order_of_rows_and_a_monotone_change_of_scores_change_nothing()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var input = Inputs.Ranking(random, 1 + random.Next(80), weighted: seed % 2 == 0);
            var requests = Requests.All(input).Where(request => request.Column is null).ToArray();
            var rows = Enumerable.Range(0, input.Rows).ToArray();
            random.Shuffle(rows);

            var values = Values.Of(input, requests);

            Agree(Values.Of(Inputs.Take(input, rows), requests), values, requests, seed);
            Agree(Values.Of(Inputs.Score(input, Array.ConvertAll(input.Scores!, score => Math.Exp(3 * score) - 100)), requests), values, requests, seed);
        }
    }

    [Fact]
    public void The_same_queries_again_change_no_mean()
    {
        var random = new Random(8);
        var input = Inputs.Ranking(random, 70, weighted: true);
        int[] twice = [.. Enumerable.Range(0, 70), .. Enumerable.Range(0, 70)];
        var again = input.Gather(twice, [.. input.Queries!, .. input.Queries!.Select(query => query + 70)]);
        var requests = Requests.All(input).Where(request => request.Column is null && request.Name is not ("n" or "queries" or "irrelevant_queries")).ToArray();

        Agree(Values.Of(again, requests), Values.Of(input, requests), requests, 8);
        Values.One(again, "queries").Value.Should().Be(2 * Values.One(input, "queries").Value);
    }

    [Fact]
    public void A_query_without_a_relevant_row_is_counted_and_left_out_unless_it_is_replaced()
    {
        var input = Queries([1, 0, 0, 0, 1], [2, 1, 4, 3, 1], [0, 0, 1, 1, 2]);

        Values.One(input, "queries").Should().Be(new MetricValue(3, 5, null));
        Values.One(input, "irrelevant_queries").Should().Be(new MetricValue(1, 5, null));
        foreach (var metric in (string[])["ndcg", "map", "mrr", "hit_rate"])
        {
            Values.One(input, metric).Should().Be(new MetricValue(1, 2, null));
            Values.One(input, new MetricRequest(metric) { ZeroDivision = 0 }).Should().Be(new MetricValue(2.0 / 3, 3, null));
            Values.One(Query([0, 0], [1, 2]), metric).Undefined.Should().Be("no query has a relevant row");
        }

        Values.One(input, "dcg").Should().Be(new MetricValue(2.0 / 3, 3, null));
    }

    [Fact]
    public void A_query_weighs_the_mean_of_its_rows_weights()
    {
        var input = Inputs.Weigh(Queries([1, 0, 0, 1], [2, 1, 2, 1], [0, 0, 1, 1]), [1, 5, 0.5, 0.5]);

        Values.One(input, "mrr").Value.Should().BeApproximately(((3 * 1) + (0.5 * 0.5)) / 3.5, 1e-15);
    }

    [Fact]
    public void A_slice_ranks_the_rows_of_a_query_that_it_has()
    {
        var input = Queries([1, 0, 0, 0], [1, 3, 2, 5], [0, 0, 0, 1]);

        var groups = SliceEvaluator.Evaluate(input, [new SliceAxis([0, -1, 0, 1], 2)], [new("mrr"), new("queries")], 1, CancellationToken.None).Groups[0];

        groups[0][0].Value.Should().Be(0.5, "two of its three rows are there");
        groups[1][0].Undefined.Should().Be("no query has a relevant row");
        groups.Select(group => group[1].Value).Should().Equal(1, 1);
    }

    [Fact]
    public void The_losses_of_a_query_add_up_to_what_its_ranking_lacks()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var input = Inputs.Ranking(new Random(seed), 9);
            var losses = new double[9];

            RowLoss.Compute(input, losses);

            foreach (var query in input.Queries!.Distinct())
            {
                var rows = Enumerable.Range(0, 9).Where(row => input.Queries![row] == query).ToArray();
                var ndcg = Values.One(Inputs.Take(input, rows), "ndcg");
                rows.Sum(row => losses[row]).Should().BeApproximately(ndcg.IsDefined ? 1 - ndcg.Value : 0, 1e-13);
            }
        }
    }

    [Fact]
    public void Whole_queries_are_resampled_and_one_that_is_drawn_twice_is_two()
    {
        // Each query has one relevant row, first or second: mrr is 1 or 1/2, whatever else is drawn. Rows drawn one by one would say something else.
        var queries = Enumerable.Range(0, 80).Select(row => row / 2).ToArray();
        var gains = Enumerable.Range(0, 80).Select(row => row % 2 == (row / 2 % 4 == 0 ? 1 : 0) ? 1.0 : 0).ToArray();
        var input = Queries(gains, [.. queries.Select((_, row) => -(double)(row % 2))], queries);

        var estimate = SliceEvaluator.Estimate(input, [], [new("mrr")], new IntervalOptions(), 1, CancellationToken.None).Overall[0];

        estimate.Value.Should().Be(0.875);
        estimate.StandardError.Should().BeApproximately(0.5 * Math.Sqrt(0.25 * 0.75 / 40), 0.005);
    }

    [Theory]
    [InlineData(-1.0, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(1.0, 1)]
    [InlineData(1.0, -1)]
    public void A_gain_below_zero_or_a_query_out_of_range_is_refused(double gain, int query)
    {
        var act = () => Values.One(Queries([gain], [1], [query]), "ndcg");

        act.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_score_that_is_no_number_gives_no_value()
    {
        Values.One(Query(Tied, [1, 2, double.NaN, 3, 4]), "ndcg").Undefined.Should().Be("the value is not a finite number");
    }

    private static void Agree(MetricValue[] actual, MetricValue[] expected, MetricRequest[] requests, int seed)
    {
        for (var i = 0; i < requests.Length; i++)
        {
            actual[i].IsDefined.Should().Be(expected[i].IsDefined, $"{requests[i]}, seed {seed}");
            if (expected[i].IsDefined)
            {
                actual[i].Value.Should().BeApproximately(expected[i].Value, 1e-12, $"{requests[i]}, seed {seed}");
            }
        }
    }

    private static MetricInput Query(double[] gains, double[] scores) => Queries(gains, scores, new int[gains.Length]);

    private static MetricInput Queries(double[] gains, double[] scores, int[] queries) =>
        new() { Task = MetricTask.Ranking, Rows = gains.Length, TrueValues = gains, Scores = scores, Queries = queries };
}
