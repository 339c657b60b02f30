using ModelSpecs.Spec.Diagnostics;
using static ModelSpecs.Tests.Shared.SampleResults;

namespace ModelSpecs.Cli.Tests;

/// <summary>Every diagnostic of the command line is brought about here, and its page shows the message that came.</summary>
public sealed class DiagnosticPageTests : IDisposable
{
    private readonly CliHarness cli = new();

    public static TheoryData<string> Ids { get; } = [.. SpecDiagnostics.All.Select(d => d.Id).Where(id => id is [.., '9', _, _])];

    public void Dispose() => cli.Dispose();

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_page_of_a_diagnostic_shows_its_real_message(string id)
    {
        cli.WithTinySpec();
        cli.Engine = CliHarness.Returning(Check());

        var exitCode = await cli.RunAsync(Provoke(id));

        exitCode.Should().Be(id switch { "MSPEC910" or "MSPEC911" => ExitCodes.Failed, "MSPEC949" => ExitCodes.Fault, _ => ExitCodes.Wrong });
        var message = $"{cli.Error}\n{cli.Out}".Replace(cli.Folder, "/repo").Split('\n').First(line => line.Contains($"error {id}: "));
        var page = Repository.Read("docs", "diagnostics", id + ".md");
        page.Should().StartWith($"# {id}: {SpecDiagnostics.All.Single(d => d.Id == id).Title}\n").And.Contain($"```\n{message}\n```\n").And.Contain("## What to do\n");
    }

    private string[] Provoke(string id)
    {
        switch (id)
        {
            case "MSPEC931":
                cli.CopyTestdata("breast_cancer/model.onnx");
                cli.CopyTestdata("breast_cancer/golden.csv");
                return ["init", "breast_cancer/model.onnx", "breast_cancer/golden.csv"];
            case "MSPEC932":
            case "MSPEC933":
                cli.CopyTestdata("diabetes/model.onnx");
                cli.CopyTestdata("diabetes/golden.tsv");
                cli.Write("model.spec.yaml", "");
                return id == "MSPEC933" ? ["init", "diabetes/model.onnx", "diabetes/golden.tsv"] : ["init", "diabetes/model.onnx", "diabetes/golden.tsv", "--force", "--label", "progresion"];
            case "MSPEC900":
                Directory.CreateDirectory(Path.Combine(cli.Folder, "src"));
                return ["run", "src"];
            case "MSPEC901":
                cli.Write("specs/loan.spec.yaml", "");
                return ["run", "specs/laon.spec.yaml"];
            case "MSPEC902":
                return ["run", "--spec", "Tinny"];
            case "MSPEC903":
                return ["run", "--slice", "yuong"];
            case "MSPEC904":
                cli.Write("file", "");
                return ["run", "--json", "file/r.json"];
            case "MSPEC905":
                return ["run", "--slic", "young"];
            case "MSPEC906":
                return ["run", "--root", "nowhere"];
            case "MSPEC907":
                cli.Engine = CliHarness.Returning();
                return ["run"];
            case "MSPEC908":
                cli.WithTinySpec(spec: CliHarness.Spec.Replace("golden: golden.csv", "golden: &set golden.csv"));
                return ["pin", "specs"];
            case "MSPEC909":
                cli.Write("specs/golden.csv", "version https://git-lfs.example/spec/v1\n");
                return ["pin", "specs"];
            case "MSPEC910":
                return ["pin", "specs", "--check"];
            case "MSPEC911":
                cli.WithTinySpec(spec: CliHarness.Spec.Replace("predictions: { score: p }", $"model: {{ path: model.onnx, sha256: {new string('0', 64)} }}"));
                cli.Write("specs/model.onnx", "bytes");
                return ["pin", "specs", "--check"];
            case "MSPEC912":
                cli.Write("models/a.onnx", "bytes");
                return ["compare", "models/a.onnx", "--spec", "Tiny"];
            case "MSPEC913":
                cli.Write("models/champion.onnx", "bytes");
                cli.Write("models/challenger.onnx", "bytes");
                return ["compare", "models/champion.onnx", "models/chalenger.onnx", "--spec", "Tiny"];
            case "MSPEC914":
                cli.Write("models/a.onnx", "bytes");
                return ["compare", "models/a.onnx", "models/a.onnx", "--spec", "Tiny"];
            case "MSPEC915":
                cli.Write("models/a.onnx", "bytes");
                return ["compare", "models/a.onnx", "--candidate", "models/b.onnx", "--spec", "Tiny"];
            case "MSPEC916":
                cli.Write("specs/loan.spec.yaml", CliHarness.Spec);
                return ["compare"];
            case "MSPEC917":
                return ["compare", "--spec", "Tiny", "--metric", "recal"];
            case "MSPEC918":
                cli.Write("notes.txt", "hello");
                return ["report", "notes.txt"];
            case "MSPEC925":
                return ["explain", "yuong: recall"];
            case "MSPEC926":
                cli.WithTinySpec("specs/other.spec.yaml");
                return ["explain", "young: recall"];
            case "MSPEC930":
                cli.Write("bin/Tests.txt", "no assembly");
                return ["run", "--assembly", "bin/Tests.dll"];
            case "MSPEC949":
                cli.Engine = CliHarness.Doing((_, _) => throw new InvalidOperationException("boom"));
                return ["run"];
            default:
                throw new ArgumentException($"Nothing here brings about {id}.", nameof(id));
        }
    }
}
