using System.Globalization;
using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Tests.Inference;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Guards;

/// <summary>A folder with a model of y = x0 + 10 x1, or what else is said, and a golden set of rows; gone with it.</summary>
internal sealed class GuardCase : IDisposable
{
    public const string Head = "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\nid: id\ntask: regression\ninputs: { x: [a, b] }\n";

    public GuardCase(string model = "linear", int rows = 40)
    {
        var lines = Enumerable.Range(0, rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"r{i},{i},{i % 7},{i + (10 * (i % 7))},{(i % 2 == 0 ? "even" : "odd")}\n"));
        Files = new ModelCase(model).Write("golden.csv", "id,a,b,t,side\n" + string.Concat(lines));
    }

    public ModelCase Files { get; }

    public Task<SuiteResult> RunAsync(string lines, string head = Head, string? cache = null, bool accept = false, params string[] slices) => SuiteRunner.RunAsync(
        Files.Parse(lines, head),
        new RunOptions { Threads = 2, CacheDirectory = cache, Accept = accept, Slices = slices.Length == 0 ? null : slices.ToHashSet(StringComparer.Ordinal) },
        TestContext.Current.CancellationToken);

    /// <summary>The one check of a spec.</summary>
    public async Task<CheckResult> CheckAsync(string lines, string head = Head)
    {
        var result = await RunAsync(lines, head);
        result.Diagnostics.Where(diagnostic => diagnostic.Severity == "error").Should().BeEmpty();
        return result.Checks.Should().ContainSingle().Subject;
    }

    public void Dispose() => Files.Dispose();
}
