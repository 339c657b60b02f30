using System.Globalization;
using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Tests.Inference;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Guards.Drift;

/// <summary>A golden set and a reference of applicants, with recorded scores; what is planted stands in the golden set.</summary>
internal sealed class DriftCase : IDisposable
{
    public const string Columns = "id,income,age,kids,country,owner,region,score,t\n";

    public const string Head = "spec: A suite\ngolden: golden.csv\nlabel: t\nid: id\ntask: binary\npositive: 1\npredictions: { score: score }\n";

    public DriftCase(int rows = 800, int referenceRows = 3_000, int seed = 1, Func<Applicant, Applicant>? planted = null)
    {
        Files = new ModelCase();
        Files.Write("reference.csv", Text(referenceRows, new Random(seed + 1_000_000)));
        Files.Write("golden.csv", Text(rows, new Random(seed), planted));
    }

    public ModelCase Files { get; }

    public static string Text(int rows, Random random, Func<Applicant, Applicant>? planted = null) =>
        Columns + string.Concat(Enumerable.Range(0, rows).Select(i =>
        {
            var drawn = Applicant.Draw(random);
            return (planted is null ? drawn : planted(drawn)).Line(i);
        }));

    public Task<SuiteResult> RunAsync(string lines, string head = Head, int threads = 2) =>
        SuiteRunner.RunAsync(Files.Parse(lines, head), new RunOptions { Threads = threads, CacheDirectory = null }, TestContext.Current.CancellationToken);

    /// <summary>The checks of drift; nothing else is wrong.</summary>
    public async Task<IReadOnlyList<CheckResult>> ChecksAsync(string lines, string head = Head)
    {
        var result = await RunAsync(lines, head);
        result.Diagnostics.Where(diagnostic => diagnostic.Severity == "error").Should().BeEmpty();
        return [.. result.Checks.Where(check => check.Kind == "drift")];
    }

    /// <summary>The one check of drift.</summary>
    public async Task<CheckResult> CheckAsync(string lines, string head = Head) => (await ChecksAsync(lines, head)).Should().ContainSingle().Subject;

    /// <summary>Messages of the errors of a run.</summary>
    public async Task<IReadOnlyList<string>> ErrorsAsync(string lines, string head = Head)
    {
        var suite = Files.Parse(lines, head);
        var result = await RunAsync(lines, head);
        var validated = await SuiteValidator.ValidateAsync(suite, new RunOptions { CacheDirectory = null }, TestContext.Current.CancellationToken);
        string[] errors = [.. result.Diagnostics.Where(diagnostic => diagnostic.Severity == "error").Select(diagnostic => $"{diagnostic.Id}: {diagnostic.Message}")];
        errors.Should().OnlyContain(message => !message.Contains('\n', StringComparison.Ordinal));
        // What needs no model is found without one.
        validated.Where(diagnostic => diagnostic.Severity == Spec.Diagnostics.DiagnosticSeverity.Error).Select(diagnostic => $"{diagnostic.Id}: {diagnostic.Message}").Should().BeSubsetOf(errors);
        return errors;
    }

    public void Dispose() => Files.Dispose();
}

/// <summary>A row.</summary>
internal sealed record Applicant(double? Income, int Age, int Kids, string? Country, bool Owner, string Region, double Score)
{
    public static Applicant Draw(Random random)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var income = Math.Round(30_000 * Math.Exp(0.5 * normal), 2);
        var country = random.NextDouble() switch { < 0.5 => "DE", < 0.8 => "FR", < 0.95 => "ES", _ => "IT" };
        return new(
            random.NextDouble() < 0.03 ? null : income, random.Next(18, 80), Math.Min(3, (int)(4 * random.NextDouble() * random.NextDouble())), random.NextDouble() < 0.02 ? null : country,
            random.NextDouble() < 0.4, random.NextDouble() < 0.5 ? "north" : "south", Math.Round(random.NextDouble(), 4));
    }

    public string Line(int i) => string.Create(CultureInfo.InvariantCulture, $"r{i},{Income},{Age},{Kids},{Country},{(Owner ? "true" : "false")},{Region},{Score},{(Score > 0.5 ? 1 : 0)}\n");
}
