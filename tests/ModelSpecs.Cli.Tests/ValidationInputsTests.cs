using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Cli.Tests;

/// <summary><c>modelspecs validate --inputs</c>, by which a build knows when to ask again.</summary>
public sealed class ValidationInputsTests : IDisposable
{
    private readonly CliHarness cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task Lists_every_file_that_the_answer_rests_on_in_path_order()
    {
        cli.WithTinySpec("specs/tiny.spec.yaml").With(new CliEngine { Validate = (_, _, _) => Task.FromResult<IReadOnlyList<SpecDiagnostic>>([]) });
        cli.Write("modelspecs.yaml", "owner: me\n");
        cli.Write("specs/model.spec.yaml", """
            spec: With a model
            model: ../models/m.onnx
            golden: golden.csv
            label: y
            inputs: { x: { npy: images.npy } }
            expect: { accuracy: ">= 0.5" }
            """);
        cli.Write("specs/broken.spec.yaml", "spec: [");

        (await cli.RunAsync("validate", "specs", "--inputs", "out/inputs.txt")).Should().Be(ExitCodes.Wrong);

        var expected = new[]
        {
            "models/m.onnx", "modelspecs.yaml", "specs/broken.spec.yaml", "specs/golden.csv", "specs/images.npy", "specs/model.spec.yaml", "specs/tiny.spec.yaml",
        };
        cli.Read("out/inputs.txt").Should().Be(string.Concat(expected.Select(path => Path.Combine(cli.Folder, path) + "\n")));
    }

    [Fact]
    public async Task A_list_that_cannot_be_written_is_an_error_before_the_work()
    {
        cli.WithTinySpec();
        Directory.CreateDirectory(Path.Combine(cli.Folder, "taken"));

        (await cli.RunAsync("validate", "specs", "--inputs", "taken")).Should().Be(ExitCodes.Wrong);

        cli.Error.Should().Contain("--inputs cannot be written. Found 'taken'");
    }
}
