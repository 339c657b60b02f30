namespace ModelSpecs.Cli.Tests.Docs;

/// <summary>The pages that are written to be run: the tutorial, the how-to pages, the explanations.</summary>
internal static class PageFiles
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs");

    /// <summary>Their paths below <c>docs</c>.</summary>
    public static IReadOnlyList<string> All() =>
    [
        .. Directory.EnumerateFiles(Folder, "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))
            .Where(page => page == "tutorial.md" || page.StartsWith("how-to/", StringComparison.Ordinal) || page.StartsWith("explanation/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public static string FullPath(string page) => Path.Combine(Folder, page);

    public static string Text(string page) => File.ReadAllText(FullPath(page)).ReplaceLineEndings("\n");
}
