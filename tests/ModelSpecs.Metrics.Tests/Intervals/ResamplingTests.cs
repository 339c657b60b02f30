using ModelSpecs.Metrics.Cost;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Intervals;

/// <summary>Each family against the bootstrap that needs no cleverness: rows drawn one by one, measured by the evaluator.</summary>
public class ResamplingTests
{
    private const int BruteReplicates = 1_200;

    // Three Monte Carlo errors of the standard deviation of 1,000 against 1,200 replicates are 9 %.
    private const double StandardErrorTolerance = 0.11;

    [SlowTheory]
    [InlineData(400)]
    [InlineData(1_600)]
    public void Counts_and_runs_spread_as_the_rows_do(int rows)
    {
        var input = Binary(rows, 0.3, seed: 9);
        MetricRequest[] requests =
        [
            new("f1"), new("mcc"), new("balanced_accuracy"), new("cohen_kappa"), new("fbeta") { Beta = 2 },
            new("average_precision"), new("log_loss"), new("brier"), new("ece"), new("log_loss_skill"), new("brier_skill"),
            new("lift"), new("alerts_per_million"), new("alerts_per_million") { AtPrevalence = 0.01 }, new("precision") { AtPrevalence = 0.01 },
            new("cost") { Costs = CostMatrix.Binary(-2, 10, 40, 1) }, new("cost") { Costs = CostMatrix.Binary(-2, 10, 40, 1), Total = true },
            new("calibration_slope"), new("calibration_intercept"), new("accuracy"), new("precision"), new("recall"), new("roc_auc"),
        ];
        Compare(input, requests, SliceEvaluator.Estimate(input, [], requests, new IntervalOptions(), 2, CancellationToken.None).Overall);
    }

    [SlowFact]
    public void A_rare_class_is_resolved_too()
    {
        var input = Binary(6_000, 0.02, seed: 4);
        MetricRequest[] requests = [new("average_precision"), new("log_loss"), new("roc_auc")];
        Compare(input, requests, SliceEvaluator.Estimate(input, [], requests, new IntervalOptions(), 2, CancellationToken.None).Overall, replicates: 500, tolerance: 0.15);
    }

    [Fact]
    public void Averages_over_classes_spread_as_the_rows_do()
    {
        var input = Inputs.Any(MetricTask.Multiclass, new Random(8), 700, weighted: false);
        MetricRequest[] requests = [new("recall"), new("f1") { Average = MetricAverage.Weighted }, new("mcc"), new("accuracy")];
        Compare(input, requests, SliceEvaluator.Estimate(input, [], requests, new IntervalOptions(), 2, CancellationToken.None).Overall);
    }

    [SlowFact]
    public void A_sample_of_a_large_slice_spreads_as_all_of_it_would()
    {
        var input = Inputs.Any(MetricTask.Regression, new Random(2), 3_000, weighted: false);
        MetricRequest[] requests = [new("mse"), new("mae"), new("r2"), new("mean") { Column = "latency" }, new("sum") { Column = "latency" }, new("p90") { Column = "latency" }];
        Compare(input, requests, SliceEvaluator.Estimate(input, [], requests, new IntervalOptions(), 2, CancellationToken.None).Overall, replicates: 800, tolerance: 0.15);
    }

    [SlowFact]
    public void A_sum_over_a_large_slice_has_the_spread_of_a_sum()
    {
        // 5,000 rows with a standard deviation of 1: the sum of as many has √5,000.
        var random = new Random(6);
        var values = Enumerable.Range(0, 5_000).Select(_ => 3 + Gauss(random)).ToArray();
        var input = new MetricInput { Task = MetricTask.Regression, Rows = 5_000, TrueValues = new double[5_000], PredictedValues = new double[5_000], Columns = new Dictionary<string, double[]> { ["latency"] = values } };
        var estimates = SliceEvaluator.Estimate(input, [], [new("sum") { Column = "latency" }, new("mean") { Column = "latency" }, new("max") { Column = "latency" }], new IntervalOptions(), 2, CancellationToken.None).Overall;
        (estimates[0].StandardError / Math.Sqrt(5_000)).Should().BeInRange(0.92, 1.08);
        (estimates[1].StandardError * Math.Sqrt(5_000)).Should().BeInRange(0.92, 1.08);
        estimates[2].HasInterval.Should().BeFalse();
    }

