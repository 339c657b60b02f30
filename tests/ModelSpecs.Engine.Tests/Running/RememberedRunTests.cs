using System.Text;
using ModelSpecs.Engine.Caching;
using ModelSpecs.Engine.Running;
using ModelSpecs.Results;
using ModelSpecs.Results.Json;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Engine.Tests.Running;

/// <summary>A run with a memory gives what a fresh one gives, to the byte.</summary>
public sealed class RememberedRunTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("modelspecs-memory-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    /// <summary>Edits of the loan spec: a bound, the threshold, a check less, another slice, a slice of predictions.</summary>
    private static readonly (string Written, string Edited)[] Edits =
    [
        ("recall: \">= 0.40\"", "recall: \">= 0.99\""),
        ("threshold: 0.30", "threshold: 0.32"),
        ("    - \"<= 0.03\"                            # 0.016 in 15 equal bins\n", ""),
        ("where: age < 25", "where: age < 26"),
        ("score between 0.2 and 0.4", "predicted = 1"),
    ];

    [Fact]
    public async Task After_each_edit_a_run_that_remembers_those_before_gives_the_bytes_of_a_fresh_one()
    {
        var memory = new RunMemory();
        var spec = Spec("loan");
        var first = await RunAsync("loan", spec, memory);
        first.Should().Be(await RunAsync("loan", spec, null));
        foreach (var (written, edited) in Edits)
        {
            spec.Should().Contain(written, "the edit must be one");
            var after = spec.Replace(written, edited, StringComparison.Ordinal);

            (await RunAsync("loan", after, memory)).Should().Be(await RunAsync("loan", after, null), edited);
        }

        (await RunAsync("loan", spec, memory)).Should().Be(first, "what came between changed nothing that was kept");
        memory.Found.Should().BeGreaterThan(Edits.Length);
    }

    [Theory]
    [InlineData("article-tags")]
    [InlineData("search")]
    [InlineData("diabetes-champion")]
    [InlineData("breast-cancer-snapshot")]
    public async Task Of_other_tasks_too(string name)
    {
        var memory = new RunMemory();
        var fresh = await RunAsync(name, Spec(name), null);

        (await RunAsync(name, Spec(name), memory)).Should().Be(fresh);
        (await RunAsync(name, Spec(name), memory)).Should().Be(fresh);
        memory.Found.Should().BePositive();
    }

    [Fact]
    public async Task Another_bound_measures_nothing_again_and_another_threshold_only_what_reads_the_classes()
    {
        var memory = new RunMemory();
        var spec = Spec("loan");
        await RunAsync("loan", spec, memory);
        // What the first run wrote into the cache the second one reads and keeps.
        await RunAsync("loan", spec, memory);
        var kept = memory.Bytes;

        await RunAsync("loan", spec.Replace("recall: \">= 0.40\"", "recall: \">= 0.41\"", StringComparison.Ordinal), memory);
        memory.Bytes.Should().Be(kept);

        await RunAsync("loan", spec.Replace("threshold: 0.30", "threshold: 0.31", StringComparison.Ordinal), memory);
        memory.Bytes.Should().BeGreaterThan(kept).And.BeLessThan(kept + (kept / 4));
    }

    [Fact]
    public void What_was_longest_unused_goes_first_and_what_is_too_large_is_not_kept()
    {
        var memory = new RunMemory(limit: 100);
        memory.Keep("a", "A", 40);
        memory.Keep("b", "B", 40);
        memory.TryGet<string>("a", out _).Should().BeTrue();
        memory.Keep("c", "C", 40);
        memory.Keep("d", "D", 101);

        memory.TryGet<string>("a", out var a).Should().BeTrue();
        a.Should().Be("A");
        memory.TryGet<string>("b", out _).Should().BeFalse();
        memory.TryGet<string>("c", out _).Should().BeTrue();
        memory.TryGet<string>("d", out _).Should().BeFalse();
        memory.Bytes.Should().Be(80);
    }

    private static string Spec(string name) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, "specs", name + ".spec.yaml"));

    // Beside the real one, so that its paths hold; in no file, so that nobody finds it.
    private async Task<string> RunAsync(string name, string text, RunMemory? memory)
    {
        var path = Path.Combine(RepositoryRoot.Path, "specs", name + ".spec.yaml");
        var parsed = SpecParser.Parse(path, new EditedFiles(path, text));
        parsed.Spec.Should().NotBeNull(string.Join('\n', parsed.Diagnostics));
        var options = new RunOptions
        {
            CacheDirectory = Path.Combine(root, memory is null ? "fresh" : "remembered"),
            Memory = memory,
            Threads = 2,
            Curves = true,
            SampleRows = 50,
            Today = new DateOnly(2026, 1, 1),
            LeavesNothing = true,
        };
        var result = await SuiteRunner.RunAsync(parsed.Spec!, options, TestContext.Current.CancellationToken);
        result.Checks.Should().NotBeEmpty();
        using var json = new MemoryStream();
        ResultsJson.Write(new RunResult { Tool = "test", Suites = [result with { Timings = new Dictionary<string, double>() }] }, json);
        return Encoding.UTF8.GetString(json.ToArray());
    }

    private sealed class EditedFiles(string path, string text) : ISpecFiles
    {
        private readonly DiskSpecFiles disk = new();

        public string RootOf(string specPath) => disk.RootOf(specPath);

        public string? Read(string specPath) => specPath == path ? text : disk.Read(specPath);
    }
}
