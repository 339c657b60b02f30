using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Classification;

public class RecallTests
{
    [Fact]
    public void It_needs_scores_only_at_a_stated_rate()
    {
        var labels = new MetricInput { Task = MetricTask.Binary, Rows = 4, ClassCount = 2, Truth = [1, 1, 0, 0], Predicted = [1, 0, 0, 1] };

        Values.One(labels, "recall").Should().Be(new MetricValue(0.5, 2, null));
        Values.One(labels, new MetricRequest("recall") { AtFpr = 0.5 }).Undefined.Should().Be("there are no scores");
        Values.One(labels, new MetricRequest("recall") { AtPrecision = 0.5 }).Undefined.Should().Be("there are no scores");
    }
}
