using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using ModelSpecs.Results.Compare;
using ModelSpecs.Results.Json;

namespace ModelSpecs.Results.Tests.Json;

/// <summary>The JSON of a comparison: what is written reads back, and what is none is refused.</summary>
public sealed class CompareJsonTests
{
    [Fact]
    public void What_is_written_reads_back()
    {
        var written = Text(Sample());
        CompareJson.Read(Stream(written)).Should().BeEquivalentTo(Sample(), options => options.WithStrictOrdering());
        written.Should().StartWith("{\n  \"schemaVersion\": 1,\n").And.EndWith("}\n").And.NotContain("\r");
        written.Should().Contain("\"standing\": \"noEvidence\"").And.Contain("\"decision\": \"keep\"").And.Contain("\"metric\": \"recall\"");
    }

    [Fact]
    public void Latency_that_was_not_measured_is_not_written()
    {
        Text(Sample()).Should().NotContain("latency");
        Text(Sample() with { Candidates = [Sample().Candidates[0] with { Latency = new LatencyResult(1, 200, 0.5, 0.75) }] }).Should().Contain("\"p95\": 0.75");
    }

    [Theory]
    [InlineData("{\"schemaVersion\": 2, \"candidates\": 3}", "*newer ModelSpecs*Found schemaVersion 2; expected at most 1*")]
    [InlineData("[]", "*no JSON object*`modelspecs compare --json`*")]
    [InlineData("{\"tool\": \"x\"}", "*no version*")]
    [InlineData("{\"schemaVersion\": 1, \"tool\": \"x\"}", "*not what `modelspecs compare --json` writes*candidates*")]
    [InlineData("{\"schemaVersion\": 1, \"tool\": \"x\", \"spec\": \"s\", \"file\": \"f\", \"champion\": \"a\", \"confidence\": 0.95, \"candidates\": [], \"recommendation\": {\"decision\": 1, \"candidate\": null, \"because\": []}}", "*not what*decision*")]
    public void Other_json_is_refused_with_what_is_wrong(string json, string message)
    {
        var read = () => CompareJson.Read(Stream(json));
        read.Should().Throw<ResultsFormatException>().WithMessage(message);
    }

    [Fact]
    public void Another_version_is_not_written()
    {
        var write = () => CompareJson.Write(Sample() with { SchemaVersion = 2 }, Stream(""));
        write.Should().Throw<ArgumentException>().WithMessage("*Found schemaVersion 2*");
    }

    [Fact]
    public void The_page_names_every_key_and_every_word()
    {
        var page = File.ReadAllText(Path.Combine(Root, "docs", "comparing.md"));
        Type[] types =
        [
            typeof(CompareResult), typeof(CandidateResult), typeof(CandidateChecks), typeof(FailingCheck), typeof(LatencyResult), typeof(ObjectiveResult), typeof(ComparedMetric), typeof(ComparedSlice),
            typeof(ComparedCells), typeof(ComparedCell), typeof(PairFlips), typeof(PairFlip), typeof(Recommendation),
        ];
        var keys = types.SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null or { Condition: not JsonIgnoreCondition.Always })
            .Select(property => property.Name).Concat(Enum.GetNames<Standing>()).Concat(Enum.GetNames<Decision>())
            .Select(name => char.ToLowerInvariant(name[0]) + name[1..]).Distinct().ToList();
        keys.Should().HaveCountGreaterThan(60);
        keys.Where(key => !page.Contains($"`{key}`", StringComparison.Ordinal) && !page.Contains($".{key}`", StringComparison.Ordinal) && !page.Contains($"`{key}[]`", StringComparison.Ordinal) && !page.Contains($".{key}[]`", StringComparison.Ordinal))
            .Should().BeEmpty();
    }

    private static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "ModelSpecs.sln")))
            {
                folder = Path.GetDirectoryName(folder)!;
            }

            return folder;
        }
    }

    private static CompareResult Sample() => new()
    {
        Tool = "t", Spec = "Größe", File = "a.spec.yaml", Champion = "a", Confidence = 0.95, Rows = 10, Task = "binary", Golden = new FileResult("g.csv", "sha256:1"),
        Candidates = [new CandidateResult { Name = "a", Judged = true, Bytes = 12, Checks = new CandidateChecks { Passed = 1, Failed = 1, Inconclusive = 0, Errors = 0, Waived = 0, OfSnapshot = 0, Failing = [new FailingCheck("c", Outcome.Failed, 0.1, 0.2)] }, Pareto = true }],
        Metrics = [new ComparedMetric("recall", "higher")],
        Slices = [new ComparedSlice("overall", null, 10, [new ComparedCells("recall", true, [new ComparedCell { Candidate = "b", Standing = Standing.NoEvidence, Value = 0.1 + 0.2, P = 0.5, CorrectedP = 1, Interval = new IntervalResult(-1, 1, "tango") }])])],
        Flips = [new PairFlips("a", "b", [new PairFlip("overall", null, 10, 1, 2, 3, 0.5, ["r1"], ["r2", "r3"])])],
        Recommendation = new Recommendation(Decision.Keep, "a", ["Keep a."]),
    };

    private static string Text(CompareResult result)
    {
        using var stream = new MemoryStream();
        CompareJson.Write(result, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static MemoryStream Stream(string json) => new(Encoding.UTF8.GetBytes(json));
}
