using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Guards.Latency;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Engine.Running;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Guards.Latency;

/// <summary>Real models on the real clock: nothing here asks how long a call takes, only what is made of it.</summary>
public sealed class LatencyGuardTests
{
    private const string Champion = "compare: { champion: champion.onnx }\n";

    [Fact]
    public async Task Every_measure_has_a_value_on_the_whole_and_calls_behind_it()
    {
        using var guard = new GuardCase();

        var result = await guard.RunAsync("latency: { calls: 400, p50: \"<= 100 s\", throughput: \">= 1 per minute\", first_call: \"<= 100 s\", load: \"<= 100 s\", peak_memory: \"<= 100 GB\", model_size: \"<= 20 MB\" }\n");

        result.Checks.Should().HaveCount(6).And.OnlyContain(check => check.Outcome == Outcome.Passed && check.Kind == "latency");
        result.Checks[0].Id.Should().Be("overall//latency p50/max");
        result.Checks[0].Name.Should().Be("overall: latency p50 <= 100 s");
        var values = result.Guards.Should().ContainSingle().Which.Values;
        values.Select(value => value.Measure).Should().Equal("p50", "p90", "p95", "p99", "max", "mean", "throughput", "first_call", "load", "peak_memory", "model_size");
        values.Where(value => value.Measure is "p50" or "p99" or "max").Should().OnlyContain(value => value.Rows == 400 && value.Value > 0);
        values.Single(value => value.Measure == "p50").Interval!.Method.Should().Be("order_statistics");
        values.Single(value => value.Measure == "model_size").Value.Should().Be(new FileInfo(guard.Files.PathOf("model.onnx")).Length);
        result.Guards[0].Figures.Should().HaveCount(2);
        result.Guards[0].Notes.Should().Contain("400 calls of 1 row after 50 to warm up, one after the other.");
    }

    [Fact]
    public async Task A_model_that_is_slow_on_one_segment_fails_there_and_nowhere_else()
    {
        using var guard = new GuardCase("slow_above", rows: 70);

        var result = await guard.RunAsync(
            "latency: { calls: 200, warm_up: 5, p50: \"<= 5 x overall\", slices: [heavy, light] }\nslices: { heavy: b = 6, light: b < 5 }\n");

        var checks = result.Checks.Where(check => check.Kind == "latency").ToDictionary(check => check.Slice);
        checks.Keys.Should().BeEquivalentTo(["heavy", "light"], "the whole is not held against itself");
        checks["heavy"].Outcome.Should().Be(Outcome.Failed);
        checks["heavy"].Message.Should().Contain("  found     p50 is ").And.Contain("  expected  <= 5 x overall = ").And.Contain("  slowest   ").And.Contain("  calls     200 of 1 row, median ");
        checks["light"].Outcome.Should().Be(Outcome.Passed);
    }

    [Fact]
    public async Task A_model_slower_than_its_champion_fails_and_one_like_it_passes()
    {
        using var guard = new GuardCase("slow_above", rows: 70);
        guard.Files.Model("linear", "champion.onnx");

        // Of rows that all take long: a median, which no hiccup of the machine moves.
        var head = GuardCase.Head.Replace("golden: golden.csv", "golden: { path: golden.csv, where: b = 6 }", StringComparison.Ordinal);

        (await LatencyOfAsync(guard, "latency: { calls: 100, warm_up: 5, p50: \"<= 20 x champion\" }\n" + Champion, head)).Outcome.Should().Be(Outcome.Failed);
        guard.Files.Model("slow_above", "champion.onnx");
        var alike = await LatencyOfAsync(guard, "latency: { calls: 100, warm_up: 5, p50: \"<= 20 x champion\" }\nverdict: { judge: lenient }\n" + Champion, head);
        alike.Outcome.Should().Be(Outcome.Passed);
    }

    [Fact]
    public async Task A_model_larger_than_allowed_fails()
    {
        using var guard = new GuardCase();

        var check = await guard.CheckAsync("latency: { model_size: \"<= 10 B\" }\n");

        check.Outcome.Should().Be(Outcome.Failed);
        check.Message.Should().MatchRegex(@"found     model_size is \d+ B\n  expected  <= 10 B");
    }

    [Fact]
    public async Task What_min_rows_counts_are_the_slice_s_rows_and_not_calls_or_files()
    {
        using var guard = new GuardCase();

        var result = await guard.RunAsync("latency: { calls: 50, p50: \"<= 100 s\", model_size: \"<= 1 MB\", every_slice: true }\nverdict: { min_rows: 30 }\nslices: { odd: side = 'odd' }\n");

        result.Checks.Select(check => (check.Slice, check.Outcome)).Should().Equal(("overall", Outcome.Passed), ("overall", Outcome.Passed), ("odd", Outcome.Inconclusive));
        result.Checks[2].Message.Should().Contain("it rests on 20 rows and min_rows is 30");
    }

