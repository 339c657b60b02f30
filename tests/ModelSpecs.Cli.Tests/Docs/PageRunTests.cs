using System.Globalization;
using System.Text.RegularExpressions;

namespace ModelSpecs.Cli.Tests.Docs;

/// <summary>The tutorial, the how-to pages and the explanations: their files are written, their commands are run, and what they show is what comes.</summary>
public sealed partial class PageRunTests : IDisposable
{
    private readonly CliHarness cli = new() { Time = new Day() };
    private readonly Lazy<GitFolder> git;
    private int lastExit;

    public PageRunTests() => git = new Lazy<GitFolder>(() => new GitFolder(cli));

    public static IEnumerable<TheoryDataRow<string>> Pages() =>
        PageFiles.All().Where(page => PageScript.Read(PageFiles.Text(page)).Any(step => step is PageConsole)).Select(page => new TheoryDataRow<string>(page));

    public void Dispose() => cli.Dispose();

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task What_the_page_shows_is_what_comes(string page)
    {
        var text = PageFiles.Text(page);
        var ran = new Queue<string>();
        var different = new List<string>();
        foreach (var step in PageScript.Read(text))
        {
            switch (step)
            {
                case PageCopy copy:
                    Copy(copy);
                    break;
                case PageFile file:
                    cli.Write(file.Name, file.Text);
                    break;
                case PageConsole console:
                    ran.Enqueue(await RunAsync(console, different));
                    break;
            }
        }

        if (Environment.GetEnvironmentVariable("MODELSPECS_UPDATE") == "1" && different.Count > 0)
        {
            await File.WriteAllTextAsync(PageFiles.FullPath(page), PageScript.WithConsoles(text, ran), TestContext.Current.CancellationToken);
        }

        lastExit.Should().Be(0, "a command that does not end with 0 is followed by `echo $?` on the page");
        different.Should().BeEmpty("the page shows what its commands print; MODELSPECS_UPDATE=1 writes it");
    }

    [Fact]
    public void There_are_pages_to_run() => Pages().Select(row => row.Data).Should().Contain("tutorial.md").And.HaveCountGreaterThan(5);

    [Theory]
    [InlineData("a\n…\nd", "a\nb\nc\nd", true)]
    [InlineData("a\n…\nd", "a\nd", false)]
    [InlineData("a\n…", "a\nb\nc", true)]
    [InlineData("a", "a\nb", false)]
    [InlineData("a.c", "abc", false)]
    public void A_line_of_three_dots_stands_for_lines(string shown, string output, bool matches) => PageConsole.Matches(shown, output).Should().Be(matches);

    /// <summary>Runs the commands of a block and gives it back with what they print; what differs is added.</summary>
    private async Task<string> RunAsync(PageConsole console, List<string> different)
    {
        var lines = new List<string>();
        foreach (var (command, shown) in console.Commands)
        {
            var output = command == "echo $?" ? Reported() : await OutputAsync(command);
            var same = PageConsole.Matches(shown, output);
            if (!same)
            {
                different.Add($"$ {command}\n{output}");
            }

            // What is left out by hand stays left out.
            var written = same || shown.Split('\n').Contains(PageConsole.Elision) ? shown : output;
            lines.Add(written.Length > 0 ? $"$ {command}\n{written}" : $"$ {command}");
        }

        return string.Join('\n', lines);
    }

    private string Reported()
    {
        var code = lastExit.ToString(CultureInfo.InvariantCulture);
        lastExit = 0;
        return code;
    }

    private async Task<string> OutputAsync(string command)
    {
        lastExit.Should().Be(0, "what stands before `{0}` does not end with 0, and the page does not say so by `echo $?`:\n{1}", command, cli.Out + cli.Error);
        var words = Word().Matches(command).Select(match => match.Value.Replace("\"", "", StringComparison.Ordinal)).ToList();
        cli.Variables.Clear();
        while (Variable().Match(words[0]) is { Success: true } variable)
        {
            cli.Variables[variable.Groups[1].Value] = variable.Groups[2].Value;
            words.RemoveAt(0);
        }

        var arguments = words.Skip(1).ToArray();
        switch (words[0])
        {
            case "modelspecs":
                lastExit = await cli.RunAsync(arguments);
                return Normal(cli.Out + cli.Error);
            case "git":
                string[] author = ["-c", "user.name=Test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false"];
                return Normal(string.Join('\n', git.Value.Run([.. author, .. arguments]).Split('\n').Where(line => !line.StartsWith("index ", StringComparison.Ordinal))));
            case "cat":
                return Normal(cli.Read(arguments.Single()));
            case "rm":
                File.Delete(Path.Combine(cli.Folder, arguments.Single()));
                return "";
            default:
                throw new InvalidOperationException($"`{command}`: a page runs modelspecs, git, cat and rm; anything else stands in a block of bash, which is not run.");
        }
    }

    // Folder, duration and commit are another every time.
    private string Normal(string output)
    {
        var text = Seconds().Replace(output.Replace(cli.Folder, "/repo", StringComparison.Ordinal), ", 1.0 s.");
        return Commit().Replace(Time().Replace(text, "time=\"0.100\""), "(4f1c2ab09d3e)").Trim('\n');
    }

    private void Copy(PageCopy copy)
    {
        var full = Path.Combine(cli.Folder, copy.To);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.Copy(Path.Combine(Repository.Root, copy.From), full, overwrite: true);
    }

    [GeneratedRegex("(?:\"[^\"]*\"|[^\" ])+")]
    private static partial Regex Word();

    [GeneratedRegex("^([A-Z_]+)=(.*)$")]
    private static partial Regex Variable();

    [GeneratedRegex(", [0-9]+\\.[0-9] s\\.")]
    private static partial Regex Seconds();

    [GeneratedRegex("time=\"[0-9.]+\"")]
    private static partial Regex Time();

    [GeneratedRegex("\\([0-9a-f]{12}\\)")]
    private static partial Regex Commit();

    /// <summary>One day, so that what expires does not.</summary>
    private sealed class Day : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    }
}
