using System.Text.RegularExpressions;

namespace ModelSpecs.Spec.Tests.Docs;

/// <summary>Links between pages lead somewhere.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void Every_relative_link_leads_to_a_file_of_the_repository()
    {
        var root = Checkout.PathOf(".");
        var pages = Directory.EnumerateFiles(Checkout.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Append(Checkout.PathOf("README.md")).Append(Checkout.PathOf("CONTRIBUTING.md")).ToList();
        var links = (
            from page in pages
            from Match match in Link().Matches(File.ReadAllText(page))
            let target = match.Groups[1].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
            select (Page: Path.GetRelativePath(root, page), Target: target, Full: Path.Combine(Path.GetDirectoryName(page)!, target))).ToList();

        links.Should().HaveCountGreaterThan(100, "the index of diagnostics alone has more");
        links.Where(link => !File.Exists(link.Full) && !Directory.Exists(link.Full)).Select(link => $"{link.Page}: {link.Target}").Should().BeEmpty();
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
