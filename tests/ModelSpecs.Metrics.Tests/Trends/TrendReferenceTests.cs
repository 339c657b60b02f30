using System.Security.Cryptography;
using System.Text.Json;
using ModelSpecs.Metrics.Tests.References;
using ModelSpecs.Metrics.Trends;

namespace ModelSpecs.Metrics.Tests.Trends;

/// <summary>Against SciPy and brute force, as eng/references/trends.py asked them, and against a published series.</summary>
public sealed class TrendReferenceTests : IDisposable
{
    private readonly JsonDocument document = ReferenceCase.Open("trends");

    public void Dispose() => document.Dispose();

    [Fact]
    public void The_file_was_written_by_the_script_as_it_stands() =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(ReferenceCase.FullPath(document.RootElement.GetProperty("script").GetString()!))))
            .Should().Be(document.RootElement.GetProperty("sha256").GetString(), "eng/references/trends.py has changed; run it again");

    [Fact]
    public void Trends_are_what_all_pairs_say()
    {
        using var drift = ReferenceCase.Open("drift");
        foreach (var element in drift.RootElement.GetProperty("series").EnumerateArray())
        {
            var trend = MannKendall.Of(Numbers(element));
            trend.S.Should().Be(element.GetProperty("s").GetInt64());
            foreach (var (value, key) in new[] { (trend.Variance, "variance"), (trend.Tau, "tau"), (trend.PFalling, "falling"), (trend.PRising, "rising") })
            {
                value.Should().BeApproximately(element.GetProperty(key).GetDouble(), 1e-12 * Math.Max(1, Math.Abs(value)), "{0} of {1}", key, element);
            }
        }
    }

    [Fact]
    public void Slopes_and_exact_p_values_are_SciPys()
    {
        foreach (var element in document.RootElement.GetProperty("trends").EnumerateArray())
        {
            var values = Numbers(element);
            var estimate = Trend(values);
            estimate.Value.Should().BeApproximately(element.GetProperty("slope").GetDouble(), 1e-12);
            estimate.Tau.Should().BeApproximately(element.GetProperty("tau").GetDouble(), 1e-12);
            if (element.GetProperty("exact") is { ValueKind: JsonValueKind.Number } exact)
            {
                estimate.PValue(0).Should().BeApproximately(exact.GetDouble(), 1e-12, "of {0}", element);
            }
        }
    }

    [Fact]
    public void Change_points_are_those_of_every_order()
    {
        foreach (var element in document.RootElement.GetProperty("changes").EnumerateArray())
        {
            var sides = element.GetProperty("sides").GetString();
            var change = ChangePoint.Of(Numbers(element), sides is "fall" or "both", sides is "rise" or "both", ChangePoint.FewestDraws, 1, CancellationToken.None);
            change.Statistic.Should().Be(element.GetProperty("statistic").GetInt64(), "of {0}", element);
            change.After.Should().Be(element.GetProperty("after").GetInt32(), "of {0}", element);
            if (element.GetProperty("p") is { ValueKind: JsonValueKind.Number } p)
            {
                change.PValue.Should().BeApproximately(p.GetDouble(), 1e-12, "of {0}", element);
            }
        }
    }

    [Fact]
    public void The_Nile_fell_after_1898_as_published()
    {
        var nile = document.RootElement.GetProperty("trends").EnumerateArray().Select(Numbers).Single(values => values.Length == 100);

        var change = ChangePoint.Of(nile, falls: true, rises: true, ChangePoint.FewestDraws, 1, CancellationToken.None);

        change.Should().Match<ChangePoint>(found => found.After == 28 && found.Statistic == 1617 && found.PValue == 1.0 / (ChangePoint.FewestDraws + 1));
        change.Before.Should().BeApproximately(1097.75, 1e-9);
        change.Since.Should().BeApproximately(849.9722, 1e-4);
    }

    private static TrendEstimate Trend(double[] values) => TrendEstimate.Of([.. Enumerable.Range(0, values.Length).Select(i => (double)i)], values);

    private static double[] Numbers(JsonElement element) => [.. element.GetProperty("values").EnumerateArray().Select(value => value.GetDouble())];
}
