using System.Globalization;
using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Tests.Inference;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Checks.Trend;

/// <summary>Metrics from period to period: a planted decay, a planted break, and sets without either.</summary>
public sealed class TrendCheckTests : IDisposable
{
    private const string Head = "spec: A suite\npredictions: { label: p }\ngolden: golden.csv\nlabel: t\npositive: a\n";
    private readonly ModelCase files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task A_metric_that_decays_from_month_to_month_fails_with_its_slope()
    {
        var result = await RunAsync("{ accuracy: { trend: not falling } }", Months(12, month => 0.95 - (0.03 * month)));

        var check = result.Checks.Should().ContainSingle().Subject;
        check.Outcome.Should().Be(Outcome.Failed);
        check.Value.Should().BeApproximately(-0.03, 0.003);
        check.Id.Should().Be("month//trend accuracy");
        check.Message.Should().StartWith("month: trend accuracy: not falling failed.\n  found     accuracy falls by 0.03")
            .And.Contain(" a month over 12 months, 2024-01 to 2024-12 (Sen's slope; tau -1, p ").And.Contain("  expected  not falling, unless a test is sure of it at 95 %\n")
            .And.Contain("  windows   2024-01: 0.95").And.Contain("2024-12: 0.62");
        check.Noise!.Method.Should().Be("sen");
    }

    [Fact]
    public async Task A_decay_is_no_rise_and_not_steady()
    {
        var rows = Months(12, month => 0.95 - (0.03 * month));

        (await RunAsync("{ accuracy: { trend: not rising } }", rows)).Checks.Single().Outcome.Should().Be(Outcome.Passed);
        (await RunAsync("{ accuracy: { trend: steady } }", rows)).Checks.Single().Outcome.Should().Be(Outcome.Failed);
    }

    [Fact]
    public async Task A_level_that_breaks_once_is_found_with_its_month()
    {
        var rows = Months(14, month => month < 9 ? 0.9 : 0.7);

        var check = (await RunAsync("{ accuracy: { change_point: no fall } }", rows)).Checks.Single();

        check.Outcome.Should().Be(Outcome.Failed);
        check.Message.Should().Contain("accuracy goes from 0.9 to 0.7 after 2024-09 (Pettitt's test, 14 months, p ");
        (await RunAsync("{ accuracy: { change_point: no rise } }", rows)).Checks.Single().Outcome.Should().Be(Outcome.Passed);
        (await RunAsync("{ accuracy: { change_point: none } }", rows)).Checks.Single().Outcome.Should().Be(Outcome.Failed);
    }

    [Fact]
    public async Task Months_without_a_trend_pass_200_times_of_200_where_one_in_ten_thousand_is_allowed()
    {
        var random = new Random(5);
        for (var draw = 0; draw < 200; draw++)
        {
            var rows = Months(24, _ => 0.85 + (0.05 * random.NextDouble()), perMonth: 40);
            var result = await RunAsync("{ accuracy: { trend: steady, change_point: none } }", rows, "verdict: { confidence: 0.9999 }\n");
            result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        }
    }

    [Fact]
    public async Task Too_few_months_are_inconclusive_never_passed()
    {
        var checks = (await RunAsync("{ accuracy: { trend: not falling, change_point: no fall } }", Months(4, _ => 0.9))).Checks;

        checks.Should().OnlyContain(check => check.Outcome == Outcome.Inconclusive && check.Fails);
        checks[0].Reason.Should().Be("of 4 months with a value no test can be sure of anything at 95 %: it takes 5");
        checks[1].Reason.Should().EndWith("it takes 6");
    }

    [Fact]
    public async Task Months_with_too_few_rows_or_without_a_date_are_left_out_by_name()
    {
        var rows = Months(7, _ => 0.9) + "2024-08-01,a,a\n,a,a\n";

        var result = await RunAsync("{ accuracy: { trend: not falling } }", rows, "verdict: { min_rows: 20 }\n");

        result.Checks.Single().Outcome.Should().Be(Outcome.Passed);
        result.Guards.Single().Notes.Should().Contain("2024-08 rests on 1 rows and min_rows is 20").And.Contain("(null) has no place in time");
    }

    [Fact]
    public async Task Months_that_the_data_does_not_have_count_as_time()
    {
        var rows = string.Concat(Months(12, month => 0.95 - (0.03 * month)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[5..7] is not ("03" or "04" or "05" or "06")).Select(line => line + "\n"));

        (await RunAsync("{ accuracy: { trend: not falling } }", rows)).Checks.Single().Value.Should().BeApproximately(-0.03, 0.003);
    }

