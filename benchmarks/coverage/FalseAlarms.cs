using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Benchmarks.Coverage;

/// <summary>How often a model that has not changed fails: every slice's true value meets its bound, and any failed check of a run is a false alarm.</summary>
internal static class FalseAlarms
{
    /// <summary>Level of the family, and of each interval.</summary>
    public const double Level = 0.05;

    /// <summary>Slices of a run.</summary>
    public const int Slices = 50;

    private const int Smallest = 60;
    private const int Largest = 2000;

    /// <summary>Rows of each slice: from 60 to 2,000 in even steps of their logarithm.</summary>
    public static int[] Sizes { get; } = [.. Enumerable.Range(0, Slices)
        .Select(slice => 2 * (int)Math.Round(Smallest / 2.0 * Math.Pow((double)Largest / Smallest, slice / (Slices - 1.0))))];

    /// <summary>Runs with a failed check, by policy.</summary>
    /// <param name="population">What every slice is drawn from; only its first metric is judged, with <c>&gt;=</c>.</param>
    /// <param name="method">Method for proportions; the others have their default.</param>
    /// <param name="margin">How far the bound lies below the true value.</param>
    /// <param name="runs">Runs.</param>
    /// <param name="threads">Most threads.</param>
    public static Alarms Run(Population population, IntervalMethod method, double margin, int runs, int threads)
    {
        var (metric, truth) = population.Truths[0];
        var bound = truth - margin;
        var random = new Random(CoverageSimulation.Seed(FormattableString.Invariant($"{population.Name}/{method}/{margin}")));
        var alarms = default(Alarms);
        var p = new double[Slices];
        var adjusted = new double[Slices];
        for (var run = 0; run < runs; run++)
        {
            var rows = new Rows(population.Task, Sizes);
            rows.Draw(random, population);
            var (input, axis) = rows.ToInput();
            var options = new IntervalOptions { Proportions = method, Seed = (ulong)random.NextInt64() };
            var estimates = SliceEvaluator.Estimate(input, [axis], [new MetricRequest(metric)], options, threads, CancellationToken.None).Groups[0];
            for (var slice = 0; slice < Slices; slice++)
            {
                p[slice] = estimates[slice][0].FamilyPValue(bound);
            }

            bool Any(Func<int, bool> fails) => Enumerable.Range(0, Slices).Any(slice => estimates[slice][0].Value < bound && fails(slice));
            alarms.Runs++;
            alarms.Point += Any(_ => true) ? 1 : 0;
            alarms.Lenient += Any(slice => !estimates[slice][0].At(1 - Level).Contains(bound)) ? 1 : 0;
            Corrections.BenjaminiHochberg(p, adjusted);
            alarms.LenientHochberg += Any(slice => adjusted[slice] < Level) ? 1 : 0;
            Corrections.Holm(p, adjusted);
            alarms.LenientHolm += Any(slice => adjusted[slice] < Level) ? 1 : 0;
        }

        return alarms;
    }
}

/// <summary>Runs with at least one failed check.</summary>
internal record struct Alarms
{
    /// <summary>Runs simulated.</summary>
    public int Runs { get; set; }

    /// <summary>Judged by the value alone.</summary>
    public int Point { get; set; }

    /// <summary>Failed only where the interval excludes the bound.</summary>
    public int Lenient { get; set; }

    /// <summary>The same with Benjamini and Hochberg's correction.</summary>
    public int LenientHochberg { get; set; }

    /// <summary>The same with Holm's correction.</summary>
    public int LenientHolm { get; set; }
}