    [Fact]
    public void A_cluster_of_equal_rows_counts_as_one()
    {
        // Every row four times: with clusters the noise is that of the rows once, without it is half.
        var once = Binary(250, 0.4, seed: 3);
        var rows = Enumerable.Range(0, 4 * once.Rows).Select(i => i / 4).ToArray();
        var input = once.Gather(rows);
        MetricRequest[] requests = [new("recall"), new("roc_auc")];
        var alone = SliceEvaluator.Estimate(once, [], requests, new IntervalOptions(), 2, CancellationToken.None).Overall;
        var clustered = SliceEvaluator.Estimate(input, [], requests, new IntervalOptions { Clusters = rows }, 2, CancellationToken.None).Overall;
        var naive = SliceEvaluator.Estimate(input, [], requests, new IntervalOptions(), 2, CancellationToken.None).Overall;
        for (var i = 0; i < requests.Length; i++)
        {
            clustered[i].Method.Should().Be(IntervalMethod.Percentile);
            (clustered[i].StandardError / alone[i].StandardError).Should().BeInRange(0.9, 1.1);
            (naive[i].StandardError / alone[i].StandardError).Should().BeInRange(0.45, 0.55);
        }
    }

    [Fact]
    public void Whole_weights_spread_as_rows_that_always_come_together()
    {
        var plain = Binary(300, 0.4, seed: 5);
        var weights = Enumerable.Range(0, plain.Rows).Select(i => 1.0 + (i % 3)).ToArray();
        var weighted = new MetricInput
        {
            Task = plain.Task, Rows = plain.Rows, ClassCount = 2, Truth = plain.Truth, Predicted = plain.Predicted, Scores = plain.Scores,
            ScoresAreProbabilities = true, Weights = weights,
        };
        var rows = Enumerable.Range(0, plain.Rows).SelectMany(i => Enumerable.Repeat(i, (int)weights[i])).ToArray();
        MetricRequest[] requests = [new("f1"), new("log_loss")];

        var ofWeights = SliceEvaluator.Estimate(weighted, [], requests, new IntervalOptions(), 2, CancellationToken.None).Overall;
        var ofClusters = SliceEvaluator.Estimate(plain.Gather(rows), [], requests, new IntervalOptions { Clusters = rows }, 2, CancellationToken.None).Overall;

        for (var i = 0; i < requests.Length; i++)
        {
            ofWeights[i].Value.Should().BeApproximately(ofClusters[i].Value, 1e-12);
            ofWeights[i].At(0.95).Low.Should().BeApproximately(ofClusters[i].At(0.95).Low, 1e-9);
        }
    }

    [Fact]
    public void Bca_leans_towards_the_skewed_side_and_percentiles_do_not()
    {
        // The mean of squares of few rows is skewed to the right: Efron's interval lies to the right of the percentiles'.
        var random = new Random(17);
        var errors = Enumerable.Range(0, 30).Select(_ => Math.Exp(1.2 * Gauss(random))).ToArray();
        var input = new MetricInput { Task = MetricTask.Regression, Rows = 30, TrueValues = new double[30], PredictedValues = errors };
        var percentile = SliceEvaluator.Estimate(input, [], [new("mse")], new IntervalOptions(), 1, CancellationToken.None).Overall[0];
        var bca = SliceEvaluator.Estimate(input, [], [new("mse")], new IntervalOptions { Bootstrap = IntervalMethod.Bca }, 1, CancellationToken.None).Overall[0];

        percentile.Method.Should().Be(IntervalMethod.Percentile);
        bca.Method.Should().Be(IntervalMethod.Bca);
        bca.At(0.9).High.Should().BeGreaterThan(percentile.At(0.9).High);
        bca.At(0.9).Low.Should().BeGreaterThan(percentile.At(0.9).Low);
    }

