namespace ModelSpecs.Cli.Tests;

public sealed class SpecFinderTests : IDisposable
{
    private readonly CliHarness cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task Specs_below_the_current_folder_are_found_in_path_order_and_build_output_is_left_out()
    {
        foreach (var path in new[] { "b.spec.yaml", "a/z.spec.yaml", "a/a.spec.yaml", "bin/x.spec.yaml", "a/obj/x.spec.yaml", ".hidden/x.spec.yaml", "node_modules/x.spec.yaml", "a/modelspecs.yaml", "a/x.yaml" })
        {
            cli.Write(path, "");
        }

        (await FoundAsync()).Should().Equal("a/a.spec.yaml", "a/z.spec.yaml", "b.spec.yaml");
    }

    [Fact]
    public async Task Files_and_folders_can_be_named_and_count_once()
    {
        foreach (var path in new[] { "a/a.spec.yaml", "a/b.spec.yaml", "c/c.spec.yaml", "c/odd-name.yaml" })
        {
            cli.Write(path, "");
        }

        (await FoundAsync("a", "a/a.spec.yaml", "c/odd-name.yaml")).Should().Equal("a/a.spec.yaml", "a/b.spec.yaml", "c/odd-name.yaml");
    }

    [Fact]
    public async Task A_folder_that_links_back_to_itself_is_not_followed()
    {
        cli.Write("a/a.spec.yaml", "");
        Directory.CreateSymbolicLink(Path.Combine(cli.Folder, "a", "loop"), cli.Folder);

        (await FoundAsync()).Should().Equal("a/a.spec.yaml");
    }

    [Fact]
    public async Task No_spec_at_all_is_2()
    {
        (await cli.RunAsync("validate")).Should().Be(2);

        cli.Error.Should().Contain($"modelspecs: error MSPEC900: No spec found. Found no *.spec.yaml below '{cli.Folder}'");
    }

    [Fact]
    public async Task Every_path_that_does_not_exist_is_named_with_what_is_near()
    {
        cli.Write("specs/loan.spec.yaml", "");

        (await cli.RunAsync("run", "specs/laon.spec.yaml", "elsewhere")).Should().Be(2);

        cli.Error.Should().Contain("error MSPEC901: There is no such spec. Found neither a file nor a folder 'specs/laon.spec.yaml'; expected a *.spec.yaml file or a folder. Did you mean 'loan.spec.yaml'?")
            .And.Contain("'elsewhere'");
    }

    private async Task<IEnumerable<string>> FoundAsync(params string[] arguments)
    {
        var parsed = new List<string>();
        var engine = new CliEngine
        {
            Parse = (path, _) =>
            {
                parsed.Add(Path.GetRelativePath(cli.Folder, path).Replace('\\', '/'));
                return new Spec.Parsing.SpecParseResult(null, []);
            },
        };
        await cli.With(engine).RunAsync(["validate", .. arguments]);
        return parsed;
    }
}
