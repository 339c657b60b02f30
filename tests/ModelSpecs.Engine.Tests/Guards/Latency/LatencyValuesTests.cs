using ModelSpecs.Engine.Checks;
using ModelSpecs.Engine.Guards;
using ModelSpecs.Engine.Guards.Latency;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Tests.Guards.Latency;

/// <summary>What is made of times, under a clock of the test's own.</summary>
public sealed class LatencyValuesTests
{
    private static readonly VerdictSpec Lenient = new() { Judge = JudgePolicy.Lenient };

    [Theory]
    [InlineData("p50", "1.1 x champion")]
    [InlineData("p95", "1.2 x champion")]
    [InlineData("p99", "1.5 x champion")]
    [InlineData("mean", "1.1 x champion")]
    public void A_model_as_fast_as_its_champion_passes_two_hundred_times_of_two_hundred_on_a_machine_that_is_slow_now_and_then(string measure, string bound)
    {
        for (var draw = 0; draw < 200; draw++)
        {
            var outcome = Measure(Guard(measure, bound), Noisy((ulong)draw), 1, 1);

            Judge(outcome, measure, null, Lenient).Should().Be(Outcome.Passed, "draw {0}: {1} against {2}", draw, outcome.On(measure, null).Value, outcome.On(measure, null).Champion);
        }
    }

    [Fact]
    public void With_no_room_at_all_it_is_failed_wrongly_no_more_often_than_the_level_says()
    {
        var failed = Enumerable.Range(0, 200).Count(draw => Judge(Measure(Guard("p95", "champion"), Noisy((ulong)draw), 1, 1), "p95", null, Lenient) == Outcome.Failed);

        // Two-sided at 95 %: one in forty on this side; 13 and more of 200 would come once in a thousand times.
        failed.Should().BeLessThan(13);
    }

    [Fact]
    public void A_model_half_as_fast_again_is_found_where_a_machine_s_moods_are_as_large()
    {
        var caught = Enumerable.Range(0, 50).Count(draw => Judge(Measure(Guard("p95", "1.2 x champion"), Noisy((ulong)draw), 1.5, 1), "p95", null, Lenient) == Outcome.Failed);

        caught.Should().Be(50);
    }

    [Fact]
    public void A_hiccup_of_thirty_calls_is_the_tail_of_a_thousand_and_not_of_as_many_as_are_made_unless_said()
    {
        // Three microseconds a call; for thirty turns the machine gives the model's thread away.
        static double Hiccups(int call) => call is >= 500 and < 530 ? 0.01 : 3e-6;
        var (few, usual) = (Guard("p99", "5 x champion"), Guard("p99", "5 x champion") with { Calls = null });

        Judge(MeasureAgainst(few, Hiccups, _ => 3e-6), "p99", null, new VerdictSpec()).Should().Be(Outcome.Failed);
        var outcome = MeasureAgainst(usual, Hiccups, _ => 3e-6);

        outcome.On("p99", null).Rows.Should().Be(20_000);
        outcome.On("p99", null).Value.Should().BeApproximately(3e-6, 1e-9);
        Judge(outcome, "p99", null, new VerdictSpec()).Should().Be(Outcome.Passed);
    }

    [Theory]
    [InlineData(3e-6, 20_000)]
    [InlineData(1e-4, 3_000)]
    [InlineData(1e-2, 1_104)]
    public void Unless_said_a_third_of_a_second_of_calls_is_measured_and_no_fewer_than_the_quantile_needs(double seconds, int calls) =>
        MeasureAgainst(Guard("p99", "5 x champion") with { Calls = null }, _ => seconds, _ => seconds).On("p99", null).Rows.Should().BeCloseTo(calls, 1);

    [Fact]
    public void Of_two_series_of_other_lengths_the_difference_is_that_of_the_calls_which_both_have()
    {
        var clock = new VirtualClock();
        var guard = Guard("p50", "2 x champion") with { Concurrency = 2 };
        var series = LoadLoop.Measure([[new VirtualCall(clock, Noisy(1))], [new VirtualCall(clock, Noisy(2))]], new LoopPlan { WarmUp = 0, Calls = 4_000, Duration = 1 }, clock, null, TestContext.Current.CancellationToken);
        var measured = new LatencyMeasurement
        {
            Calls = [new MeasuredLatency(new LatencyTarget(null, "overall", 0, 100), 1, series[0], series[1], call => call)],
            Model = new MeasuredModel(null, null, 1), Champion = new MeasuredModel(null, null, 1), Calibration = 1, Step = clock.Step,
        };

        var value = LatencyGuard.Outcome(Lenient, guard, measured, row => "").On("p50", null);

        series[0].Count.Should().NotBe(series[1].Count);
        value.Difference!(BoundReference.Champion, 2)!.Rows.Should().Be(Math.Min(series[0].Count, series[1].Count));
        value.Difference!(BoundReference.Snapshot, 2).Should().BeNull();
    }

