using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Selective;

namespace ModelSpecs.Metrics.Tests.Selective;

/// <summary>Whether the intervals hold what they say, where the truth is known: confidence uniform from one half to 1, and right as often as it says.</summary>
public sealed class SelectiveCoverageTests
{
    private const int Rows = 400;

    // Of the surest share c the errors are c/4: the mean of 1 − p from 1 − c/2 to 1.
    public static TheoryData<SelectiveKind, double, double, int> Truths { get; } = new()
    {
        { SelectiveKind.ErrorAtCoverage, 0.8, 0.2, 4000 },
        { SelectiveKind.ErrorAbove, 0.9, 0.05, 4000 },
        { SelectiveKind.CoverageAbove, 0.9, 0.2, 4000 },
        { SelectiveKind.Area, 0, 0.125, 400 },
    };

    [Theory]
    [MemberData(nameof(Truths))]
    public void An_interval_of_95_percent_covers_the_truth_as_often(SelectiveKind kind, double at, double truth, int draws)
    {
        var random = new Random(17);
        var covered = 0;
        for (var draw = 0; draw < draws; draw++)
        {
            var confidence = Enumerable.Range(0, Rows).Select(_ => 0.5 + (random.NextDouble() / 2)).ToArray();
            var rows = new SelectiveRows(confidence, Array.ConvertAll(confidence, p => random.NextDouble() >= p), null, null);
            var interval = rows.Estimate(rows.Curve(), new SelectiveMeasure(kind, at), new IntervalOptions { Seed = (ulong)draw }, TestContext.Current.CancellationToken).At(0.95);
            covered += interval.Low <= truth && truth <= interval.High ? 1 : 0;
        }

        // Three standard errors of the simulation around 93.5 to 96.5 %: Wilson's steps, and the threshold that is taken as given.
        var error = 3 * Math.Sqrt(0.95 * 0.05 / draws);
        ((double)covered / draws).Should().BeInRange(0.935 - error, 0.965 + error);
    }
}
