using ModelSpecs.Engine.Init;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Init;

/// <summary>Bounds and slices from measured values.</summary>
public sealed class CheckProposerTests
{
    private static readonly string[] Recall = ["recall"];

    [Fact]
    public void A_bound_is_the_safe_end_of_the_interval_in_the_metric_s_own_direction()
    {
        var measured = Measured([Slice("overall", null, ("recall", 0.8, 0.75, 0.84, 300), ("brier", 0.12, 0.101, 0.139, 900), ("precision", 0.5, null, null, 40))]);

        CheckProposer.Overall(measured, ["recall", "brier", "precision"]).Select(check => $"{check.Metric} {check.Bound}").Should()
            .Equal(["n >= 900", "recall >= 0.75", "brier <= 0.14"], "a value without an interval says nothing of its noise");
    }

    [Fact]
    public void Of_a_slice_the_bound_holds_for_every_judged_group_with_its_noise()
    {
        var slice = CheckProposer.Slices(Measured(
        [
            Slice("overall", null, ("recall", 0.8, 0.78, 0.82, 900)),
            Slice("country", "DE", ("recall", 0.85, 0.80, 0.90, 400)),
            Slice("country", "FR", ("recall", 0.70, 0.62, 0.78, 400)),
            Slice("country", "LU", ("recall", 0.10, 0.00, 0.60, 12)),
        ]), [Candidate("country", [0, 1, 2])], Recall).Should().ContainSingle().Subject;

        slice.Expect.Should().ContainSingle().Which.Should().Be(new ProposedCheck("recall", ">= overall - 0.19", "lowest: FR, 0.700 on 400 rows (overall 0.800)"));
    }

    [Fact]
    public void An_error_is_bounded_from_above()
    {
        CheckProposer.Slices(Measured(
        [
            Slice("overall", null, ("mae", 1.0, 0.9, 1.1, 900)),
            Slice("airport", "yes", ("mae", 3.0, 2.4, 3.6, 100)),
            Slice("airport", "no", ("mae", 0.8, 0.7, 0.9, 800)),
        ]), [Candidate("airport", [0, 1])], ["mae"])[0].Expect[0].Bound.Should().Be("<= overall + 2.6");
    }

    [Fact]
    public void Where_one_bound_would_say_nothing_a_comment_stands_in_its_place()
    {
        var check = CheckProposer.Slices(Measured(
        [
            Slice("overall", null, ("recall", 0.66, 0.6, 0.7, 900)),
            Slice("sex", "f", ("recall", 0.97, 0.93, 1.0, 400)),
            Slice("sex", "m", ("recall", 0.08, 0.04, 0.2, 400)),
        ]), [Candidate("sex", [0, 1])], Recall)[0].Expect.Should().ContainSingle().Subject;

        check.Bound.Should().BeEmpty();
        check.Because.Should().StartWith("no bound").And.EndWith("lowest: m, 0.080 on 400 rows (overall 0.660)");
    }

    [Fact]
    public void A_group_that_does_well_where_others_do_not_has_a_bound_of_its_own()
    {
        var size = Candidate("size", [0, 1]) with { Predicates = new Dictionary<string, string>(StringComparer.Ordinal) { ["Large"] = "size = 'Large'", ["Small"] = "size = 'Small'" } };

        var slices = CheckProposer.Slices(Measured(
        [
            Slice("overall", null, ("recall", 0.32, 0.27, 0.36, 424)),
            Slice("size", "Large", ("recall", 0.948, 0.897, 0.975, 135)),
            Slice("size", "Small", ("recall", 0.0, 0.0, 0.043, 85)),
        ]), [size], Recall);

        slices.Select(slice => slice.Slice.Name).Should().Equal("size", "size Large");
        slices[1].Slice.Where.Should().Be("size = 'Large'");
        slices[1].Expect.Should().ContainSingle().Which.Bound.Should().Be(">= 0.89");
    }

    [Fact]
    public void Slices_stand_by_difference_and_none_nearly_repeats_one_before_it()
    {
        int[] bands = [0, 0, 1, 1, 2, 2], alike = [0, 0, 1, 1, 2, 1], other = [0, 1, 0, 1, 0, 1];
        var measured = Measured(
        [
            Slice("overall", null, ("recall", 0.8, 0.78, 0.82, 900)),
            .. Pair("small", 0.79, 0.81), .. Pair("bands", 0.5, 0.9), .. Pair("alike", 0.55, 0.9), .. Pair("rare", 0.2, 0.9, rows: 20),
        ]);

        CheckProposer.Slices(measured, [Candidate("small", other), Candidate("alike", alike), Candidate("bands", bands), Candidate("rare", [0, 1, 1, 0, 0, 1])], Recall)
            .Select(slice => slice.Slice.Name).Should().Equal("bands", "small");
    }

    [Fact]
    public void No_more_than_six_slices_are_proposed()
    {
        var names = Enumerable.Range(0, 8).Select(i => $"s{i}").ToList();
        var measured = Measured([Slice("overall", null, ("recall", 0.8, 0.78, 0.82, 900)), .. names.SelectMany((name, i) => Pair(name, 0.5 + (i / 100.0), 0.9))]);

        // Bits of a counter part the rows independently of each other.
        CheckProposer.Slices(measured, [.. names.Select((name, bit) => Candidate(name, [.. Enumerable.Range(0, 256).Select(row => row >> bit & 1)]))], Recall)
            .Select(slice => slice.Slice.Name).Should().Equal(names.Take(6));
    }

    private static IEnumerable<SliceResult> Pair(string slice, double low, double high, long rows = 400) =>
        [Slice(slice, "a", ("recall", low, low - 0.03, low + 0.03, rows)), Slice(slice, "b", ("recall", high, high - 0.03, high + 0.03, rows))];

    private static SliceCandidate Candidate(string name, int[] codes) => new() { Name = name, Column = name, Because = "values", Codes = codes };

    private static SuiteResult Measured(IReadOnlyList<SliceResult> slices) => new()
    {
        Name = "s",
        File = "s.spec.yaml",
        Task = "binary",
        Rows = 900,
        Verdict = new VerdictResult("point", 0.95, null, 1000, 1),
        Directions = new Dictionary<string, string>(StringComparer.Ordinal) { ["recall"] = "higher", ["brier"] = "lower", ["mae"] = "lower" },
        Slices = slices,
    };

    private static SliceResult Slice(string slice, string? group, params (string Metric, double Value, double? Low, double? High, long Rows)[] metrics) => new()
    {
        Slice = slice,
        Group = group,
        N = 900,
        Metrics = [.. metrics.Select(m => new MetricResult(m.Metric, m.Value, m.Rows, null) { Interval = m.Low is { } low ? new IntervalResult(low, m.High!.Value, "wilson") : null })],
    };
}
