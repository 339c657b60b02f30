using System.Globalization;
using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Benchmarks.Coverage;

/// <summary>The table of the page.</summary>
internal static class CoverageTable
{
    private static readonly int[] Sizes = [20, 50, 100, 200, 1000];

    /// <summary>Every population, method and size; a population is written as soon as it is done.</summary>
    /// <param name="sets">Sets a cell.</param>
    /// <param name="ofRows">Sets a cell of what is resampled from rows, which costs a hundred times as much.</param>
    /// <param name="chosen">Populations to simulate.</param>
    /// <param name="threads">Most threads.</param>
    /// <param name="write">Takes the text.</param>
    public static void Write(int sets, int ofRows, Func<Population, bool> chosen, int threads, Action<string> write) => Write(
        Population.All.Where(chosen).Select(population => (population, population.Methods)),
        Sizes,
        (population, method, size) => CoverageSimulation.Run(population, method, size, population.ResamplesRows(method) ? ofRows : sets, threads),
        write);

    /// <summary>What is resampled from runs, or from a sample of the rows, of a larger slice.</summary>
    /// <param name="sets">Sets a cell.</param>
    /// <param name="threads">Most threads.</param>
    /// <param name="write">Takes the text.</param>
    public static void WriteLargeSets(int sets, int threads, Action<string> write) => Write(
        Population.All.Where(population => population.Methods.Contains(IntervalMethod.Percentile) && population.Truths[0].Metric != "f1")
            .Select(population => (population, new[] { IntervalMethod.Percentile })),
        [5000],
        (population, method, size) => CoverageSimulation.Run(population, method, size, sets, threads),
        write);

    private static void Write(
        IEnumerable<(Population Population, IntervalMethod[] Methods)> populations, int[] sizes, Func<Population, IntervalMethod, int, Cell[]> simulate, Action<string> write)
    {
        write($"| metric | method | true value or population |{string.Concat(sizes.Select(size => size.ToString(" #,0 |", CultureInfo.InvariantCulture)))}\n");
        write($"|---|---|---|{string.Concat(Enumerable.Repeat("---:|", sizes.Length))}\n");
        foreach (var (population, methods) in populations)
        {
            var byMethod = methods.Select(method => sizes.Select(size => simulate(population, method, size)).ToArray()).ToArray();
            for (var metric = 0; metric < population.Truths.Count; metric++)
            {
                for (var method = 0; method < byMethod.Length; method++)
                {
                    var cells = string.Concat(byMethod[method].Select(row => $" {Text(row[metric])} |"));
                    write($"| `{population.Truths[metric].Metric}` | {Name(methods[method])} | {population.Name} |{cells}\n");
                }
            }
        }
    }

    /// <summary>Coverage in percent, bold below 93.</summary>
    internal static string Text(Cell cell)
    {
        if (!cell.IsTold)
        {
            return "–";
        }

        var rate = (100 * cell.Rate).ToString("0.0", CultureInfo.InvariantCulture);
        return cell.Rate < 0.93 ? $"**{rate}**" : rate;
    }

    private static string Name(IntervalMethod method) => method switch
    {
        IntervalMethod.Wilson => "Wilson",
        IntervalMethod.ClopperPearson => "Clopper–Pearson",
        IntervalMethod.DeLong => "DeLong",
        IntervalMethod.LogitDeLong => "logit DeLong",
        IntervalMethod.Percentile => "percentile",
        _ => "BCa",
    };
}
