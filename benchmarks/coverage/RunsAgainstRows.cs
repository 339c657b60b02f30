using System.Globalization;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Benchmarks.Coverage;

/// <summary>What it costs to resample 1,024 runs of scores instead of all rows: both intervals of the same sets.</summary>
internal static class RunsAgainstRows
{
    private const int Replicates = 1000;
    private const int RowsAtATime = 1_000_000;
    private static readonly int[] Sizes = [2_000, 50_000];

    private static readonly Population[] Populations =
    [
        Population.Retrieval(0.5, 0.9), Population.Retrieval(0.02, 0.9), Population.Calibrated(2, 2), Population.Calibrated(1, 9), Population.Overconfident,
    ];

    /// <summary>Ratio of the standard errors, and distance of the ends in widths, averaged over sets.</summary>
    public static void Write(int sets, int threads, Action<string> write)
    {
        write("| metric | population | rows | standard error, runs / rows | ends apart, in widths |\n|---|---|---:|---:|---:|\n");
        foreach (var population in Populations)
        {
            foreach (var size in Sizes)
            {
                var requests = population.Truths.Select(truth => new MetricRequest(truth.Metric)).ToArray();
                var ratios = new double[requests.Length];
                var distances = new double[requests.Length];
                var random = new Random(CoverageSimulation.Seed(population.Name));
                for (var set = 0; set < sets; set++)
                {
                    var drawn = new Rows(population.Task, [size]);
                    drawn.Draw(random, population);
                    var (input, _) = drawn.ToInput();
                    var options = new IntervalOptions { Replicates = Replicates, Seed = (ulong)random.NextInt64() };
                    var fromRuns = SliceEvaluator.Estimate(input, [], requests, options, threads, CancellationToken.None).Overall;
                    var fromRows = RowBootstrap(input, requests, random, threads);
                    for (var i = 0; i < requests.Length; i++)
                    {
                        var (runs, (low, high, error)) = (fromRuns[i].At(CoverageSimulation.Confidence), fromRows[i]);
                        ratios[i] += fromRuns[i].StandardError / error / sets;
                        distances[i] += (Math.Abs(runs.Low - low) + Math.Abs(runs.High - high)) / 2 / (high - low) / sets;
                    }
                }

                for (var i = 0; i < requests.Length; i++)
                {
                    write(string.Create(CultureInfo.InvariantCulture, $"| `{requests[i].Name}` | {population.Name} | {size:#,0} | {ratios[i]:0.000} | {distances[i]:0.000} |\n"));
                }
            }
        }
    }

    // The replicates are the groups of one axis.
    private static (double Low, double High, double Error)[] RowBootstrap(MetricInput input, MetricRequest[] requests, Random random, int threads)
    {
        var values = Array.ConvertAll(requests, _ => new List<double>());
        var atATime = Math.Max(1, Math.Min(Replicates, RowsAtATime / input.Rows));
        var codes = new int[input.Rows * atATime];
        var truth = new int[codes.Length];
        var scores = new double[codes.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = i / input.Rows;
        }

        for (var done = 0; done < Replicates; done += atATime)
        {
            for (var i = 0; i < codes.Length; i++)
            {
                var row = random.Next(input.Rows);
                (truth[i], scores[i]) = (input.Truth![row], input.Scores![row]);
            }

            var resampled = new MetricInput
            {
                Task = input.Task, Rows = codes.Length, ClassCount = 2, Truth = truth, Scores = scores, ScoresAreProbabilities = input.ScoresAreProbabilities,
            };
            foreach (var group in SliceEvaluator.Evaluate(resampled, [new SliceAxis(codes, atATime)], requests, threads, CancellationToken.None).Groups[0])
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
            var mean = replicates.Average();
            double At(double place) => replicates[(int)place] + ((place - (int)place) * (replicates[(int)place + 1] - replicates[(int)place]));
            return (At(tail), At(replicates.Count - 1 - tail), Math.Sqrt(replicates.Sum(value => (value - mean) * (value - mean)) / (replicates.Count - 1)));
        });
    }
}
