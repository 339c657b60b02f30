using System.Globalization;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Benchmarks.Coverage;

/// <summary>How often the interval of slice − overall holds the true difference, where the slice is a part of the whole.</summary>
internal static class DifferenceCoverage
{
    private static readonly int[] Sizes = [20, 100, 1000];
    private static readonly double[] Overlaps = [0.05, 0.5];

    // What slice and rest are drawn from: alike, or a slice that is worse.
    private static readonly (string Metric, string Name, Population Slice, Population Others)[] Worlds =
    [
        ("recall", "0.8 in both", Population.Classes(0.5, 0.8, 0.2), Population.Classes(0.5, 0.8, 0.2)),
        ("recall", "0.6 against 0.8 in the rest", Population.Classes(0.5, 0.6, 0.2), Population.Classes(0.5, 0.8, 0.2)),
        ("roc_auc", "0.9 in both", Population.Area(0.9, 0.5), Population.Area(0.9, 0.5)),
    ];

    /// <summary>The table.</summary>
    public static void Write(int sets, int threads, Action<string> write)
    {
        write($"| metric | true values | slice's share of the whole |{string.Concat(Sizes.Select(size => size.ToString(" #,0 |", CultureInfo.InvariantCulture)))}\n");
        write($"|---|---|---:|{string.Concat(Enumerable.Repeat("---:|", Sizes.Length))}\n");
        foreach (var (metric, name, slice, rest) in Worlds)
        {
            foreach (var overlap in Overlaps)
            {
                var truth = metric == "recall" ? (1 - overlap) * (Recall(name, 0) - Recall(name, 1)) : 0;
                var cells = Sizes.Select(size => CoverageTable.Text(Run(metric, slice, rest, truth, size, overlap, sets, threads)));
                write(string.Create(CultureInfo.InvariantCulture, $"| `{metric}` | {name} | {100 * overlap} % |{string.Concat(cells.Select(cell => $" {cell} |"))}\n"));
            }
        }
    }

    private static double Recall(string name, int place) => name.StartsWith("0.6", StringComparison.Ordinal) && place == 0 ? 0.6 : 0.8;

    private static Cell Run(string metric, Population slice, Population rest, double truth, int size, double overlap, int sets, int threads)
    {
        var random = new Random(CoverageSimulation.Seed(FormattableString.Invariant($"{metric}/{slice.Name}/{rest.Name}/{size}/{overlap}")));
        var (held, measured) = (0, 0);
        var all = (int)Math.Round(size / overlap);
        int[] codes = [.. Enumerable.Range(0, all).Select(row => row < size ? 0 : -1)];
        for (var set = 0; set < sets; set++)
        {
            var rows = new Rows(slice.Task, [size, all - size]);
            rows.Draw(random, slice, rest);
            var (input, _) = rows.ToInput();
            var options = new IntervalOptions { Seed = (ulong)random.NextInt64() };
            var estimates = SliceEvaluator.Estimate(input, [new SliceAxis(codes, 1)], [new MetricRequest(metric)], options, threads, CancellationToken.None);
            var (part, whole) = (estimates.Groups[0][0][0], estimates.Overall[0]);
            var difference = new DifferenceEstimate(part, whole, 1, (double)part.Rows / whole.Rows);
            if (difference.HasInterval)
            {
                measured++;
                held += difference.At(CoverageSimulation.Confidence).Contains(truth) ? 1 : 0;
            }
        }

        return new Cell(held, measured, sets);
    }
}
