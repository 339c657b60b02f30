using ModelSpecs.Engine.Guards.Latency;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Metrics.Latency;

namespace ModelSpecs.Engine.Tests.Guards.Latency;

public sealed class LatencyLoopTests
{
    private static readonly LoopPlan Plan = new() { WarmUp = 10, Calls = 1_000, Duration = 1e9 };

    [Fact]
    public void A_stall_hides_in_a_loop_that_waits_for_it_and_shows_where_calls_come_at_a_rate()
    {
        // A millisecond a call; call 300 stalls for a second, in which 200 callers come.
        static double Stalls(int call) => call == 300 ? 1 : 0.001;

        var closed = Closed(Plan, Stalls)[0];
        var open = Load(Plan with { Rate = 200 }, 1, Stalls)[0];

        Quantile(closed, 0.99).Should().Be(0.001, "of a thousand calls one was slow");
        closed.Seconds.Max().Should().Be(1);
        Quantile(open, 0.95).Should().BeGreaterThan(0.5, "those that waited behind it are a fifth of all");
        Quantile(open, 0.5).Should().BeLessThan(0.01);
    }

    [Fact]
    public void Where_calls_come_slower_than_they_are_answered_nobody_waits()
    {
        var open = Load(Plan with { Rate = 10 }, 1, _ => 0.001)[0];

        Quantile(open, 0.95).Should().BeApproximately(0.001, 1e-9);
        (open.Count / open.Gaps.Sum()).Should().BeApproximately(10, 1);
    }

    [Fact]
    public void A_model_that_is_slower_than_the_rate_falls_behind()
    {
        var open = Load(Plan with { Rate = 200 }, 1, _ => 0.01)[0];

        open.Seconds[^1].Should().BeGreaterThan(0.5);
        (open.Count / open.Gaps.Sum()).Should().BeApproximately(100, 1);
    }

    [Fact]
    public void Calls_to_warm_up_do_not_count()
    {
        var series = Closed(Plan, call => call < Plan.WarmUp ? 5 : 0.001)[0];

        series.Count.Should().Be(1_000);
        series.Seconds.Max().Should().Be(0.001);
        Load(Plan with { Rate = 100 }, 1, call => call < 0 ? 5 : 0.001)[0].Seconds.Max().Should().BeLessThan(0.1);
    }

    [Fact]
    public void Models_are_called_in_turn_and_each_is_first_as_often_as_the_other()
    {
        var clock = new VirtualClock();
        var order = new List<char>();
        ITimedCall[] callers = [new VirtualCall(clock, _ => { order.Add('a'); return 1e-3; }), new VirtualCall(clock, _ => { order.Add('b'); return 2e-3; })];

        var series = ClosedLoop.Measure(callers, Plan with { WarmUp = 0, Calls = 4 }, clock, null, TestContext.Current.CancellationToken);

        order.Should().Equal('a', 'b', 'b', 'a', 'a', 'b', 'b', 'a');
        series[0].Seconds.Should().AllBeEquivalentTo(1e-3);
        series[1].Seconds.Should().AllBeEquivalentTo(2e-3);
    }

    [Fact]
    public void Of_several_each_comes_after_each_other_as_often()
    {
        var clock = new VirtualClock();
        var order = new List<int>();
        ITimedCall[] callers = [.. Enumerable.Range(0, 4).Select(i => new VirtualCall(clock, _ => { order.Add(i); return 1e-3; }))];

        ClosedLoop.Measure(callers, Plan with { WarmUp = 0 }, clock, null, TestContext.Current.CancellationToken);

        order.Chunk(4).Should().OnlyContain(turn => turn.Order().SequenceEqual(new[] { 0, 1, 2, 3 }));
        var pairs = order.Zip(order.Skip(1)).Where(pair => pair.First != pair.Second).CountBy(pair => pair).ToDictionary();
        // A thousand turns of four: twelve kinds of neighbours, about 312 of each.
        pairs.Should().HaveCount(12);
        pairs.Values.Should().OnlyContain(count => count > 250 && count < 380);
    }

