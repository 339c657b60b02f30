using System.Security.Cryptography;
using System.Text.Json;
using ModelSpecs.Metrics.Latency;
using ModelSpecs.Metrics.Tests.References;

namespace ModelSpecs.Metrics.Tests.Latency;

/// <summary>Against SciPy, as eng/references/latency.py asked it.</summary>
public sealed class LatencyReferenceTests : IDisposable
{
    private readonly JsonDocument document = ReferenceCase.Open("latency");

    public void Dispose() => document.Dispose();

    [Fact]
    public void The_file_was_written_by_the_script_as_it_stands() =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(ReferenceCase.FullPath(document.RootElement.GetProperty("script").GetString()!))))
            .Should().Be(document.RootElement.GetProperty("sha256").GetString(), "eng/references/latency.py has changed; run it again");

    [Fact]
    public void Quantiles_their_intervals_and_p_values_are_SciPys()
    {
        foreach (var element in Cases("quantiles"))
        {
            double[] values = [.. element.GetProperty("values").EnumerateArray().Select(value => value.GetDouble())];
            var estimate = QuantileEstimate.Of(values, element.GetProperty("share").GetDouble());
            var what = $"{values.Length} values, share {element.GetProperty("share")}";
            estimate.Value.Should().Be(element.GetProperty("value").GetDouble(), what);
            estimate.PValue(element.GetProperty("bound").GetDouble()).Should().BeApproximately(element.GetProperty("p").GetDouble(), 1e-10, what);
            foreach (var interval in element.GetProperty("intervals").EnumerateArray())
            {
                var own = estimate.At(interval.GetProperty("confidence").GetDouble());
                own.Low.Should().Be(End(interval, "low", double.NegativeInfinity), what);
                own.High.Should().Be(End(interval, "high", double.PositiveInfinity), what);
            }
        }
    }

    [Fact]
    public void As_many_values_are_needed_as_the_binomial_distribution_says()
    {
        foreach (var element in Cases("needed"))
        {
            OrderStatistics.Needed(element.GetProperty("share").GetDouble(), element.GetProperty("confidence").GetDouble()).Should().Be(element.GetProperty("count").GetInt32(), "{0}", element);
        }
    }

    private List<JsonElement> Cases(string name)
    {
        var cases = document.RootElement.GetProperty(name).EnumerateArray().ToList();
        cases.Should().NotBeEmpty();
        return cases;
    }

    private static double End(JsonElement interval, string name, double open) =>
        interval.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : open;
}
