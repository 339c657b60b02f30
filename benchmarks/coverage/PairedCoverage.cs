using System.Globalization;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Paired;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Benchmarks.Coverage;

/// <summary>How often the interval of a paired difference holds the true one, and what a gate with a margin sees of a drop.</summary>
internal static class PairedCoverage
{
    /// <summary>The margin of the gate.</summary>
    public const double Margin = 0.02;

    private static readonly int[] Sizes = [50, 300, 1000, 3000];
    private static readonly int[] GateSizes = [300, 1000, 3000, 10_000];
    private static readonly double[] Drops = [0, 0.01, 0.02, 0.03, 0.05];

    /// <summary>The table of coverage.</summary>
    public static void Write(int sets, int threads, Action<string> write)
    {
        write($"| metric | method | two models | true difference |{string.Concat(Sizes.Select(size => size.ToString(" #,0 |", CultureInfo.InvariantCulture)))}\n");
        write($"|---|---|---|---:|{string.Concat(Enumerable.Repeat("---:|", Sizes.Length))}\n");

        // All that were used, from the smallest size up.
        static string Methods(IEnumerable<string> bySize) => string.Join(", ", bySize.SelectMany(method => method.Split(", ")).Distinct());
        foreach (var world in PairedWorld.All)
        {
            var bySize = Sizes.Select(size => Run(world, size, world.ResamplesRows ? sets / 4 : sets, threads)).ToArray();
            for (var metric = 0; metric < world.Truths.Length; metric++)
            {
                var (name, truth) = world.Truths[metric];
                var cells = string.Concat(bySize.Select(row => $" {CoverageTable.Text(row[metric].Cell)} |"));
                write(string.Create(CultureInfo.InvariantCulture, $"| `{name}` | {Methods(bySize.Select(row => row[metric].Method))} | {world.Name} | {truth:+0.000;−0.000;0} |{cells}\n"));
            }
        }
    }

    /// <summary>What the gate `max_drop: 0.02` says of accuracy: how often each way of judging it fails the change, and how often the difference is shown to be smaller.</summary>
    public static void WritePower(int sets, Action<string> write)
    {
        write("| true drop | rows | `point` fails | `lenient` fails | `sure` passes | unpaired: `lenient` fails | unpaired: `sure` passes |\n|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var drop in Drops)
        {
            foreach (var size in GateSizes)
            {
                write(Gate(drop, size, sets));
            }
        }
    }

    private static string Gate(double drop, int size, int sets)
    {
        var random = new Random(CoverageSimulation.Seed(FormattableString.Invariant($"gate/{drop}/{size}")));
        int point = 0, lenient = 0, sure = 0, unpairedLenient = 0, unpairedSure = 0;
        for (var set = 0; set < sets; set++)
        {
            // 0.9 before; 4 % of the rows change sides (6 % at the largest drop), and as many more are lost as the drop says.
            long gained = 0, lost = 0, rightBefore = 0;
            var chanceOfGain = Math.Max(0.02 - (drop / 2), 0.005);
            for (var row = 0; row < size; row++)
            {
                var u = random.NextDouble();
                rightBefore += u < 0.9 ? 1 : 0;
                lost += u < chanceOfGain + drop ? 1 : 0;
                gained += u >= 1 - chanceOfGain ? 1 : 0;
            }

            var difference = new PairedShareEstimate((double)(gained - lost) / size, gained, lost, size);
            var interval = difference.At(CoverageSimulation.Confidence);
            var rightNow = rightBefore + gained - lost;
            var alone = new DifferenceEstimate(
                new ProportionEstimate((double)rightNow / size, rightNow, size, IntervalMethod.Wilson),
                new ProportionEstimate((double)rightBefore / size, rightBefore, size, IntervalMethod.Wilson),
                1,
                0).At(CoverageSimulation.Confidence);
            point += difference.Value < -Margin ? 1 : 0;
            lenient += interval.High < -Margin ? 1 : 0;
            sure += interval.Low >= -Margin ? 1 : 0;
            unpairedLenient += alone.High < -Margin ? 1 : 0;
            unpairedSure += alone.Low >= -Margin ? 1 : 0;
        }

        var cells = string.Concat(new[] { point, lenient, sure, unpairedLenient, unpairedSure }.Select(count => string.Create(CultureInfo.InvariantCulture, $" {100.0 * count / sets:0.0} % |")));
        return string.Create(CultureInfo.InvariantCulture, $"| {drop:0.00} | {size:#,0} |{cells}\n");
    }

    private static (Cell Cell, string Method)[] Run(PairedWorld world, int size, int sets, int threads)
    {
        var metrics = world.Truths.Length;
        var requests = world.Truths.Select(truth => new MetricRequest(truth.Metric)).ToArray();
        var (held, measured, methods) = (new int[metrics], new int[metrics], new SortedSet<string>[metrics]);
        var random = new Random(CoverageSimulation.Seed(FormattableString.Invariant($"paired/{world.Name}/{size}")));
        const int SetsAtATime = 125;
        for (var done = 0; done < sets; done += SetsAtATime)
        {
            var (now, then) = world.Draw(random, size * SetsAtATime);
            var axis = new SliceAxis([.. Enumerable.Range(0, now.Rows).Select(row => row / size)], SetsAtATime);

            // Another seed for each batch: one stream's own error must not be taken for the method's.
            var options = new IntervalOptions
            {
                Seed = (ulong)random.NextInt64(), Wanted = Enumerable.Range(0, metrics).Select(i => (0, i)).ToHashSet(),
            };
            var groups = PairedEvaluator.Differences(now, then, [axis], requests, null, null, options, threads, CancellationToken.None).Groups[0];
            foreach (var group in groups)
            {
                for (var metric = 0; metric < metrics; metric++)
                {
                    if (group[metric].HasInterval)
                    {
                        measured[metric]++;
                        held[metric] += group[metric].At(CoverageSimulation.Confidence).Contains(world.Truths[metric].Value) ? 1 : 0;
                        (methods[metric] ??= []).Add(NameOf(group[metric].Method));
                    }
                }
            }
        }

        return [.. Enumerable.Range(0, metrics).Select(metric => (new Cell(held[metric], measured[metric], sets), string.Join(", ", methods[metric] ?? [])))];
    }

    private static string NameOf(IntervalMethod method) => method switch
    {
        IntervalMethod.Tango => "Tango",
        IntervalMethod.PairedDeLong => "DeLong",
        IntervalMethod.PairedMean => "normal",
        IntervalMethod.Mover => "no flips",
        _ => IntervalMethods.NameOf(method),
    };
}
