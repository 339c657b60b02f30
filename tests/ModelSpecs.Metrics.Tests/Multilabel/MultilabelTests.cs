using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Multilabel;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Multilabel;

public class MultilabelTests
{
    // Three rows, three labels. Row 0 has a and c, row 1 has b, row 2 has none.
    private static readonly MetricInput Small = new()
    {
        Task = MetricTask.Multilabel,
        Rows = 3,
        ClassCount = 3,
        Truth = [1, 0, 1, 0, 1, 0, 0, 0, 0],
        Predicted = [1, 1, 1, 0, 1, 0, 0, 0, 1],
        Scores = [.9, .6, .8, .2, .7, .1, .3, .1, .5],
        ScoresAreProbabilities = true,
    };

    [Theory]
    [InlineData("accuracy", 1.0 / 3)]
    [InlineData("hamming_loss", 2.0 / 9)]
    [InlineData("lrap", 1.0)]
    [InlineData("coverage_error", 1.0)]
    [InlineData("ranking_loss", 0.0)]
    public void A_row_counts_by_all_its_labels(string name, double expected) =>
        Values.One(Small, name).Value.Should().BeApproximately(expected, 1e-15);

    [Fact]
    public void The_best_constant_names_a_label_that_more_than_half_of_the_rows_have()
    {
        // Label 0 is on half of the rows, label 1 on three of four.
        var input = new MetricInput { Task = MetricTask.Multilabel, Rows = 4, ClassCount = 2, Truth = [1, 1, 1, 1, 0, 1, 0, 0] };

        SliceEvaluator.EvaluateTrivial(input, [], [new("recall") { Class = 0 }, new("recall") { Class = 1 }], 1, CancellationToken.None).Overall
            .Select(value => value.Value).Should().Equal(0, 1);
    }

    [Fact]
    public void Scores_without_an_order_are_noticed()
    {
        LabelOrder.IsFinite([0.1, -7, 3e300]).Should().BeTrue();
        LabelOrder.IsFinite([0.1, double.NaN, 1]).Should().BeFalse();
        LabelOrder.IsFinite([double.NegativeInfinity]).Should().BeFalse();
    }

    [Fact]
    public void A_mean_over_samples_takes_an_empty_row_as_zero_unless_told()
    {
        var precision = new MetricRequest("precision") { Average = MetricAverage.Samples };
        Values.One(Small, precision).Value.Should().BeApproximately((2.0 / 3 + 1 + 0) / 3, 1e-15);

        var recall = new MetricRequest("recall") { Average = MetricAverage.Samples };
        Values.One(Small, recall).Value.Should().BeApproximately(2.0 / 3, 1e-15);
        Values.One(Small, recall with { ZeroDivision = 1 }).Value.Should().BeApproximately(1, 1e-15);
    }

    [Theory]
    [InlineData("roc_auc", MetricAverage.Samples, "a row has no label, or every label")]
    [InlineData("roc_auc", MetricAverage.Micro, "only one class is present")]
    [InlineData("roc_auc", MetricAverage.Macro, "a label is on every row of the slice or on none")]
    [InlineData("average_precision", MetricAverage.Macro, "no row is positive")]
    [InlineData("recall", MetricAverage.Samples, "the denominator is zero for every class")]
    [InlineData("recall", MetricAverage.Macro, "the denominator is zero for every class")]
    public void Without_any_label_it_is_undefined(string name, MetricAverage average, string reason)
    {
        var empty = new MetricInput { Task = MetricTask.Multilabel, Rows = 2, ClassCount = 2, Truth = new int[4], Predicted = [1, 0, 0, 0], Scores = [.9, .1, .2, .4] };

        Values.One(empty, new MetricRequest(name) { Average = average }).Undefined.Should().Be(reason);
    }

    [Fact]
    public void An_area_of_labels_rests_on_the_smallest_side_of_any()
    {
        var input = Small.Gather([0, 1, 2, 2, 2]);

        Values.One(input, new MetricRequest("roc_auc")).Rows.Should().Be(1);
        Values.One(input, new MetricRequest("roc_auc") { Average = MetricAverage.Micro }).Rows.Should().Be(5);
        Values.One(input, new MetricRequest("recall") { Class = 0 }).Rows.Should().Be(1);
        Values.One(input, new MetricRequest("recall")).Rows.Should().Be(5);
    }