    [Fact]
    public async Task The_series_is_drawn_with_its_intervals_and_its_slope()
    {
        var trend = (await RunAsync("{ accuracy: { trend: not falling } }", Months(12, _ => 0.9))).Guards.Should().ContainSingle().Subject;

        trend.Should().Match<GuardResult>(guard => guard.Kind == "trend" && guard.Name == "accuracy by month");
        var figure = trend.Figures.Should().ContainSingle().Subject;
        figure.Series.Select(series => series.Name).Should().Equal("accuracy", "Sen's slope");
        figure.Series[0].Labels.Should().HaveCount(12).And.StartWith("2024-01");
        figure.Series[0].Low.Should().HaveCount(12).And.OnlyContain(low => low < 0.9);
        figure.Series[1].Y.Should().HaveCount(12);
    }

    [Fact]
    public async Task A_correction_over_many_checks_takes_a_single_trend_back()
    {
        // Five months that fall: p = 2/120, which of many metrics some would show by chance.
        var many = string.Join(", ", new[] { "accuracy", "mcc", "f1", "recall", "precision", "balanced_accuracy", "cohen_kappa" }.Select(metric => $"{metric}: {{ trend: not falling }}"));
        var rows = Months(5, month => 0.95 - (0.03 * month));

        (await RunAsync($"{{ {many} }}", rows)).Checks[0].Outcome.Should().Be(Outcome.Failed);
        (await RunAsync($"{{ {many} }}", rows, "verdict: { judge: lenient, correction: holm }\n")).Checks[0].Outcome.Should().Be(Outcome.Inconclusive);
    }

    [Fact]
    public async Task A_correction_counts_changes_of_level_too()
    {
        var many = string.Join(", ", new[] { "accuracy", "mcc", "f1", "recall", "precision", "balanced_accuracy", "cohen_kappa" }.Select(metric => $"{metric}: {{ change_point: no fall }}"));
        var rows = Months(6, month => month < 3 ? 0.9 : 0.7);

        (await RunAsync($"{{ {many} }}", rows)).Checks[0].Outcome.Should().Be(Outcome.Failed);
        (await RunAsync($"{{ {many} }}", rows, "verdict: { judge: lenient, correction: holm }\n")).Checks[0].Outcome.Should().Be(Outcome.Inconclusive);
        // Of a longer series no chance makes so clean a break, however many checks there are.
        (await RunAsync($"{{ {many} }}", Months(30, month => month < 15 ? 0.9 : 0.7), "verdict: { judge: lenient, correction: holm, confidence: 0.9999 }\n")).Checks[0].Outcome.Should().Be(Outcome.Failed);
    }

    [Fact]
    public async Task A_month_with_an_infinite_value_is_an_error_and_not_left_out()
    {
        files.Write("golden.csv", "at,t,p\n" + string.Concat(Enumerable.Range(1, 9).SelectMany(month => Enumerable.Range(0, 4).Select(i => $"2024-{month:00}-01,{i},{(month == 9 && i == 0 ? "1e300" : "1.5")}\n"))));
        var suite = files.Parse("slices: { month: { by: at, every: month, over_time: { mse: { trend: not rising } } } }\n", "spec: A suite\npredictions: { value: p }\ntask: regression\ngolden: golden.csv\nlabel: t\n");

        var check = (await SuiteRunner.RunAsync(suite, new RunOptions { Threads = 2 }, TestContext.Current.CancellationToken)).Checks.Single();

        check.Outcome.Should().Be(Outcome.Error);
        check.Reason.Should().Be("mse is no finite number in 2024-09");
    }

    private Task<SuiteResult> RunAsync(string overTime, string rows, string more = "")
    {
        files.Write("golden.csv", "at,t,p\n" + rows);
        return SuiteRunner.RunAsync(files.Parse($"{more}slices: {{ month: {{ by: at, every: month, over_time: {overTime} }} }}\n", Head), new RunOptions { Threads = 2 }, TestContext.Current.CancellationToken);
    }

    // Rows of each month, a share of them right; the months begin in 2024.
    private static string Months(int count, Func<int, double> accuracy, int perMonth = 100) => string.Concat(Enumerable.Range(0, count).SelectMany(month =>
    {
        var right = (int)Math.Round(accuracy(month) * perMonth);
        var day = new DateTime(2024, 1, 5, 0, 0, 0, DateTimeKind.Utc).AddMonths(month).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Enumerable.Range(0, perMonth).Select(i => $"{day},{(i % 2 == 0 ? 'a' : 'b')},{(i < right == (i % 2 == 0) ? 'a' : 'b')}\n");
    }));
}
