using System.Globalization;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Guards.Robustness;

/// <summary>What is expected of metrics under a change is withheld with all other metrics; what needs no label is not.</summary>
public sealed class RobustWithheldTests
{
    private const string Lines = "robust: { shift: { columns: [a], by: 1 }, expect: { mae: \"<= 1000\" }, largest_movement: \"<= 100\" }\nhealth: { labels_received: \">= 95 %\" }\n";

    [Theory]
    [InlineData(0, Outcome.Passed)]
    [InlineData(10, Outcome.Inconclusive)]
    public async Task Metrics_of_changed_rows_need_their_labels(int missing, Outcome expected)
    {
        using var guard = new GuardCase();
        guard.Files.Write("golden.csv", "id,a,b,t,side\n" + string.Concat(Enumerable.Range(0, 40).Select(i => string.Create(CultureInfo.InvariantCulture, $"r{i},{i},{i % 7},{(i < missing ? "" : i + (10 * (i % 7)))},even\n"))));

        var result = await guard.RunAsync(Lines, GuardCase.Head.Replace("golden: golden.csv", "golden: { path: golden.csv, labels_missing: drop }", StringComparison.Ordinal));

        var robust = result.Checks.Where(check => check.Kind == "robust").ToDictionary(check => check.Id.Contains("mae", StringComparison.Ordinal) ? "mae" : "movement");
        robust["mae"].Outcome.Should().Be(expected);
        robust["movement"].Outcome.Should().Be(Outcome.Passed);
        (robust["mae"].Reason?.StartsWith("labels_received is 30 of 40 rows", StringComparison.Ordinal) ?? false).Should().Be(expected == Outcome.Inconclusive);
    }
}
