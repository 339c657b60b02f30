using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Calibration;
using ModelSpecs.Metrics.Slices;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Calibration;

public class RecalibrationTests
{
    private const string Separated = "a score parts the classes, or all scores are equal: there is no finite slope";
    private static readonly MetricRequest Slope = new("calibration_slope");
    private static readonly MetricRequest Intercept = new("calibration_intercept");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_slice_has_its_own_fit_at_which_the_residuals_cancel(bool weighted)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var input = Inputs.Binary(random, 40 + random.Next(200), random.Next(2) * 20, weighted);
            var axis = Inputs.Axis(random, input.Rows, 3);
            var layout = new SliceLayout([axis]);
            var outcomes = new Outcomes(input, layout, truthOnly: false);
            RowPass.Run([outcomes], input.Rows, 2, TestContext.Current.CancellationToken);
            outcomes.Seal();

            var fits = Recalibration.Measure(input, layout, outcomes, 1, 2, TestContext.Current.CancellationToken);

            for (var group = -1; group < axis.Groups; group++)
            {
                var slot = group < 0 ? 0 : layout.Slot(0, group);
                var rows = Enumerable.Range(0, input.Rows).Where(row => group < 0 || axis.Codes[row] == group).ToArray();
                if (fits.Slope.State(slot) == FitState.Found)
                {
                    var (sum, ofSlope) = Residuals(input, rows, fits.Slope.Intercept(slot), fits.Slope.Slope(slot));
                    sum.Should().BeApproximately(0, 1e-9);
                    ofSlope.Should().BeApproximately(0, 1e-9);
                }

                Residuals(input, rows, fits.Intercept.Intercept(slot), 1).Sum.Should().BeApproximately(0, 1e-9);
            }
        }
    }

    [Fact]
    public void Probabilities_that_are_shares_of_what_happened_have_slope_one_and_intercept_zero()
    {
        // Of four rows at 1/4 one is positive, of four at 3/4 three are.
        var input = Scored([1, 0, 0, 0, 1, 1, 1, 0], [.25, .25, .25, .25, .75, .75, .75, .75]);

        Values.One(input, Slope).Value.Should().BeApproximately(1, 1e-14);
        Values.One(input, Intercept).Value.Should().BeApproximately(0, 1e-14);
    }

    [Fact]
    public void Log_odds_that_are_twice_too_far_out_and_shifted_are_seen_through()
    {
        // ln odds 2 (x + 1) where x is right: the slope is a half.
        var right = Enumerable.Range(-6, 13).Select(step => step / 3.0).ToArray();
        var rows = right.SelectMany(x => Enumerable.Range(0, 1000).Select(i => (X: x, IsPositive: i < Math.Round(1000 / (1 + Math.Exp(-x)))))).ToArray();
        var input = Scored([.. rows.Select(row => row.IsPositive ? 1 : 0)], [.. rows.Select(row => 1 / (1 + Math.Exp(-2 * (row.X + 1))))]);

        Values.One(input, Slope).Value.Should().BeApproximately(0.5, 2e-3);
        Values.One(input, Intercept).Value.Should().BeLessThan(-1);
    }

    [Theory]
    [InlineData(new[] { 0, 0, 1, 1 }, new[] { .1, .2, .3, .4 })]
    [InlineData(new[] { 1, 1, 0, 0 }, new[] { .1, .2, .3, .4 })]
    [InlineData(new[] { 0, 1, 0, 1 }, new[] { .1, .2, .2, .4 })]
    [InlineData(new[] { 0, 1, 0, 1 }, new[] { .3, .3, .3, .3 })]
    public void Where_a_score_parts_the_classes_there_is_no_slope_but_an_intercept(int[] truth, double[] scores)
    {
        var input = Scored(truth, scores);

        Values.One(input, Slope).Should().Be(new MetricValue(double.NaN, 2, Separated));
        Values.One(input, Intercept).IsDefined.Should().BeTrue();
    }

    [Fact]
    public void A_row_without_weight_does_not_keep_the_classes_from_being_parted() =>
        Values.One(Inputs.Weigh(Scored([0, 0, 1, 1, 0], [.1, .2, .3, .4, .9]), [1, 1, 1, 1, 0]), Slope).Undefined.Should().Be(Separated);

    [Fact]
    public void Certain_scores_that_are_wrong_are_fitted_like_any_others()
    {
        var input = Scored([1, 0, 1, 0, 1, 0], [0, 1, 1, 0, .5, .5]);

        Values.One(input, Slope).IsDefined.Should().BeTrue();
        Values.One(input, Slope).Value.Should().BeApproximately(0, 1e-12);
        Values.One(input, Intercept).Value.Should().BeApproximately(0, 1e-12);
    }

    [Fact]
    public void Both_classes_are_needed_and_the_smaller_carries_the_value()
    {
        Values.One(Scored([1, 1], [.3, .6]), Slope).Should().Be(new MetricValue(double.NaN, 0, "only one class is present"));
        Values.One(Scored([0, 0], [.3, .6]), Intercept).Undefined.Should().Be("only one class is present");
        Values.One(Scored([0, 0, 0, 1], [.3, .6, .1, .5]), Slope).Rows.Should().Be(1);
        Values.One(Inputs.Multiclass(new Random(2), 30, 3), Slope).Undefined.Should().Be("no class is named");
        Values.One(Inputs.Multiclass(new Random(2), 30, 3), Slope with { Class = 2 }).IsDefined.Should().BeTrue();
    }

    [Fact]
    public void The_other_class_has_the_same_slope_and_the_opposite_intercept()
    {
        var input = Inputs.Binary(new Random(4), 90);

        Values.One(input, Slope with { Class = 0 }).Value.Should().BeApproximately(Values.One(input, Slope).Value, 1e-12);
        Values.One(input, Intercept with { Class = 0 }).Value.Should().BeApproximately(-Values.One(input, Intercept).Value, 1e-12);
    }

    [Fact]
    public void A_score_that_is_not_a_number_leaves_its_slices_without_a_value()
    {
        var input = Inputs.Binary(new Random(1), 40);
        var scores = input.Scores!.ToArray();
        scores[3] = double.NaN;
        var axis = new SliceAxis([.. Enumerable.Range(0, 40).Select(row => row < 20 ? 0 : 1)], 2);

        var values = SliceEvaluator.Evaluate(Inputs.Score(input, scores), [axis], [Slope, Intercept], 1, CancellationToken.None);

        values.Overall.Should().OnlyContain(value => value.Undefined == "the value is not a finite number");
        values.Groups[0][0].Should().OnlyContain(value => value.Undefined == "the value is not a finite number");
        values.Groups[0][1].Should().OnlyContain(value => value.IsDefined);
    }

    [SlowFact("Calibration")]
    public void The_value_does_not_depend_on_threads_or_other_axes()
    {
        var random = new Random(9);
        var input = Inputs.Binary(random, 100_000, 0);
        var axis = Inputs.Axis(random, input.Rows, 5);

        var one = SliceEvaluator.Evaluate(input, [axis], [Slope, Intercept], 1, CancellationToken.None);
        var many = SliceEvaluator.Evaluate(input, [Inputs.Axis(random, input.Rows, 3), axis], [Slope, Intercept], 4, CancellationToken.None);

        many.Overall.Should().Equal(one.Overall);
        many.Groups[1].Should().BeEquivalentTo(one.Groups[0], options => options.WithStrictOrdering());
    }

    private static MetricInput Scored(int[] truth, double[] scores) => new()
    {
        Task = MetricTask.Binary,
        Rows = truth.Length,
        ClassCount = 2,
        Truth = truth,
        Predicted = Array.ConvertAll(scores, score => score >= 0.5 ? 1 : 0),
        Scores = scores,
        ScoresAreProbabilities = true,
    };

    private static (double Sum, double OfSlope) Residuals(MetricInput input, int[] rows, double intercept, double slope)
    {
        var (sum, ofSlope) = (0.0, 0.0);
        foreach (var row in rows)
        {
            var x = Math.Clamp(Math.Log(input.Scores![row] / (1 - input.Scores[row])), -Recalibration.MostLogOdds, Recalibration.MostLogOdds);
            var rest = (input.Weights?[row] ?? 1) * (input.Truth![row] - (1 / (1 + Math.Exp(-intercept - (slope * x)))));
            sum += rest;
            ofSlope += rest * x;
        }

        return (sum, ofSlope);
    }
}
