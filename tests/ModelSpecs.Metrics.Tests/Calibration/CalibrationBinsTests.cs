using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Calibration;
using ModelSpecs.Metrics.Slices;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Calibration;

public class CalibrationBinsTests
{
    [Fact]
    public void A_bin_ends_with_its_edge_whatever_the_product_rounds_to()
    {
        foreach (var count in new[] { 1, 2, 3, 7, 10, 15, 49, 100, 1_000 })
        {
            for (var edge = 1; edge < count; edge++)
            {
                var at = (double)edge / count;
                CalibrationBins.UniformBin(at, count).Should().Be(edge - 1);
                CalibrationBins.UniformBin(Math.BitIncrement(at), count).Should().Be(edge);
                CalibrationBins.UniformBin(Math.BitDecrement(at), count).Should().Be(edge - 1);
            }

            (CalibrationBins.UniformBin(0, count), CalibrationBins.UniformBin(1, count)).Should().Be((0, count - 1));
            (CalibrationBins.UniformBin(-3, count), CalibrationBins.UniformBin(7, count)).Should().Be((0, count - 1));
        }
    }

    [Fact]
    public void Rows_and_constants_are_put_into_bins_by_hand()
    {
        var input = new MetricInput { Task = MetricTask.Binary, Rows = 0, ClassCount = 2, Truth = [], Scores = [], ScoresAreProbabilities = true };
        var bins = new CalibrationBins(input, new SliceLayout([new SliceAxis([], 1)]), new BinLayout(3, BinStrategy.Quantile));

        bins.Add(2, 1, 0.25, isHit: true, 2);
        bins.Add(2, 1, 0.5, isHit: false, 4);
        bins.Add(2, 1, double.NaN, isHit: true, 0);

        var of = bins.Of(2);
        (of.Rows(1), of.Confidence(1), of.Hits(1), of.Weight(1)).Should().Be((3, 2.5, 2, 6));
        (of.Rows(0), of.Weight(0), of.Rows(2), of.Weight(2), of.Count).Should().Be((0, 0, 0, 0, 3));

        bins.SetCalibrated(1, 0.25, 7, 8);
        of = bins.Of(1);
        (of.Rows(0), of.Confidence(0), of.Hits(0), of.Weight(0)).Should().Be((7, 2, 2, 8));
    }

    [Theory]
    [InlineData("ece")]
    [InlineData("mce")]
    public void Equal_weights_that_are_no_counts_lay_quantiles_as_rows_do(string name)
    {
        for (var rows = 2; rows < 30; rows++)
        {
            var input = Inputs.Binary(new Random(rows), rows, steps: 0);
            var weighted = Inputs.Weigh(input, [.. Enumerable.Repeat(0.5, rows)]);

            // And rows without weight lay nothing.
            var more = Inputs.Weigh(Inputs.Take(input, [.. Enumerable.Range(0, rows), 0, 1]), [.. Enumerable.Repeat(0.5, rows), 0, 0]);
            foreach (var bins in new[] { 2, 4, 7 })
            {
                var request = new MetricRequest(name) { Bins = bins, Strategy = BinStrategy.Quantile };
                var expected = Values.One(input, request).Value;
                Values.One(weighted, request).Value.Should().BeApproximately(expected, 1e-12);
                Values.One(more, request).Value.Should().BeApproximately(expected, 1e-12);
            }
        }
    }

    [Theory]
    [InlineData("brier", BinStrategy.Uniform)]
    [InlineData("log_loss", BinStrategy.Uniform)]
    [InlineData("ece", BinStrategy.Uniform)]
    [InlineData("mce", BinStrategy.Quantile)]
    public void Of_two_classes_the_second_is_the_one_that_is_meant(string name, BinStrategy strategy)
    {
        var input = Inputs.Binary(new Random(3), 90, steps: 0, weighted: true);
        var request = new MetricRequest(name) { Strategy = strategy };

        Values.Differences([request], Values.Of(input, request with { Class = 1 }), Values.Of(input, request)).Should().BeEmpty();
        var scores = new double[4];
        ClassScores.Fill(input, 1, 10, scores);
        scores.Should().Equal(input.Scores![10..14]);
        ClassScores.Fill(input, 0, 10, scores);
        scores.Should().Equal(input.Scores[10..14].Select(score => 1 - score));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(40)]
    public void A_step_that_goes_past_the_top_is_halved_until_the_residuals_cancel(double far)
    {
        // Log odds far out, and a few rows on the wrong side: the first step of Newton's method is much too long.
        for (var seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            double[] odds = [.. Enumerable.Range(0, 60).Select(_ => Math.Pow((2 * random.NextDouble()) - 1, 5) * far * 3)];
            int[] truth = [.. odds.Select((x, row) => row % 20 == 3 ? (x > 0 ? 0 : 1) : x > 0 ? 1 : 0)];
            var input = new MetricInput { Task = MetricTask.Binary, Rows = 60, ClassCount = 2, Truth = truth, Predicted = new int[60], Scores = [.. odds.Select(x => 1 / (1 + Math.Exp(-x)))], ScoresAreProbabilities = true };
            var layout = new SliceLayout([]);
            var outcomes = new Outcomes(input, layout, truthOnly: true);
            RowPass.Run([outcomes], 60, 1, CancellationToken.None);
            outcomes.Seal();

            var fits = Recalibration.Measure(input, layout, outcomes, 1, 1, CancellationToken.None);

            (fits.Slope.State(0), fits.Intercept.State(0)).Should().Be((FitState.Found, FitState.Found), $"seed {seed}");
            Residual(fits.Slope.Intercept(0), fits.Slope.Slope(0), _ => 1).Should().BeApproximately(0, 1e-8);
            Residual(fits.Slope.Intercept(0), fits.Slope.Slope(0), x => x).Should().BeApproximately(0, 1e-6);
            Residual(fits.Intercept.Intercept(0), 1, _ => 1).Should().BeApproximately(0, 1e-8);

            double Residual(double intercept, double slope, Func<double, double> times) =>
                input.Scores!.Select(score => Math.Clamp(Math.Log(score / (1 - score)), -Recalibration.MostLogOdds, Recalibration.MostLogOdds))
                    .Zip(truth, (x, t) => times(x) * (t - (1 / (1 + Math.Exp(-intercept - (slope * x)))))).Sum();
        }
    }
}
