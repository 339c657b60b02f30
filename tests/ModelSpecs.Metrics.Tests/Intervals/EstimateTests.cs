using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Intervals;

public class EstimateTests
{
    public static TheoryData<MetricTask, bool> Inputs_with_and_without_weights => new()
    {
        { MetricTask.Binary, false },
        { MetricTask.Binary, true },
        { MetricTask.Multiclass, false },
        { MetricTask.Multiclass, true },
        { MetricTask.Regression, false },
        { MetricTask.Multilabel, false },
        { MetricTask.Multilabel, true },
        { MetricTask.Ranking, false },
        { MetricTask.Ranking, true },
    };

    [SlowTheory("Intervals")]
    [MemberData(nameof(Inputs_with_and_without_weights))]
    public void Every_metric_has_an_interval_or_a_reason_and_the_value_of_the_evaluator(MetricTask task, bool weighted)
    {
        var input = Inputs.Any(task, new Random(5), 70, weighted);
        SliceAxis[] axes = [Inputs.Axis(new Random(6), input.Rows, 3)];
        var requests = Mutants.Few(Requests.All(input));

        var values = SliceEvaluator.Evaluate(input, axes, requests, 1, CancellationToken.None);
        var estimates = SliceEvaluator.Estimate(input, axes, requests, new IntervalOptions(), 2, CancellationToken.None);

        Check(values.Overall, estimates.Overall);
        for (var group = 0; group < 3; group++)
        {
            Check(values.Groups[0][group], estimates.Groups[0][group]);
        }

        void Check(MetricValue[] measured, Estimate[] found)
        {
            for (var i = 0; i < measured.Length; i++)
            {
                var about = requests[i].ToString();
                found[i].Value.Should().Be(measured[i].Value, about);
                found[i].Rows.Should().Be(measured[i].Rows, about);
                var interval = found[i].At(0.95);
                if (found[i].HasInterval)
                {
                    measured[i].IsDefined.Should().BeTrue(about);
                    found[i].Missing.Should().BeNull(about);
                    interval.Low.Should().BeLessThanOrEqualTo(interval.High, about);
                    double.IsFinite(interval.Low + interval.High).Should().BeTrue(about);
                    found[i].StandardError.Should().BeGreaterThanOrEqualTo(0, about);
                }
                else
                {
                    found[i].Missing.Should().NotBeNullOrEmpty(about);
                    double.IsNaN(interval.Low).Should().BeTrue(about);
                    double.IsNaN(found[i].PValue(0.5)).Should().BeTrue(about);
                }
            }
        }
    }

    [SlowTheory]
    [MemberData(nameof(Inputs_with_and_without_weights))]
    public void Intervals_are_the_same_to_the_last_bit_for_any_number_of_threads(MetricTask task, bool weighted)
    {
        var input = Inputs.Any(task, new Random(3), task == MetricTask.Binary && !weighted ? 3_000 : 90, weighted);
        SliceAxis[] axes = [Inputs.Axis(new Random(7), input.Rows, 4)];
        var requests = Requests.All(input);

        var one = Ends(SliceEvaluator.Estimate(input, axes, requests, new IntervalOptions(), 1, CancellationToken.None));

        Ends(SliceEvaluator.Estimate(input, axes, requests, new IntervalOptions(), 3, CancellationToken.None)).Should().Equal(one);
    }

    [SlowFact]
    public void A_slice_has_the_interval_it_would_have_alone()
    {
        // Whatever else is sliced: no other slice's random numbers are used up.
        var input = Inputs.Any(MetricTask.Binary, new Random(11), 900, weighted: false);
        var axis = Inputs.Axis(new Random(12), input.Rows, 3);
        var requests = Requests.All(input);
        var all = SliceEvaluator.Estimate(input, [Inputs.Axis(new Random(13), input.Rows, 9), axis], requests, new IntervalOptions(), 2, CancellationToken.None);

        var alone = SliceEvaluator.Estimate(input, [axis], requests, new IntervalOptions(), 2, CancellationToken.None);

        Ends(all.Groups[1]).Should().Equal(Ends(alone.Groups[0]));
    }

    [Fact]
    public void Another_seed_gives_other_replicates_and_the_same_interval_within_their_noise()
    {
        var input = Inputs.Any(MetricTask.Binary, new Random(21), 2_000, weighted: false);
        MetricRequest[] requests = [new("f1"), new("average_precision"), new("log_loss")];
        var first = SliceEvaluator.Estimate(input, [], requests, new IntervalOptions { Seed = 1 }, 2, CancellationToken.None).Overall;
        var second = SliceEvaluator.Estimate(input, [], requests, new IntervalOptions { Seed = 2 }, 2, CancellationToken.None).Overall;
        for (var i = 0; i < requests.Length; i++)
        {
            second[i].At(0.95).Should().NotBe(first[i].At(0.95));
            (second[i].StandardError / first[i].StandardError).Should().BeInRange(0.85, 1.18, requests[i].Name);
        }
    }

