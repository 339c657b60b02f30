using ModelSpecs.Engine.Running;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Engine.Tests.Running;

/// <summary>A root folder with files for one test; gone with it.</summary>
internal sealed class SpecWorkspace : IDisposable
{
    public SpecWorkspace()
    {
        Root = Directory.CreateTempSubdirectory("modelspecs-test-").FullName;
        Write("modelspecs.yaml", "root: true\n");
    }

    public string Root { get; }

    public RunOptions Options { get; set; } = new() { Threads = 2 };

    public string Write(string name, string content)
    {
        var path = Path.Combine(Root, name);
        File.WriteAllText(path, content);
        return path;
    }

    public SuiteSpec Parse(string spec)
    {
        var parsed = SpecParser.Parse(Write("x.spec.yaml", spec), new DiskSpecFiles());
        parsed.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        return parsed.Spec!;
    }

    public Task<SuiteResult> RunAsync(string spec) =>
        SuiteRunner.RunAsync(Parse(spec), Options, TestContext.Current.CancellationToken);

    public Task<IReadOnlyList<SpecDiagnostic>> ValidateAsync(string spec) =>
        SuiteValidator.ValidateAsync(Parse(spec), Options, TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
