using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Ranking;

/// <summary>Recall at a false positive rate or a precision, by trying every threshold.</summary>
public class OperatingPointTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_recall_is_the_largest_of_all_thresholds_that_keep_the_bound_in_every_slice(bool weighted)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var input = Inputs.Binary(random, 5 + random.Next(150), random.Next(3) * 10, weighted);
            var axis = Inputs.Axis(random, input.Rows, 3);
            var bound = random.NextDouble();
            MetricRequest[] requests = [new("recall") { AtFpr = bound }, new("recall") { AtPrecision = bound }, new("recall") { AtFpr = 0 }];

            var values = SliceEvaluator.Evaluate(input, [axis], requests, 2, CancellationToken.None);

            for (var group = -1; group < axis.Groups; group++)
            {
                var rows = Enumerable.Range(0, input.Rows).Where(row => group < 0 || axis.Codes[row] == group).ToArray();
                var actual = group < 0 ? values.Overall : values.Groups[0][group];
                Check(actual[0], Best(input, rows, (_, fpr, _) => fpr <= bound, needsNegatives: true));
                Check(actual[1], Best(input, rows, (_, _, precision) => precision >= bound, needsNegatives: false));
                Check(actual[2], Best(input, rows, (_, fpr, _) => fpr == 0, needsNegatives: true));
            }
        }
    }

    [Fact]
    public void A_rate_that_misses_its_bound_by_rounding_alone_meets_it()
    {
        // 0.1 + 0.1 + 0.1 is 0.30000000000000004.
        var input = Scored([1, 0, 0, 0, 0, 1], [.9, .8, .7, .6, .2, .65], [1, .1, .1, .1, .7, 1]);

        Values.One(input, new MetricRequest("recall") { AtFpr = 0.3 }).Value.Should().Be(1);
        Values.One(input, new MetricRequest("recall") { AtFpr = 0.2999 }).Value.Should().Be(1);
        Values.One(input, new MetricRequest("recall") { AtFpr = 0.1999 }).Value.Should().Be(0.5);
    }

    [Fact]
    public void Where_no_threshold_has_the_precision_the_recall_is_zero_and_not_undefined() =>
        Values.One(Scored([0, 1, 0], [.9, .5, .1]), new MetricRequest("recall") { AtPrecision = 0.9 }).Should().Be(new MetricValue(0, 1, null));

    [Fact]
    public void What_is_missing_is_named_and_the_smaller_side_carries_a_false_positive_rate()
    {
        var atFpr = new MetricRequest("recall") { AtFpr = 0.1 };
        var atPrecision = new MetricRequest("recall") { AtPrecision = 0.5 };

        Values.One(Scored([0, 0], [.9, .5]), atFpr).Should().Be(new MetricValue(double.NaN, 0, "no row is positive"));
        Values.One(Scored([0, 0], [.9, .5]), atPrecision).Undefined.Should().Be("no row is positive");
        Values.One(Scored([1, 1], [.9, .5]), atFpr).Should().Be(new MetricValue(double.NaN, 0, "no row is negative"));
        Values.One(Scored([1, 1], [.9, .5]), atPrecision).Should().Be(new MetricValue(1, 2, null));
        Values.One(Scored([1, 1, 1, 0], [.9, .5, .4, .3]), atFpr).Rows.Should().Be(1);
        Values.One(Scored([1, 1, 1, 0], [.9, .5, .4, .3]), atPrecision).Rows.Should().Be(3);
    }

    [Fact]
    public void Several_classes_need_one_to_be_named() =>
        Values.One(Inputs.Multiclass(new Random(1), 20, 3), new MetricRequest("recall") { AtFpr = 0.1 }).Undefined.Should().Be("no class is named");

    [Fact]
    public void Labels_alone_carry_no_operating_point()
    {
        var labels = new MetricInput { Task = MetricTask.Binary, Rows = 2, ClassCount = 2, Truth = [0, 1], Predicted = [0, 1] };

        Values.One(labels, new MetricRequest("recall") { AtPrecision = 0.5 }).Undefined.Should().Be("there are no scores");
        Values.One(labels, "recall").Value.Should().Be(1);
    }

    [Fact]
    public void Scores_without_predictions_carry_one()
    {
        var scores = new MetricInput { Task = MetricTask.Binary, Rows = 3, ClassCount = 2, Truth = [0, 1, 0], Scores = [-3, 8, 9] };

        Values.One(scores, new MetricRequest("recall") { AtFpr = 0.5 }).Value.Should().Be(1);
        Values.One(scores, new MetricRequest("recall") { AtFpr = 0.49 }).Value.Should().Be(0);
    }

    [Fact]
    public void A_stated_prevalence_that_is_the_slices_own_changes_nothing()
    {
        var input = Inputs.Binary(new Random(3), 80, weighted: true);
        var own = Values.One(input, "prevalence").Value;

        Values.One(input, new MetricRequest("precision") { AtPrevalence = own }).Value.Should().BeApproximately(Values.One(input, "precision").Value, 1e-14);
        Values.One(input, new MetricRequest("alerts_per_million") { AtPrevalence = own }).Value.Should().BeApproximately(1e6 * Values.One(input, "selection_rate").Value, 1e-8);
    }

    [Fact]
    public void A_stated_prevalence_needs_both_sides_and_a_precision_alerts()
    {
        var precision = new MetricRequest("precision") { AtPrevalence = 0.1 };
        var alerts = new MetricRequest("alerts_per_million") { AtPrevalence = 0.1 };

        Values.One(Scored([1, 1], [.9, .2]), precision).Should().Be(new MetricValue(double.NaN, 0, "only one class is present"));
        Values.One(Scored([0, 0], [.9, .2]), alerts).Undefined.Should().Be("only one class is present");
        Values.One(Scored([1, 0, 0], [.3, .2, .1]), precision).Undefined.Should().Be("no row is predicted positive");
        Values.One(Scored([1, 0, 0], [.3, .2, .1]), alerts).Should().Be(new MetricValue(0, 1, null));
        Values.One(Scored([1, 0, 0], [.9, .8, .1]), precision).Value.Should().BeApproximately(0.1 / (0.1 + (0.9 / 2)), 1e-15);
    }

    private static MetricInput Scored(int[] truth, double[] scores, double[]? weights = null) => new()
    {
        Task = MetricTask.Binary,
        Rows = truth.Length,
        ClassCount = 2,
        Truth = truth,
        Predicted = Array.ConvertAll(scores, score => score >= 0.5 ? 1 : 0),
        Scores = scores,
        ScoresAreProbabilities = true,
        Weights = weights,
    };

    private static double Best(MetricInput input, int[] rows, Func<double, double, double, bool> keeps, bool needsNegatives)
    {
        double Weight(Func<int, bool> isIn) => rows.Where(isIn).Sum(row => input.Weights?[row] ?? 1);
        var positives = Weight(row => input.Truth![row] == 1);
        var negatives = Weight(row => input.Truth![row] == 0);
        if (positives == 0 || (needsNegatives && negatives == 0))
        {
            return double.NaN;
        }

        var best = 0.0;
        foreach (var threshold in rows.Select(row => input.Scores![row]).Distinct())
        {
            var hits = Weight(row => input.Truth![row] == 1 && input.Scores![row] >= threshold);
            var alarms = Weight(row => input.Truth![row] == 0 && input.Scores![row] >= threshold);
            if (keeps(hits / positives, alarms / negatives, hits / (hits + alarms)))
            {
                best = Math.Max(best, hits / positives);
            }
        }

        return best;
    }

    private static void Check(MetricValue actual, double expected)
    {
        actual.IsDefined.Should().Be(double.IsFinite(expected));
        if (actual.IsDefined)
        {
            actual.Value.Should().BeApproximately(expected, 1e-12);
        }
    }
}