    [Fact]
    public async Task Too_few_calls_are_inconclusive_and_never_a_pass()
    {
        using var guard = new GuardCase();

        var check = await guard.CheckAsync("latency: { calls: 100, p99: \"<= 100 s\" }\n");

        check.Outcome.Should().Be(Outcome.Inconclusive);
        check.Message.Should().Contain("  because   p99 rests on 100 calls, and no fewer than 368 tell it with 95 % confidence");
    }

    [Fact]
    public async Task Each_batch_size_is_a_check_of_its_own()
    {
        using var guard = new GuardCase();

        var result = await guard.RunAsync("latency: { batch: [1, 16], calls: 50, p50: \"<= 100 s\" }\n");

        result.Checks.Select(check => check.Name).Should().Equal("overall: latency p50(batch=1) <= 100 s", "overall: latency p50(batch=16) <= 100 s");
        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        result.Guards[0].Values.Where(value => value.Measure.StartsWith("p50", StringComparison.Ordinal)).Should().HaveCount(2).And.OnlyContain(value => value.Rows == 50);
        result.Guards[0].Figures.Select(figure => figure.Title).Should().Equal(
            "Latency by quantile, 1 row a call", "Slowest calls over time, 1 row a call", "Latency by quantile, 16 rows a call", "Slowest calls over time, 16 rows a call");
    }

    [Fact]
    public async Task Several_settings_stand_beside_each_other_by_their_names()
    {
        using var guard = new GuardCase();

        var result = await guard.RunAsync("latency:\n  - { calls: 50, p50: \"<= 100 s\" }\n  - { name: busy, concurrency: 3, calls: 60, p50: \"<= 100 s\" }\n  - { name: rush, rate: 2000 per second, calls: 80, p50: \"<= 100 s\" }\n");

        result.Checks.Select(check => (check.Name, check.Outcome)).Should().Equal(
            ("overall: latency p50 <= 100 s", Outcome.Passed), ("overall: latency busy p50 <= 100 s", Outcome.Passed), ("overall: latency rush p50 <= 100 s", Outcome.Passed));
        result.Guards[1].Notes[0].Should().Be("60 calls of 1 row after 50 to warm up, 3 in work at once.");
        result.Guards[2].Notes[0].Should().StartWith("80 calls of 1 row after 50 to warm up, 2000 a second on a fixed schedule");
    }

    [Fact]
    public async Task A_model_that_takes_one_number_of_rows_is_measured_with_it_and_no_other_can_be_asked_for()
    {
        using var guard = new GuardCase("linear_fixed");

        var check = await guard.CheckAsync("latency: { calls: 50, p50: \"<= 100 s\" }\n");
        var asked = await guard.RunAsync("latency: { batch: 3, calls: 50, p50: \"<= 100 s\" }\n");

        check.Outcome.Should().Be(Outcome.Passed);
        asked.Diagnostics.Should().ContainSingle(diagnostic => diagnostic.Id == "MSPEC219").Which.Message.Should().Contain("Found batch 3; expected 4");
        asked.Checks.Should().OnlyContain(error => error.Outcome == Outcome.Error);
    }

