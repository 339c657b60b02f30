using System.Security.Cryptography;
using System.Text.Json;

namespace ModelSpecs.Engine.Tests.Guards.Health;

/// <summary>Nulls, duplicates, leaked rows, joins, labels and delays against pandas (eng/references/health.py).</summary>
public sealed class HealthReferenceTests
{
    private static readonly JsonElement Reference = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", "ModelSpecs.Engine.Tests", "References", "health.json"))).RootElement;

    public static TheoryData<string> Cases => [.. Reference.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    [Fact]
    public void The_values_are_those_of_the_script()
    {
        var script = SHA256.HashData(File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "eng", "references", "health.py")));

        Reference.GetProperty("script").GetString().Should().Be(Convert.ToHexStringLower(script), "the script changed: run it again");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_value_is_that_of_pandas(string name)
    {
        var expected = Reference.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        using var health = new HealthCase();
        foreach (var file in new[] { "golden", "train", "served" })
        {
            health.WriteText($"{file}.csv", expected.GetProperty(file).GetString()!);
        }

        var result = await health.RunAsync("""
            health:
              nulls: { columns: [amount, count, kind, customer, labelled_at], is: "<= 99 %" }
              duplicates: { columns: [amount, count, kind], is: "<= 99 %" }
              leakage: { train: train.csv, key: customer, columns: [amount, count, kind], is: "<= 99 %" }
              skew: { other: served.csv, key: id, columns: [amount, count, kind], atol: 0, rtol: 1e-4, is: "<= 99 %", matched: ">= 1 %" }
              label_balance: { is: ">= 1 %", ratio: ">= 1 %" }
              labels_received: ">= 1 %"
              label_delay: { from: at, to: labelled_at, p50: "<= 99 days", p90: "<= 99 days", p95: "<= 99 days", p99: "<= 99 days", max: "<= 99 days" }
              freshness: { column: at, as_of: 2026-07-31, is: "<= 99 days", gap: "<= 99 days" }

            """, HealthCase.Head.Replace(", columns: { zip: string }", "", StringComparison.Ordinal));

        var measured = result.Guards.Single().Values.ToDictionary(value => value.Measure, value => value.Value, StringComparer.Ordinal);
        foreach (var value in expected.GetProperty("values").EnumerateObject())
        {
            measured[value.Name].Should().BeApproximately(value.Value.GetDouble(), 1e-12, value.Name);
        }

        measured.Keys.Should().BeEquivalentTo(expected.GetProperty("values").EnumerateObject().Select(value => value.Name));
    }
}
