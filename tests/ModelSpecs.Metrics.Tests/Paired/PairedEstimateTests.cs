using ModelSpecs.Metrics.Cost;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Paired;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Paired;

/// <summary>Each kind of difference at its edges, and which kind a metric gets.</summary>
public class PairedEstimateTests
{
    [Fact]
    public void A_share_has_tangos_interval()
    {
        var estimate = new PairedShareEstimate(-0.02, 2, 8, 300);

        estimate.At(0.9).Low.Should().BeApproximately(PairedProportion.Score(2, 8, 300, 0.9).Low, 1e-9);
        estimate.At(0.9).High.Should().BeApproximately(PairedProportion.Score(2, 8, 300, 0.9).High, 1e-9);
        estimate.Between(0).Should().Be(new Interval(-0.02, -0.02));
        estimate.StandardError.Should().BeApproximately(PairedProportion.Score(2, 8, 300, 0.682689492137086).Width / 2, 1e-9);
        (estimate.Gained, estimate.Lost, estimate.Rows, estimate.Method).Should().Be((2, 8, 300, IntervalMethod.Tango));
        estimate.PValue(-1).Should().Be(PairedProportion.ScoreP(2, 8, 300, -1));
        estimate.PValue(1).Should().Be(PairedProportion.ScoreP(2, 8, 300, 1));
        estimate.PValue(1.01).Should().Be(0);
        double.IsNaN(estimate.PValue(double.NaN)).Should().BeTrue();
        double.IsNaN(estimate.FamilyPValue(double.PositiveInfinity)).Should().BeTrue();
        estimate.FamilyPValue(-1).Should().Be(PairedProportion.TailP(2, 8, 300, -1));
        estimate.FamilyPValue(1).Should().Be(PairedProportion.TailP(2, 8, 300, 1));
        estimate.RowsNeeded(1.5, 0.9).Should().Be(Power.RowsNeeded(300, estimate.At(0.9).High + 0.02, 1.52));
    }

    [Fact]
    public void An_area_has_delongs_interval()
    {
        var pair = DeLong.Covariance([0.9, 0.8, 0.35], [0.9, 0.3, 0.4], [0.1, 0.7, 0.2, 0.5], [0.2, 0.6, 0.3, 0.1]);
        var estimate = new PairedAreaEstimate(pair, 3);

        estimate.At(0.9).Low.Should().BeApproximately(pair.Interval(0.9).Low, 1e-9);
        estimate.Between(0).Should().Be(new Interval(pair.Difference, pair.Difference));
        estimate.StandardError.Should().Be(Math.Sqrt(pair.Variance));
        (estimate.PValue(-1), estimate.PValue(1)).Should().Be((pair.P(-1), pair.P(1)));
        (estimate.PValue(-1.01), estimate.PValue(1.01)).Should().Be((0, 0));
        double.IsNaN(estimate.PValue(double.NegativeInfinity)).Should().BeTrue();
        double.IsFinite(estimate.Between(50).Width).Should().BeTrue();

        // Nothing moved: no variance, but not no noise.
        var still = new PairedAreaEstimate(DeLong.Covariance([0.9, 0.8], [0.9, 0.8], [0.1, 0.85, 0.2], [0.1, 0.85, 0.2]), 2);
        still.StandardError.Should().BeApproximately(still.Between(1).High, 1e-12).And.BePositive();
    }

    [Fact]
    public void A_mean_of_many_changes_is_normal()
    {
        var estimate = new PairedMeanEstimate(-0.5, 2_000, 0.25);

        estimate.At(0.9).Low.Should().BeApproximately(-0.5 + (0.25 * Normal.Quantile(0.05)), 1e-12);
        estimate.At(0.9).High.Should().BeApproximately(-0.5 - (0.25 * Normal.Quantile(0.05)), 1e-12);
        estimate.PValue(-1).Should().BeApproximately(Normal.TwoSidedP(2), 1e-15);
        estimate.PValue(-0.5).Should().Be(1);
        double.IsNaN(estimate.PValue(double.PositiveInfinity)).Should().BeTrue();
        (estimate.StandardError, estimate.Method).Should().Be((0.25, IntervalMethod.PairedMean));
    }

