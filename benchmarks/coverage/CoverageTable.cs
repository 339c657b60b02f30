using System.Globalization;
using System.Text;
using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Benchmarks.Coverage;

/// <summary>The table of the page.</summary>
internal static class CoverageTable
{
    private static readonly int[] Sizes = [20, 50, 100, 200, 1000];

    /// <summary>Every population, method and size.</summary>
    /// <param name="sets">Sets a cell.</param>
    /// <param name="accelerated">Sets a cell of BCa, which costs fifty times as much.</param>
    /// <param name="threads">Most threads.</param>
    /// <param name="progress">Told what comes next.</param>
    public static string Markdown(int sets, int accelerated, int threads, Action<string> progress) => Markdown(
        Population.All.Select(population => (population, population.Methods)),
        Sizes,
        (population, method, size) =>
        {
            progress($"{population.Name}, {method}, {size} rows");
            return CoverageSimulation.Run(population, method, size, method == IntervalMethod.Bca ? accelerated : sets, threads);
        });

    /// <summary>What is resampled from 1,024 runs or rows of a larger slice.</summary>
    /// <param name="sets">Sets a cell.</param>
    /// <param name="threads">Most threads.</param>
    /// <param name="progress">Told what comes next.</param>
    public static string MarkdownOfLargeSets(int sets, int threads, Action<string> progress) => Markdown(
        Population.All.Where(population => population.Methods.Contains(IntervalMethod.Percentile) && population.Truths[0].Metric != "f1")
            .Select(population => (population, new[] { IntervalMethod.Percentile })),
        [5000],
        (population, method, size) =>
        {
            progress($"{population.Name}, {size} rows");
            return CoverageSimulation.Run(population, method, size, sets, threads);
        });

    private static string Markdown(
        IEnumerable<(Population Population, IntervalMethod[] Methods)> populations, int[] sizes, Func<Population, IntervalMethod, int, Cell[]> simulate)
    {
        var text = new StringBuilder();
        text.Append("| metric | method | true value or population |");
        text.AppendJoin(string.Empty, sizes.Select(size => size.ToString(" #,0 |", CultureInfo.InvariantCulture))).Append('\n');
        text.Append("|---|---|---|").Insert(text.Length, "---:|", sizes.Length).Append('\n');
        foreach (var (population, methods) in populations)
        {
            var byMethod = methods.Select(method => sizes.Select(size => simulate(population, method, size)).ToArray()).ToArray();
            for (var metric = 0; metric < population.Truths.Count; metric++)
            {
                for (var method = 0; method < byMethod.Length; method++)
                {
                    text.Append(CultureInfo.InvariantCulture, $"| `{population.Truths[metric].Metric}` | {Name(methods[method])} | {population.Name} |");
                    text.AppendJoin(string.Empty, byMethod[method].Select(cells => $" {Text(cells[metric])} |")).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    private static string Text(Cell cell)
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
