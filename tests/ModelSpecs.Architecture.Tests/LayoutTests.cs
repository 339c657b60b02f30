namespace ModelSpecs.Architecture.Tests;

public sealed class LayoutTests
{
    private const int MostLines = 400;

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        var files = new[] { "src", "tests", "specs", "benchmarks" }.SelectMany(Repository.SourceFiles).ToList();
        files.Should().NotBeEmpty();
        files.Select(f => (File: Repository.Relative(f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > MostLines).Should().BeEmpty();
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "ModelSpecs.sln")).Replace('\\', '/');
        var projects = new[] { "src", "tests", "specs", "eng" }.SelectMany(Repository.Projects).Select(Repository.Relative).ToList();
        projects.Should().Contain("src/ModelSpecs.Engine/ModelSpecs.Engine.csproj");
        projects.Where(p => !solution.Contains(p, StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void Tests_stand_in_the_folder_of_what_they_test()
    {
        var problems = new List<string>();
        foreach (var project in Repository.Projects("src").Select(p => Path.GetFileNameWithoutExtension(p)!))
        {
            var tests = Path.Combine(Repository.Root, "tests", project + ".Tests");
            Directory.Exists(tests).Should().BeTrue($"{project} has tests");
            if (Repository.SourceFiles($"tests/{project}.Tests").Count == 0)
            {
                problems.Add($"tests/{project}.Tests holds no test");
            }
        }

        problems.Should().BeEmpty();
    }

    [Fact]
    public void Every_project_has_a_lock_file()
    {
        var projects = new[] { "src", "tests", "specs", "eng", "benchmarks" }.SelectMany(Repository.Projects).ToList();
        projects.Where(p => !File.Exists(Path.Combine(Path.GetDirectoryName(p)!, "packages.lock.json")))
            .Select(Repository.Relative).Should().BeEmpty();
    }

    [Fact]
    public void FluentAssertions_stays_on_its_last_free_line()
    {
        File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props"))
            .Should().MatchRegex("Include=\"FluentAssertions\" Version=\"6\\.");
    }
}
