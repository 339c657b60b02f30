using System.Text;
using System.Text.RegularExpressions;

namespace ModelSpecs.Spec.Tests.Docs;

/// <summary>A page of the repository: its links, its anchors.</summary>
internal sealed partial class MarkdownPage
{
    // What is built, fetched or left by runs; what tests expect; what templates put into projects of others.
    private static readonly string[] Elsewhere = ["bin", "obj", "node_modules", "artifacts", "TestResults", "tests", "template"];

    private readonly string text;

    private MarkdownPage(string full)
    {
        FullName = full;
        Name = Path.GetRelativePath(Checkout.Root, full).Replace('\\', '/');
        text = File.ReadAllText(full).ReplaceLineEndings("\n");
    }

    /// <summary>Path below the root, with slashes.</summary>
    public string Name { get; }

    public string FullName { get; }

    /// <summary>Where the page points to outside of code, without addresses of other places.</summary>
    public IEnumerable<string> Links =>
        LinkPattern().Matches(Prose).Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal));

    /// <summary>The names that a link can have behind <c>#</c>, as GitHub makes them of headings.</summary>
    public IReadOnlySet<string> Anchors => Prose.Split('\n').Where(line => Heading().IsMatch(line)).Aggregate(new HashSet<string>(StringComparer.Ordinal), (names, line) =>
    {
        var name = Slug(Heading().Match(line).Groups[1].Value);
        var free = name;
        for (var i = 1; !names.Add(free); i++)
        {
            free = $"{name}-{i}";
        }

        return names;
    });

    // Fenced code has no links and no headings.
    private string Prose => Fence().Replace(text, "");

    /// <summary>The Markdown pages of the repository.</summary>
    public static IReadOnlyList<MarkdownPage> All() => [.. Below(Checkout.Root).Order(StringComparer.Ordinal).Select(file => new MarkdownPage(file))];

    public static string Slug(string heading)
    {
        var slug = new StringBuilder();
        foreach (var rune in LinkText().Replace(heading, "$1").Trim().ToLowerInvariant().EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_')
            {
                slug.Append(rune);
            }
            else if (rune.Value == ' ')
            {
                slug.Append('-');
            }
        }

        return slug.ToString();
    }

    private static IEnumerable<string> Below(string folder) =>
        Directory.EnumerateFiles(folder, "*.md").Where(file => folder != Checkout.Root || Path.GetFileName(file) is "README.md" or "CONTRIBUTING.md")
            .Concat(Directory.EnumerateDirectories(folder)
                .Where(below => !Elsewhere.Contains(Path.GetFileName(below)) && (!Path.GetFileName(below).StartsWith('.') || Path.GetFileName(below) == ".github"))
                .SelectMany(Below));

    [GeneratedRegex("""\]\(([^)\s]+)(?:\s+"[^"]*")?\)|^\[[^\]]+\]:\s+(\S+)""", RegexOptions.Multiline)]
    private static partial Regex LinkPattern();

    [GeneratedRegex("^#{1,6} +(.*?) *#*$")]
    private static partial Regex Heading();

    [GeneratedRegex("""\[([^\]]*)\]\([^)]*\)""")]
    private static partial Regex LinkText();

    [GeneratedRegex("^ *```.*?^ *```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