    [Fact]
    public void A_slow_segment_is_found_by_a_bound_on_its_slice_though_the_whole_is_fast()
    {
        var guard = Guard("p95", "2 x overall", ofSlices: true);

        var outcome = Measure(guard, Noisy(1), 1, 3);

        Judge(outcome, "p95", new SlicePlace("large", 0), Lenient).Should().Be(Outcome.Failed);
        Judge(Measure(guard, Noisy(1), 1, 1), "p95", new SlicePlace("large", 0), Lenient).Should().Be(Outcome.Passed);
    }

    [Fact]
    public void Too_few_calls_for_a_quantile_decide_nothing_and_the_reason_says_how_many_would()
    {
        var outcome = Measure(Guard("p99", "2 x champion") with { Calls = 300 }, Noisy(1), 1, 1);

        outcome.On("p99", null).Undecided.Should().Be("p99 rests on 300 calls, and no fewer than 368 tell it with 95 % confidence: say calls: 368 or more, and a duration that is long enough for them");
        outcome.On("p95", null).Undecided.Should().BeNull();
    }

    [Fact]
    public void A_clock_that_is_too_coarse_decides_nothing()
    {
        var clock = new VirtualClock { Step = 0.01 };

        Measure(Guard("p50", "2 x champion"), Noisy(1), 1, 1, clock).On("p50", null).Undecided.Should().StartWith("the clock of this machine moves in steps of 10 ms");
    }

    [Fact]
    public void What_a_snapshot_keeps_is_a_multiple_of_the_calibration_and_noisy()
    {
        var value = Measure(Guard("p95", "2 x champion"), _ => 0.004, 1, 1).On("p95", null);

        (value.Value / value.KeptScale).Should().BeApproximately(2, 1e-9, "the calibration takes two milliseconds there");
        value.IsNoisy.Should().BeTrue();
        var throughput = Measure(Guard("throughput", "2 x champion"), _ => 0.004, 1, 1).On("throughput", null);
        throughput.Value.Should().BeApproximately(250, 1e-6);
        (throughput.Value / throughput.KeptScale).Should().BeApproximately(0.5, 1e-9);
    }

    [Fact]
    public void A_failure_names_the_slowest_calls_with_their_rows_and_the_collections()
    {
        var outcome = Measure(Guard("max", "1 ms"), call => call == 20 ? 0.5 : 0.001, 1, 1);

        var details = outcome.On("max", null).Details;
        details[0].Should().Be(("calls", "500 of 1 row, median 1 ms, garbage collections in 0"));
        details[1].Should().Be(("slowest", "500 ms, call 11, row 20"));
    }

    [Fact]
    public void Figures_show_quantiles_time_and_slices_for_both_models()
    {
        var guard = Guard("p95", "2 ms") with { Measures = [new GuardMeasure("p95", Comparison.AtMost, new Bound(BoundReference.Number, 1, 0.002, false, "2 ms"), default)] };

        var figures = Measure(guard, call => call == 250 ? 0.5 : 0.001, 1, 1).Figures;

        figures.Select(figure => figure.Title).Should().Equal("Latency by quantile", "Slowest calls over time", "p95 by slice");
        figures[0].Series.Select(series => series.Name).Should().Equal("model", "champion");
        figures[0].Bounds.Should().Equal(new FigureBoundResult(2, "p95 <= 2 ms"));
        figures[0].Series[0].Y.Should().OnlyContain(y => y > 0).And.BeInAscendingOrder();
        figures[0].Series[0].X[^1].Should().Be(500);
        figures[1].Series[0].Y.Should().Contain(500);
        figures[2].Series[0].Labels.Should().Equal("overall", "large");
        figures.Should().OnlyContain(figure => figure.Series.All(series => series.Y.Count == Math.Max(series.X.Count, series.Labels.Count)));
    }

    [Fact]
    public void Notes_say_how_times_were_taken_and_which_bounds_are_of_this_machine()
    {
        var relative = Measure(Guard("p95", "2 x champion"), _ => 0.001, 1, 1).Notes;
        var absolute = Measure(Guard("p95", "2 x champion") with { Measures = [new GuardMeasure("p95", Comparison.AtMost, new Bound(BoundReference.Number, 1, 0.002, false, "2 ms"), default)] }, _ => 0.001, 1, 1).Notes;

        relative.Should().Equal("500 calls of 1 row after 10 to warm up, one after the other, in turn with the champion.");
        absolute[1].Should().StartWith("p95 has an absolute bound: it says something of this machine as much as of the model");
    }

