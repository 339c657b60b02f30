using System.Globalization;
using System.Text;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Benchmarks.Coverage;

/// <summary>What it costs to resample 1,024 runs of scores instead of all rows: both intervals of the same sets.</summary>
internal static class RunsAgainstRows
{
    private const int Rows = 20_000;
    private const int Replicates = 1000;
    private const int ReplicatesAtATime = 50;

    /// <summary>Ratio of the widths, and distance of the ends in widths, averaged over sets.</summary>
    public static string Markdown(int sets, int threads, Action<string> progress)
    {
        var text = new StringBuilder("| metric | population | width, runs / rows | ends apart, in widths |\n|---|---|---:|---:|\n");
        foreach (var population in new[] { Population.Retrieval(0.1, 0.9), Population.Calibrated(2, 2), Population.Overconfident })
        {
            progress(population.Name);
            var requests = population.Truths.Select(truth => new MetricRequest(truth.Metric)).ToArray();
            var ratios = new double[requests.Length];
            var distances = new double[requests.Length];
            var random = new Random(CoverageSimulation.Seed(population.Name));
            for (var set = 0; set < sets; set++)
            {
                var drawn = new Rows(population.Task, [Rows]);
                drawn.Draw(random, population);
                var (input, _) = drawn.ToInput();
                var options = new IntervalOptions { Replicates = Replicates, Seed = (ulong)random.NextInt64() };
                var fromRuns = SliceEvaluator.Estimate(input, [], requests, options, threads, CancellationToken.None).Overall;
                var fromRows = RowBootstrap(input, requests, random, threads);
                for (var i = 0; i < requests.Length; i++)
                {
                    var (runs, rows) = (fromRuns[i].At(CoverageSimulation.Confidence), fromRows[i]);
                    ratios[i] += runs.Width / rows.Width / sets;
                    distances[i] += (Math.Abs(runs.Low - rows.Low) + Math.Abs(runs.High - rows.High)) / 2 / rows.Width / sets;
                }
            }

            for (var i = 0; i < requests.Length; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{requests[i].Name}` | {population.Name} | {ratios[i]:0.000} | {distances[i]:0.000} |\n");
            }
        }

        return text.ToString();
    }

    // The replicates are the groups of one axis.
    private static Metrics.Statistics.Interval[] RowBootstrap(MetricInput input, MetricRequest[] requests, Random random, int threads)
    {
        var values = Array.ConvertAll(requests, _ => new List<double>());
        var codes = new int[Rows * ReplicatesAtATime];
        var truth = new int[codes.Length];
        var scores = new double[codes.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = i / Rows;
        }

        for (var done = 0; done < Replicates; done += ReplicatesAtATime)
        {
            for (var i = 0; i < codes.Length; i++)
            {
                var row = random.Next(Rows);
                (truth[i], scores[i]) = (input.Truth![row], input.Scores![row]);
            }

            var resampled = new MetricInput
            {
                Task = input.Task, Rows = codes.Length, ClassCount = 2, Truth = truth, Scores = scores, ScoresAreProbabilities = input.ScoresAreProbabilities,
            };
            foreach (var group in SliceEvaluator.Evaluate(resampled, [new SliceAxis(codes, ReplicatesAtATime)], requests, threads, CancellationToken.None).Groups[0])
            {
                for (var i = 0; i < requests.Length; i++)
                {
                    values[i].Add(group[i].Value);
                }
            }
        }

        return Array.ConvertAll(values, replicates =>
        {
            replicates.Sort();
            var tail = (1 - CoverageSimulation.Confidence) / 2 * (replicates.Count - 1);
            double At(double place) => replicates[(int)place] + ((place - (int)place) * (replicates[(int)place + 1] - replicates[(int)place]));
            return new Metrics.Statistics.Interval(At(tail), At(replicates.Count - 1 - tail));
        });
    }
}
