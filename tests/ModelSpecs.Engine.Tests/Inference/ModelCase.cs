using System.Reflection;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Engine.Tests.Inference;

/// <summary>A root folder with a model of Fixtures, a golden set and a spec; gone with it.</summary>
internal sealed class ModelCase : IDisposable
{
    private static readonly string Models = Path.Combine(
        typeof(ModelCase).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!,
        "tests", "ModelSpecs.Engine.Tests", "Fixtures", "models");

    public ModelCase(string? model = null)
    {
        Root = Directory.CreateTempSubdirectory("modelspecs-test-").FullName;
        Write("modelspecs.yaml", "root: true\n");
        if (model is not null)
        {
            Model(model);
        }
    }

    public string Root { get; }

    public InferenceOptions Options { get; set; } = new() { Threads = 2 };

    public static byte[] Bytes(string model) => File.ReadAllBytes(Path.Combine(Models, model + ".onnx"));

    public ModelCase Model(string name, string file = "model.onnx")
    {
        File.WriteAllBytes(PathOf(file), Bytes(name));
        return this;
    }

    public ModelCase Write(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), content);
        return this;
    }

    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>The lines of a spec after its head, which names model.onnx, golden.csv and the label t.</summary>
    public SuiteSpec Parse(string lines, string head = "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\n")
    {
        Write("x.spec.yaml", head + lines);
        var parsed = SpecParser.Parse(PathOf("x.spec.yaml"), new DiskSpecFiles());
        parsed.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        return parsed.Spec!;
    }

    public Table Read(SuiteSpec suite)
    {
        var header = DatasetReader.ReadHeader(suite.Golden, Root);
        var needed = Predictor.ColumnsNeeded(suite, header, Options).Append(suite.Label.Value).ToList();
        return DatasetReader.Read(suite.Golden, Root, needed, new DatasetOptions { Threads = 1 }, TestContext.Current.CancellationToken);
    }

    public Task<Predictions> PredictAsync(string lines, string csv, int[]? rows = null)
    {
        Write("golden.csv", csv);
        return PredictAsync(Parse(lines), rows);
    }

    public Task<Predictions> PredictAsync(SuiteSpec suite, int[]? rows = null) =>
        Predictor.PredictAsync(suite, Read(suite), rows, Options, TestContext.Current.CancellationToken);

    /// <summary>What a spec with a golden set is told; at least one problem.</summary>
    public async Task<IReadOnlyList<SpecDiagnostic>> ProblemsAsync(string lines, string csv)
    {
        Write("golden.csv", csv);
        return await ProblemsAsync(Parse(lines));
    }

    public async Task<IReadOnlyList<SpecDiagnostic>> ProblemsAsync(SuiteSpec suite)
    {
        var problem = await Assert.ThrowsAsync<SpecException>(async () =>
        {
            var table = Read(suite);
            LabelReader.Read(suite, table, await Predictor.PredictAsync(suite, table, Options, TestContext.Current.CancellationToken));
        });
        return problem.Diagnostics;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
