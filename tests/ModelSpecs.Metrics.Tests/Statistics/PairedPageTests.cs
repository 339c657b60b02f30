using System.Globalization;
using System.Text.RegularExpressions;
using ModelSpecs.Benchmarks.Coverage;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Paired;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Metrics.Tests.References;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Statistics;

/// <summary>What docs/statistics.md says of two models on the same rows.</summary>
public partial class PairedPageTests
{
    private const double Margin = -0.02;
    private static readonly string[] Page = File.ReadAllLines(ReferenceCase.FullPath("docs/statistics.md"));

    [Theory]
    [InlineData(0, 0, 60)]
    [InlineData(1, 5, 60)]
    [InlineData(11, 13, 600)]
    [InlineData(4, 18, 2400)]
    [InlineData(6, 30, 600)]
    public void The_worked_example_of_a_margin_is_computed(int gained, int lost, int rows)
    {
        var estimate = new PairedShareEstimate((double)(gained - lost) / rows, gained, lost, rows);
        var interval = estimate.At(0.95);
        var meets = estimate.Value >= Margin;
        var decided = !interval.Contains(Margin);
        string[] verdicts =
        [
            meets ? "passed" : "failed",
            meets ? decided ? "passed" : "inconclusive" : "failed",
            meets ? "passed" : decided ? "failed" : "inconclusive",
        ];

        Cells(Page.Should().ContainSingle(line => line.StartsWith($"| {gained} and {lost} of {rows} |", StringComparison.Ordinal)).Subject).Should().Equal([
            $"{gained} and {lost} of {rows}", Signed(estimate.Value), $"{Signed(interval.Low)} to {Signed(interval.High)}",
            Significant(McNemar.ExactP(gained, lost)), Significant(estimate.PValue(Margin)), .. verdicts,
            decided ? "" : Text($"{estimate.RowsNeeded(Margin, 0.95) - rows:0}")]);
    }

    [Fact]
    public void The_gain_of_pairing_is_computed()
    {
        var alone = Proportion.Wilson(900, 1000, 0.95);
        var paired = PairedProportion.Score(20, 20, 1000, 0.95);

        Says(Text($"known to ± {alone.Width / 2:0.000}, its change to ± {paired.Width / 2:0.000} where 4 % of the rows changed sides"));
    }

    [Fact]
    public void The_simulation_of_the_page_is_of_every_world_and_covers()
    {
        var table = Block("paired").Skip(2).ToList();

        table.Select(row => (row[0].Trim('`'), row[2])).Should().Equal(PairedWorld.All.SelectMany(world => world.Truths.Select(truth => (truth.Metric, world.Name))));
        table.SelectMany(row => row[4..]).Where(cell => cell != "–").Should().OnlyContain(cell =>
            cell.StartsWith("**", StringComparison.Ordinal) ? Percent(cell) < 93 : Percent(cell) >= 93);
        table.Where(row => row[1] is "Tango" or "DeLong").SelectMany(row => row[4..]).Should().OnlyContain(cell => Percent(cell) > 93);
        table.Select(row => Percent(row[^1])).Should().OnlyContain(rate => rate > 93);
    }

    [Fact]
    public void What_the_page_takes_from_the_gate_is_in_its_table()
    {
        var gate = Block("gate").Skip(2).ToDictionary(row => (row[0], row[1]), row => row[2..].Select(Percent).ToArray());

        gate.Should().HaveCount(20);
        foreach (var ((drop, _), rates) in gate)
        {
            (drop == "0.02" ? rates[1] is < 6 : drop is "0.00" or "0.01" ? rates[1] < 1 : rates[2] < 1).Should().BeTrue(drop);
        }

        (gate[("0.03", "3,000")][1], gate[("0.03", "10,000")][3]).Should().Be((FromText("with a chance of ([0-9]+) %"), FromText("without pairing in 10,000 with ([0-9]+) %")));

        double FromText(string pattern) =>
            gate.Values.SelectMany(rates => rates).First(rate => Math.Round(rate) == double.Parse(Regex.Match(string.Join(' ', Page), pattern).Groups[1].Value, CultureInfo.InvariantCulture));
    }