    [Fact]
    public void The_time_of_the_calibration_is_nobody_s()
    {
        var clock = new VirtualClock();
        var time = new CalibratedTime(new VirtualCall(clock, _ => 0.25), clock);

        var series = ClosedLoop.Measure([new VirtualCall(clock, _ => 1e-3)], Plan, clock, time.BeforeTurn, TestContext.Current.CancellationToken);

        series[0].Seconds.Should().AllBeEquivalentTo(1e-3);
        time.Median.Should().Be(0.25);
    }

    [Fact]
    public void A_calibration_that_the_clock_does_not_see_scales_nothing()
    {
        var clock = new VirtualClock();
        var time = new CalibratedTime(new VirtualCall(clock, _ => 0), clock);
        time.Median.Should().Be(double.NaN);
        time.BeforeRound(0);
        time.Median.Should().Be(double.NaN);
    }

    [Fact]
    public void Measuring_ends_when_its_time_is_over_but_not_before_the_least_calls()
    {
        Closed(Plan with { Duration = 0.1 }, _ => 0.001)[0].Count.Should().Be(100);
        Closed(Plan with { Duration = 0.1, LeastCalls = 250 }, _ => 0.001)[0].Count.Should().Be(250);
        Load(Plan with { Duration = 1, Rate = 100 }, 1, _ => 0.001)[0].Count.Should().BeInRange(70, 130, "that many come in a second");
        Load(Plan with { Duration = 0.1 }, 1, _ => 0.001)[0].Count.Should().Be(100);
        Load(Plan with { Duration = 0.1, WarmUp = 0 }, 1, _ => 0.001)[0].Count.Should().Be(100);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(200.0)]
    public void A_model_that_is_far_too_slow_for_its_load_does_not_keep_the_machine_for_longer_than_said(double? rate)
    {
        var clock = new VirtualClock();
        var call = new VirtualCall(clock, _ => 1);

        var series = LoadLoop.Measure([[call]], Plan with { Rate = rate, Duration = 8 }, clock, null, TestContext.Current.CancellationToken)[0];

        // Eight seconds of measuring and eight at most to warm up, each round a call more than fits.
        (clock.Now / (double)clock.PerSecond).Should().BeLessThan(22);
        series.Count.Should().BeInRange(8, 12);
        series.Seconds.Should().HaveCount(series.Count).And.OnlyContain(seconds => seconds >= 1);
        series.Gaps.Should().HaveCount(series.Count);
        Closed(Plan with { Duration = 8 }, _ => 1)[0].Count.Should().Be(8);
    }

    [Fact]
    public void Each_model_keeps_the_calls_that_it_made_in_its_time()
    {
        var clock = new VirtualClock();

        var series = LoadLoop.Measure([[new VirtualCall(clock, _ => 0.1)], [new VirtualCall(clock, _ => 0.01)]], Plan with { Duration = 4 }, clock, null, TestContext.Current.CancellationToken);

        series.Select(one => one.Count).Should().Equal(40, 400);
    }

    [Fact]
    public void Garbage_collections_during_a_call_are_counted()
    {
        var clock = new VirtualClock();
        var series = ClosedLoop.Measure([new VirtualCall(clock, call => { clock.Collections += call % 100 == 0 ? 1 : 0; return 1e-3; })], Plan with { WarmUp = 0 }, clock, _ => clock.Collections++, TestContext.Current.CancellationToken);

        series[0].Collections.Should().Be(10);
        series[0].WasCollectedAt(100).Should().BeTrue();
        series[0].WasCollectedAt(101).Should().BeFalse();
    }

    [Fact]
    public void Every_call_of_a_load_is_made_once_by_whoever_is_free()
    {
        var clock = StopwatchClock.Instance;
        var made = new System.Collections.Concurrent.ConcurrentBag<int>();
        ITimedCall[] workers = [.. Enumerable.Range(0, 4).Select(_ => new CountingCall(made))];

        var series = LoadLoop.Measure([workers], new LoopPlan { WarmUp = 0, Calls = 400, Duration = 1e9 }, clock, null, TestContext.Current.CancellationToken)[0];

        series.Count.Should().Be(400);
        made.Order().Should().Equal(Enumerable.Range(0, 400));
        Enumerable.Range(0, 400).Select(series.CallAt).Order().Should().Equal(Enumerable.Range(0, 400));
        series.Seconds.Should().OnlyContain(seconds => seconds >= 0);
    }

