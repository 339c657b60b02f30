using System.Globalization;
using ModelSpecs.Benchmarks.Coverage;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Metrics.Tests.References;

namespace ModelSpecs.Metrics.Tests.Statistics;

/// <summary>The numbers of docs/statistics.md.</summary>
public class StatisticsPageTests
{
    private const double Bound = 0.9;
    private static readonly string[] Page = File.ReadAllLines(ReferenceCase.FullPath("docs/statistics.md"));

    [Theory]
    [InlineData("Wilson, 52 of 60")]
    [InlineData("Clopper–Pearson, 52 of 60")]
    [InlineData("Wilson, 60 of 60")]
    [InlineData("Clopper–Pearson, 60 of 60")]
    [InlineData("30 positives, 30 negatives, area 1")]
    [InlineData("30 positives, 4 negatives, area 1")]
    public void An_interval_of_the_page_is_the_one_that_is_computed(string name)
    {
        var numbers = name.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => double.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).Where(double.IsFinite).ToArray();
        var interval = name[0] switch
        {
            'W' => Proportion.Wilson(numbers[0], numbers[1], 0.95),
            'C' => Proportion.ClopperPearson(numbers[0], numbers[1], 0.95),
            _ => new DeLongResult(1, 0, (int)numbers[0], (int)numbers[1]).Interval(0.95),
        };

        Row(name).Should().Equal(name, Text($"{interval.Low:0.0000} to {interval.High:0.0000}"));
    }

    [Theory]
    [InlineData(45, 60)]
    [InlineData(52, 60)]
    [InlineData(57, 60)]
    [InlineData(588, 600)]
    public void The_worked_example_of_each_policy_is_computed(int found, int of)
    {
        var interval = Proportion.Wilson(found, of, 0.95);
        var value = (double)found / of;
        var rightSide = value >= Bound;
        var decided = !interval.Contains(Bound);
        string[] verdicts =
        [
            rightSide ? "passed" : "failed",
            rightSide ? decided ? "passed" : "inconclusive" : "failed",
            rightSide ? "passed" : decided ? "failed" : "inconclusive",
        ];

        Row(Text($"{found} of {of}")).Should().Equal([
            Text($"{found} of {of}"), Text($"{value:0.000}"), Text($"{interval.Low:0.000} to {interval.High:0.000}"),
            Significant(Proportion.WilsonP(found, of, Bound)), .. verdicts,
            decided ? "" : Text($"{Power.RowsNeededWilson(value, Bound, 0.95):0}")]);
    }

    [Fact]
    public void One_model_in_four_that_meets_the_bound_finds_52_or_fewer_of_60() =>
        Proportion.AtMost(52, 60, Bound).Should().BeApproximately(0.25, 0.02);

    [Fact]
    public void The_example_of_a_family_is_computed()
    {
        double[] p = [0.001, 0.012, 0.014, 0.04];
        var (holm, hochberg) = (new double[4], new double[4]);
        Corrections.Holm(p, holm);
        Corrections.BenjaminiHochberg(p, hochberg);
        for (var i = 0; i < p.Length; i++)
        {
            Row(Text($"{p[i]:0.000}")).Should().Equal(Text($"{p[i]:0.000}"), Text($"{holm[i]:0.0000}"), Text($"{hochberg[i]:0.0000}"));
        }
    }

    [Theory]
    [InlineData(0.9, 20)]
    [InlineData(0.9, 60)]
    [InlineData(0.9, 1000)]
    [InlineData(0.02, 100)]
    public void The_examples_of_power_are_computed(double share, int rows)
    {
        var drop = Power.SmallestDetectableDropOfProportion(share, rows, 0.95, 0.8);

        Rows().Should().ContainSingle(row => row.Length == 3 && row[0] == Text($"{share}") && row[1] == Text($"{rows}"))
            .Which[2].Should().Be(double.IsFinite(drop) ? Text($"{drop:0.0000}") : "none");
    }

    [Fact]
    public void With_Holms_correction_no_suite_raised_more_false_alarms_than_the_level_and_by_points_most_did()
    {
        var alarms = Block("alarms").Skip(2).ToList();

        alarms.Should().HaveCount(8);
        alarms.Should().OnlyContain(row => Percent(row[6]) <= 5.0);
        alarms.Where(row => row[2] == "0.00").Should().OnlyContain(row => Percent(row[3]) > 95);
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.98)]
    public void What_Holm_would_let_through_with_Wilsons_own_p_values_is_counted(double share)
    {
        // The first of Holm's steps is Bonferroni's, and with nothing changed a first step decides whether there is any.
        var none = 1.0;
        foreach (var rows in AlarmSuite.Sizes)
        {
            var most = Enumerable.Range(0, rows).Last(count =>
                count < share * rows && (count == 0 || Proportion.WilsonP(count, rows, share) < AlarmSuite.Level / AlarmSuite.Slices));
            none *= 1 - Proportion.AtMost(most, rows, share);
        }

        string.Join(' ', Page).Should().Contain(Text($"{100 * (1 - none):0.0} % ")).And.Contain(Text($" at {(share == 0.9 ? "a true accuracy of " : "")}{share}"));
    }

    [Fact]
    public void The_figure_shows_the_table()
    {
        var figure = File.ReadAllText(ReferenceCase.FullPath("docs/images/false-alarms.svg"));
        foreach (var row in Block("alarms").Skip(2))
        {
            foreach (var cell in row[3..])
            {
                figure.Should().Contain(Text($">{Percent(cell):0.#}</text>"));
            }
        }
    }

    private static List<string[]> Block(string name) =>
        [.. Page.SkipWhile(line => line != $"<!-- {name}:begin -->").Skip(1).TakeWhile(line => line != $"<!-- {name}:end -->").Select(Cells)];

    private static IEnumerable<string[]> Rows() => Page.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(Cells);

    private static string[] Row(string first) => Rows().Should().ContainSingle(row => row[0] == first).Subject;

    private static string[] Cells(string line) => [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];

    private static double Percent(string cell) => double.Parse(cell.TrimEnd('%', ' '), CultureInfo.InvariantCulture);

    private static string Significant(double p) => p >= 0.01 ? Text($"{p:0.00}") : Text($"{p:G2}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
