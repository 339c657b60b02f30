using ModelSpecs.Engine.Running;
using ModelSpecs.Results;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.EndToEnd.Tests.Samples;

/// <summary>The first spec a newcomer copies must work as it stands.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Sample.Root, "README.md")).ReplaceLineEndings("\n");

    [Fact]
    public async Task The_spec_of_the_readme_passes_where_the_readme_says_to_save_it()
    {
        var path = Path.Combine(Sample.Root, "specs", "mine.spec.yaml");
        Readme.Should().Contain("`specs/mine.spec.yaml`");
        var suite = SpecParser.Parse(path, new WithOneMore(path, Block("yaml"))).SpecOrThrow();

        var result = await SuiteRunner.RunAsync(suite, new RunOptions { Threads = 2 }, TestContext.Current.CancellationToken);

        result.Checks.Should().HaveCount(11).And.OnlyContain(check => check.Outcome == Outcome.Passed);
    }

    [Fact]
    public void The_commands_of_the_readme_are_the_two_of_the_main_job() =>
        Block("bash").Split('\n').Select(line => line.Split('#')[0].Trim()).Should().Equal("dotnet test specs", "dotnet test");

    private static string Block(string language)
    {
        var start = Readme.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return Readme[start..Readme.IndexOf("\n```", start, StringComparison.Ordinal)];
    }

    private sealed class WithOneMore(string path, string text) : ISpecFiles
    {
        private readonly DiskSpecFiles disk = new();

        public string RootOf(string specPath) => disk.RootOf(specPath);

        public string? Read(string file) => file == path ? text : disk.Read(file);
    }
}
