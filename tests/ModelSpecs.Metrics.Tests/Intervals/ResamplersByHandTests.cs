using System.Runtime.Intrinsics;
using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Ranking;
using ModelSpecs.Metrics.Slices;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Intervals;

/// <summary>What is resampled cleverly against the same draws put into rows and measured by the evaluator.</summary>
public class ResamplersByHandTests
{
    private const int Replicates = 40;
    private const ulong Seed = 5;

    [Theory]
    [InlineData(MetricTask.Binary)]
    [InlineData(MetricTask.Multiclass)]
    public void Confusion_matrices_are_drawn_cell_by_cell(MetricTask task)
    {
        var input = Inputs.Any(task, new Random(8), 120);
        MetricRequest[] requests = [new("f1"), new("mcc"), new("cohen_kappa"), new("balanced_accuracy")];
        var classes = input.ClassCount;
        var values = Array.ConvertAll(requests, _ => new double[Replicates]);
        var random = new RandomStream(Seed, 2);
        for (var replicate = 0; replicate < Replicates; replicate++)
        {
            var (truth, predicted) = (new List<int>(), new List<int>());
            int left = input.Rows, of = input.Rows;
            for (var cell = 0; cell < classes * classes && left > 0; cell++)
            {
                var count = Enumerable.Range(0, input.Rows).Count(row => (input.Truth![row] * classes) + input.Predicted![row] == cell);
                if (count > 0)
                {
                    var drawn = (int)BinomialDraw.Next(ref random, left, (double)count / of);
                    truth.AddRange(Enumerable.Repeat(cell / classes, drawn));
                    predicted.AddRange(Enumerable.Repeat(cell % classes, drawn));
                    (left, of) = (left - drawn, of - count);
                }
            }

            truth.Count.Should().Be(input.Rows);
            var again = new MetricInput { Task = task, Rows = truth.Count, ClassCount = classes, ClassesDeclared = input.ClassesDeclared, Truth = [.. truth], Predicted = [.. predicted] };
            Fill(values, replicate, Values.Of(again, requests));
        }

        Same(input, requests, values, Options());
    }

    [Theory]
    [InlineData(MetricTask.Binary, 300)]
    [InlineData(MetricTask.Regression, 300)]
    [InlineData(MetricTask.Regression, 1_024)]
    [InlineData(MetricTask.Regression, 1_300)]
    public void Rows_are_drawn_one_by_one_and_of_many_a_shuffled_sample(MetricTask task, int count)
    {
        var input = Inputs.Any(task, new Random(9), count, weighted: true);
        MetricRequest[] requests = task == MetricTask.Binary ? [new("recall"), new("log_loss"), new("roc_auc")] : [new("mae"), new("r2"), new("sum") { Column = "latency" }, new("mean") { Column = "latency" }];

        Same(input, requests, DrawnRows(input, requests, [.. Enumerable.Range(0, count).Select(row => new[] { row })]), Options());
    }

    [Fact]
    public void Clusters_are_drawn_whole_in_the_order_of_their_numbers()
    {
        var input = Inputs.Binary(new Random(10), 200);
        int[] clusters = [.. Enumerable.Range(0, 200).Select(row => (row * 7 % 31) - 5)];
        int[][] units = [.. Enumerable.Range(0, 200).GroupBy(row => clusters[row]).OrderBy(unit => unit.Key).Select(unit => unit.ToArray())];
        MetricRequest[] requests = [new("recall"), new("f1"), new("log_loss")];

        Same(input, requests, DrawnRows(input, requests, units), Options() with { Clusters = clusters });
    }