    [Fact]
    public async Task Outputs_without_a_shape_of_their_own_are_measured_too()
    {
        using var files = new Inference.ModelCase("zipmap_text");
        files.Write("golden.csv", "a,b,c,t\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i % 3},{i % 2},1,cat\n")));
        var suite = files.Parse("latency: { calls: 50, p50: \"<= 100 s\" }\ninputs: { x: [a, b, c] }\n");

        var result = await SuiteRunner.RunAsync(suite, new RunOptions { Threads = 1 }, TestContext.Current.CancellationToken);

        result.Diagnostics.Where(diagnostic => diagnostic.Severity == "error").Should().BeEmpty();
        result.Checks.Should().ContainSingle().Which.Outcome.Should().Be(Outcome.Passed);
    }

    [Fact]
    public async Task Approved_times_are_multiples_of_the_calibration_that_another_run_does_not_have_to_hit()
    {
        const string Lines = "snapshot: true\nlatency: { calls: 60, p50: \"<= 1000 x snapshot\", throughput: \">= 0.001 x snapshot\", model_size: \"<= snapshot\" }\n";
        using var guard = new GuardCase();
        var first = await guard.RunAsync(Lines, accept: true);
        var verified = Directory.GetFiles(guard.Files.Root, "*.verified.json").Single();
        var approved = await File.ReadAllTextAsync(verified, TestContext.Current.CancellationToken);

        var second = await guard.RunAsync(Lines);

        first.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        approved.Should().MatchRegex("\"latency p50\": \"~").And.MatchRegex("\"latency throughput\": \"~").And.Contain("\"latency model_size\": \"");
        second.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        second.Checks.Single(check => check.Id == "overall//latency p50/max").Message.Should().MatchRegex(@"p50 is [\d.]+ [num]s");
        second.Baselines.Single().Received.Should().BeNull("times alone leave nothing to approve");
        (await File.ReadAllTextAsync(verified, TestContext.Current.CancellationToken)).Should().Be(approved);
    }

    [Fact]
    public async Task A_champion_is_timed_on_as_many_rows_a_call_as_the_model()
    {
        using var guard = new GuardCase();
        guard.Files.Model("linear_fixed", "champion.onnx");

        var said = await guard.RunAsync("latency: { batch: [4, 1], calls: 50, p50: \"<= 100 s\" }\n" + Champion);
        var unsaid = await guard.RunAsync("latency: { calls: 50, p50: \"<= 100 s\" }\n" + Champion);

        said.Diagnostics.Should().ContainSingle(diagnostic => diagnostic.Id == "MSPEC219").Which.Message.Should().StartWith("The champion takes batches of one size only. Found batch 1; expected 4.");
        unsaid.Checks.Where(check => check.Kind == "latency").Should().ContainSingle().Which.Outcome.Should().Be(Outcome.Passed);
        unsaid.Guards.Single().Notes[0].Should().StartWith("50 calls of 4 rows after 50 to warm up");
    }

    [Fact]
    public async Task While_times_are_taken_no_other_run_gets_in_and_while_a_run_works_no_times_are_taken()
    {
        using var guard = new GuardCase();
        var clock = new CuriousClock();
        var suite = guard.Files.Parse("latency: { calls: 60, p50: \"<= 100 s\" }\nexpect: { custom:AsksToBeAlone: \">= 0\" }\n", GuardCase.Head);
        var options = new RunOptions { Threads = 1, Clock = clock, CustomMetrics = CustomMetricSet.Of([typeof(AsksToBeAlone)], "the tests") };

        var result = await SuiteRunner.RunAsync(suite, options, TestContext.Current.CancellationToken);

        result.Checks.Should().HaveCount(2).And.OnlyContain(check => check.Outcome == Outcome.Passed, "the metric is -1 where somebody was let in beside it");
        clock.HasKnocked.Should().BeTrue();
        clock.WasLetIn.Should().BeFalse("a run that came while times were taken has to wait");
        (await clock.Guest!).Dispose();
    }

    [Fact]
    public async Task Specs_that_measure_at_the_same_time_do_so_one_after_the_other()
    {
        using var guard = new GuardCase();
        var suite = guard.Files.Parse("latency: { calls: 60, p50: \"<= 100 s\" }\nexpect: { mae: \"<= 100\" }\n", GuardCase.Head);
        var clocks = Enumerable.Range(0, 5).Select(_ => new CuriousClock { HasKnocked = true }).ToList();

        var results = await Task.WhenAll(clocks.Select(clock => SuiteRunner.RunAsync(suite, new RunOptions { Threads = 1, Clock = clock }, TestContext.Current.CancellationToken)));

        results.Should().OnlyContain(result => result.Checks.Count == 2 && result.Checks.All(check => check.Outcome == Outcome.Passed));
        var inOrder = clocks.OrderBy(clock => clock.First).ToList();
        inOrder.Zip(inOrder.Skip(1)).Should().OnlyContain(pair => pair.First.Last <= pair.Second.First, "no two stretches of time overlap");
    }

    private static async Task<CheckResult> LatencyOfAsync(GuardCase guard, string lines, string head)
    {
        var result = await guard.RunAsync(lines, head);
        result.Diagnostics.Where(diagnostic => diagnostic.Severity == "error").Should().BeEmpty();
        return result.Checks.Single(check => check.Kind == "latency");
    }

    /// <summary>The machine's clock; the first who looks at it knocks at the gate, as a run does that begins now.</summary>
    private sealed class CuriousClock : ILatencyClock
    {
        public bool HasKnocked { get; set; }

        public bool WasLetIn { get; private set; }

        public Task<QuietShare>? Guest { get; private set; }

        public long First { get; private set; } = long.MaxValue;

        public long Last { get; private set; }

        public long Now
        {
            get
            {
                if (!HasKnocked)
                {
                    HasKnocked = true;
                    Guest = QuietGate.OfProcess.ShareAsync(CancellationToken.None);
                    WasLetIn = Guest.IsCompleted;
                }

                var now = StopwatchClock.Instance.Now;
                (First, Last) = (Math.Min(First, now), Math.Max(Last, now));
                return now;
            }
        }

        public long PerSecond => StopwatchClock.Instance.PerSecond;

        public double Step => StopwatchClock.Instance.Step;

        public int Collections => 0;

        public void WaitUntil(long ticks, CancellationToken cancellationToken) => StopwatchClock.Instance.WaitUntil(ticks, cancellationToken);
    }

#pragma warning disable CA1034 // A custom metric is a visible class; this one belongs to no other test.
    /// <summary>1 where nobody may take times while the run works; -1 where somebody was let in.</summary>
    public sealed class AsksToBeAlone : ICustomMetric
    {
        public string Name => "AsksToBeAlone";

        public CustomMetricDirection Direction => CustomMetricDirection.HigherIsBetter;

        public MetricTasks Tasks => MetricTasks.Regression;

        public CustomMetricNeeds Needs => CustomMetricNeeds.Predictions;

        public double Compute(in CustomMetricRows rows) => QuietGate.OfProcess.AloneAsync(null, () => Task.FromResult(0), CancellationToken.None).IsCompleted ? -1 : 1;
    }
#pragma warning restore CA1034
}
