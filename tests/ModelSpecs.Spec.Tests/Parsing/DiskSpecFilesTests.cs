using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Spec.Tests.Parsing;

public sealed class DiskSpecFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelspecs-spec-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_root_is_the_nearest_ancestor_with_git()
    {
        Write("outer/.git/HEAD", "");
        Write("outer/repo/.git", "gitdir: elsewhere");
        Root("outer/repo/specs/credit/a.spec.yaml").Should().Be(PathOf("outer/repo"));
        Root("outer/a.spec.yaml").Should().Be(PathOf("outer"));
    }

    [Fact]
    public void The_root_is_the_nearest_ancestor_whose_defaults_say_so()
    {
        Write("repo/.git/HEAD", "");
        Write("repo/specs/modelspecs.yaml", "# root: true\nowner: me\nroot: true\n");
        Write("repo/specs/credit/modelspecs.yaml", "root: false\naction: root true\n");
        Root("repo/specs/credit/a.spec.yaml").Should().Be(PathOf("repo/specs"));
        Root("repo/a.spec.yaml").Should().Be(PathOf("repo"));
    }

    [Theory]
    [InlineData("root: true", true)]
    [InlineData("owner: x\nroot:   true # yes", true)]
    [InlineData("{ root: true }", true)]
    [InlineData("root: \"true\"", false)]
    [InlineData("root: yes", false)]
    [InlineData("#root: true", false)]
    [InlineData("action: \"root: true\"", false)]
    [InlineData("slices: { root: true }", false)]
    [InlineData("root: true\n a: {", false)]
    [InlineData("", false)]
    public void Only_the_boolean_at_the_top_makes_a_root(string text, bool expected) => SpecDefaults.SaysRoot(text).Should().Be(expected);

    [Fact]
    public void The_override_wins_over_every_ancestor()
    {
        Write("repo/.git/HEAD", "");
        new DiskSpecFiles(PathOf("repo/specs") + Path.DirectorySeparatorChar).RootOf(PathOf("repo/specs/a.spec.yaml")).Should().Be(PathOf("repo/specs"));
    }

    [Fact]
    public void A_file_is_read_as_utf_8_with_or_without_a_mark()
    {
        Write("repo/.git/HEAD", "");
        File.WriteAllBytes(PathOf("repo/a.yaml"), [0xEF, 0xBB, 0xBF, (byte)'a', 0xC3, 0xA9]);
        var files = new DiskSpecFiles();
        files.Read(PathOf("repo/a.yaml")).Should().Be("aé");
        files.Read(PathOf("repo/missing.yaml")).Should().BeNull();
        files.Read(PathOf("repo")).Should().BeNull();
    }

    [Fact]
    public void Of_a_huge_file_only_the_start_is_read()
    {
        Write("repo/.git/HEAD", "");
        Write("repo/a.yaml", new string('#', 3 * SpecLimits.FileCharacters));
        new DiskSpecFiles().Read(PathOf("repo/a.yaml"))!.Length.Should().BeInRange(SpecLimits.FileCharacters + 1, SpecLimits.FileCharacters + 8192);
    }

    [Fact]
    public void A_link_that_leaves_the_root_is_not_read()
    {
        Write("repo/.git/HEAD", "");
        Write("repo/inside/a.yaml", "a: 1");
        Write("outside/b.yaml", "b: 1");
        File.CreateSymbolicLink(PathOf("repo/in.yaml"), "inside/a.yaml");
        File.CreateSymbolicLink(PathOf("repo/out.yaml"), PathOf("outside/b.yaml"));
        Directory.CreateSymbolicLink(PathOf("repo/folder"), PathOf("outside"));
        File.CreateSymbolicLink(PathOf("repo/loop.yaml"), PathOf("repo/loop.yaml"));
        File.CreateSymbolicLink(PathOf("repo/twice.yaml"), "folder/b.yaml");
        var files = new DiskSpecFiles();
        files.Read(PathOf("repo/in.yaml")).Should().Be("a: 1");
        files.Read(PathOf("repo/out.yaml")).Should().BeNull();
        files.Read(PathOf("repo/folder/b.yaml")).Should().BeNull();
        files.Read(PathOf("repo/twice.yaml")).Should().BeNull();
        files.Read(PathOf("repo/loop.yaml")).Should().BeNull();
    }

    [Fact]
    public void A_root_that_is_itself_behind_a_link_is_no_way_out()
    {
        Write("real/.git/HEAD", "");
        Write("real/inside/a.yaml", "a: 1");
        Directory.CreateSymbolicLink(PathOf("link"), PathOf("real"));
        File.CreateSymbolicLink(PathOf("real/in.yaml"), PathOf("real/inside/a.yaml"));
        var files = new DiskSpecFiles();
        files.Read(PathOf("link/inside/a.yaml")).Should().Be("a: 1");
        files.Read(PathOf("link/in.yaml")).Should().Be("a: 1");
    }

    [Fact]
    public void A_spec_is_parsed_from_disk_with_its_defaults()
    {
        Write("repo/.git/HEAD", "");
        Write("repo/modelspecs.yaml", "label: y\n");
        Write("repo/specs/a.spec.yaml", "spec: x\nmodel: ../m.onnx\ngolden: g.csv\nexpect: { n: \">= 5\" }\n");
        var spec = SpecParser.Parse(PathOf("repo/specs/a.spec.yaml"), new DiskSpecFiles()).SpecOrThrow();
        (spec.Root, spec.Model!.FullPath, spec.Label.Value).Should().Be((PathOf("repo"), PathOf("repo/m.onnx"), "y"));
    }

    private string PathOf(string path) => Path.Combine(_folder, path.Replace('/', Path.DirectorySeparatorChar));

    [Fact]
    public void A_root_is_placed_in_the_repository_that_it_lies_in()
    {
        Directory.CreateDirectory(PathOf("repo/.git"));
        Directory.CreateDirectory(PathOf("repo/services/loan"));

        DiskSpecFiles.RootInRepository(PathOf("repo/services/loan")).Should().Be("services/loan");
        DiskSpecFiles.RootInRepository(PathOf("repo")).Should().BeNull();
    }

    private string Root(string path) => new DiskSpecFiles().RootOf(PathOf(path));

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
    }
}
