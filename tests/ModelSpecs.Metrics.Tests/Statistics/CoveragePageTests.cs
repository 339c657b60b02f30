using System.Globalization;
using System.Text.RegularExpressions;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Metrics.Tests.References;

namespace ModelSpecs.Metrics.Tests.Statistics;

/// <summary>What is made of the simulated coverage in docs/statistics.md.</summary>
public class CoveragePageTests
{
    private static readonly int[] Sizes = [20, 50, 100, 200, 1000];
    private static readonly string[] Page = File.ReadAllLines(ReferenceCase.FullPath("docs/statistics.md"));

    private static readonly List<Row> Table = [.. Block("coverage").Skip(2).Select(cells => new Row(cells[0].Trim('`'), MethodOf(cells[1]), cells[2], cells[3..]))];

    [Fact]
    public void What_is_below_93_percent_is_bold_and_nothing_else() =>
        Table.SelectMany(row => row.Cells).Where(cell => cell != "–").Should().OnlyContain(cell =>
            cell.StartsWith("**", StringComparison.Ordinal) ? Percent(cell) <= 100 * Coverage.Least : Percent(cell) >= 100 * Coverage.Least);

    [Fact]
    public void Clopper_and_Pearson_fall_short_of_95_percent_nowhere_beyond_the_noise_of_the_simulation() =>
        Table.Where(row => row.Method == IntervalMethod.ClopperPearson).Should().HaveCount(4)
            .And.OnlyContain(row => Array.TrueForAll(row.Cells, cell => Percent(cell) >= 94.4));

    [Fact]
    public void The_page_lists_all_that_does_not_cover_95_percent_give_or_take_1_at_a_thousand_rows() =>
        Block("exceptions").Skip(2).Select(cells => string.Join('|', cells)).Should().BeEquivalentTo(
            from row in Table
            where row.Method != IntervalMethod.ClopperPearson && (Percent(row.Cells[^1]) is < 94 or > 96)
            select $"`{row.Metric}`|{NameOf(row.Method)}|{row.Population}|{row.Cells[^1]}");

    [Theory]
    [InlineData(IntervalMethod.Wilson)]
    [InlineData(IntervalMethod.DeLong)]
    [InlineData(IntervalMethod.LogitDeLong)]
    public void The_limit_of_a_method_is_the_largest_scarcity_at_which_it_fell_short(IntervalMethod method)
    {
        var limit = Table.Where(row => row.Method == method).SelectMany(row => Short(row).Select(size => Scarcity(row, size))).Max();

        Coverage.Limit(method).Should().BeApproximately(limit, 1e-9);
        Page.Should().Contain(line => line.StartsWith($"| {NameOf(method)} | rows", StringComparison.Ordinal) && line.EndsWith(FormattableString.Invariant($"≤ {limit:0.#} |"), StringComparison.Ordinal));
    }

    [Fact]
    public void The_limits_of_a_metric_are_the_largest_sizes_at_which_its_bootstrap_fell_short()
    {
        var metrics = Table.Where(row => row.Method is IntervalMethod.Percentile or IntervalMethod.Bca).Select(row => row.Metric).Distinct().Except(["ece"]).ToList();

        metrics.Should().HaveCount(11);
        foreach (var metric in metrics)
        {
            var (percentile, bca) = (Limit(metric, IntervalMethod.Percentile), Limit(metric, IntervalMethod.Bca));
            Coverage.Limits(metric, hasClasses: true).Should().Be((percentile, bca), metric);
            Block("limits").Should().ContainSingle(cells => cells[0] == $"`{metric}`")
                .Which[1..].Should().Equal(FormattableString.Invariant($"{percentile:0}"), FormattableString.Invariant($"{bca:0}"));
        }

        Table.Where(row => row.Metric == "ece" && row.Population.StartsWith("calibrated", StringComparison.Ordinal)).Should().HaveCount(4)
            .And.OnlyContain(row => Short(row).Count() == Sizes.Length, "no size is enough for a bias");
        Block("limits").Should().ContainSingle(cells => cells[0] == "`ece`, `mce`, `max_error`").Which[1..].Should().Equal("all", "all");
    }

    [Fact]
    public void What_has_classes_is_marked_by_its_smallest_class_and_what_has_none_by_its_rows()
    {
        var limit = (long)Coverage.Limits("f1", true).Percentile;
        Bootstrapped("f1", 100_000, limit).Should().BeTrue();
        Bootstrapped("f1", 100_000, limit + 1).Should().BeFalse();

        limit = (long)Coverage.Limits("mse", false).Percentile;
        Bootstrapped("mse", limit, null).Should().BeTrue();
        Bootstrapped("mse", limit + 1, null).Should().BeFalse();
        Bootstrapped("rmse", limit, null).Should().BeTrue();
        Bootstrapped("custom:Profit", limit, null).Should().BeTrue();
        Bootstrapped("custom:Profit", 100_000, (long)Coverage.Limits("average_precision", true).Percentile).Should().BeTrue();
        Bootstrapped("ece", 1_000_000, 500_000).Should().BeTrue();
        Bootstrapped("max_error", 1_000_000, null).Should().BeTrue();
    }

