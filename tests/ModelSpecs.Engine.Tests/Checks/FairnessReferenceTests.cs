using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ModelSpecs.Engine.Tests.Running;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Checks;

/// <summary>Fairness measures and gaps against eng/references/fairness.py.</summary>
public sealed class FairnessReferenceTests : IDisposable
{
    private static readonly JsonElement Reference = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", "ModelSpecs.Engine.Tests", "References", "fairness.json"))).RootElement;

    private readonly SpecWorkspace workspace = new();

    public static TheoryData<string> Cases => [.. Reference.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void The_values_are_those_of_the_script()
    {
        var script = SHA256.HashData(File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "eng", "references", "fairness.py")));

        Reference.GetProperty("script").GetString().Should().Be(Convert.ToHexStringLower(script), "the script changed: run it again");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_measures_in_the_results_are_those_of_the_reference(string name)
    {
        var expected = Write(name);

        var result = await workspace.RunAsync(Spec(name, "expect: { accuracy: \">= 0.01\" }\nslices:\n  group: { by: group }\n"));

        var fairness = result.Fairness.Should().ContainSingle().Subject;
        fairness.Slice.Should().Be("group");
        fairness.Measures.Keys.Should().Equal(expected.Keys);
        foreach (var (measure, value) in expected)
        {
            var actual = fairness.Measures[measure];
            Close(actual.Value, value).Should().BeTrue($"{measure} is {actual.Value} and {value} in the reference");
            (actual.Undefined is null).Should().Be(value is not null);
            (actual.Smallest is null).Should().Be(value is null);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Gaps_judge_the_same_numbers(string name)
    {
        var expected = Write(name);

        var result = await workspace.RunAsync(Spec(name, """
            slices:
              group:
                by: group
                gap:
                  selection_rate: ["<= 0.99", { ratio: ">= 0.01" }]
                  equalized_odds: ["<= 0.99", { ratio: ">= 0.01" }]
                  recall: ["<= 0.99", { ratio: ">= 0.01" }]

            """));

        result.Checks.Should().HaveCount(expected.Count);
        result.Checks.Zip(expected).Should().OnlyContain(pair => Close(pair.First.Value, pair.Second.Value) && pair.First.Outcome == (pair.Second.Value == null ? Outcome.Error : Outcome.Passed));
    }

    private static bool Close(double? actual, double? expected) =>
        actual is null || expected is null ? actual is null && expected is null : Math.Abs(actual.Value - expected.Value) <= 1e-12;

    private static string Spec(string name, string rest) =>
        $"spec: A suite\ngolden: {{ path: golden.csv{(CaseOf(name).GetProperty("weight").ValueKind == JsonValueKind.Null ? "" : ", weight: weight")} }}\nlabel: truth\ntask: binary\npredictions: {{ label: predicted }}\n{rest}";

    private static JsonElement CaseOf(string name) => Reference.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);

    private Dictionary<string, double?> Write(string name)
    {
        var of = CaseOf(name);
        string Cell(string column, int row) => of.GetProperty(column).ValueKind == JsonValueKind.Null ? "1" : of.GetProperty(column)[row].ToString();
        var rows = Enumerable.Range(0, of.GetProperty("truth").GetArrayLength()).Select(row =>
            string.Create(CultureInfo.InvariantCulture, $"{Cell("group", row)},{Cell("truth", row)},{Cell("predicted", row)},{Cell("weight", row)}\n"));
        workspace.Write("golden.csv", "group,truth,predicted,weight\n" + string.Concat(rows));
        return of.GetProperty("measures").EnumerateObject().ToDictionary(m => m.Name, m => m.Value.ValueKind == JsonValueKind.Null ? (double?)null : m.Value.GetDouble());
    }
}
