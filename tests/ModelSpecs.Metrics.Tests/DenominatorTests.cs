using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests;

/// <summary>The rows a value rests on, and what is said where there is none.</summary>
public class DenominatorTests
{
    // tp 2, fn 1, fp 3, tn 4
    private static readonly MetricInput Binary = Labels(2, [1, 1, 1, 0, 0, 0, 0, 0, 0, 0], [1, 1, 0, 1, 1, 1, 0, 0, 0, 0]);

    private static readonly MetricInput ThreeClasses = Labels(3, [0, 0, 1, 1, 1], [0, 2, 1, 1, 0]);

    [Theory]
    [InlineData("n", 10)]
    [InlineData("positives", 10)]
    [InlineData("prevalence", 10)]
    [InlineData("accuracy", 10)]
    [InlineData("balanced_accuracy", 3)]
    [InlineData("precision", 5)]
    [InlineData("recall", 3)]
    [InlineData("f1", 6)]
    [InlineData("fbeta", 6)]
    [InlineData("specificity", 7)]
    [InlineData("fpr", 7)]
    [InlineData("fnr", 3)]
    [InlineData("npv", 5)]
    [InlineData("mcc", 10)]
    [InlineData("cohen_kappa", 10)]
    [InlineData("selection_rate", 10)]
    [InlineData("alerts_per_million", 10)]
    [InlineData("lift", 5)]
    [InlineData("brier_skill", 10)]
    [InlineData("log_loss_skill", 10)]
    [InlineData("calibration_slope", 3)]
    [InlineData("calibration_intercept", 3)]
    [InlineData("roc_auc", 3)]
    [InlineData("average_precision", 3)]
    [InlineData("log_loss", 10)]
    [InlineData("brier", 10)]
    [InlineData("ece", 10)]
    [InlineData("mce", 10)]
    public void A_binary_metric_rests_on_its_denominator(string name, long rows)
    {
        Values.One(Binary, name).Rows.Should().Be(rows);

        // Rows are counted, not weighed.
        Values.One(Inputs.Weigh(Binary, [.. Enumerable.Repeat(2.5, 10)]), name).Rows.Should().Be(rows);
    }

    [Theory]
    [InlineData("precision", 0, 2)]
    [InlineData("precision", 1, 2)]
    [InlineData("precision", 2, 1)]
    [InlineData("recall", 0, 2)]
    [InlineData("recall", 1, 3)]
    [InlineData("f1", 0, 3)]
    [InlineData("specificity", 1, 2)]
    [InlineData("npv", 2, 4)]
    [InlineData("roc_auc", 0, 2)]
    [InlineData("roc_auc", 1, 2)]
    [InlineData("average_precision", 1, 3)]
    public void A_metric_of_one_class_rests_on_that_class(string name, int ofClass, long rows) =>
        Values.One(ThreeClasses, new MetricRequest(name) { Class = ofClass }).Rows.Should().Be(rows);

    [Theory]
    [InlineData("precision", 5)]
    [InlineData("recall", 5)]
    [InlineData("f1", 5)]
    [InlineData("average_precision", 5)]
    [InlineData("balanced_accuracy", 2)]
    public void A_mean_over_classes_rests_on_all_rows_unless_it_needs_every_class(string name, long rows) =>
        Values.One(ThreeClasses, name).Rows.Should().Be(rows);

    [Fact]
    public void A_mean_that_needs_every_class_rests_on_the_smallest() =>
        Values.One(Labels(3, [0, 0, 1, 1, 1, 2], [0, 2, 1, 1, 0, 0]), "roc_auc").Rows.Should().Be(1);

