using ModelSpecs.Benchmarks.Coverage;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Statistics;

/// <summary>A small, seeded run of benchmarks/coverage, and what can be had without drawing.</summary>
public class CoverageSimulationTests
{
    private const int Sets = 1000;

    // Four standard errors of a coverage of 95 % in so many sets.
    private static double Noise(int sets) => 4 * Math.Sqrt(0.95 * 0.05 / sets);

    [SlowTheory]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Clopper_and_Pearson_cover_at_least_95_percent_of_every_proportion(int rows)
    {
        var intervals = Intervals(rows, Proportion.ClopperPearson);
        for (var step = 1; step < 1000; step++)
        {
            ExactCoverage(intervals, step / 1000.0).Should().BeGreaterThan(0.95, $"at {step / 1000.0}");
        }
    }

    [SlowFact]
    public void Wilson_covers_95_percent_on_average_and_84_at_its_worst()
    {
        var intervals = Intervals(100, Proportion.Wilson);
        var coverages = Enumerable.Range(1, 9999).Select(step => ExactCoverage(intervals, step / 10000.0)).ToArray();

        coverages.Average().Should().BeInRange(0.945, 0.955);
        coverages.Min().Should().BeInRange(0.83, 0.85);
        coverages[4999].Should().BeInRange(0.94, 0.96);
    }

    [SlowTheory]
    [InlineData(0.5, 20)]
    [InlineData(0.1, 100)]
    [InlineData(0.02, 1000)]
    public void The_simulation_finds_the_coverage_of_a_proportion_that_counting_finds(double share, int rows)
    {
        foreach (var (method, interval) in new (IntervalMethod, Func<double, double, double, Interval>)[]
            { (IntervalMethod.Wilson, Proportion.Wilson), (IntervalMethod.ClopperPearson, Proportion.ClopperPearson) })
        {
            CoverageSimulation.Run(Population.Share(share), method, rows, Sets, 2)[0].Rate
                .Should().BeApproximately(ExactCoverage(Intervals(rows, interval), share), Noise(Sets));
        }
    }

    [SlowTheory]
    [InlineData(0.7, IntervalMethod.DeLong)]
    [InlineData(0.9, IntervalMethod.DeLong)]
    [InlineData(0.9, IntervalMethod.LogitDeLong)]
    public void DeLong_covers_95_percent_at_a_thousand_rows(double area, IntervalMethod method) =>
        CoverageSimulation.Run(Population.Area(area, 0.5), method, 1000, Sets, 2)[0].Rate.Should().BeApproximately(0.95, 0.01 + Noise(Sets));

    [SlowFact]
    public void DeLong_covers_too_little_of_twenty_rows_and_the_logit_does_not()
    {
        CoverageSimulation.Run(Population.Area(0.9, 0.5), IntervalMethod.DeLong, 20, Sets, 2)[0].Rate.Should().BeLessThan(0.93);
        CoverageSimulation.Run(Population.Area(0.9, 0.5), IntervalMethod.LogitDeLong, 20, Sets, 2)[0].Rate.Should().BeGreaterThan(0.93);
    }

    [SlowFact]
    public void The_bootstrap_covers_95_percent_at_a_thousand_rows()
    {
        const int Fewer = 250;
        foreach (var population in new[] { Population.Classes(0.5, 0.8, 0.2), Population.Retrieval(0.5, 0.9) })
        {
            CoverageSimulation.Run(population, IntervalMethod.Percentile, 1000, Fewer, 2)
                .Should().OnlyContain(cell => cell.Measured == Fewer && Math.Abs(cell.Rate - 0.95) <= 0.01 + Noise(Fewer));
        }
    }

    [SlowFact]
    public void The_number_of_threads_changes_no_simulated_number() =>
        CoverageSimulation.Run(Population.Classes(0.1, 0.7, 0.05), IntervalMethod.Percentile, 50, 60, 1)
            .Should().Equal(CoverageSimulation.Run(Population.Classes(0.1, 0.7, 0.05), IntervalMethod.Percentile, 50, 60, 3));

    private static Interval[] Intervals(int rows, Func<double, double, double, Interval> interval) =>
        [.. Enumerable.Range(0, rows + 1).Select(count => interval(count, rows, 0.95))];

    /// <summary>Sum of the chances of the counts whose interval holds the share.</summary>
    private static double ExactCoverage(Interval[] intervals, double share)
    {
        var rows = intervals.Length - 1;
        var logMass = rows * Math.Log(1 - share);
        var covered = 0.0;
        for (var count = 0; count <= rows; count++)
        {
            covered += intervals[count].Contains(share) ? Math.Exp(logMass) : 0;
            logMass += Math.Log((rows - count) / (count + 1.0) * share / (1 - share));
        }

        return covered;
    }
}
