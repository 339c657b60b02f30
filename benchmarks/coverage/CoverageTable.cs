using System.Globalization;
using System.Text;
using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Benchmarks.Coverage;

/// <summary>The table of the page.</summary>
internal static class CoverageTable
{
    /// <summary>Sizes simulated.</summary>
    public static readonly int[] Sizes = [20, 50, 100, 200, 1000];

    /// <summary>Simulates everything and writes the rows in the populations' order.</summary>
    /// <param name="sets">Sets a cell.</param>
    /// <param name="accelerated">Sets a cell of BCa, which costs fifty times as much.</param>
    /// <param name="threads">Most threads.</param>
    /// <param name="progress">Told what comes next.</param>
    public static string Markdown(int sets, int accelerated, int threads, Action<string> progress)
    {
        var text = new StringBuilder();
        text.Append("| metric | method | true value or population |");
        text.AppendJoin(string.Empty, Sizes.Select(size => size.ToString(" #,0 |", CultureInfo.InvariantCulture))).Append('\n');
        text.Append("|---|---|---|").Insert(text.Length, "---:|", Sizes.Length).Append('\n');
        foreach (var population in Population.All)
        {
            var byMethod = population.Methods.Select(method => Sizes.Select(size =>
            {
                progress($"{population.Name}, {method}, {size} rows");
                return CoverageSimulation.Run(population, method, size, method == IntervalMethod.Bca ? accelerated : sets, threads);
            }).ToArray()).ToArray();
            for (var metric = 0; metric < population.Truths.Count; metric++)
            {
                for (var method = 0; method < byMethod.Length; method++)
                {
                    text.Append(CultureInfo.InvariantCulture, $"| `{population.Truths[metric].Metric}` | {Name(population.Methods[method])} | {population.Name} |");
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