    [SlowTheory]
    [InlineData(0.5)]
    [InlineData(0.7)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    public void A_p_value_is_below_one_minus_confidence_exactly_where_the_interval_leaves_the_bound_out(double confidence)
    {
        var input = Inputs.Any(MetricTask.Binary, new Random(31), 300, weighted: false);
        foreach (var estimate in SliceEvaluator.Estimate(input, [], Requests.All(input), new IntervalOptions(), 2, CancellationToken.None).Overall.Where(e => e.HasInterval))
        {
            var interval = estimate.At(confidence);
            for (var bound = -0.2; bound < 1.3; bound += 0.01713)
            {
                // Right at an end the two are one number apart.
                if (Math.Abs(bound - interval.Low) > 1e-6 && Math.Abs(bound - interval.High) > 1e-6)
                {
                    (estimate.PValue(bound) < 1 - confidence).Should().Be(!interval.Contains(bound), $"{estimate.Method} {estimate.Value} [{interval.Low}, {interval.High}] bound {bound}");
                }
            }
        }
    }

    [SlowFact]
    public void Intervals_grow_with_the_confidence_and_hold_the_value()
    {
        var input = Inputs.Any(MetricTask.Binary, new Random(41), 400, weighted: false);
        foreach (var estimate in SliceEvaluator.Estimate(input, [], Mutants.Few(Requests.All(input)), new IntervalOptions(), 2, CancellationToken.None).Overall.Where(e => e.HasInterval))
        {
            var inner = estimate.At(0.8);
            var outer = estimate.At(0.99);
            outer.Low.Should().BeLessThanOrEqualTo(inner.Low);
            outer.High.Should().BeGreaterThanOrEqualTo(inner.High);
        }
    }

    [Fact]
    public void Counts_have_no_interval()
    {
        var input = Inputs.Any(MetricTask.Binary, new Random(1), 50, weighted: false);
        var estimates = SliceEvaluator.Estimate(input, [], [new("n"), new("positives")], new IntervalOptions(), 1, CancellationToken.None).Overall;
        estimates.Should().OnlyContain(e => !e.HasInterval && e.Missing == "it is a count");
    }

    [Fact]
    public void A_largest_value_has_no_interval_and_says_why()
    {
        var input = Inputs.Regression(new Random(1), 50);

        SliceEvaluator.Estimate(input, [], [new("max_error"), new("min") { Column = "latency" }, new("max") { Column = "latency" }], new IntervalOptions(), 1, CancellationToken.None).Overall
            .Should().OnlyContain(estimate => !estimate.HasInterval && estimate.Missing!.Contains("beyond the largest", StringComparison.Ordinal));
    }

    [Fact]
    public void What_no_check_needs_and_takes_a_thousand_evaluations_is_left_out_where_asked()
    {
        var input = Inputs.Any(MetricTask.Regression, new Random(1), 50, weighted: false);
        var options = new IntervalOptions { Wanted = new HashSet<(int, int)> { (-1, 1) } };
        var estimates = SliceEvaluator.Estimate(input, [], [new("mse"), new("mae")], options, 1, CancellationToken.None).Overall;
        estimates[0].Missing.Should().Be("it was not asked for");
        estimates[1].HasInterval.Should().BeTrue();
    }

    [Fact]
    public void Rows_that_are_all_alike_give_no_interval_rather_than_one_without_width()
    {
        var input = new MetricInput { Task = MetricTask.Binary, Rows = 4, ClassCount = 2, Truth = [0, 1, 0, 1], Predicted = [0, 1, 0, 1] };
        var estimate = SliceEvaluator.Estimate(input, [], [new("f1")], new IntervalOptions(), 1, CancellationToken.None).Overall[0];
        estimate.Value.Should().Be(1);
        estimate.Missing.Should().Be("every resample gives the same value");
    }

    [Fact]
    public void A_replaced_ratio_has_no_interval()
    {
        var input = new MetricInput { Task = MetricTask.Binary, Rows = 4, ClassCount = 2, Truth = [0, 0, 0, 0], Predicted = [0, 0, 1, 0] };
        var estimate = SliceEvaluator.Estimate(input, [], [new("recall") { ZeroDivision = 1 }], new IntervalOptions(), 1, CancellationToken.None).Overall[0];
        estimate.Value.Should().Be(1);
        estimate.Missing.Should().Be("zero_division replaced a ratio without denominator");
    }

    private static double[] Ends(SliceEstimates estimates) => [.. Ends([estimates.Overall]), .. estimates.Groups.SelectMany(Ends)];

    private static double[] Ends(Estimate[][] estimates) =>
        [.. estimates.SelectMany(of => of).Select(e => e.At(0.95)).SelectMany(i => new[] { i.Low, i.High })];
}