    [Fact]
    public void Neither_Clopper_and_Pearson_nor_a_missing_interval_is_marked()
    {
        Coverage.IsKnownToUndercover(IntervalMethod.ClopperPearson, "recall", 1, 3, null).Should().BeFalse();
        Coverage.IsKnownToUndercover(new BareEstimate(0.5, 3, "for no reason"), "recall").Should().BeFalse();
    }

    [Fact]
    public void An_estimate_is_marked_as_its_numbers_are_and_a_difference_as_its_parts_are()
    {
        var small = new ProportionEstimate(1.0 / 20, 1, 20, IntervalMethod.Wilson);
        var large = new ProportionEstimate(0.5, 500, 1000, IntervalMethod.Wilson);

        Coverage.IsKnownToUndercover(small, "fpr").Should().BeTrue();
        Coverage.IsKnownToUndercover(large, "fpr").Should().BeFalse();
        Coverage.IsKnownToUndercover(new DifferenceEstimate(small, large, 1, 0.02), "fpr").Should().BeTrue();
        Coverage.IsKnownToUndercover(new DifferenceEstimate(large, large, 1, 1), "fpr").Should().BeFalse();
        Coverage.IsKnownToUndercover(new SpreadEstimate(0.45, 20, [large, small], isRatio: false), "fpr").Should().BeTrue();
    }

    [Fact]
    public void DeLong_of_ten_against_ten_is_marked_and_of_perfect_separation_is_not()
    {
        Coverage.IsKnownToUndercover(new AreaEstimate(new DeLongResult(0.9, 0.004, 10, 10), 10, IntervalMethod.DeLong), "roc_auc").Should().BeTrue();
        Coverage.IsKnownToUndercover(new AreaEstimate(new DeLongResult(0.9, 0.00001, 5000, 5000), 5000, IntervalMethod.DeLong), "roc_auc").Should().BeFalse();
        Coverage.IsKnownToUndercover(new AreaEstimate(new DeLongResult(1, 0, 10, 10), 10, IntervalMethod.DeLong), "roc_auc").Should().BeFalse();
    }

    [Fact]
    public void The_evaluator_tells_the_smallest_class_of_each_slice()
    {
        var input = new MetricInput
        {
            Task = MetricTask.Binary, Rows = 40, ClassCount = 2,
            Truth = [.. Enumerable.Range(0, 40).Select(row => row < 12 ? 1 : 0)],
            Predicted = [.. Enumerable.Range(0, 40).Select(row => row % 3 == 0 ? 1 : 0)],
        };
        var axis = new SliceAxis([.. Enumerable.Range(0, 40).Select(row => row < 20 ? 0 : 1)], 2);
        var estimates = SliceEvaluator.Estimate(input, [axis], [new MetricRequest("f1"), new MetricRequest("accuracy")], new IntervalOptions(), 1, CancellationToken.None);

        estimates.Overall[0].SmallestClass.Should().Be(12);
        estimates.Groups[0][0][0].SmallestClass.Should().Be(8);
        estimates.Overall[1].SmallestClass.Should().BeNull("Wilson's interval does not depend on it");
    }

    private static bool Bootstrapped(string metric, long rows, long? smallestClass) =>
        Coverage.IsKnownToUndercover(IntervalMethod.Percentile, metric, 0.5, rows, smallestClass);

    private static double Limit(string metric, IntervalMethod method) =>
        Table.Where(row => row.Metric == metric && row.Method == method).SelectMany(row => Short(row).Select(size => Smallest(row, size))).DefaultIfEmpty(0).Max();

    private static IEnumerable<int> Short(Row row) => Sizes.Where((_, i) => row.Cells[i].StartsWith("**", StringComparison.Ordinal));

    private static double Smallest(Row row, int size)
    {
        var share = row.Population == "overconfident" ? 100.0 / 3
            : Regex.Match(row.Population, "([0-9.]+) % positive") is { Success: true } match ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : 100;
        return Math.Round(size * (share == 100 ? 1 : Math.Min(share, 100 - share) / 100), 6);
    }

    private static double Scarcity(Row row, int size)
    {
        var value = double.Parse(row.Population.Split(',')[0], CultureInfo.InvariantCulture);
        return Math.Round(Smallest(row, size) * Math.Min(value, 1 - value), 6);
    }

    private static double Percent(string cell) => double.Parse(cell.Trim('*'), CultureInfo.InvariantCulture);

    private static IntervalMethod MethodOf(string name) => Enum.GetValues<IntervalMethod>().Single(method => method != IntervalMethod.None && NameOf(method) == name);

    private static string NameOf(IntervalMethod method) => method switch
    {
        IntervalMethod.ClopperPearson => "Clopper–Pearson",
        IntervalMethod.LogitDeLong => "logit DeLong",
        IntervalMethod.Percentile => "percentile",
        IntervalMethod.Bca => "BCa",
        _ => method.ToString(),
    };

    private static List<string[]> Block(string name) =>
        [.. Page.SkipWhile(line => line != $"<!-- {name}:begin -->").Skip(1).TakeWhile(line => line != $"<!-- {name}:end -->")
            .Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())];

    private sealed record Row(string Metric, IntervalMethod Method, string Population, string[] Cells);
}