    [Theory]
    [InlineData(90)]
    [InlineData(450)]
    public void The_acceleration_is_that_of_the_jackknife(int rows)
    {
        var input = Inputs.Regression(new Random(11), rows);
        MetricRequest[] requests = [new("mse"), new("rmse")];
        var values = DrawnRows(input, requests, [.. Enumerable.Range(0, rows).Select(row => new[] { row })]);
        var groups = Math.Min(rows, 200);
        var without = Enumerable.Range(0, groups).Select(group => Values.Of(Inputs.Take(input, [.. Enumerable.Range(0, rows).Where(row => row % groups != group)]), requests)).ToArray();

        var measured = Values.Of(input, requests);
        var estimates = SliceEvaluator.Estimate(input, [], requests, Options() with { Bootstrap = IntervalMethod.Bca }, 1, CancellationToken.None).Overall;
        for (var i = 0; i < requests.Length; i++)
        {
            var mean = without.Average(of => of[i].Value);
            var acceleration = without.Sum(of => Math.Pow(mean - of[i].Value, 3)) / (6 * Math.Pow(without.Sum(of => Math.Pow(mean - of[i].Value, 2)), 1.5));
            Close(estimates[i], new BootstrapEstimate(measured[i].Value, rows, values[i], acceleration), requests[i].Name);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    public void A_run_of_equal_scores_is_a_row_of_its_weight(int steps)
    {
        var input = Inputs.Binary(new Random(12), 260, steps);
        SliceAxis[] axes = [Inputs.Axis(new Random(13), 260, 2)];
        var runs = Measure(input, axes);
        for (var slot = 0; slot < 4; slot++)
        {
            if (slot != 1)
            {
                CheckRuns(slot == 0 ? input : Inputs.Take(input, [.. Enumerable.Range(0, 260).Where(row => axes[0].Codes[row] == slot - 2)]), runs, slot);
            }
        }
    }

    [Fact]
    public void A_large_slice_has_few_runs_half_of_them_along_either_class()
    {
        var input = Inputs.Binary(new Random(14), 4_000, steps: 0);
        var runs = Measure(input, []);
        var (positives, negatives) = (input.Truth!.Sum(), 4_000 - input.Truth!.Sum());

        runs.RowsOf(0).Should().Be(4_000);
        var of = runs.Of(0).ToArray();
        of.Sum(run => run.Positives[ScoreRun.Rows]).Should().Be(positives);
        of.Sum(run => run.Negatives[ScoreRun.Rows]).Should().Be(negatives);
        of.Sum(run => run.Positives[ScoreRun.Score] + run.Negatives[ScoreRun.Score]).Should().BeApproximately(input.Scores!.Sum(), 1e-9);
        of.Length.Should().BeInRange(110, ScoreRuns.RunsOfMany + 21 + 1);

        // A run, which never parts equal scores, ends with the one at which its rows, each counted by how rare its class is, are a whole run; an edge of a bin ends it sooner.
        (double Score, int Truth)[] sorted = [.. input.Scores!.Zip(input.Truth!).OrderByDescending(row => row.First)];
        var at = 0;
        foreach (var run in of)
        {
            var mass = 0.0;
            var (count, before) = ((int)(run.Positives[ScoreRun.Rows] + run.Negatives[ScoreRun.Rows]), 0.0);
            for (var i = 0; i < count; i++)
            {
                before = i > 0 && sorted[at].Score == sorted[at - 1].Score ? before : mass;
                mass += ScoreRuns.RunsOfMany / 2.0 / (sorted[at++].Truth == 1 ? positives : negatives);
            }

            before.Should().BeLessThan(1);
            (mass >= 1 - 1e-9 || at == sorted.Length || EndsAtAnEdge(sorted[at - 1].Score, sorted[at].Score)).Should().BeTrue($"of {mass} at row {at}");
        }

        static bool EndsAtAnEdge(double last, double next) => new[] { 15, 7 }.Any(bins => Math.Ceiling(last * bins) != Math.Ceiling(next * bins));
    }

    [Theory]
    [InlineData(4_000, 0)]
    [InlineData(0, 4_000)]
    public void A_class_that_is_alone_has_all_the_runs(int positives, int negatives)
    {
        var state = default(ScoreRunState);
        state.Begin(positives, negatives, 128);
        for (var tie = 1; tie <= 4_000; tie++)
        {
            state.Add(tie, Vector256.Create(positives > 0 ? -1L : 0L).AsDouble(), Vector256.Create(0.5, 0.25, 0.125, 1));
        }

        state.EndStretch();

        // 128 / 4,000 of a run each: 32 rows fill one.
        (state.Count, state.Rows).Should().Be((125, 4_000));
        state.Runs!.Take(125).Should().OnlyContain(run => run.Positives[ScoreRun.Rows] + run.Negatives[ScoreRun.Rows] == 32 && run.Stretch == 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_step_from_the_fit_of_all_is_nearly_the_fit_of_a_replicate(bool freeSlope)
    {
        var runs = Measure(Inputs.Binary(new Random(15), 6_000, steps: 0), []);
        var counts = new RunCounts(runs.Of(0));
        var (one, all) = (new RunRecalibration(counts, freeSlope, oneStep: true), new RunRecalibration(counts, freeSlope, oneStep: false));
        var fit = all.Value(counts.Positives, counts.Negatives);
        one.Value(counts.Positives, counts.Negatives).Should().BeApproximately(fit, 1e-9, "where it starts nothing is to be done");

        var random = new RandomLanes(Seed, 1);
        var (ofPositives, ofNegatives) = (new PoissonWeights(counts.Positives), new PoissonWeights(counts.Negatives));
        var (positives, negatives) = (new double[counts.Positives.Length], new double[counts.Negatives.Length]);
        for (var replicate = 0; replicate < 20; replicate++)
        {
            ofPositives.Draw(ref random, positives);
            ofNegatives.Draw(ref random, negatives);
            var (near, exact) = (one.Value(positives, negatives), all.Value(positives, negatives));
            (near - exact).Should().BeApproximately(0, 0.002 + (0.15 * Math.Abs(exact - fit)));
        }
    }

    private static void CheckRuns(MetricInput slice, ScoreRuns runs, int slot)
    {
        (RunRequest Run, MetricRequest Request)[] requests =
        [
            (new(RunMetric.AveragePrecision, 0), new("average_precision")), (new(RunMetric.LogLoss, 0), new("log_loss")), (new(RunMetric.Brier, 0), new("brier")),
            (new(RunMetric.LogLossSkill, 0), new("log_loss_skill")), (new(RunMetric.BrierSkill, 0), new("brier_skill")), (new(RunMetric.CalibrationSlope, 0), new("calibration_slope")),
            (new(RunMetric.CalibrationIntercept, 0), new("calibration_intercept")), (new(RunMetric.ExpectedCalibrationError, 15), new("ece")),
            (new(RunMetric.MaximumCalibrationError, 7), new("mce") { Bins = 7 }),
        ];
        var wanted = Array.ConvertAll(requests, of => of.Request);
        double[][] replicates = [.. requests.Select(_ => new double[4])];

        var own = new RunResampler(runs, Seed).Run(slot, Array.ConvertAll(requests, of => of.Run), replicates);

        Agree(own, Values.Of(slice, wanted), "as it is");
        (double Score, int Positives, int Negatives)[] ties =
        [
            .. Enumerable.Range(0, slice.Rows).GroupBy(row => slice.Scores![row]).OrderByDescending(tie => tie.Key)
                .Select(tie => (tie.Key, tie.Count(row => slice.Truth![row] == 1), tie.Count(row => slice.Truth![row] == 0))),
        ];
        runs.RowsOf(slot).Should().Be(slice.Rows);
        runs.Of(slot).Length.Should().Be(ties.Length);
        var (ofPositives, ofNegatives) = (new PoissonWeights([.. ties.Select(tie => (double)tie.Positives)]), new PoissonWeights([.. ties.Select(tie => (double)tie.Negatives)]));
        var (positives, negatives) = (new double[ofPositives.Length], new double[ofNegatives.Length]);
        var random = new RandomLanes(Seed, 1);
        for (var replicate = 0; replicate < 4; replicate++)
        {
            ofPositives.Draw(ref random, positives);
            ofNegatives.Draw(ref random, negatives);
            var rows = ties.SelectMany((tie, i) => new[] { (tie.Score, Truth: 1, Weight: positives[i]), (tie.Score, Truth: 0, Weight: negatives[i]) }).ToArray();
            var weighted = new MetricInput
            {
                Task = MetricTask.Binary, Rows = rows.Length, ClassCount = 2, Truth = [.. rows.Select(row => row.Truth)], Scores = [.. rows.Select(row => row.Score)], ScoresAreProbabilities = true,
                Predicted = [.. rows.Select(row => row.Score >= 0.5 ? 1 : 0)], Weights = [.. rows.Select(row => row.Weight)],
            };
            Agree([.. replicates.Select(of => of[replicate])], Values.Of(weighted, wanted), $"replicate {replicate}");
        }

        void Agree(double[] found, MetricValue[] expected, string because)
        {
            for (var i = 0; i < found.Length; i++)
            {
                found[i].Should().BeApproximately(expected[i].Value, 1e-8, $"{wanted[i].Name} of slot {slot} {because}");
            }
        }
    }

    private static ScoreRuns Measure(MetricInput input, SliceAxis[] axes)
    {
        var layout = new SliceLayout(axes);
        var outcomes = new Outcomes(input, layout, truthOnly: false);
        RowPass.Run([outcomes], input.Rows, 1, CancellationToken.None);
        outcomes.Seal();
        var tables = new SliceTables { Input = input, Layout = layout, Outcomes = outcomes, Bins = [], Ranks = new RankAnalysis(input, layout, 1, CancellationToken.None) };
        return ScoreRuns.Measure(tables, new HashSet<int> { -1, 0 }, [15, 7], areProbabilities: true, 1, CancellationToken.None);
    }

    /// <summary>Replicates of rows, or of units of rows; of more than 1,024 the first of a shuffle, whose spread is scaled to all.</summary>
    private static double[][] DrawnRows(MetricInput input, MetricRequest[] requests, int[][] units)
    {
        var random = new RandomStream(Seed, RowResampler.Purpose);
        var all = units.Length;
        var measured = Values.Of(input, requests);
        if (all > 1024)
        {
            units = [.. units];
            for (var i = 0; i < 1024; i++)
            {
                var other = i + random.NextIndex(all - i);
                (units[i], units[other]) = (units[other], units[i]);
            }

            units = units[..1024];
        }

        var centre = Values.Of(input.Gather([.. units.SelectMany(unit => unit)]), requests);
        var shrink = Math.Sqrt((double)units.Length / all);
        var values = Array.ConvertAll(requests, _ => new double[Replicates]);
        for (var replicate = 0; replicate < Replicates; replicate++)
        {
            var drawn = new List<int>();
            for (var i = 0; i < units.Length; i++)
            {
                drawn.AddRange(units[random.NextIndex(units.Length)]);
            }

            Fill(values, replicate, Values.Of(input.Gather([.. drawn]), requests));
        }

        for (var i = 0; i < requests.Length; i++)
        {
            var scale = requests[i].Name == "sum" ? 1 / shrink : shrink;
            values[i] = Array.ConvertAll(values[i], value => measured[i].Value + (scale * (value - centre[i].Value)));
        }

        return values;
    }

    private static IntervalOptions Options() => new() { Replicates = Replicates, Seed = Seed };

    private static void Fill(double[][] values, int replicate, MetricValue[] measured)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i][replicate] = measured[i].IsDefined ? measured[i].Value : double.NaN;
        }
    }

    private static void Same(MetricInput input, MetricRequest[] requests, double[][] values, IntervalOptions options)
    {
        var measured = Values.Of(input, requests);
        var estimates = SliceEvaluator.Estimate(input, [], requests, options, 2, CancellationToken.None).Overall;
        for (var i = 0; i < requests.Length; i++)
        {
            Close(estimates[i], BootstrapEstimate.Of(measured[i].Value, measured[i].Rows, values[i], null, null), requests[i].Name);
        }
    }

    private static void Close(Estimate found, Estimate expected, string because)
    {
        (found.Value, found.Rows, found.Replicates, found.Method).Should().Be((expected.Value, expected.Rows, expected.Replicates, expected.Method), because);
        found.StandardError.Should().BeApproximately(expected.StandardError, 1e-9 * expected.StandardError, because);
        found.At(0.9).Low.Should().BeApproximately(expected.At(0.9).Low, 1e-9, because);
        found.At(0.9).High.Should().BeApproximately(expected.At(0.9).High, 1e-9, because);
    }
}
