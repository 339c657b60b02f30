namespace ModelSpecs.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly CliHarness cli = new();

    public void Dispose() => cli.Dispose();

    [Theory]
    [InlineData("run --slic young", "'--slic'", "Did you mean '--slice'?")]
    [InlineData("rnu", "'rnu'", "Did you mean 'run'?")]
    [InlineData("run --threads 0", "Found '0'; expected 1 to 1024.", "modelspecs run --help")]
    [InlineData("run --threads many", "Found 'many'; expected 1 to 1024.", "modelspecs run --help")]
    [InlineData("run --quiet --verbose", "--quiet and --verbose exclude each other.", "modelspecs run --help")]
    [InlineData("run --json", "'--json'", "modelspecs run --help")]
    [InlineData("pin", "'pin'", "modelspecs pin --help")]
    [InlineData("", "command", "modelspecs --help")]
    [InlineData("run @file", "'@file'", "no such spec")]
    public async Task A_command_line_that_is_not_understood_is_2_and_says_what_and_where_to_look(string arguments, string what, string remedy)
    {
        (await cli.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Should().Be(2);

        cli.Error.Should().StartWith("modelspecs: error MSPEC90").And.Contain(what).And.Contain(remedy);
        cli.Out.Should().BeEmpty();
    }

    [Fact]
    public async Task A_wrong_command_line_has_its_own_id()
    {
        await cli.RunAsync("run", "--slic", "x\u001b");

        cli.Error.Should().StartWith("modelspecs: error MSPEC905: ").And.NotContain("\u001b");
    }

    [Fact]
    public async Task Version_is_name_and_number()
    {
        (await cli.RunAsync("--version")).Should().Be(0);

        cli.Out.Should().MatchRegex("^modelspecs [0-9]+\\.[0-9]+\\.[0-9]+\n$");
    }

    [Theory]
    [InlineData("--help", "modelspecs run --help")]
    [InlineData("run --help", "modelspecs run specs/loan.spec.yaml --slice young")]
    [InlineData("validate --help", "modelspecs validate specs/loan.spec.yaml")]
    [InlineData("schema --help", "modelspecs schema --out")]
    [InlineData("pin --help", "modelspecs pin specs --check")]
    public async Task Help_shows_examples_and_exit_codes(string arguments, string example)
    {
        (await cli.RunAsync(arguments.Split(' '))).Should().Be(0);

        cli.Out.Should().Contain("Usage:").And.Contain(example).And.Contain("130 interrupted");
    }
}
