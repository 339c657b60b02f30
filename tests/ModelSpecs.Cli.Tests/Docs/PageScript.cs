using System.Text.RegularExpressions;

namespace ModelSpecs.Cli.Tests.Docs;

/// <summary>A step of a page, in the order of the page.</summary>
internal abstract record PageStep;

/// <summary><c>&lt;!-- copy: testdata/loan/golden.csv to data/golden.csv --&gt;</c>: a file of this repository.</summary>
internal sealed record PageCopy(string From, string To) : PageStep;

/// <summary>A block below a line that holds nothing but its name in backquotes and a colon: a file as it is written.</summary>
internal sealed record PageFile(string Name, string Text) : PageStep;

/// <summary>A block of <c>console</c>: commands behind <c>$ </c>, each with what it prints.</summary>
internal sealed record PageConsole(string Text) : PageStep
{
    /// <summary>A line that stands for any number of lines.</summary>
    public const string Elision = "…";

    /// <summary>The commands with the outputs that the page shows.</summary>
    public IReadOnlyList<(string Command, string Output)> Commands { get; } = Split(Text);

    private static List<(string, string)> Split(string text)
    {
        text.Should().StartWith("$ ");
        return [.. ("\n" + text).Split("\n$ ").Skip(1).Select(part => part.Split('\n', 2)).Select(parts => (parts[0], parts.Length > 1 ? parts[1].TrimEnd('\n') : ""))];
    }

    /// <summary>Whether an output is the one shown, where a line of <c>…</c> is any lines.</summary>
    public static bool Matches(string shown, string output)
    {
        var pattern = string.Join('\n', shown.Split('\n').Select(line => line == Elision ? "(?:.*\n)*?.*" : Regex.Escape(line)));
        return Regex.IsMatch(output, $"\\A{pattern}\\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
    }
}

/// <summary>Reads the steps of a page.</summary>
internal static partial class PageScript
{
    public static IReadOnlyList<PageStep> Read(string page) => [.. Step().Matches(page).Select(Of).OfType<PageStep>()];

    /// <summary>The page with each console block in the place of its own.</summary>
    public static string WithConsoles(string page, Queue<string> blocks) => Step().Replace(page, match => match.Groups["language"].Value == "console" ? $"```console\n{blocks.Dequeue()}\n```" : match.Value);

    private static PageStep? Of(Match match) => match switch
    {
        { } copy when copy.Groups["from"].Success => new PageCopy(copy.Groups["from"].Value, copy.Groups["to"].Value),
        { } block when block.Groups["language"].Value == "console" => new PageConsole(block.Groups["text"].Value.TrimEnd('\n')),
        { } block when block.Groups["name"].Success => new PageFile(block.Groups["name"].Value, block.Groups["text"].Value),
        _ => null,
    };

    [GeneratedRegex("""^<!-- copy: (?<from>\S+) to (?<to>\S+) -->$|(?:^`(?<name>[^`\n]+)`:\n\n)?^```(?<language>[a-z ]*)\n(?<text>.*?)^```$""", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Step();
}
