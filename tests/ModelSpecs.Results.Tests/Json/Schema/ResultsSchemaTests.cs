using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using ModelSpecs.Results.Json;
using ModelSpecs.Results.Json.Schema;
using ModelSpecs.Tests.Shared;

namespace ModelSpecs.Results.Tests.Json.Schema;

public sealed class ResultsSchemaTests
{
    private static readonly string Root = typeof(ResultsSchemaTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    [Fact]
    public void The_published_schema_is_that_of_the_records()
    {
        var path = Path.Combine(Root, "schema", "results.schema.json");
        var schema = ResultsSchema.Write();
        if (Environment.GetEnvironmentVariable("MODELSPECS_UPDATE") == "1")
        {
            File.WriteAllText(path, schema);
        }

        File.ReadAllText(path).ReplaceLineEndings("\n").Should().Be(schema, "schema/results.schema.json is generated; run the tests of ModelSpecs.Results with MODELSPECS_UPDATE=1 and commit it");
    }

    [Fact]
    public void What_is_written_is_valid_with_every_key_in_the_schema()
    {
        var schema = JsonNode.Parse(ResultsSchema.Write())!;
        var run = JsonNode.Parse(Bytes(SampleResults.Full()))!;

        new DraftSevenOracle(schema).IsValid(run).Should().BeTrue();
        ((JsonObject)run["suites"]![0]!["checks"]![0]!).Select(pair => pair.Key).Should().BeSubsetOf(schema["definitions"]!["CheckResult"]!["properties"]!.AsObject().Select(pair => pair.Key));
    }

    [Fact]
    public void The_reader_refuses_exactly_what_the_schema_does()
    {
        var oracle = new DraftSevenOracle(JsonNode.Parse(ResultsSchema.Write())!);
        var places = Places(JsonNode.Parse(Bytes(SampleResults.Full()))!, []).ToList();
        var (valid, invalid) = (0, 0);
        string?[] values = ["null", "true", "0", "-1", "1.5", "\"x\"", "\"NaN\"", "\"passed\"", "\">=\"", "[]", "{}", "[null]", "3000000000", "99999999999999999999", null];
        for (var i = 0; i < places.Count; i++)
        {
            // Every place with every value would take minutes; each value meets every kind of place.
            foreach (var value in values.Where((_, v) => i < 30 || (v + i) % 5 == 0))
            {
                var run = JsonNode.Parse(Bytes(SampleResults.Full()))!;
                Put(run, places[i], value);
                var expected = oracle.IsValid(run);

                var found = ResultsCheck.Problems(Encoding.UTF8.GetBytes(run.ToJsonString()), ResultsShape.Run);

                (found.Count == 0).Should().Be(expected, $"{string.Join('/', places[i])} := {value ?? "(gone)"}: {string.Join("; ", found)}");
                _ = expected ? valid++ : invalid++;
            }
        }

        valid.Should().BeGreaterThan(100);
        invalid.Should().BeGreaterThan(500);
    }

    [Fact]
    public void What_the_reader_lets_through_the_serialiser_can_read()
    {
        var places = Places(JsonNode.Parse(Bytes(SampleResults.Full()))!, []).ToList();
        for (var i = 0; i < places.Count; i++)
        {
            foreach (var value in (string?[])["null", "\"NaN\"", "1", null])
            {
                var run = JsonNode.Parse(Bytes(SampleResults.Full()))!;
                Put(run, places[i], value);
                var read = () => ResultsJson.Read(new MemoryStream(Encoding.UTF8.GetBytes(run.ToJsonString())));
                try
                {
                    read();
                }
                catch (ResultsFormatException refused)
                {
                    refused.Problems.Should().OnlyContain(problem => problem.StartsWith('$') || problem.Contains("schemaVersion"), $"{string.Join('/', places[i])} := {value ?? "(gone)"}");
                }
            }
        }

        places.Should().HaveCountGreaterThan(150);
    }

    private static byte[] Bytes(RunResult run)
    {
        using var stream = new MemoryStream();
        ResultsJson.Write(run, stream);
        return stream.ToArray();
    }

    private static IEnumerable<IReadOnlyList<object>> Places(JsonNode? node, IReadOnlyList<object> path)
    {
        foreach (var (key, child) in node switch
        {
            JsonObject members => members.Select(member => ((object)member.Key, member.Value)),
            JsonArray items => items.Select((item, index) => ((object)index, item)),
            _ => [],
        })
        {
            IReadOnlyList<object> place = [.. path, key];
            yield return place;
            foreach (var below in Places(child, place))
            {
                yield return below;
            }
        }
    }

    private static void Put(JsonNode root, IReadOnlyList<object> place, string? value)
    {
        var parent = place.SkipLast(1).Aggregate(root, (node, key) => key is int index ? node[index]! : node[(string)key]!);
        switch (place[^1], value)
        {
            case (int index, null):
                parent.AsArray().RemoveAt(index);
                break;
            case (string key, null):
                parent.AsObject().Remove(key);
                break;
            case (int index, _):
                parent[index] = JsonNode.Parse(value);
                break;
            case (string key, _):
                parent[key] = JsonNode.Parse(value);
                break;
        }
    }
}
