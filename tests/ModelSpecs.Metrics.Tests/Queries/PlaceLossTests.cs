using ModelSpecs.Metrics.Queries;

namespace ModelSpecs.Metrics.Tests.Queries;

public class PlaceLossTests
{
    [Fact]
    public void Losses_of_a_query_add_up_to_what_its_order_lacks_and_a_query_without_a_relevant_row_has_none()
    {
        var input = new MetricInput
        {
            Task = MetricTask.Ranking,
            Rows = 5,
            Queries = [0, 0, 0, 1, 1],
            Scores = [0.9, 0.5, 0.1, 0.7, 0.2],
            TrueValues = [0, 1, 3, 0, 0],
        };
        var losses = new double[5];

        PlaceLoss.Fill(input, losses);

        var ideal = 3 + (1 / Math.Log2(3));
        var ndcg = ((1 / Math.Log2(3)) + (3 / Math.Log2(4))) / ideal;
        losses[..3].Sum().Should().BeApproximately(1 - ndcg, 1e-15);
        losses[2].Should().BeApproximately(3 * (1 - (1 / Math.Log2(4))) / ideal, 1e-15, "it belongs first and stands third");
        losses[3..].Should().Equal(0, 0);
    }
}