    [Theory]
    [InlineData(0.02, true)]
    [InlineData(0.011, true)]
    [InlineData(0.008, false)]
    [InlineData(0.0001, false)]
    public void A_model_that_does_not_keep_up_with_the_rate_is_said_and_no_other(double seconds, bool isSaid)
    {
        var clock = new VirtualClock();
        var plan = new LoopPlan { WarmUp = 10, Calls = 500, Duration = 1e9, Rate = 100 };
        var series = LoadLoop.Measure([[new VirtualCall(clock, _ => seconds)]], plan, clock, null, CancellationToken.None)[0];
        var measured = new LatencyMeasurement
        {
            Calls = [new MeasuredLatency(new LatencyTarget(null, "overall", 0, 100), 1, series, null, call => call)], Model = new MeasuredModel(null, null, 1), Champion = null, Calibration = 1, Step = 1e-9,
        };

        LatencyNotes.Of(Guard("p95", "2 x champion") with { Rate = 100 }, measured).Any(note => note.StartsWith("The model does not keep up: ", StringComparison.Ordinal)).Should().Be(isSaid);
    }

    private static LatencySpec Guard(string measure, string bound, bool ofSlices = false)
    {
        var reference = bound.EndsWith("champion", StringComparison.Ordinal) ? BoundReference.Champion : bound.EndsWith("overall", StringComparison.Ordinal) ? BoundReference.Overall : BoundReference.Number;
        var factor = bound.Contains(" x ", StringComparison.Ordinal) ? double.Parse(bound.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) : 1;
        return new LatencySpec
        {
            Span = default, WarmUp = 10, Calls = measure == "p99" ? 1_100 : 500,
            Measures = [new GuardMeasure(measure, Comparison.AtMost, new Bound(reference, factor, 0, false, bound), default) { IsOfSlicesAlone = ofSlices }],
        };
    }

    // A millisecond and a tail for each call, and a machine that slows everything for a while: whoever is called meanwhile.
    private static Func<int, double> Noisy(ulong seed)
    {
        var random = new RandomStream(seed, 99);
        var slow = 0.0;
        return _ =>
        {
            slow = (0.99 * slow) + (random.NextDouble() < 0.005 ? 2 : 0);
            return 1e-3 * (1 + slow - (0.2 * Math.Log(1 - random.NextDouble())));
        };
    }

    private static GuardOutcome Measure(LatencySpec guard, Func<int, double> seconds, double slower, double slowerInSlice, VirtualClock? clock = null)
    {
        clock ??= new VirtualClock();
        var calibration = new CalibratedTime(new VirtualCall(clock, _ => 0.002), clock);
        VirtualCall[] callers = [.. new[] { slower, 1, slower * slowerInSlice, 1 }.Select(times => new VirtualCall(clock, call => times * seconds(call)))];
        var plan = LatencyPlan.Of(guard, Lenient.Confidence) with { Duration = 1e9 };
        var series = ClosedLoop.Measure(callers, plan, clock, calibration.BeforeTurn, TestContext.Current.CancellationToken);
        var measured = new LatencyMeasurement
        {
            Calls =
            [
                new MeasuredLatency(new LatencyTarget(null, "overall", 0, 100), 1, series[0], series[1], call => call),
                new MeasuredLatency(new LatencyTarget(new SlicePlace("large", 0), "large", 100, 100), 1, series[2], series[3], call => call),
            ],
            Model = new MeasuredModel(null, null, 1_000), Champion = new MeasuredModel(null, null, 2_000), Calibration = calibration.Median, Step = clock.Step,
        };
        return LatencyGuard.Outcome(Lenient, guard, measured, row => FormattableString.Invariant($"row {row}"));
    }

    private static GuardOutcome MeasureAgainst(LatencySpec guard, Func<int, double> model, Func<int, double> champion)
    {
        var clock = new VirtualClock();
        var series = ClosedLoop.Measure([new VirtualCall(clock, model), new VirtualCall(clock, champion)], LatencyPlan.Of(guard, Lenient.Confidence, 2) with { Duration = 1e9 }, clock, null, TestContext.Current.CancellationToken);
        var measured = new LatencyMeasurement
        {
            Calls = [new MeasuredLatency(new LatencyTarget(null, "overall", 0, 100), 1, series[0], series[1], call => call)],
            Model = new MeasuredModel(null, null, 1), Champion = new MeasuredModel(null, null, 1), Calibration = 1, Step = clock.Step,
        };
        return LatencyGuard.Outcome(Lenient, guard, measured, row => FormattableString.Invariant($"row {row}"));
    }

    // As GuardCheck does.
    private static Outcome Judge(GuardOutcome outcome, string measure, SlicePlace? place, VerdictSpec verdict)
    {
        var value = outcome.On(measure, place);
        var (bound, comparison) = (outcome.Guard.Measures[0].Bound, outcome.Guard.Measures[0].Comparison);
        var reference = bound.Reference == BoundReference.Overall ? outcome.On(measure, null).Value : value.Champion;
        var difference = value.Difference!(bound.Reference, bound.Factor)!;
        difference.Value.Should().BeApproximately(value.Value - (bound.Factor * reference), 1e-12);
        var noise = Noise.Of(difference, 0, isDifference: true, lowerIsBetter: true, verdict);
        return Verdicts.Decide(verdict.Judge, Verdicts.Meets(value.Value, comparison, bound.Resolve(reference), 0), noise, comparison);
    }
}
