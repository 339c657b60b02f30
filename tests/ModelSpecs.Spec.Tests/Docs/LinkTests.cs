namespace ModelSpecs.Spec.Tests.Docs;

/// <summary>Links between pages lead somewhere, and every page is led to.</summary>
public sealed class LinkTests
{
    private static readonly IReadOnlyDictionary<string, MarkdownPage> Pages = MarkdownPage.All().ToDictionary(page => page.Name, StringComparer.Ordinal);

    private static readonly IReadOnlyList<(MarkdownPage Page, string Target, string Full, string Anchor)> Links = [.. Pages.Values.SelectMany(page => page.Links.Select(target =>
    {
        var parts = target.Split('#', 2);
        var full = parts[0].Length == 0 ? page.FullName : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page.FullName)!, Uri.UnescapeDataString(parts[0])));
        return (page, target, full, parts.Length > 1 ? parts[1] : "");
    }))];

    [Fact]
    public void Every_relative_link_leads_to_a_file_of_the_repository()
    {
        Links.Should().HaveCountGreaterThan(500);
        Links.Where(link => !link.Full.StartsWith(Checkout.Root, StringComparison.Ordinal) || !(File.Exists(link.Full) || Directory.Exists(link.Full)))
            .Select(link => $"{link.Page.Name}: {link.Target}").Should().BeEmpty();
    }

    [Fact]
    public void Every_anchor_is_a_heading_of_its_page()
    {
        var anchors = Pages.Values.ToDictionary(page => page.Name, page => page.Anchors);
        var links = Links.Where(link => link.Anchor.Length > 0 && anchors.ContainsKey(NameOf(link.Full))).ToList();

        links.Should().HaveCountGreaterThan(50);
        links.Where(link => !anchors[NameOf(link.Full)].Contains(link.Anchor)).Select(link => $"{link.Page.Name}: {link.Target}").Should().BeEmpty();
    }

    [Fact]
    public void Every_page_is_reached_from_the_readme()
    {
        var reached = Reached("README.md");

        Pages.Keys.Where(page => !reached.Contains(page)).Should().BeEmpty();
    }

    [Fact]
    public void Every_page_of_the_documentation_is_on_its_map()
    {
        var map = Links.Where(link => link.Page.Name == "docs/README.md").Select(link => NameOf(link.Full)).ToHashSet(StringComparer.Ordinal);

        Pages.Keys.Where(page => page.StartsWith("docs/", StringComparison.Ordinal) && !page.StartsWith("docs/diagnostics/MSPEC", StringComparison.Ordinal) && page != "docs/README.md" && !map.Contains(page))
            .Should().BeEmpty("docs/README.md is the map of the documentation");
    }

    [Theory]
    [InlineData("Names of the classes", "names-of-the-classes")]
    [InlineData("`modelspecs run`: what it does, and why", "modelspecs-run-what-it-does-and-why")]
    [InlineData("Two models — one set", "two-models--one-set")]
    [InlineData("[Link](x.md) and größe_1", "link-and-größe_1")]
    public void Anchors_are_made_as_GitHub_makes_them(string heading, string slug) => MarkdownPage.Slug(heading).Should().Be(slug);

    private static HashSet<string> Reached(string start)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { start };
        var queue = new Queue<string>(reached);
        while (queue.TryDequeue(out var page))
        {
            foreach (var name in Links.Where(link => link.Page.Name == page).SelectMany(link => (string[])[NameOf(link.Full), NameOf(Path.Combine(link.Full, "README.md")), NameOf(Path.Combine(link.Full, "SOURCE.md"))]))
            {
                if (Pages.ContainsKey(name) && reached.Add(name))
                {
                    queue.Enqueue(name);
                }
            }
        }

        return reached;
    }

    private static string NameOf(string full) => Path.GetRelativePath(Checkout.Root, full).Replace('\\', '/');
}
