using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Benchmarks.Coverage;

/// <summary>How often the product's own intervals hold the true value.</summary>
internal static class CoverageSimulation
{
    /// <summary>Level of every interval.</summary>
    public const double Confidence = 0.95;

    private const int RowsAtATime = 100_000;
    private const int SetsAtATime = 250;

    /// <summary>Coverage of each metric of a population by one method at one size.</summary>
    public static Cell[] Run(Population population, IntervalMethod method, int rows, int sets, int threads)
    {
        var metrics = population.Truths.Count;
        var requests = population.Truths.Select(truth => new MetricRequest(truth.Metric)).ToArray();
        var held = new int[metrics];
        var measured = new int[metrics];

        // The stream depends on nothing but the names, so that a new population leaves the other numbers as they are.
        var random = new Random(Seed(FormattableString.Invariant($"{population.Name}/{method}/{rows}")));
        var atATime = Math.Clamp(RowsAtATime / rows, 1, SetsAtATime);
        for (var done = 0; done < sets;)
        {
            var now = Math.Min(atATime, sets - done);
            var drawn = new Rows(population.Task, [.. Enumerable.Repeat(rows, now)]);
            drawn.Draw(random, population);
            var (input, axis) = drawn.ToInput();

            // Another seed for each batch: one stream's own error must not be taken for the method's.
            var options = new IntervalOptions
            {
                Proportions = method == IntervalMethod.ClopperPearson ? method : IntervalMethod.Wilson,
                RocAuc = method == IntervalMethod.LogitDeLong ? method : IntervalMethod.DeLong,
                Bootstrap = method == IntervalMethod.Bca ? method : IntervalMethod.Percentile,
                Seed = (ulong)random.NextInt64(),
                Clusters = population.OwnClusters ? [.. Enumerable.Range(0, input.Rows)] : null,
            };
            var estimates = SliceEvaluator.Estimate(input, [axis], requests, options, threads, CancellationToken.None).Groups[0];
            foreach (var estimate in estimates)
            {
                for (var metric = 0; metric < metrics; metric++)
                {
                    if (estimate[metric].HasInterval)
                    {
                        measured[metric]++;
                        held[metric] += estimate[metric].At(Confidence).Contains(population.Truths[metric].Value) ? 1 : 0;
                    }
                }
            }

            done += now;
        }

        return [.. Enumerable.Range(0, metrics).Select(metric => new Cell(held[metric], measured[metric], sets))];
    }

    /// <summary>A seed from a name.</summary>
    // FNV-1a: string.GetHashCode differs from run to run.
    internal static int Seed(string name) => (int)(name.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u) & int.MaxValue);
}

/// <summary>One cell of the table.</summary>
/// <param name="Held">Sets whose interval holds the true value.</param>
/// <param name="Measured">Sets that have an interval.</param>
/// <param name="Sets">Sets drawn.</param>
internal readonly record struct Cell(int Held, int Measured, int Sets)
{
    /// <summary>Coverage among the sets that have an interval.</summary>
    public double Rate => (double)Held / Measured;

    /// <summary>Whether enough sets have an interval to speak of coverage.</summary>
    public bool IsTold => 2 * Measured >= Sets;
}