    [Fact]
    public void A_label_is_a_binary_task_of_its_own()
    {
        var random = new Random(5);
        var input = Inputs.Multilabel(random, 200, 4, weighted: true);
        var axis = Inputs.Axis(random, 200, 3);
        for (var label = 0; label < 4; label++)
        {
            int[] Of(int[] matrix) => [.. Enumerable.Range(0, 200).Select(row => matrix[(row * 4) + label])];
            var binary = new MetricInput
            {
                Task = MetricTask.Binary, Rows = 200, ClassCount = 2, Truth = Of(input.Truth!), Predicted = Of(input.Predicted!),
                Scores = [.. Enumerable.Range(0, 200).Select(row => input.Scores![(row * 4) + label])], ScoresAreProbabilities = true, Weights = input.Weights,
            };
            MetricRequest[] requests = [new("recall"), new("recall") { AtFpr = 0.2 }, new("precision") { AtPrevalence = 0.01 }, new("roc_auc"), new("average_precision"), new("prevalence"),
                new("ece"), new("mce") { Bins = 4, Strategy = BinStrategy.Quantile }, new("brier"), new("log_loss"), new("calibration_slope"), new("calibration_intercept")];
            MetricRequest[] named = [.. requests.Select(request => request with { Class = label })];

            var expected = SliceEvaluator.Evaluate(binary, [axis], requests, 1, CancellationToken.None);
            var values = SliceEvaluator.Evaluate(input, [axis], named, 2, CancellationToken.None);

            Values.Differences(named, values.Overall, expected.Overall).Should().BeEmpty();
            for (var group = 0; group < 3; group++)
            {
                Values.Differences(named, values.Groups[0][group], expected.Groups[0][group]).Should().BeEmpty();
            }
        }
    }

    [Fact]
    public void Shares_and_areas_of_a_label_have_the_intervals_of_its_binary_task()
    {
        var input = Inputs.Multilabel(new Random(6), 150, 3);
        var axis = Inputs.Axis(new Random(7), 150, 2);
        var binary = new MetricInput
        {
            Task = MetricTask.Binary, Rows = 150, ClassCount = 2, Truth = Of(input.Truth!), Predicted = Of(input.Predicted!), Scores = Of(input.Scores!), ScoresAreProbabilities = true,
        };
        MetricRequest[] requests = [new("recall"), new("precision"), new("specificity"), new("fpr"), new("fnr"), new("npv"), new("selection_rate"), new("prevalence"), new("roc_auc")];

        var expected = SliceEvaluator.Estimate(binary, [axis], requests, new IntervalOptions(), 1, CancellationToken.None);
        var found = SliceEvaluator.Estimate(input, [axis], [.. requests.Select(request => request with { Class = 2 })], new IntervalOptions(), 2, CancellationToken.None);

        found.Overall.Select(Ends).Should().Equal(expected.Overall.Select(Ends)).And.OnlyContain(ends => ends.Low < ends.High);
        found.Groups[0][1].Select(Ends).Should().Equal(expected.Groups[0][1].Select(Ends));
        found.Overall[0].Method.Should().Be(IntervalMethod.Wilson);
        found.Overall[8].Method.Should().Be(IntervalMethod.DeLong);

        static (double Low, double High) Ends(Estimate estimate) => (estimate.At(0.95).Low, estimate.At(0.95).High);
        static T[] Of<T>(T[] matrix) => [.. Enumerable.Range(0, 150).Select(row => matrix[(row * 3) + 2])];
    }

    [Fact]
    public void A_row_is_right_or_wrong_as_a_whole_and_the_share_of_right_rows_is_a_proportion()
    {
        var estimate = SliceEvaluator.Estimate(Small, [], [new("accuracy")], new IntervalOptions(), 1, CancellationToken.None).Overall[0];

        estimate.Method.Should().Be(IntervalMethod.Wilson);
        var wilson = Proportion.Wilson(1, 3, 0.95);
        estimate.At(0.95).Should().Be(wilson);
    }

