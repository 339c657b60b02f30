namespace ModelSpecs.Cli.Tests;

/// <summary><c>modelspecs validate --copy-to</c>, by which <c>dotnet publish</c> takes specs along.</summary>
public sealed class SpecCopyTests : IDisposable
{
    private readonly CliHarness cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task Copies_specs_with_all_they_rest_on_as_they_lie_below_their_common_folder_and_says_which_that_is()
    {
        cli.WithTinySpec("repo/specs/tiny.spec.yaml");
        cli.Write("repo/modelspecs.yaml", "root: true\nowner: me\n");
        cli.Write("repo/specs/not-named.csv", "x\n1\n");
        cli.Write("out/ModelSpecs.Files/left.csv", "of an earlier copy");

        (await cli.RunAsync("validate", "repo/specs", "--copy-to", "out/ModelSpecs.Files")).Should().Be(ExitCodes.Passed, cli.Error);

        var copy = Path.Combine(cli.Folder, "out", "ModelSpecs.Files");
        Directory.EnumerateFiles(copy, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(copy, file).Replace('\\', '/')).Order(StringComparer.Ordinal)
            .Should().Equal("modelspecs.yaml", "specs/golden.csv", "specs/tiny.spec.yaml");
        cli.Read("out/ModelSpecs.Files.txt").Should().Be(Path.Combine(cli.Folder, "repo") + "\n");
    }

    [Fact]
    public async Task Nothing_is_copied_of_specs_that_are_wrong()
    {
        cli.Write("specs/broken.spec.yaml", "spec: [");

        (await cli.RunAsync("validate", "specs", "--copy-to", "out")).Should().Be(ExitCodes.Wrong);

        Directory.Exists(Path.Combine(cli.Folder, "out")).Should().BeFalse();
    }
}
