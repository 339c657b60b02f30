using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Guards.Determinism;

public sealed class DeterminismGuardTests
{
    [Fact]
    public async Task A_model_that_gives_the_same_outputs_passes()
    {
        using var guard = new GuardCase();

        var result = await guard.RunAsync("deterministic: true\n");

        var check = result.Checks.Should().ContainSingle().Subject;
        check.Should().Match<CheckResult>(c => c.Outcome == Outcome.Passed && c.Kind == "deterministic" && c.Value == 0 && c.Rows == 40 && !c.Fails);
        check.Id.Should().Be("overall//deterministic difference/max");
        check.Name.Should().Be("overall: deterministic difference <= 1E-05");
        check.Message.Should().Be("deterministic difference: difference is 0 on 40 rows.");
        result.Guards.Should().ContainSingle().Which.Values.Should().BeEquivalentTo([new GuardValueResult("difference", "overall", null, 0, 40, null, null) { Checks = [check.Id] }]);
    }

    [Fact]
    public async Task A_model_that_draws_lots_fails_with_the_rows_that_moved()
    {
        using var guard = new GuardCase("draws_lots");

        var check = await guard.CheckAsync("deterministic: true\n");

        check.Outcome.Should().Be(Outcome.Failed);
        check.Fails.Should().BeTrue();
        check.Value.Should().BeGreaterThan(1e-5).And.BeLessThan(1);
        check.Message.Should().StartWith("overall: deterministic difference <= 1E-05 failed.\n  found     difference is ").And.Contain("\n  expected  <= 1E-05\n")
            .And.MatchRegex(@"\n  worst     r\d+: 0\.\d+\n");
    }

    [Fact]
    public async Task A_model_that_sees_the_other_rows_of_its_batch_fails()
    {
        using var guard = new GuardCase("sees_neighbours");

        var check = await guard.CheckAsync("deterministic: true\n");

        check.Outcome.Should().Be(Outcome.Failed);
    }

    [Fact]
    public async Task What_differs_less_than_is_allowed_passes()
    {
        using var guard = new GuardCase("draws_lots");

        (await guard.CheckAsync("deterministic: { within: 10 }\n")).Outcome.Should().Be(Outcome.Passed);
    }

    [Fact]
    public async Task Kept_predictions_are_no_second_run()
    {
        using var guard = new GuardCase();
        var cache = guard.Files.PathOf("cache");
        await guard.RunAsync("expect: { mae: \"<= 100\" }\n", cache: cache);
        var kept = Directory.GetFiles(cache, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();

        await guard.RunAsync("deterministic: true\n", cache: cache);

        kept.Should().NotBeEmpty();
        // Neither run of the guard is kept: in its other order and batch size it would be an entry of its own.
        Directory.GetFiles(cache, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Should().Equal(kept);
    }

    [Fact]
    public async Task Of_many_rows_some_are_run_again_and_the_result_says_how_many()
    {
        using var guard = new GuardCase();

        var result = await guard.RunAsync("deterministic: { rows: 16 }\n");

        result.Checks.Should().ContainSingle().Which.Rows.Should().Be(16);
        result.Guards.Should().ContainSingle().Which.Notes.Should().Equal("16 of 40 rows were run again, spread evenly.");
    }

    [Fact]
    public async Task Rows_that_are_left_out_are_not_run()
    {
        using var guard = new GuardCase();
        var head = GuardCase.Head.Replace("golden: golden.csv", "golden: { path: golden.csv, where: side = 'even' }", StringComparison.Ordinal);

        (await guard.CheckAsync("deterministic: true\n", head)).Rows.Should().Be(20);
    }

    [Fact]
    public async Task What_no_check_of_the_run_asks_for_is_not_measured()
    {
        using var guard = new GuardCase();

        var result = await guard.RunAsync("deterministic: true\nslices: { odd: { where: side = 'odd', expect: { mae: \"<= 100\" } } }\n", slices: "odd");

        result.Checks.Should().ContainSingle().Which.Slice.Should().Be("odd");
        result.Guards.Should().BeEmpty();
    }

    [Fact]
    public async Task Random_rows_pass_200_times_of_200_through_a_model_that_repeats_itself()
    {
        using var guard = new GuardCase();
        var random = new Random(11);
        for (var draw = 0; draw < 200; draw++)
        {
            var rows = Enumerable.Range(0, 1 + random.Next(40)).Select(i => FormattableString.Invariant($"r{i},{(random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 7)):R},{random.NextDouble():R},0,even\n"));
            guard.Files.Write("golden.csv", "id,a,b,t,side\n" + string.Concat(rows));

            (await guard.CheckAsync("deterministic: true\n")).Outcome.Should().Be(Outcome.Passed, "draw {0}", draw);
        }
    }
}
