using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ModelSpecs.Architecture.Tests;

public sealed class DependencyTests
{
    [Fact]
    public void Every_project_refers_only_to_the_projects_that_the_architecture_allows()
    {
        var allowed = Repository.Allowed("Projects (`src/`):");
        var projects = Repository.Projects("src");
        projects.Select(Name).Should().BeEquivalentTo(allowed.Keys, "docs/architecture.md lists every project");
        foreach (var project in projects)
        {
            var references = XDocument.Load(project).Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))
                .Where(r => r == "ModelSpecs" || r.StartsWith("ModelSpecs.", StringComparison.Ordinal));
            references.Except(allowed[Name(project)]).Should().BeEmpty($"{Name(project)} may refer to {string.Join(", ", allowed[Name(project)])}");
        }
    }

    [Theory]
    [InlineData("ModelSpecs.Spec")]
    [InlineData("ModelSpecs.Engine")]
    public void Every_folder_refers_only_to_the_folders_that_the_architecture_allows(string project)
    {
        var allowed = Repository.Allowed($"Folders of {project}:");
        allowed.Should().NotBeEmpty();
        var problems = new List<string>();
        foreach (var file in Repository.SourceFiles($"src/{project}"))
        {
            var parts = Repository.Relative(file).Split('/');
            var folder = parts[2];
            if (parts.Length == 3)
            {
                problems.Add($"{Repository.Relative(file)} stands in no folder");
                continue;
            }

            if (!allowed.TryGetValue(folder, out var mayUse))
            {
                problems.Add($"the folder {folder} of {project} is not in docs/architecture.md");
                continue;
            }

            var used = NamespaceOf(project).Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value).Distinct();
            problems.AddRange(used.Where(u => u != folder && allowed.ContainsKey(u) && !mayUse.Contains(u))
                .Select(u => $"{Repository.Relative(file)} refers to {u}, which {folder} may not"));
        }

        problems.Distinct().Should().BeEmpty();
    }

    [Theory]
    [InlineData("Projects (`src/`):")]
    [InlineData("Folders of ModelSpecs.Spec:")]
    [InlineData("Folders of ModelSpecs.Engine:")]
    public void The_allowed_dependencies_have_no_cycle(string heading)
    {
        var allowed = Repository.Allowed(heading);
        var placed = new HashSet<string>(StringComparer.Ordinal);
        while (placed.Count < allowed.Count)
        {
            var next = allowed.Where(a => !placed.Contains(a.Key) && a.Value.All(placed.Contains)).Select(a => a.Key).ToList();
            next.Should().NotBeEmpty($"something among {string.Join(", ", allowed.Keys.Except(placed))} refers in a circle or to something not listed");
            placed.UnionWith(next);
        }
    }

    [Theory]
    [InlineData("Checks", "Expect")]
    [InlineData("Guards", "Determinism")]
    public void No_kind_refers_to_another(string folder, string known)
    {
        var kinds = Directory.GetDirectories(Path.Combine(Repository.Root, "src/ModelSpecs.Engine", folder)).Select(d => Path.GetFileName(d)!).ToList();
        kinds.Should().Contain(known);
        var problems =
            from kind in kinds
            from file in Repository.SourceFiles($"src/ModelSpecs.Engine/{folder}/{kind}")
            from other in kinds
            where other != kind && File.ReadAllText(file).Contains($"{folder}.{other}", StringComparison.Ordinal)
            select $"{Repository.Relative(file)} refers to {other}";
        problems.Should().BeEmpty();
    }

    private static string Name(string project) => Path.GetFileNameWithoutExtension(project);

    private static Regex NamespaceOf(string project) => new($@"\b{Regex.Escape(project)}\.(\w+)");
}
