using System.Text.RegularExpressions;
using ModelSpecs.Cli.Commands;
using ModelSpecs.Cli.Hosting;

namespace ModelSpecs.Cli.Tests.Docs;

/// <summary>Commands on pages that no test runs are at least commands: their options exist.</summary>
public sealed partial class CommandSampleTests
{
    /// <summary>Every command in a block of a page but for diagnostics, which show wrong ones and have tests of their own.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> Commands() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Append(Repository.Root).Select(folder => Path.Combine(folder, "README.md")).Where(File.Exists))
            .Select(file => (File: file, Name: Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')))
            .Where(page => !page.Name.StartsWith("docs/diagnostics/", StringComparison.Ordinal))
            .OrderBy(page => page.Name, StringComparer.Ordinal)
            .SelectMany(page => Fence().Matches(File.ReadAllText(page.File).ReplaceLineEndings("\n"))
                .SelectMany(block => Command().Matches(block.Groups[1].Value.Replace("\\\n", " ", StringComparison.Ordinal)))
                .Select(match => match.Groups[1].Value.Trim()).Distinct(StringComparer.Ordinal)
                .Select(command => new TheoryDataRow<string, string>(page.Name, command)));

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_on_a_page_is_one(string page, string command)
    {
        using var nowhere = new StringWriter();
        var console = new CliConsole { Out = nowhere, Error = nowhere, CurrentDirectory = Repository.Root, ReadLine = () => null, Variable = _ => null };
        var words = Word().Matches(command).Select(match => match.Value.Replace("\"", "", StringComparison.Ordinal)).ToArray();

        var parsed = CommandTree.Create(console, new CliEngine(), TestContext.Current.CancellationToken).Parse(words);

        parsed.Errors.Select(error => error.Message).Should().BeEmpty($"{page} shows `modelspecs {command}`");
    }

    [Fact]
    public void There_are_commands_to_look_at() => Commands().Should().HaveCountGreaterThan(50);

    [GeneratedRegex("^```(?:[a-z ]*)\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    // With or without a prompt, a variable, or what starts the tool; without what follows in the shell.
    [GeneratedRegex("^(?:\\$ )?(?:[A-Z_]+=\\S+ )?(?:dotnet |dotnet run --project src/ModelSpecs\\.Cli -- )?(?:(?<=-- )|modelspecs )((?:\"[^\"\n]*\"|[^\"\n#|>&])+)", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex("(?:\"[^\"]*\"|[^\" ])+")]
    private static partial Regex Word();
}
