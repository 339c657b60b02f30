using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Classification;

public class StatedPrevalenceTests
{
    // Recall 3/4, false positive rate 1/5.
    private static readonly MetricInput Input = Labels([1, 1, 1, 1, 0, 0, 0, 0, 0], [1, 1, 1, 0, 1, 0, 0, 0, 0]);

    [Fact]
    public void Precision_and_alerts_follow_from_recall_and_false_positive_rate()
    {
        var precision = Values.One(Input, new MetricRequest("precision") { AtPrevalence = 0.01 });
        precision.Value.Should().BeApproximately(0.0075 / (0.0075 + 0.198), 1e-15);
        precision.Rows.Should().Be(4, "the smaller class says how well both are known");

        Values.One(Input, new MetricRequest("alerts_per_million") { AtPrevalence = 0.01 }).Value.Should().BeApproximately(205_500, 1e-9);
    }

    [Fact]
    public void Of_the_other_class_they_are_mirrored()
    {
        var precision = Values.One(Input, new MetricRequest("precision") { AtPrevalence = 0.01, Class = 0 });

        precision.Value.Should().BeApproximately(0.008 / (0.008 + (0.25 * 0.99)), 1e-15);
    }

    [Fact]
    public void A_class_that_is_missing_is_named_by_the_reason()
    {
        var positives = Labels([1, 1], [1, 0]);
        var negatives = Labels([0, 0], [1, 0]);
        var request = new MetricRequest("precision") { AtPrevalence = 0.1 };

        foreach (var input in new[] { positives, negatives })
        {
            Values.One(input, request).Undefined.Should().Be(Undefined.OneClass);
            Values.One(input, request).Rows.Should().Be(0);
        }

        Values.One(positives, request with { Class = 1 }).Undefined.Should().Be(Undefined.EveryRowOfClass);
        Values.One(negatives, request with { Class = 1 }).Undefined.Should().Be(Undefined.NoRowOfClass);
    }

    [Fact]
    public void Where_nothing_is_predicted_positive_there_is_no_precision_but_no_alert_either()
    {
        var input = Labels([1, 0, 0], [0, 0, 0]);

        Values.One(input, new MetricRequest("precision") { AtPrevalence = 0.1 }).Undefined.Should().Be(Undefined.NothingPredictedPositive);
        Values.One(input, new MetricRequest("precision") { AtPrevalence = 0.1, Class = 1 }).Undefined.Should().Be(Undefined.NothingPredictedAsClass);
        Values.One(input, new MetricRequest("alerts_per_million") { AtPrevalence = 0.1 }).Value.Should().Be(0);
    }

    private static MetricInput Labels(int[] truth, int[] predicted) => new()
    {
        Task = MetricTask.Binary,
        Rows = truth.Length,
        ClassCount = 2,
        Truth = truth,
        Predicted = predicted,
    };
}