    [Fact]
    public void A_calibration_error_of_several_labels_is_the_mean_over_them_and_the_largest_of_any()
    {
        var input = Inputs.Multilabel(new Random(8), 80, 3, weighted: true);
        double[] Each(string name) => [.. Enumerable.Range(0, 3).Select(label => Values.One(input, new MetricRequest(name) { Class = label }).Value)];

        Values.One(input, "ece").Value.Should().BeApproximately(Each("ece").Average(), 1e-15);
        Values.One(input, "mce").Value.Should().Be(Each("mce").Max());
        Values.One(input, "brier").Value.Should().BeApproximately(Each("brier").Average(), 1e-15);
        Values.One(input, "log_loss").Value.Should().BeApproximately(Each("log_loss").Average(), 1e-14);
    }

    [Fact]
    public void The_constant_of_a_slice_is_the_share_of_each_label()
    {
        // Label a is on all but one row of group 0, label b on one.
        var input = new MetricInput
        {
            Task = MetricTask.Multilabel, Rows = 5, ClassCount = 2, Truth = [1, 0, 1, 1, 1, 0, 0, 0, 0, 0], Predicted = new int[10], Scores = new double[10], ScoresAreProbabilities = true,
        };
        MetricRequest[] requests = [new("accuracy"), new("hamming_loss"), new("brier"), new("roc_auc"), new("recall") { Class = 0 }, new("lrap")];

        var trivial = SliceEvaluator.EvaluateTrivial(input, [new SliceAxis([0, 0, 0, 0, -1], 1)], requests, 1, CancellationToken.None);

        double[] expected = [0.5, 0.25, 3.0 / 16, 0.5, 1, 1];
        trivial.Groups[0][0].Select(value => Math.Round(value.Value, 12)).Should().Equal(expected);
        trivial.Overall.Select(value => Math.Round(value.Value, 12)).Should().Equal(0.4, 0.3, 0.2, 0.5, 1, 1);
    }

    [Fact]
    public void The_mean_over_samples_is_refused_where_a_row_has_one_class()
    {
        var input = Inputs.Multiclass(new Random(1), 10, 3);

        var evaluate = () => Values.One(input, new MetricRequest("f1") { Average = MetricAverage.Samples });

        evaluate.Should().Throw<ArgumentException>().WithMessage("*f1: only a multi-label task has an average over samples*");
    }

    [Fact]
    public void Labels_are_zero_or_one_for_each_row_and_label()
    {
        var shorter = () => Values.One(new MetricInput { Task = MetricTask.Multilabel, Rows = 2, ClassCount = 2, Truth = [0, 1, 1] }, "n");
        var wrong = () => Values.One(new MetricInput { Task = MetricTask.Multilabel, Rows = 2, ClassCount = 2, Truth = [0, 1, 2, 1] }, "n");

        shorter.Should().Throw<ArgumentException>().WithMessage("*3 entries; expected 4*");
        wrong.Should().Throw<ArgumentException>().WithMessage("*outside 0 to 1*");
    }

    [Fact]
    public void The_loss_of_a_row_is_that_of_its_labels()
    {
        var losses = new double[3];
        RowLoss.Compute(Small, losses);
        losses[1].Should().BeApproximately(-(Math.Log(.8) + Math.Log(.7) + Math.Log(.9)) / 3, 1e-15);

        RowLoss.Compute(new MetricInput { Task = MetricTask.Multilabel, Rows = 3, ClassCount = 3, Truth = Small.Truth, Predicted = Small.Predicted }, losses);
        losses.Should().Equal(1.0 / 3, 0, 1.0 / 3);

        RowLoss.Compute(new MetricInput { Task = MetricTask.Multilabel, Rows = 3, ClassCount = 3, Truth = Small.Truth, Predicted = Small.Predicted, Scores = [-1, 5, 9, 0, 3, 3, 1, 2, 3] }, losses);
        losses.Should().Equal(0.5, 0.5, 0);
    }

    [Fact]
    public void Gathered_rows_keep_their_labels_together()
    {
        var gathered = Small.Gather([2, 0, 0]);

        gathered.Truth.Should().Equal(0, 0, 0, 1, 0, 1, 1, 0, 1);
        gathered.Predicted.Should().Equal(0, 0, 1, 1, 1, 1, 1, 1, 1);
        gathered.Scores.Should().Equal(.3, .1, .5, .9, .6, .8, .9, .6, .8);
    }
}
