using ModelSpecs.Metrics.Cost;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Paired;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Paired;

/// <summary>Each family against the paired bootstrap that needs no cleverness: rows drawn one by one, both sides measured on the same draw by the evaluator.</summary>
public class PairedBruteForceTests
{
    private const int BruteReplicates = 1_200;

    // Three Monte Carlo errors of the standard deviation of 1,000 against 1,200 replicates are 9 %.
    private const double StandardErrorTolerance = 0.11;

    [Fact]
    public void Two_classes_spread_as_the_rows_do() => Compare(MetricTask.Binary, 500, 11,
    [
        new("accuracy"), new("recall"), new("specificity"), new("fpr"), new("fnr"), new("selection_rate"), new("precision"), new("npv"), new("f1"), new("mcc"), new("balanced_accuracy"),
        new("cohen_kappa"), new("lift"), new("roc_auc"), new("log_loss"), new("brier"), new("cost") { Costs = CostMatrix.Binary(-2, 10, 40, 1) },
        new("cost") { Costs = CostMatrix.Binary(-2, 10, 40, 1), Total = true },
    ]);

    [Fact]
    public void Several_classes_spread_as_the_rows_do() => Compare(MetricTask.Multiclass, 500, 12,
    [
        new("accuracy"), new("top_k_accuracy"), new("recall") { Class = 2 }, new("precision") { Class = 2 }, new("f1"), new("recall") { Average = MetricAverage.Weighted }, new("mcc"),
        new("log_loss"), new("brier"),
    ]);

    [Fact]
    public void Several_labels_spread_as_the_rows_do() => Compare(MetricTask.Multilabel, 400, 13,
        [new("accuracy"), new("hamming_loss"), new("recall") { Class = 1 }, new("precision") { Class = 1 }, new("log_loss"), new("lrap"), new("coverage_error"), new("ranking_loss"), new("f1")]);

    [Fact]
    public void Numbers_spread_as_the_rows_do() => Compare(MetricTask.Regression, 400, 14,
        [new("mse"), new("rmse"), new("mae"), new("mape"), new("smape"), new("pinball") { Alpha = 0.2 }, new("quantile_coverage"), new("r2")]);

    [Fact]
    public void The_closed_form_of_a_large_slice_spreads_as_its_rows_do()
    {
        Compare(MetricTask.Regression, 1_500, 15, [new("mse"), new("rmse"), new("mae")], replicates: 900, tolerance: 0.14, method: IntervalMethod.PairedMean);
        Compare(MetricTask.Binary, 1_500, 16, [new("log_loss"), new("brier")], replicates: 900, tolerance: 0.14, method: IntervalMethod.PairedMean);
    }

    [Fact]
    public void Errors_that_are_three_times_as_large_move_the_root_by_twice_its_own_noise()
    {
        // √(9 m) − √m = 2 √m: its standard error is that of 2 √m, sd(e²)/√m/√n.
        var random = new Random(31);
        var errors = Enumerable.Range(0, 2_000).Select(_ => random.NextDouble() + random.NextDouble() - 1).ToArray();
        MetricInput Numbers(double times) => new()
        {
            Task = MetricTask.Regression, Rows = errors.Length, TrueValues = new double[errors.Length], PredictedValues = Array.ConvertAll(errors, error => times * error),
        };
        var estimate = Measure(Numbers(3), Numbers(1), [new("rmse")], new IntervalOptions())[0];

        var mean = errors.Average(error => error * error);
        var deviation = Math.Sqrt(errors.Sum(error => Math.Pow((error * error) - mean, 2)) / (errors.Length - 1));
        estimate.Should().BeOfType<PairedMeanEstimate>();
        estimate.Value.Should().BeApproximately(2 * Math.Sqrt(mean), 1e-12);
        estimate.StandardError.Should().BeApproximately(deviation / Math.Sqrt(mean) / Math.Sqrt(errors.Length), 1e-9);
    }

    [SlowFact]
    public void A_sample_of_a_large_slice_spreads_as_all_of_it_would() =>
        Compare(MetricTask.Binary, 2_500, 17, [new("average_precision"), new("calibration_slope")], replicates: 500, tolerance: 0.17);

