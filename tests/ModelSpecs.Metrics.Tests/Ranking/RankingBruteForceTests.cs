using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Ranking;

/// <summary>The areas by their definitions: every pair, every threshold.</summary>
public class RankingBruteForceTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_roc_area_is_the_share_of_pairs_in_order_ties_half(bool weighted)
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var input = Inputs.Binary(random, 2 + random.Next(120), random.Next(3) * 15, weighted);

            Check(Values.One(input, "roc_auc"), Pairs(input, 1, 0, row => input.Scores![row]));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_average_precision_sums_precision_over_steps_of_recall(bool weighted)
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var input = Inputs.Binary(random, 1 + random.Next(120), random.Next(3) * 15, weighted);

            Check(Values.One(input, "average_precision"), Steps(input));
        }
    }

    [Theory]
    [InlineData(false, MetricAverage.Macro)]
    [InlineData(true, MetricAverage.Macro)]
    [InlineData(false, MetricAverage.Weighted)]
    [InlineData(true, MetricAverage.Weighted)]
    public void One_against_one_is_the_mean_over_ordered_pairs_of_classes(bool weighted, MetricAverage average)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var input = Inputs.Multiclass(random, 5 + random.Next(80), 2 + random.Next(3), random.Next(2) * 6, weighted);
            var request = new MetricRequest("roc_auc") { Pairing = MulticlassPairing.OneVersusOne, Average = average };
            var support = Enumerable.Range(0, input.ClassCount).Select(c => Weight(input, row => input.Truth![row] == c)).ToArray();
            var (sum, total) = (0.0, 0.0);
            for (var a = 0; a < input.ClassCount; a++)
            {
                for (var b = 0; b < input.ClassCount; b++)
                {
                    if (a != b)
                    {
                        var share = average == MetricAverage.Macro ? 1 : support[a] + support[b];
                        sum += share * Pairs(input, a, b, row => input.Scores![(row * input.ClassCount) + a]);
                        total += share;
                    }
                }
            }

            Check(Values.One(input, request), sum / total);
        }
    }

    [Fact]
    public void A_score_that_is_not_finite_leaves_its_slices_without_a_value()
    {
        var input = Inputs.Binary(new Random(1), 40);
        var scores = input.Scores!.ToArray();
        scores[5] = double.NaN;
        scores[6] = double.PositiveInfinity;
        var codes = Enumerable.Range(0, 40).Select(row => row < 20 ? 0 : 1).ToArray();
        var requests = Requests.All(input).Where(request => request.Name is "roc_auc" or "average_precision" or "log_loss" or "brier" or "ece" or "mce").ToArray();

        var values = SliceEvaluator.Evaluate(Inputs.Score(input, scores), [new SliceAxis(codes, 2)], requests, 1, CancellationToken.None);

        // The logarithm's clipping makes a certain score of an infinite one, but not of NaN.
        values.Overall.Should().OnlyContain(value => !value.IsDefined && value.Undefined == Undefined.NotFinite);
        values.Groups[0][0].Should().OnlyContain(value => !value.IsDefined && value.Undefined == Undefined.NotFinite);
        values.Groups[0][1].Should().OnlyContain(value => value.IsDefined);
    }

    private static void Check(MetricValue actual, double expected)
    {
        actual.IsDefined.Should().Be(double.IsFinite(expected));
        if (actual.IsDefined)
        {
            actual.Value.Should().BeApproximately(expected, 1e-12);
        }
    }

    private static double Weight(MetricInput input, int row) => input.Weights?[row] ?? 1;

    private static double Weight(MetricInput input, Func<int, bool> isIn) => Enumerable.Range(0, input.Rows).Where(isIn).Sum(row => Weight(input, row));

    private static double Pairs(MetricInput input, int positive, int negative, Func<int, double> score)
    {
        var (area, pairs) = (0.0, 0.0);
        foreach (var p in Enumerable.Range(0, input.Rows).Where(row => input.Truth![row] == positive))
        {
            foreach (var n in Enumerable.Range(0, input.Rows).Where(row => input.Truth![row] == negative))
            {
                var weight = Weight(input, p) * Weight(input, n);
                pairs += weight;
                area += weight * (score(p) > score(n) ? 1 : score(p) == score(n) ? 0.5 : 0);
            }
        }

        return area / pairs;
    }

    private static double Steps(MetricInput input)
    {
        var positives = Weight(input, row => input.Truth![row] == 1);
        var (area, recall) = (0.0, 0.0);
        foreach (var threshold in input.Scores!.Distinct().OrderDescending())
        {
            var hits = Weight(input, row => input.Truth![row] == 1 && input.Scores![row] >= threshold);
            var predicted = Weight(input, row => input.Scores![row] >= threshold);
            if (predicted > 0)
            {
                area += ((hits / positives) - recall) * (hits / predicted);
                recall = hits / positives;
            }
        }

        return area / (positives > 0 ? 1 : 0);
    }
}