    [Fact]
    public void What_did_not_flip_might_have()
    {
        var estimate = new UnflippedEstimate(50, [(20, 0.5), (30, 0.2)]);

        var half = Math.Sqrt(Math.Pow(0.5 * 4 / 24, 2) + Math.Pow(0.2 * 4 / 34, 2));
        estimate.Between(2).High.Should().BeApproximately(half, 1e-15);
        estimate.Between(2).Low.Should().BeApproximately(-half, 1e-15);
        estimate.StandardError.Should().Be(estimate.Between(1).High);
        (estimate.Value, estimate.Rows, estimate.Method).Should().Be((0, 50, IntervalMethod.Mover));
    }

    [Fact]
    public void What_did_not_change_has_no_noise()
    {
        var estimate = new UnchangedEstimate(1e-9, 50);

        (estimate.StandardError, estimate.Method, estimate.PValue(1e-9), estimate.PValue(0)).Should().Be((0, IntervalMethod.Unchanged, 1, 0));
        double.IsNaN(estimate.PValue(double.NaN)).Should().BeTrue();
        estimate.At(0.99).Should().Be(new Interval(1e-9, 1e-9));
    }

    [Fact]
    public void A_metric_gets_the_cheapest_kind_that_is_right()
    {
        PairedFamily Of(MetricTask task, MetricRequest request, int classes = 3, bool sameTruth = true, int slots = 1, bool rows = false, bool accelerated = false) => PairedFamilies.Of(
            new MetricInput { Task = task, Rows = 0, ClassCount = task == MetricTask.Binary ? 2 : task == MetricTask.Regression ? 0 : classes }, request, sameTruth, slots, rows, accelerated);
        var costs = CostMatrix.Binary(-2, 10, 40, 1);
        (PairedFamily Found, PairedFamily Expected)[] cases =
        [
            (Of(MetricTask.Binary, new("n")), PairedFamily.None),
            (Of(MetricTask.Regression, new("max_error")), PairedFamily.None),
            (Of(MetricTask.Binary, new("n"), rows: true), PairedFamily.None),
            (Of(MetricTask.Binary, new("accuracy")), PairedFamily.Share),
            (Of(MetricTask.Binary, new("accuracy"), rows: true), PairedFamily.Rows),
            (Of(MetricTask.Binary, new("accuracy"), sameTruth: false), PairedFamily.Share),
            (Of(MetricTask.Binary, new("accuracy"), accelerated: true), PairedFamily.Share),
            (Of(MetricTask.Binary, new("recall")), PairedFamily.Share),
            (Of(MetricTask.Binary, new("recall"), sameTruth: false), PairedFamily.Rows),
            (Of(MetricTask.Binary, new("selection_rate"), sameTruth: false), PairedFamily.Share),
            (Of(MetricTask.Binary, new("recall") { AtFpr = 0.1 }), PairedFamily.Rows),
            (Of(MetricTask.Multiclass, new("recall")), PairedFamily.Counts),
            (Of(MetricTask.Multiclass, new("specificity") { Class = 1 }), PairedFamily.Share),
            (Of(MetricTask.Multiclass, new("top_k_accuracy")), PairedFamily.Share),
            (Of(MetricTask.Regression, new("quantile_coverage")), PairedFamily.Share),
            (Of(MetricTask.Multilabel, new("accuracy")), PairedFamily.Share),
            (Of(MetricTask.Multilabel, new("fnr") { Class = 1 }), PairedFamily.Share),
            (Of(MetricTask.Multilabel, new("precision") { Class = 1 }), PairedFamily.Rows),
            (Of(MetricTask.Binary, new("roc_auc")), PairedFamily.Area),
            (Of(MetricTask.Binary, new("roc_auc"), sameTruth: false), PairedFamily.Rows),
            (Of(MetricTask.Binary, new("roc_auc"), accelerated: true), PairedFamily.Area),
            (Of(MetricTask.Binary, new("precision")), PairedFamily.Counts),
            (Of(MetricTask.Binary, new("f1")), PairedFamily.Counts),
            (Of(MetricTask.Binary, new("f1"), accelerated: true), PairedFamily.Rows),
            (Of(MetricTask.Binary, new("f1"), sameTruth: false), PairedFamily.Rows),
            (Of(MetricTask.Multiclass, new("f1"), classes: 20), PairedFamily.Counts),
            (Of(MetricTask.Multiclass, new("f1"), classes: 21), PairedFamily.Rows),
            (Of(MetricTask.Multiclass, new("f1"), classes: 16, slots: 1_024), PairedFamily.Counts),
            (Of(MetricTask.Multiclass, new("f1"), classes: 16, slots: 1_025), PairedFamily.Rows),
            (Of(MetricTask.Binary, new("log_loss")), PairedFamily.Means),
            (Of(MetricTask.Multiclass, new("brier")), PairedFamily.Means),
            (Of(MetricTask.Regression, new("rmse")), PairedFamily.Means),
            (Of(MetricTask.Regression, new("pinball") { Alpha = 0.2 }), PairedFamily.Means),
            (Of(MetricTask.Regression, new("mae"), accelerated: true), PairedFamily.Rows),
            (Of(MetricTask.Regression, new("r2")), PairedFamily.Rows),
            (Of(MetricTask.Regression, new("median_ae")), PairedFamily.Rows),
            (Of(MetricTask.Multilabel, new("hamming_loss")), PairedFamily.Means),
            (Of(MetricTask.Binary, new("cost") { Costs = costs }), PairedFamily.Counts),
            (Of(MetricTask.Binary, new("cost") { Costs = costs }, sameTruth: false), PairedFamily.Means),
            (Of(MetricTask.Binary, new("cost") { Costs = costs, Total = true }, sameTruth: false), PairedFamily.Rows),
            (Of(MetricTask.Binary, new("ece")), PairedFamily.Scores),
            (Of(MetricTask.Binary, new("average_precision")), PairedFamily.Scores),
            (Of(MetricTask.Binary, new("log_loss_skill")), PairedFamily.Scores),
            (Of(MetricTask.Binary, new("calibration_slope")), PairedFamily.Rows),
            (Of(MetricTask.Binary, new("ece") { Strategy = BinStrategy.Quantile }), PairedFamily.Rows),
        ];

        cases.Select((of, i) => (i, of.Found)).Should().Equal(cases.Select((of, i) => (i, of.Expected)));
        PairedFamilies.LossRange(new("hamming_loss")).Should().Be(1);
        PairedFamilies.LossRange(new("cost") { Costs = costs }).Should().Be(42);
        PairedFamilies.LossRange(new("cost")).Should().BeNull();
        PairedFamilies.LossRange(new("log_loss")).Should().BeNull();
        (PairedFamilies.IsRoot(new("rmse")), PairedFamilies.IsRoot(new("mse"))).Should().Be((true, false));
    }