    [Fact]
    public void Weights_and_clusters_are_resampled_with_both_sides()
    {
        var (now, then, _, _) = PairedInputs.Of(MetricTask.Binary, 300, 18);
        var weights = Enumerable.Range(0, 300).Select(row => 0.5 + (row % 3)).ToArray();
        var clusters = Enumerable.Range(0, 300).Select(row => row / 3).ToArray();
        var (heavy, before) = (Inputs.Weigh(now, weights), Inputs.Weigh(then, weights));
        MetricRequest[] requests = [new("accuracy"), new("recall"), new("log_loss"), new("roc_auc")];

        Compare(heavy, before, requests, Measure(heavy, before, requests, new IntervalOptions()), BruteReplicates, StandardErrorTolerance, clusters: null);
        Compare(now, then, requests, Measure(now, then, requests, new IntervalOptions { Clusters = clusters }), BruteReplicates, StandardErrorTolerance, clusters);
        Measure(heavy, before, requests, new IntervalOptions()).Should().AllBeOfType<BootstrapEstimate>();
    }

    [Fact]
    public void The_mean_of_changes_draws_what_resampling_rows_draws()
    {
        // With every row its own cluster the same draws go through the evaluator.
        var (now, then, _, _) = PairedInputs.Of(MetricTask.Regression, 200, 19);
        MetricRequest[] requests = [new("mae"), new("rmse")];
        var fast = Measure(now, then, requests, new IntervalOptions());
        var slow = Measure(now, then, requests, new IntervalOptions { Clusters = [.. Enumerable.Range(0, 200)] });

        for (var i = 0; i < requests.Length; i++)
        {
            fast[i].At(0.95).Low.Should().BeApproximately(slow[i].At(0.95).Low, 1e-12);
            fast[i].At(0.95).High.Should().BeApproximately(slow[i].At(0.95).High, 1e-12);
        }
    }

    [Theory]
    [InlineData(300, 0)]
    [InlineData(300, 12)]
    [InlineData(1_300, 12)]
    public void Counting_the_draws_of_a_row_gives_what_gathering_them_gives(int rows, int steps)
    {
        var (now, then, _, _) = PairedInputs.Of(MetricTask.Binary, rows, 23, steps);
        MetricRequest[] requests = [new("average_precision"), new("ece"), new("mce") { Bins = 7 }, new("log_loss_skill"), new("brier_skill")];
        var fast = Measure(now, then, requests, new IntervalOptions());
        var slow = Measure(now, then, requests, new IntervalOptions { Clusters = [.. Enumerable.Range(0, rows)] });

        for (var i = 0; i < requests.Length; i++)
        {
            fast[i].At(0.95).Low.Should().BeApproximately(slow[i].At(0.95).Low, 1e-11, requests[i].Name);
            fast[i].At(0.95).High.Should().BeApproximately(slow[i].At(0.95).High, 1e-11, requests[i].Name);
            fast[i].StandardError.Should().BeApproximately(slow[i].StandardError, 1e-11, requests[i].Name);
        }
    }

    [Fact]
    public void Bca_is_shifted_by_both_sides_together()
    {
        var (now, then, _, _) = PairedInputs.Of(MetricTask.Regression, 200, 20);
        var bca = Measure(now, then, [new("mse")], new IntervalOptions { Bootstrap = IntervalMethod.Bca })[0];
        var percentile = Measure(now, then, [new("mse")], new IntervalOptions())[0];

        (bca.Method, percentile.Method).Should().Be((IntervalMethod.Bca, IntervalMethod.Percentile));
        bca.At(0.95).Should().NotBe(percentile.At(0.95));
        bca.At(0.95).Width.Should().BeApproximately(percentile.At(0.95).Width, 0.2 * percentile.At(0.95).Width);
    }

    [Theory]
    [InlineData(MetricTask.Binary, null, 0)]
    [InlineData(MetricTask.Binary, null, 10)]
    [InlineData(MetricTask.Binary, 0, 10)]
    [InlineData(MetricTask.Multiclass, 2, 10)]
    [InlineData(MetricTask.Multilabel, 1, 0)]
    public void Areas_of_every_slice_are_DeLongs_of_its_rows(MetricTask task, int? ofClass, int steps)
    {
        var (now, then, axes, _) = PairedInputs.Of(task, 300, 21, steps);
        MetricRequest[] requests = [new("roc_auc") { Class = ofClass }];
        var differences = PairedEvaluator.Differences(now, then, axes, requests, null, null, new IntervalOptions(), 2, CancellationToken.None);
        var (width, column) = task == MetricTask.Binary ? (1, 0) : (now.ClassCount, ofClass!.Value);

        Check(differences.Overall[0], _ => true);
        for (var group = 0; group < axes[0].Groups; group++)
        {
            Check(differences.Groups[0][group][0], row => axes[0].Codes[row] == group);
        }

        void Check(Estimate estimate, Func<int, bool> isIn)
        {
            bool IsPositive(int row) => task == MetricTask.Multilabel ? now.Truth![(row * width) + column] == 1 : now.Truth![row] == (ofClass ?? 1);
            double[] Of(MetricInput input, bool positive) =>
                [.. Enumerable.Range(0, 300).Where(row => isIn(row) && IsPositive(row) == positive).Select(row => (task == MetricTask.Binary && ofClass == 0 ? -1 : 1) * input.Scores![(row * width) + column])];
            var pair = DeLong.Covariance(Of(now, true), Of(then, true), Of(now, false), Of(then, false));
            estimate.Should().BeOfType<PairedAreaEstimate>();
            estimate.Value.Should().BeApproximately(pair.Difference, 1e-12);
            estimate.StandardError.Should().BeApproximately(Math.Sqrt(pair.Variance), 1e-12);
            estimate.At(0.9).Low.Should().BeApproximately(pair.Interval(0.9).Low, 1e-12);
            estimate.PValue(-0.02).Should().BeApproximately(pair.P(-0.02), 1e-9);
        }
    }

