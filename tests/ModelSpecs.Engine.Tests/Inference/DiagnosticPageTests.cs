using System.Reflection;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Tests.Inference;

/// <summary>Every diagnostic of the model is brought about here, and its page shows the message that came.</summary>
public sealed class DiagnosticPageTests : IDisposable
{
    private const string Two = "inputs: { x: [a, b] }\n";
    private const string Binary = "a,b,t\n0.25,0.75,1\n0.75,0.25,0\n";

    private readonly ModelCase model = new("linear");

    public static TheoryData<string> Ids { get; } = [.. SpecDiagnostics.All.Select(d => d.Id).Where(id => id is [.., '2', _, _])];

    public void Dispose() => model.Dispose();

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_page_of_a_diagnostic_shows_its_real_message(string id)
    {
        Assert.SkipWhen(id == "MSPEC204" && OperatingSystem.IsWindows(), "links need a right there");
        var problems = await ProvokeAsync(id);

        var message = problems.Should().ContainSingle(p => p.Id == id).Which.ToString()
            .Replace(model.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace(model.Root, "/repo", StringComparison.Ordinal)
            .Replace($"runtimes/{System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}/", "runtimes/linux-x64/", StringComparison.Ordinal);
        var page = File.ReadAllText(Path.Combine(Repository, "docs", "diagnostics", id + ".md"));
        page.Should().StartWith($"# {id}: {SpecDiagnostics.All.Single(d => d.Id == id).Title}\n").And.Contain($"```\n{message}\n```\n").And.Contain("## What to do\n");
    }

    private static string Repository => typeof(ModelCase).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    private Task<IReadOnlyList<SpecDiagnostic>> ProvokeAsync(string id)
    {
        switch (id)
        {
            case "MSPEC200":
                File.Move(model.PathOf("model.onnx"), model.PathOf("modle.onnx"));
                return Problems(Two, Binary);
            case "MSPEC201":
                model.Write("model.onnx", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n");
                return Problems(Two, Binary);
            case "MSPEC202":
                model.Write("model.onnx", "<!DOCTYPE html>\n<title>Sign in</title>\n");
                return Problems(Two, Binary);
            case "MSPEC203":
                return Problems(model.Write("golden.csv", Binary).Parse(
                    Two, $"spec: A suite\nmodel: {{ path: model.onnx, sha256: {new string('0', 64)} }}\ngolden: golden.csv\nlabel: t\ntask: regression\n"));
            case "MSPEC204":
                File.Delete(model.PathOf("model.onnx"));
                File.CreateSymbolicLink(model.PathOf("model.onnx"), Path.Combine(Path.GetTempPath(), "elsewhere.onnx"));
                return Problems(Two, Binary);
            case "MSPEC205":
                model.Model("external");
                return Problems(Two, Binary);
            case "MSPEC206":
                model.Model("external_outside");
                return Problems(Two, Binary);
            case "MSPEC207":
                model.Model("unknown_operator");
                return Problems("task: regression\ninputs: { x: a }\n", Binary);
            case "MSPEC208":
                var file = ModelFile.Open(model.Parse(Two));
                var missing = new TypeInitializationException("NativeMethods", new DllNotFoundException("Unable to load shared library 'onnxruntime' or one of its dependencies."));
                return Task.FromResult<IReadOnlyList<SpecDiagnostic>>([OnnxSession.Problem(missing, file)!]);
            case "MSPEC209":
                model.Model("lookup");
                return Problems("task: regression\n", "x,t\n0,1.5\n7,2.5\n2,3.5\n");
            case "MSPEC210":
                return Problems("inputs: { y: [a, b] }\n", Binary);
            case "MSPEC211":
                return Problems("", Binary);
            case "MSPEC212":
                return Problems("inputs: { x: [incom, age] }\n", "income,age,t\n1,2,0.5\n");
            case "MSPEC213":
                model.Model("scalar_input");
                return Problems("inputs: { x: a }\n", Binary);
            case "MSPEC214":
                return Problems("task: regression\ninputs: { x: [a, b, a] }\n", Binary);
            case "MSPEC215":
                return Problems("task: regression\n" + Two, "a,b,t\n1,2,0.5\n1,n/a,0.5\n");
            case "MSPEC216":
                model.Model("element_int64");
                return Problems("task: regression\n" + Two, "a,b,t\n1,2,0.5\n,2,1.5\n");
            case "MSPEC217":
                model.Model("element_int8");
                return Problems("task: regression\n" + Two, "a,b,t\n1,2,0.5\n1,200,1.5\n");
            case "MSPEC218":
                model.Model("image").Write("golden.csv", "t\n1.5\n2.5\n3.5\n");
                NumpyFiles.WriteNpy(model.PathOf("images.npy"), [2, 1, 2, 2], new float[8]);
                return Problems(model.Parse("task: regression\ninputs: { image: { npy: images.npy } }\n"));
            case "MSPEC219":
                model.Model("linear_fixed");
                return Problems("task: regression\n" + Two + "run: { batch_size: 256 }\n", Binary);
            case "MSPEC220":
                model.Model("binary");
                return Problems(Two + "outputs: { score: probability }\n", Binary);
            case "MSPEC221":
                model.Model("two_scores");
                return Problems(Two, Binary);
            case "MSPEC222":
                model.Model("whole");
                return Problems("task: regression\n" + Two, Binary);
            case "MSPEC223":
                return Problems(Two, Binary);
            case "MSPEC224":
                model.Model("scores_named");
                return Problems("task: binary\ninputs: { x: [a, b, a] }\n", Binary);
            case "MSPEC225":
                model.Model("scores");
                return Problems("inputs: { x: [a, b, c] }\n", "a,b,c,t\n0.5,0.25,0.25,setosa\n0.25,0.5,0.25,virginica\n");
            case "MSPEC226":
                model.Model("scores");
                return Problems("inputs: { x: [a, b, c] }\nclasses: [setosa, virginica]\n", "a,b,c,t\n0.5,0.25,0.25,setosa\n");
            case "MSPEC227":
                model.Model("binary");
                return Problems(Two + "classes: [good, bad]\n", "a,b,t\n0.25,0.75,bad\n");
            case "MSPEC228":
                model.Model("labelled_text");
                return Problems(Two + "positive: bad\n", "a,b,t\n0.25,0.75,yes\n0.75,0.25,no\n");
            case "MSPEC229":
                model.Model("log");
                return Problems("task: regression\n", "x,t\n1,1.5\n-1,2.5\n2,3.5\n");
            case "MSPEC230":
                model.Model("score");
                return Problems("task: binary\n", "x,t\n-2.5,0\n3.25,1\n");
            case "MSPEC231":
                model.Model("labelled_int");
                return Problems(Two + "outputs: { score: \"scores[0]\" }\n", Binary);
            case "MSPEC232":
                model.Model("score");
                return Problems("task: binary\noutputs: { activation: softmax }\n", "x,t\n0.5,0\n0.75,1\n");
            case "MSPEC233":
                return Problems(Columns("predictions: { score: p }\n"), "p,t\nhigh,1\nlow,0\n");
            case "MSPEC234":
                return Problems(Columns("predictions: { score: p }\n"), "p,t\n0.5,1\n,0\n");
            case "MSPEC235":
                return Problems(Columns("predictions: { label: p }\nclasses: [cat, dog]\ntask: multiclass\n"), "p,t\ncat,cat\nemu,dog\n");
            case "MSPEC236":
                return Problems(Columns("predictions: { score: p }\n"), "p,t\n0.5,1\n0.25,\n");
            case "MSPEC237":
                return Problems(Columns("predictions: { score: p }\n", "{ path: golden.csv, labels_missing: drop, labelled_at_least: 0.9 }"), "p,t\n0.5,1\n0.25,\n0.75,0\n");
            case "MSPEC238":
                return Problems(Columns("predictions: { score: p }\nclasses: [\"no\", \"yes\"]\n"), "p,t\n0.5,yes\n0.25,maybe\n");
            case "MSPEC239":
                return Problems(Columns("predictions: { value: p }\n"), "p,t\n0.5,cheap\n0.25,dear\n");
            default:
                throw new ArgumentException($"Nothing here brings about {id}.", nameof(id));
        }
    }

    private Func<SuiteSpec> Columns(string lines, string golden = "golden.csv") => () => model.Parse(lines, $"spec: A suite\ngolden: {golden}\nlabel: t\n");

    private Task<IReadOnlyList<SpecDiagnostic>> Problems(string lines, string csv) => model.ProblemsAsync(lines, csv);

    private Task<IReadOnlyList<SpecDiagnostic>> Problems(SuiteSpec suite) => model.ProblemsAsync(suite);

    private Task<IReadOnlyList<SpecDiagnostic>> Problems(Func<SuiteSpec> suite, string csv)
    {
        model.Write("golden.csv", csv);
        return model.ProblemsAsync(suite());
    }
}