    [Theory]
    [InlineData("accuracy", null, 2, 1, 7)]
    [InlineData("recall", null, 1, 0, 4)]
    [InlineData("fnr", null, 0, 1, 4)]
    [InlineData("specificity", null, 1, 1, 3)]
    [InlineData("fpr", null, 1, 1, 3)]
    [InlineData("selection_rate", null, 2, 1, 7)]
    [InlineData("recall", 0, 1, 1, 3)]
    public void Rows_that_changed_are_counted_by_side(string name, int? ofClass, int gained, int lost, int rows)
    {
        // Of four positives one is found now; of three negatives one is alarmed now and one no more.
        var now = new MetricInput { Task = MetricTask.Binary, Rows = 7, ClassCount = 2, Truth = [1, 1, 1, 1, 0, 0, 0], Predicted = [1, 1, 0, 1, 1, 0, 0] };
        var then = new MetricInput { Task = MetricTask.Binary, Rows = 7, ClassCount = 2, Truth = [1, 1, 1, 1, 0, 0, 0], Predicted = [0, 1, 0, 1, 0, 1, 0] };

        var estimate = PairedEvaluator.Differences(now, then, [], [new(name) { Class = ofClass }], null, null, new IntervalOptions(), 1, CancellationToken.None).Overall[0];

        var share = estimate.Should().BeOfType<PairedShareEstimate>().Subject;
        (share.Gained, share.Lost, share.Rows).Should().Be((gained, lost, rows));
    }

