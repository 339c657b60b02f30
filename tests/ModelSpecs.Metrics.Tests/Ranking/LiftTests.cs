using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Ranking;

public class LiftTests
{
    private static readonly MetricInput Input = new()
    {
        Task = MetricTask.Binary,
        Rows = 8,
        ClassCount = 2,
        Truth = [1, 0, 1, 0, 0, 0, 0, 0],
        Predicted = [1, 1, 0, 0, 0, 0, 0, 0],
        Scores = [.9, .8, .8, .8, .3, .2, .1, 0],
        ScoresAreProbabilities = true,
    };

    [Theory]
    [InlineData(0.125, 4)]              // the one at .9
    [InlineData(0.25, 8 / 3.0)]         // and a third of the positive among three equal scores
    [InlineData(0.375, 20 / 9.0)]
    [InlineData(0.5, 2)]
    [InlineData(0.75, 4 / 3.0)]
    [InlineData(1, 1)]
    [InlineData(0.01, 4)]
    public void Equal_scores_at_the_cut_give_in_proportion(double share, double expected) =>
        Values.One(Input, new MetricRequest("lift") { AtTop = share }).Value.Should().BeApproximately(expected, 1e-14);

    [Fact]
    public void Of_the_predictions_it_is_precision_over_prevalence() =>
        Values.One(Input, "lift").Should().Be(new MetricValue(2, 2, null));

    [Fact]
    public void It_rests_on_the_share_of_the_rows_that_it_looks_at()
    {
        Values.One(Input, new MetricRequest("lift") { AtTop = 0.3 }).Rows.Should().Be(3);
        Values.One(Input, new MetricRequest("lift") { AtTop = 1 }).Rows.Should().Be(8);
    }
}