    [Fact]
    public void A_call_that_fails_under_load_ends_the_measuring()
    {
        ITimedCall[] workers = [.. Enumerable.Range(0, 3).Select(_ => new FailingCall())];

        FluentActions.Invoking(() => LoadLoop.Measure([workers], new LoopPlan { WarmUp = 0, Calls = 400, Duration = 1e9 }, StopwatchClock.Instance, null, TestContext.Current.CancellationToken))
            .Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void A_cancelled_measuring_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var clock = new VirtualClock();

        FluentActions.Invoking(() => ClosedLoop.Measure([new VirtualCall(clock, _ => 1)], Plan, clock, null, cancelled.Token)).Should().Throw<OperationCanceledException>();
        FluentActions.Invoking(() => LoadLoop.Measure([[new VirtualCall(clock, _ => 1)]], Plan, clock, null, cancelled.Token)).Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void The_measuring_loop_allocates_nothing_a_call()
    {
        var clock = StopwatchClock.Instance;
        var fewer = Allocated(100);
        var more = Allocated(10_100);

        // Room for the times themselves is taken before: 8 + 8 + 4 + 1 bytes a call, and what seconds are made of afterwards is not asked for here.
        ((more - fewer) / 10_000.0).Should().BeLessThan(24);

        long Allocated(int calls)
        {
            var plan = new LoopPlan { WarmUp = 10, Calls = calls, Duration = 1e9 };
            ITimedCall[] callers = [new Nothing()];
            ClosedLoop.Measure(callers, plan, clock, null, CancellationToken.None);
            var before = GC.GetAllocatedBytesForCurrentThread();
            ClosedLoop.Measure(callers, plan, clock, null, CancellationToken.None);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Loading_and_first_answers_are_measured_again_and_again_the_first_time_left_out()
    {
        var clock = new VirtualClock();
        var loads = 0;
        var model = new ColdModel(() => clock.Advance(loads++ == 0 ? 100 : 2), () => new VirtualCall(clock, _ => 0.5));

        var times = ColdStart.Measure([model], clock, duration: 1e9, TestContext.Current.CancellationToken)[0];

        times.Load.Should().HaveCount(ColdStart.Loads).And.AllBeEquivalentTo(2.0);
        times.First.Should().HaveCount(ColdStart.Loads).And.AllBeEquivalentTo(0.5);
        ColdStart.Measure([model], clock, duration: 1, TestContext.Current.CancellationToken)[0].Load.Should().ContainSingle();
    }

    private static CallSeries[] Closed(LoopPlan plan, Func<int, double> secondsOf)
    {
        var clock = new VirtualClock();
        return ClosedLoop.Measure([new VirtualCall(clock, secondsOf)], plan, clock, null, TestContext.Current.CancellationToken);
    }

    // One worker works on the thread that asks, so that a clock of the test's own is enough.
    private static CallSeries[] Load(LoopPlan plan, int workers, Func<int, double> secondsOf)
    {
        var clock = new VirtualClock();
        return LoadLoop.Measure([[.. Enumerable.Range(0, workers).Select(_ => new VirtualCall(clock, secondsOf))]], plan, clock, null, TestContext.Current.CancellationToken);
    }

    private static double Quantile(CallSeries series, double share) => BlockBootstrap.ValueOf(SeriesStatistic.Quantile(share), series.Seconds);

    private sealed class CountingCall(System.Collections.Concurrent.ConcurrentBag<int> made) : ITimedCall
    {
        private int call;

        public int Rows => 1;

        public void Prepare(int call) => this.call = call;

        public void Run() => made.Add(call);
    }

    private sealed class FailingCall : ITimedCall
    {
        private int call;

        public int Rows => 1;

        public void Prepare(int call) => this.call = call;

        public void Run()
        {
            if (call == 123)
            {
                throw new InvalidOperationException("planted");
            }
        }
    }

    private sealed class Nothing : ITimedCall
    {
        public int Rows => 1;

        public void Prepare(int call)
        {
        }

        public void Run()
        {
        }
    }
}