    [Fact]
    public void The_area_has_delongs_variance()
    {
        var input = Binary(500, 0.35, seed: 12);
        SliceAxis[] axes = [Inputs.Axis(new Random(1), 500, 3)];
        var estimates = SliceEvaluator.Estimate(input, axes, [new("roc_auc")], new IntervalOptions(), 2, CancellationToken.None);
        for (var group = 0; group < 3; group++)
        {
            var rows = Enumerable.Range(0, 500).Where(i => axes[0].Codes[i] == group).ToArray();
            var expected = DeLong.Of(
                [.. rows.Where(i => input.Truth![i] == 1).Select(i => input.Scores![i])], [.. rows.Where(i => input.Truth![i] == 0).Select(i => input.Scores![i])]);
            var estimate = estimates.Groups[0][group][0];
            estimate.Method.Should().Be(IntervalMethod.DeLong);
            estimate.StandardError.Should().BeApproximately(Math.Sqrt(expected.Variance), 1e-12);
            estimate.At(0.95).Low.Should().BeApproximately(expected.Interval(0.95).Low, 1e-12);
        }
    }

    [Fact]
    public void The_area_of_one_class_of_several_has_delongs_variance_too()
    {
        // Ties, and a class that is not the first.
        var input = Inputs.Multiclass(new Random(5), 400, 3, 20, weighted: false, declared: true);
        var estimate = SliceEvaluator.Estimate(input, [], [new("roc_auc") { Class = 2 }], new IntervalOptions(), 2, CancellationToken.None).Overall[0];
        double[] Of(bool isClass) => [.. Enumerable.Range(0, 400).Where(i => input.Truth![i] == 2 == isClass).Select(i => input.Scores![(i * 3) + 2])];
        var expected = DeLong.Of(Of(true), Of(false));
        estimate.Method.Should().Be(IntervalMethod.DeLong);
        estimate.Value.Should().BeApproximately(expected.Auc, 1e-12);
        estimate.StandardError.Should().BeApproximately(Math.Sqrt(expected.Variance), 1e-12);
    }

    private static void Compare(MetricInput input, MetricRequest[] requests, Estimate[] estimates, int replicates = BruteReplicates, double tolerance = StandardErrorTolerance)
    {
        (replicates, tolerance) = Mutants.Brute(replicates, tolerance);
        var random = new Random(1234);
        var values = requests.Select(_ => new List<double>()).ToArray();
        for (var replicate = 0; replicate < replicates; replicate++)
        {
            var rows = Enumerable.Range(0, input.Rows).Select(_ => random.Next(input.Rows)).ToArray();
            var measured = SliceEvaluator.Evaluate(input.Gather(rows), [], requests, 2, CancellationToken.None).Overall;
            for (var i = 0; i < requests.Length; i++)
            {
                values[i].Add(measured[i].Value);
            }
        }

        for (var i = 0; i < requests.Length; i++)
        {
            var mean = values[i].Average();
            var deviation = Math.Sqrt(values[i].Sum(v => (v - mean) * (v - mean)) / (replicates - 1));
            (estimates[i].StandardError / deviation).Should().BeInRange(1 - tolerance, 1 + tolerance, requests[i].Name);
            values[i].Sort();
            var interval = estimates[i].At(0.95);
            var width = values[i][(int)(0.975 * replicates)] - values[i][(int)(0.025 * replicates)];
            (interval.Width / width).Should().BeInRange(1 - (1.6 * tolerance), 1 + (1.6 * tolerance), requests[i].Name);
        }
    }

    private static MetricInput Binary(int rows, double share, int seed)
    {
        var random = new Random(seed);
        var truth = Enumerable.Range(0, rows).Select(_ => random.NextDouble() < share ? 1 : 0).ToArray();
        var scores = truth.Select(t => Math.Round(1 / (1 + Math.Exp(-((t == 1 ? 0.8 : -1) + (1.3 * Gauss(random))))), 4)).ToArray();
        return new MetricInput
        {
            Task = MetricTask.Binary, Rows = rows, ClassCount = 2, Truth = truth, Scores = scores, ScoresAreProbabilities = true,
            Predicted = [.. scores.Select(s => s >= 0.5 ? 1 : 0)],
        };
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