    [Theory]
    [InlineData("precision", 0, 0, "no row is predicted positive")]
    [InlineData("recall", 0, 0, "no row is positive")]
    [InlineData("fnr", 0, 1, "no row is positive")]
    [InlineData("f1", 0, 0, "no row is positive, in truth or prediction")]
    [InlineData("fbeta", 0, 0, "no row is positive, in truth or prediction")]
    [InlineData("specificity", 1, 1, "no row is negative")]
    [InlineData("fpr", 1, 0, "no row is negative")]
    [InlineData("npv", 1, 1, "no row is predicted negative")]
    [InlineData("roc_auc", 0, 1, "only one class is present")]
    [InlineData("roc_auc", 1, 1, "only one class is present")]
    [InlineData("balanced_accuracy", 1, 1, "only one class is present")]
    [InlineData("average_precision", 0, 1, "no row is positive")]
    [InlineData("lift", 0, 1, "no row is positive")]
    [InlineData("lift", 1, 0, "no row is predicted positive")]
    [InlineData("calibration_intercept", 0, 1, "only one class is present")]
    [InlineData("mcc", 0, 1, "only one class is present")]
    [InlineData("cohen_kappa", 1, 1, "truth and prediction are one and the same class")]
    public void An_undefined_binary_metric_says_why(string name, int truth, int predicted, string reason)
    {
        var value = Values.One(Labels(2, [truth, truth], [predicted, predicted]), name);

        value.Should().Be(new MetricValue(double.NaN, 0, reason));
        value.IsDefined.Should().BeFalse();
    }

    [Fact]
    public void A_correlation_without_two_predicted_classes_says_so() =>
        Values.One(Labels(2, [0, 1], [1, 1]), "mcc").Undefined.Should().Be("only one class is predicted");

    [Theory]
    [InlineData("precision", "no row is predicted as the class")]
    [InlineData("recall", "no row is of the class")]
    [InlineData("f1", "no row is of the class, in truth or prediction")]
    [InlineData("roc_auc", "no row is of the class")]
    [InlineData("average_precision", "no row is of the class")]
    public void An_undefined_metric_of_a_class_says_why(string name, string reason) =>
        Values.One(Labels(3, [0, 1], [0, 1]), new MetricRequest(name) { Class = 2 }).Should().Be(new MetricValue(double.NaN, 0, reason));

    [Theory]
    [InlineData("specificity")]
    [InlineData("fpr")]
    [InlineData("roc_auc")]
    public void A_class_that_has_all_rows_leaves_no_negatives(string name) =>
        Values.One(Labels(3, [1, 1], [1, 1]), new MetricRequest(name) { Class = 1 }).Undefined.Should().Be("every row is of the class");

    [Theory]
    [InlineData("roc_auc", "a class has no row in the slice")]
    [InlineData("specificity", "the denominator is zero for every class")]
    [InlineData("positives", "no class is named")]
    [InlineData("prevalence", "no class is named")]
    [InlineData("selection_rate", "no class is named")]
    [InlineData("alerts_per_million", "no class is named")]
    [InlineData("lift", "no class is named")]
    [InlineData("calibration_intercept", "no class is named")]
    [InlineData("brier_skill", "only one class is present")]
    public void An_undefined_average_says_why(string name, string reason) =>
        Values.One(Labels(3, [1, 1], [1, 1]), name).Undefined.Should().Be(reason);

