using System.Reflection;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using ModelSpecs.Results.Json;

namespace ModelSpecs.Results.Tests.Json;

public sealed class ResultsPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(
        typeof(ResultsPageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!, "docs", "results.md"));

    public static TheoryData<string, string> Keys { get; } = [.. KeysOf(ResultsJsonContext.Default.RunResult, []).Order().Select(k => (k.Owner, k.Key))];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_key_is_on_the_page(string record, string key)
    {
        Page[..Page.IndexOf("## Example", StringComparison.Ordinal)].Should().Contain($"`{key}`", $"{record} has it");
    }

    [Fact]
    public void All_records_are_looked_at()
    {
        KeysOf(ResultsJsonContext.Default.RunResult, []).Select(k => k.Owner).Distinct()
            .Should().BeEquivalentTo("RunResult", "SuiteResult", "FileResult", "SliceResult", "MetricResult", "CheckResult", "ThresholdSuggestion", "RowResult", "DiagnosticResult", "IntervalResult", "VerdictResult", "NoiseResult", "ReversalResult", "FairnessResult", "FairnessValue", "ConfusionResult", "ReliabilityResult", "RocResult", "PrecisionRecallResult", "ScoreHistogramResult", "ErrorGridResult", "WaiverResult", "QuarantineResult", "BaselineResult", "StructureResult", "ChangeResult", "FlipResult", "RowSampleResult", "SampledRow", "ImageShapeResult", "GuardResult", "GuardValueResult", "ShownNumbers", "FigureResult", "FigureSeriesResult", "FigureBoundResult", "GateDiffResult", "GateChange");
    }

    [Fact]
    public void The_example_is_what_the_program_writes_to_the_character()
    {
        var start = Page.IndexOf("```json\n", StringComparison.Ordinal) + "```json\n".Length;
        var example = Page[start..Page.IndexOf("```", start, StringComparison.Ordinal)];

        var run = ResultsJson.Read(new MemoryStream(Encoding.UTF8.GetBytes(example)));
        using var written = new MemoryStream();
        ResultsJson.Write(run, written);

        Encoding.UTF8.GetString(written.ToArray()).Should().Be(example);
        run.Suites[0].Checks[0].WorstRows[0].Loss.Should().Be(2.4079456086518722);
    }

    [Fact]
    public void The_page_names_the_version_in_force()
    {
        Page.Should().Contain($"| `schemaVersion` | version of this shape: {ResultsJson.SchemaVersion} |");
    }

    private static IEnumerable<(string Owner, string Key)> KeysOf(JsonTypeInfo type, HashSet<Type> seen)
    {
        if (!seen.Add(type.Type))
        {
            yield break;
        }

        if (type.ElementType is { } element)
        {
            foreach (var key in KeysOf(ResultsJsonContext.Default.GetTypeInfo(element)!, seen))
            {
                yield return key;
            }
        }

        // What is left out of the file has no getter.
        foreach (var property in type.Properties.Where(p => p.Get is not null))
        {
            yield return (type.Type.Name, property.Name);
            foreach (var key in KeysOf(ResultsJsonContext.Default.GetTypeInfo(property.PropertyType)!, seen))
            {
                yield return key;
            }
        }
    }
}
