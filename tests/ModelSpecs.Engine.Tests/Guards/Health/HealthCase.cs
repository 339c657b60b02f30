using System.Globalization;
using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Tests.Inference;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Tests.Guards.Health;

/// <summary>A folder with rows that have a score and a label, healthy unless a test spoils them; gone with it.</summary>
internal sealed class HealthCase : IDisposable
{
    public const string Head = "spec: A suite\npredictions: { score: score }\ngolden: { path: golden.csv, labels_missing: drop, columns: { zip: string } }\nlabel: y\nid: id\ntask: binary\nclasses: [\"0\", \"1\"]\npositive: \"1\"\n";
    private const string Header = "id,age,income,country,zip,at,labelled_at,score,y\n";
    private static readonly DateTime Start = new(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly ModelCase files = new();

    public HealthCase(int rows = 100, int seed = 1)
    {
        Rows = Make(rows, seed);
        Write();
    }

    /// <summary>The rows by cell, without the header; <see cref="Write"/> writes them down.</summary>
    public List<string[]> Rows { get; }

    public static List<string[]> Make(int rows, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows).Select(i =>
        {
            var at = Start.AddHours(6 * i).AddMinutes(random.Next(300));
            return new[]
            {
                Text($"r{i}"), Text($"{random.Next(18, 91)}"), Text($"{random.NextDouble() * 100_000:F3}"), new[] { "DE", "FR", "IT" }[random.Next(3)], Text($"{random.Next(100_000):D5}"),
                Text($"{at:yyyy-MM-dd'T'HH:mm:ss}"), Text($"{at.AddDays(1 + (random.NextDouble() * 8)):yyyy-MM-dd'T'HH:mm:ss}"), Text($"{random.NextDouble():F4}"), random.Next(3) == 0 ? "1" : "0",
            };
        })];
    }

    /// <summary>Changes a cell.</summary>
    public HealthCase Set(int row, string column, string value)
    {
        Rows[row][Array.IndexOf(Header.TrimEnd('\n').Split(','), column)] = value;
        return this;
    }

    /// <summary>Adds a row like another one.</summary>
    public HealthCase Repeat(int row)
    {
        Rows.Add([Text($"r{Rows.Count}"), .. Rows[row].Skip(1)]);
        return this;
    }

    /// <summary>Writes the golden set, or the rows of another under its name.</summary>
    public HealthCase Write(string file = "golden.csv", IEnumerable<string[]>? rows = null)
    {
        files.Write(file, Header + string.Concat((rows ?? Rows).Select(row => string.Join(',', row) + "\n")));
        return this;
    }

    public HealthCase WriteText(string file, string text)
    {
        files.Write(file, text);
        return this;
    }

    public SuiteSpec Parse(string lines) => files.Parse(lines, Head);

    public async Task<SuiteResult> RunAsync(string lines, string head = Head, bool accept = false, params string[] slices)
    {
        var result = await SuiteRunner.RunAsync(files.Parse(lines, head),
            new RunOptions { Threads = 2, CacheDirectory = null, Accept = accept, Slices = slices.Length == 0 ? null : slices.ToHashSet(StringComparer.Ordinal) }, TestContext.Current.CancellationToken);
        result.Diagnostics.Where(diagnostic => diagnostic.Severity == "error").Should().BeEmpty();
        return result;
    }

    /// <summary>The one check of a spec, on the rows as they are now.</summary>
    public async Task<CheckResult> CheckAsync(string lines, string head = Head) => (await Write().RunAsync(lines, head)).Checks.Should().ContainSingle().Subject;

    /// <summary>Messages of the problems that end a run, which validation finds too unless it is said.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync(string lines, string head = Head, bool isFoundByValidation = true)
    {
        var suite = files.Parse(lines, head);
        var result = await SuiteRunner.RunAsync(suite, new RunOptions { Threads = 1, CacheDirectory = null }, TestContext.Current.CancellationToken);
        var found = result.Diagnostics.Where(diagnostic => diagnostic.Severity == "error").Select(diagnostic => $"{diagnostic.Id} {diagnostic.Message}").ToList();
        var validated = await SuiteValidator.ValidateAsync(suite, new RunOptions { Threads = 1, CacheDirectory = null }, TestContext.Current.CancellationToken);
        validated.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => $"{diagnostic.Id} {diagnostic.Message}").Should().Equal(isFoundByValidation ? found : []);
        return found;
    }

    public void Dispose() => files.Dispose();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