    [Fact]
    public void Every_class_of_a_mean_may_be_empty_but_not_all()
    {
        Values.One(Labels(3, [0, 1], [1, 0]), "precision").Should().Be(new MetricValue(0, 2, null));

        // Class 1 is never predicted: it counts 0, and twice as little where all three are declared.
        Values.One(Labels(3, [0, 1], [0, 0]), "precision").Value.Should().Be(0.25);
        Values.One(Labels(3, [0, 1], [0, 0], declared: true), "precision").Value.Should().Be(0.5 / 3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_replaced_ratio_rests_on_every_row(double replacement) =>
        Values.One(Labels(2, [1, 0, 1], [0, 0, 0]), new MetricRequest("precision") { ZeroDivision = replacement })
            .Should().Be(new MetricValue(replacement, 3, null));

    [Theory]
    [InlineData(MetricTask.Binary)]
    [InlineData(MetricTask.Multiclass)]
    [InlineData(MetricTask.Regression)]
    [InlineData(MetricTask.Multilabel)]
    [InlineData(MetricTask.Ranking)]
    public void Without_rows_or_weight_only_the_counts_are_defined(MetricTask task)
    {
        var input = Inputs.Any(task, new Random(1), 4);
        var requests = Requests.All(input).Where(request => (request.Column is null || input.Columns is not null)).Where(request => request.Class is not null || task is not (MetricTask.Multiclass or MetricTask.Multilabel) || request.Name is not ("positives")).ToArray();
        var axis = new SliceAxis(new int[4], 2);

        var empty = SliceEvaluator.Evaluate(input, [axis], requests, 1, CancellationToken.None).Groups[0][1];
        var weightless = Values.Of(Inputs.Weigh(input, new double[4]), requests);
        var trivial = SliceEvaluator.EvaluateTrivial(input, [axis], requests, 1, CancellationToken.None).Groups[0][1];

        for (var i = 0; i < requests.Length; i++)
        {
            var isCount = requests[i].Name is "n" or "positives" or "queries" or "irrelevant_queries";
            empty[i].Undefined.Should().Be(isCount ? null : "the slice has no rows");
            trivial[i].Undefined.Should().Be(isCount ? null : "the slice has no rows");
            weightless[i].Undefined.Should().Be(isCount ? null : "every row of the slice has the weight 0");
        }

        empty[Array.FindIndex(requests, request => request.Name == "n")].Value.Should().Be(0);
        weightless[Array.FindIndex(requests, request => request.Name == "n")].Value.Should().Be(4);
    }

    [Fact]
    public void A_regression_says_why_too()
    {
        Values.One(Numbers([5], [4]), "r2").Undefined.Should().Be("there are fewer than two rows");
        Values.One(Numbers([.1, .1, .1], [1, 2, 3]), "r2").Undefined.Should().Be("the true values are all equal");
        Values.One(Numbers([1, 0], [1, 2]), "mape").Undefined.Should().Be("a true value is 0");
        Values.One(Numbers([1, 0], [1, 0]), "mape").Undefined.Should().Be("a true value is 0");
        Values.One(Numbers([1e200, 0], [-1e200, 2]), "mse").Undefined.Should().Be("the value is not a finite number");
        Values.One(Numbers([1, double.NaN], [1, 2]), "median_ae").Undefined.Should().Be("the value is not a finite number");
        Values.One(Numbers([1, double.NaN], [1, 2]), "max_error").Undefined.Should().Be("the value is not a finite number");
    }

    [Fact]
    public void A_row_without_weight_cannot_make_a_value_undefined()
    {
        Values.One(Inputs.Weigh(Numbers([1, 0], [1.5, 2]), [1, 0]), "mape").Value.Should().Be(0.5);
        Values.One(Inputs.Weigh(Numbers([1, double.NaN], [1.5, 2]), [1, 0]), "mse").Value.Should().Be(0.25);
    }

    [Fact]
    public void What_the_input_lacks_is_named()
    {
        var labels = new MetricInput { Task = MetricTask.Binary, Rows = 2, ClassCount = 2, Truth = [0, 1], Predicted = [0, 1] };
        Values.One(labels, "roc_auc").Undefined.Should().Be("there are no scores");
        Values.One(labels, "log_loss").Undefined.Should().Be("there are no scores");

        var logits = new MetricInput { Task = MetricTask.Binary, Rows = 2, ClassCount = 2, Truth = [0, 1], Predicted = [0, 1], Scores = [-2, 3] };
        Values.One(logits, "roc_auc").Value.Should().Be(1);
        Values.One(logits, "brier").Undefined.Should().Be("the scores are not probabilities");

        var scores = new MetricInput { Task = MetricTask.Binary, Rows = 2, ClassCount = 2, Truth = [0, 1], Scores = [.2, .3] };
        Values.One(scores, "accuracy").Undefined.Should().Be("there are no predicted classes");
        Values.One(scores, "roc_auc").Value.Should().Be(1);

        var truth = new MetricInput { Task = MetricTask.Regression, Rows = 1, TrueValues = [2] };
        Values.One(truth, "mae").Undefined.Should().Be("there are no predicted numbers");
        Values.One(truth, "recall").Undefined.Should().Be("recall is not defined for this task");
    }

    private static MetricInput Numbers(double[] truth, double[] predicted) =>
        new() { Task = MetricTask.Regression, Rows = truth.Length, TrueValues = truth, PredictedValues = predicted };

    private static MetricInput Labels(int classes, int[] truth, int[] predicted, bool declared = false) => new()
    {
        Task = classes == 2 ? MetricTask.Binary : MetricTask.Multiclass,
        Rows = truth.Length,
        ClassCount = classes,
        ClassesDeclared = declared,
        Truth = truth,
        Predicted = predicted,
        Scores = classes == 2
            ? Array.ConvertAll(predicted, label => 0.2 + (0.6 * label))
            : [.. predicted.SelectMany(label => Enumerable.Range(0, classes).Select(c => c == label ? 0.8 : 0.1))],
        ScoresAreProbabilities = true,
    };
}
