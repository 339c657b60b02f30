using System.Reflection;
using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Running;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Engine.Tests.Guards.Robustness;

/// <summary>The repository's digits, in a folder that is gone with it: 300 images, clean unless said otherwise, from an NPY file, an NPZ, or columns.</summary>
internal sealed class DigitsCase : IDisposable
{
    public const string Npy = "golden: { path: golden.csv, where: corruption = 'clean' }\ninputs: { image: { npy: images.npy } }\n";
    public const string Npz = "golden: { path: golden.npz, where: corruption = 'clean' }\n";
    public const string Columns = "golden: { path: pixels.csv.gz, where: corruption = 'clean' }\ninputs: { image: { columns: px0..px63, shape: [1, 8, 8] } }\n";

    public static readonly string Testdata = Path.Combine(
        typeof(DigitsCase).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!, "testdata", "digits");

    private readonly string root = Directory.CreateTempSubdirectory("modelspecs-test-").FullName;

    public DigitsCase()
    {
        File.WriteAllText(Path.Combine(root, "modelspecs.yaml"), "root: true\n");
        foreach (var file in new[] { "model.onnx", "golden.csv", "golden.npz", "images.npy", "pixels.csv.gz" })
        {
            File.Copy(Path.Combine(Testdata, file), Path.Combine(root, file));
        }
    }

    public string PathOf(string name) => Path.Combine(root, name);

    public async Task<SuiteResult> RunAsync(string lines, string data = Npy, int threads = 2, string? cache = null, CustomMetricSet? customs = null)
    {
        var path = PathOf("x.spec.yaml");
        File.WriteAllText(path, "spec: Digits\nmodel: model.onnx\nlabel: digit\nid: id\noutputs: { score: logits, activation: softmax }\n" + data + lines);
        var parsed = SpecParser.Parse(path, new DiskSpecFiles());
        parsed.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        return await SuiteRunner.RunAsync(parsed.Spec!, new RunOptions { Threads = threads, CacheDirectory = cache, CustomMetrics = customs ?? CustomMetricSet.None }, TestContext.Current.CancellationToken);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