    [Fact]
    public void One_exchange_of_neighbours_in_a_large_set_keeps_its_variance()
    {
        // By the sum of variances and covariance it is lost: 1e-17 of either.
        var rows = Mutants.AtMost(20_000, 200_000);
        var truth = Enumerable.Range(0, rows).Select(row => row % 2).ToArray();
        var scores = Enumerable.Range(0, rows).Select(row => (double)row).ToArray();
        var moved = (double[])scores.Clone();
        (moved[1000], moved[1001]) = (moved[1001], moved[1000]);
        var estimate = Measure(Scored(truth, moved), Scored(truth, scores), [new("roc_auc")], new IntervalOptions())[0];

        var placement = 1.0 / (rows / 2);
        var perSide = placement * placement * (1 - placement) / (rows / 2) / ((rows / 2) - 1);
        estimate.StandardError.Should().BeApproximately(Math.Sqrt(2 * perSide), 1e-6 * Math.Sqrt(2 * perSide));
    }

    private static MetricInput Scored(int[] truth, double[] scores) =>
        new() { Task = MetricTask.Binary, Rows = truth.Length, ClassCount = 2, Truth = truth, Predicted = new int[truth.Length], Scores = scores };

    private static void Compare(
        MetricTask task, int rows, int seed, MetricRequest[] requests, int replicates = BruteReplicates, double tolerance = StandardErrorTolerance, IntervalMethod? method = null)
    {
        var (now, then, _, _) = PairedInputs.Of(task, rows, seed);
        var estimates = Measure(now, then, requests, new IntervalOptions());
        if (method is not null)
        {
            estimates.Should().OnlyContain(estimate => estimate.Method == method);
        }

        Compare(now, then, requests, estimates, replicates, tolerance, null);
    }

    private static void Compare(MetricInput now, MetricInput then, MetricRequest[] requests, Estimate[] estimates, int replicates, double tolerance, int[]? clusters)
    {
        (replicates, tolerance) = Mutants.Brute(replicates, tolerance);
        var random = new Random(77);
        int[][] units = clusters is null
            ? [.. Enumerable.Range(0, now.Rows).Select(row => new[] { row })]
            : [.. Enumerable.Range(0, now.Rows).GroupBy(row => clusters[row]).Select(unit => unit.ToArray())];
        var values = Array.ConvertAll(requests, _ => new double[replicates]);
        for (var replicate = 0; replicate < replicates; replicate++)
        {
            int[] drawn = [.. Enumerable.Range(0, units.Length).SelectMany(_ => units[random.Next(units.Length)])];
            var (ofNow, ofThen) = (Values(now.Gather(drawn)), Values(then.Gather(drawn)));
            for (var i = 0; i < requests.Length; i++)
            {
                values[i][replicate] = ofNow[i].Value - ofThen[i].Value;
            }
        }

        for (var i = 0; i < requests.Length; i++)
        {
            var brute = values[i].Where(double.IsFinite).ToArray();
            var mean = brute.Average();
            var spread = Math.Sqrt(brute.Sum(value => (value - mean) * (value - mean)) / (brute.Length - 1));
            estimates[i].HasInterval.Should().BeTrue(requests[i].Name);
            (estimates[i].StandardError / spread).Should().BeApproximately(1, tolerance, requests[i].Name);
        }

        MetricValue[] Values(MetricInput input) => SliceEvaluator.Evaluate(input, [], requests, 2, CancellationToken.None).Overall;
    }

    private static Estimate[] Measure(MetricInput now, MetricInput then, MetricRequest[] requests, IntervalOptions options) =>
        PairedEvaluator.Differences(now, then, [], requests, null, null, options, 2, CancellationToken.None).Overall;
}