    // Summed over every table: no drawing, and no noise to hide in.
    [SlowTheory]
    [InlineData(50, 0.925)]
    [InlineData(200, 0.925)]
    public void Tangos_interval_covers_whatever_the_shares_of_gains_and_losses(int rows, double least)
    {
        var intervals = new Dictionary<(int, int), Interval>();
        foreach (var gain in (double[])[0.005, 0.02, 0.05, 0.15])
        {
            foreach (var loss in (double[])[0.005, 0.02, 0.05, 0.15])
            {
                var covered = 0.0;
                for (var gained = 0; gained <= rows; gained++)
                {
                    var ofGained = Chance(gained, rows, gain);
                    for (var lost = 0; ofGained > 1e-9 && lost <= rows - gained; lost++)
                    {
                        var chance = ofGained * Chance(lost, rows - gained, loss / (1 - gain));
                        if (chance > 1e-10)
                        {
                            var interval = intervals.TryGetValue((gained, lost), out var known) ? known : intervals[(gained, lost)] = PairedProportion.Score(gained, lost, rows, 0.95);
                            covered += interval.Contains(gain - loss) ? chance : 0;
                        }
                    }
                }

                covered.Should().BeGreaterThan(least, $"{gain} and {loss}");
            }
        }
    }

    [SlowFact]
    public void Far_out_the_score_test_is_too_sure_as_often_as_the_page_says_and_the_familys_p_value_never_is()
    {
        const double Drop = -0.05, Level = 0.001;
        const int Rows = 300;
        var (byScore, byTail) = (0.0, 0.0);
        foreach (var gain in (double[])[0.001, 0.005])
        {
            var (score, tail) = (0.0, 0.0);
            for (var gained = 0; gained < 20; gained++)
            {
                for (var lost = 15; lost < 80; lost++)
                {
                    // Drops alone: on their side a check fails.
                    if (gained - lost < Drop * Rows)
                    {
                        var chance = Chance(gained, Rows, gain) * Chance(lost, Rows - gained, (gain - Drop) / (1 - gain));
                        score += PairedProportion.ScoreP(gained, lost, Rows, Drop) < Level ? chance : 0;
                        tail += PairedProportion.TailP(gained, lost, Rows, Drop) < Level ? chance : 0;
                    }
                }
            }

            (byScore, byTail) = (Math.Max(byScore, score), Math.Max(byTail, tail));
        }

        (byScore / (Level / 2)).Should().BeInRange(2.5, 2.65);
        byTail.Should().BePositive().And.BeLessThanOrEqualTo(Level / 2);
        Says("is below 0.001 up to 2.6 times as often as it says");
    }

    private static void Says(string text) => string.Join(' ', Page).Contains(text, StringComparison.Ordinal).Should().BeTrue(text);

    private static double Chance(int count, int trials, double share) =>
        Proportion.AtMost(count, trials, share) - (count == 0 ? 0 : Proportion.AtMost(count - 1, trials, share));

    private static List<string[]> Block(string name) =>
        [.. Page.SkipWhile(line => line != $"<!-- {name}:begin -->").Skip(1).TakeWhile(line => line != $"<!-- {name}:end -->").Select(Cells)];

    private static string[] Cells(string line) => [.. line.Trim()[1..^1].Split('|').Select(cell => cell.Trim())];

    private static double Percent(string cell) => double.Parse(cell.Trim('*', '%', ' '), CultureInfo.InvariantCulture);

    private static string Signed(double value) => Text($"{value:0.000}").Replace('-', '−');

    private static string Significant(double p) => p >= 0.01 ? Text($"{p:0.00}") : Text($"{p:G2}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
