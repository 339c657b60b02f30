using System.Globalization;
using System.Text;
using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Benchmarks.Coverage;

/// <summary>One simulated suite.</summary>
/// <param name="Metric">The metric judged.</param>
/// <param name="Method">Its interval.</param>
/// <param name="Margin">How far its bound lies below the true value.</param>
/// <param name="Alarms">What happened.</param>
internal sealed record AlarmRow(string Metric, string Method, double Margin, Alarms Alarms);

/// <summary>The table of false alarms.</summary>
internal static class AlarmTable
{
    /// <summary>Margins simulated: the worst case, and a bound as one would set it.</summary>
    public static readonly double[] Margins = [0, 0.05];

    private static readonly (Population Population, IntervalMethod Method, string Name)[] Suites =
    [
        (Population.Share(0.9), IntervalMethod.ClopperPearson, "Clopper–Pearson"),
        (Population.Share(0.9), IntervalMethod.Wilson, "Wilson"),
        (Population.Area(0.9, 0.5), IntervalMethod.Wilson, "DeLong"),
        (Population.Classes(0.5, 0.8, 0.2), IntervalMethod.Wilson, "percentile"),
    ];

    /// <summary>Simulates every suite.</summary>
    public static AlarmRow[] Simulate(int runs, int threads) =>
    [
        .. from suite in Suites
           from margin in Margins
           select Simulated(suite.Population, suite.Method, suite.Name, margin, runs, threads),
    ];

    /// <summary>The table.</summary>
    public static string Markdown(IEnumerable<AlarmRow> rows)
    {
        var text = new StringBuilder("| metric | interval | bound below the true value by | point | lenient | lenient, BH | lenient, Holm |\n|---|---|---:|---:|---:|---:|---:|\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{row.Metric}` | {row.Method} | {row.Margin:0.00} |");
            foreach (var (_, count) in Shares(row.Alarms))
            {
                text.Append(CultureInfo.InvariantCulture, $" {100.0 * count / row.Alarms.Runs:0.0} % |");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Runs with an alarm, by policy.</summary>
    public static (string Policy, int Runs)[] Shares(Alarms alarms) =>
        [("point", alarms.Point), ("lenient", alarms.Lenient), ("lenient, BH", alarms.LenientHochberg), ("lenient, Holm", alarms.LenientHolm)];

    private static AlarmRow Simulated(Population population, IntervalMethod method, string name, double margin, int runs, int threads) =>
        new(population.Truths[0].Metric, name, margin, FalseAlarms.Run(population, method, margin, runs, threads));
}
