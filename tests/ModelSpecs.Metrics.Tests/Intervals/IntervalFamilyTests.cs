using ModelSpecs.Metrics.Cost;
using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Metrics.Tests.Intervals;

public class IntervalFamilyTests
{
    [Theory]
    [InlineData("Proportion", "accuracy precision recall specificity fpr fnr npv selection_rate prevalence")]
    [InlineData("Counts", "f1 fbeta balanced_accuracy mcc cohen_kappa alerts_per_million lift cost")]
    [InlineData("Area", "roc_auc")]
    [InlineData("Runs", "average_precision log_loss brier log_loss_skill brier_skill calibration_slope calibration_intercept ece mce")]
    [InlineData("Rows", "mean sum std median p90 quantile")]
    [InlineData("None", "n positives min max")]
    public void Of_two_classes(string family, string names) => Check(Binary, family, names, request => request);

    [Theory]
    [InlineData("Proportion", "accuracy top_k_accuracy")]
    [InlineData("Counts", "precision recall specificity fpr fnr npv selection_rate prevalence f1 fbeta balanced_accuracy mcc cohen_kappa")]
    [InlineData("Rows", "roc_auc average_precision log_loss brier ece mce cost alerts_per_million lift")]
    public void Of_several_classes(string family, string names) => Check(Several, family, names, request => request);

    [Theory]
    [InlineData("Proportion", "precision recall specificity fpr fnr npv selection_rate prevalence")]
    [InlineData("Counts", "f1 lift alerts_per_million")]
    [InlineData("Area", "roc_auc")]
    [InlineData("Rows", "average_precision ece log_loss")]
    public void Of_one_class_of_several(string family, string names) => Check(Several, family, names, request => request with { Class = 2 });

    [Theory]
    [InlineData("Proportion", "accuracy")]
    [InlineData("Rows", "precision recall f1 roc_auc log_loss hamming_loss")]
    public void Of_several_labels(string family, string names) => Check(Labels, family, names, request => request);

    [Theory]
    [InlineData("Proportion", "accuracy precision recall specificity fpr fnr npv selection_rate prevalence")]
    [InlineData("Area", "roc_auc")]
    [InlineData("Rows", "f1 log_loss average_precision")]
    public void Of_one_label(string family, string names) => Check(Labels, family, names, request => request with { Class = 1 });

    [Theory]
    [InlineData("Rows", "mse mae r2 mean")]
    [InlineData("None", "max_error min max n")]
    public void Of_a_regression(string family, string names) => Check(Numbers, family, names, request => request);

    [Theory]
    [InlineData("Rows", "accuracy f1 roc_auc log_loss mean")]
    [InlineData("None", "n max")]
    public void With_weights_rows_are_resampled(string family, string names) => Check(Binary, family, names, request => request, resamplesRows: true);

    [Theory]
    [InlineData("Rows", "precision recall f1 roc_auc average_precision log_loss")]
    public void A_parameter_that_is_not_known_here_makes_another_metric_of_it(string family, string names)
    {
        Check(Binary, family, names, request => request with { AtFpr = 0.1 });
        Check(Labels, family, names, request => request with { AtFpr = 0.1, Class = 1 });
    }

    [Fact]
    public void The_parameters_that_change_nothing_or_everything()
    {
        var costs = CostMatrix.Binary(1, 2, 3, 4);
        (MetricInput Input, MetricRequest Request, IntervalFamily Family)[] cases =
        [
            (Binary, new("precision") { AtPrevalence = 0.1 }, IntervalFamily.Counts),
            (Binary, new("alerts_per_million") { AtPrevalence = 0.1 }, IntervalFamily.Counts),
            (Binary, new("recall") { AtPrevalence = 0.1 }, IntervalFamily.Rows),
            (Several, new("precision") { AtPrevalence = 0.1 }, IntervalFamily.Rows),
            (Binary, new("precision") { AtPrevalence = 0.1, AtTop = 0.2 }, IntervalFamily.Rows),
            (Binary, new("lift") { AtTop = 0.1 }, IntervalFamily.Rows),
            (Binary, new("cost") { Costs = costs }, IntervalFamily.Counts),
            (Binary, new("cost") { Costs = costs, Total = true }, IntervalFamily.Counts),
            (Binary, new("cost"), IntervalFamily.Rows),
            (Several, new("cost") { Costs = new CostMatrix(3, new double[9]) }, IntervalFamily.Rows),
            (Binary, new("cost") { Costs = costs, AtTop = 0.1 }, IntervalFamily.Rows),
            (Binary, new("recall") { ZeroDivision = 1, Beta = 2, Average = MetricAverage.Micro }, IntervalFamily.Proportion),
            (Binary, new("roc_auc") { Average = MetricAverage.Weighted }, IntervalFamily.Area),
            (Several, new("roc_auc") { Class = 1, Pairing = MulticlassPairing.OneVersusOne }, IntervalFamily.Rows),
            (Binary, new("average_precision") { Class = 1 }, IntervalFamily.Runs),
            (Binary, new("average_precision") { Class = 0 }, IntervalFamily.Rows),
            (Binary, new("log_loss") { Beta = 2 }, IntervalFamily.Rows),
            (Binary, new("ece") { Bins = 7 }, IntervalFamily.Runs),
            (Binary, new("ece") { Strategy = BinStrategy.Quantile }, IntervalFamily.Rows),
            (Binary, new("ece") { Class = 0 }, IntervalFamily.Rows),
            (Many(32), new("f1"), IntervalFamily.Counts),
            (Many(33), new("f1"), IntervalFamily.Rows),
            (Many(33), new("recall"), IntervalFamily.Rows),
        ];

        foreach (var (input, request, family) in cases)
        {
            IntervalFamilies.Of(input, request, resamplesRows: false).Should().Be(family, $"{request} of {input.ClassCount}");
        }

        IntervalFamilies.IsTotal(new("sum")).Should().BeTrue();
        IntervalFamilies.IsTotal(new("cost") { Total = true }).Should().BeTrue();
        IntervalFamilies.IsTotal(new("mean")).Should().BeFalse();
    }

    [Fact]
    public void Documents_call_them_by_what_they_rest_on()
    {
        string[] names = ["n", "recall", "roc_auc", "f1", "cost", "log_loss", "mean"];

        names.Select(name => IntervalFamilies.Describe(name, MetricTask.Binary)).Should().Equal("none", "Wilson", "DeLong", "counts", "counts", "runs", "rows");
        IntervalFamilies.Describe("recall", MetricTask.Multiclass).Should().Be("counts");
        IntervalFamilies.Describe("cost", MetricTask.Multiclass).Should().Be("rows");
    }

    private static MetricInput Binary => new() { Task = MetricTask.Binary, Rows = 0, ClassCount = 2 };

    private static MetricInput Several => Many(3);

    private static MetricInput Labels => new() { Task = MetricTask.Multilabel, Rows = 0, ClassCount = 3 };

    private static MetricInput Numbers => new() { Task = MetricTask.Regression, Rows = 0 };

    private static MetricInput Many(int classes) => new() { Task = MetricTask.Multiclass, Rows = 0, ClassCount = classes };

    private static void Check(MetricInput input, string family, string names, Func<MetricRequest, MetricRequest> with, bool resamplesRows = false)
    {
        foreach (var name in names.Split(' '))
        {
            var request = new MetricRequest(name) { Costs = name == "cost" ? new CostMatrix(input.ClassCount, new double[input.ClassCount * input.ClassCount]) : null };
            IntervalFamilies.Of(input, with(request), resamplesRows).ToString().Should().Be(family, name);
        }
    }
}