    [Fact]
    public void Rows_that_are_covered_or_among_the_best_now_are_gained()
    {
        MetricInput Numbers(params double[] values) => new() { Task = MetricTask.Regression, Rows = 4, TrueValues = [1, 2, 3, 4], PredictedValues = values };
        MetricInput Scored(params double[] scores) => new() { Task = MetricTask.Multiclass, Rows = 2, ClassCount = 3, Truth = [0, 1], Predicted = [2, 1], Scores = scores };

        // Covered now: rows 0, 1 and 2; before: row 3. The truth's class is among the best two of both rows now, and was of the second.
        var covered = Of(Numbers(1, 2.5, 3, 3.5), Numbers(0.5, 1.5, 2, 4), new("quantile_coverage"));
        (covered.Gained, covered.Lost, covered.Rows, covered.Value).Should().Be((3, 1, 4, 0.5));
        var best = Of(Scored(2, 1, 3, 1, 3, 2), Scored(1, 2, 3, 1, 3, 2), new("top_k_accuracy"));
        (best.Gained, best.Lost, best.Rows, best.Value).Should().Be((1, 0, 2, 0.5));

        static PairedShareEstimate Of(MetricInput now, MetricInput then, MetricRequest request) =>
            (PairedShareEstimate)PairedEvaluator.Differences(now, then, [], [request], null, null, new IntervalOptions(), 1, CancellationToken.None).Overall[0];
    }

    [Fact]
    public void Answers_are_alike_within_the_tolerance_and_never_by_classes_alone()
    {
        MetricInput Numbers(params double[] values) => new() { Task = MetricTask.Regression, Rows = 2, TrueValues = [1, 2], PredictedValues = values };
        MetricInput Scored(int[] predicted, double[]? scores) => new() { Task = MetricTask.Binary, Rows = 2, ClassCount = 2, Truth = [0, 1], Predicted = predicted, Scores = scores };

        PairedEvaluator.AnswerAlike(Numbers(0.5, 1_000), Numbers(0.5 + 9e-7, 1_000 + 9e-4), 1e-6).Should().BeTrue();
        PairedEvaluator.AnswerAlike(Numbers(0.5, 1_000), Numbers(0.5 + 1.1e-6, 1_000), 1e-6).Should().BeFalse();
        PairedEvaluator.AnswerAlike(Numbers(0.5, 1_000), Numbers(0.5, 1_000 - 1.1e-3), 1e-6).Should().BeFalse();
        PairedEvaluator.AnswerAlike(Numbers(0.5, double.NaN), Numbers(0.5, double.NaN), 1e-6).Should().BeFalse("what is no number is not alike");
        PairedEvaluator.AnswerAlike(Scored([0, 1], [0.2, 0.7]), Scored([0, 1], [0.2, 0.7]), 1e-6).Should().BeTrue();
        PairedEvaluator.AnswerAlike(Scored([0, 1], [0.2, 0.7]), Scored([1, 1], [0.2, 0.7]), 1e-6).Should().BeFalse();
        PairedEvaluator.AnswerAlike(Scored([0, 1], [0.2, 0.7]), Scored([0, 1], null), 1e-6).Should().BeFalse();
        PairedEvaluator.AnswerAlike(Scored([0, 1], null), Scored([0, 1], null), 1e-6).Should().BeFalse();
        FluentActions.Invoking(() => PairedEvaluator.AnswerAlike(Numbers(1, 2), Scored([0, 1], null), 0)).Should().Throw<ArgumentException>().WithMessage("*same task, rows and classes: Regression, 2, 0 and Binary, 2, 2.*");
        FluentActions.Invoking(() => PairedEvaluator.AnswerAlike(null!, Numbers(1, 2), 0)).Should().Throw<ArgumentNullException>().WithParameterName("now");
        FluentActions.Invoking(() => PairedEvaluator.AnswerAlike(Numbers(1, 2), null!, 0)).Should().Throw<ArgumentNullException>().WithParameterName("then");
    }
}
