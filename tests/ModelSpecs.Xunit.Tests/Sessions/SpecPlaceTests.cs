using ModelSpecs.Xunit.Sessions;

namespace ModelSpecs.Xunit.Tests.Sessions;

public sealed class SpecPlaceTests : IDisposable
{
    private readonly string _copy = Directory.CreateTempSubdirectory("modelspecs-place-").FullName;

    public void Dispose() => Directory.Delete(_copy, recursive: true);

    [Fact]
    public void A_spec_is_where_it_was_built() =>
        SpecPlace.Of(Full("/repo/tests/Specs"), "sub/a.spec.yaml", "../..", null).Should().Be(new SpecPlace(Full("/repo/tests/Specs/sub/a.spec.yaml"), Full("/repo")));

    [Fact]
    public void The_variable_says_another_root_of_the_same_files() =>
        SpecPlace.Of(Full("/repo/tests/Specs"), "a.spec.yaml", "../..", Full("/repo/tests/")).Should().Be(new SpecPlace(Full("/repo/tests/Specs/a.spec.yaml"), Full("/repo/tests")));

    [Fact]
    public void The_variable_says_where_the_repository_is_now()
    {
        Directory.CreateDirectory(Path.Combine(_copy, "tests", "Specs"));
        var moved = Path.Combine(_copy, "tests", "Specs", "a.spec.yaml");
        File.WriteAllText(moved, "");

        SpecPlace.Of(Full("/repo/tests/Specs"), "a.spec.yaml", "../..", _copy).Should().Be(new SpecPlace(moved, _copy));
    }

    [Fact]
    public void A_published_program_takes_the_copy_beside_it_before_the_original()
    {
        File.WriteAllText(Path.Combine(_copy, "ModelSpecs.Files.txt"), Full("/repo/tests") + "\n");
        var files = Path.Combine(_copy, "ModelSpecs.Files");

        SpecPlace.Of(Full("/repo/tests/Specs"), "sub/a.spec.yaml", "../..", null, _copy).Should().Be(new SpecPlace(Path.Combine(files, "Specs", "sub", "a.spec.yaml"), files), "a root above what was copied is the whole copy");
        SpecPlace.Of(Full("/repo/tests/Specs"), "sub/a.spec.yaml", "sub", null, _copy).Should().Be(new SpecPlace(Path.Combine(files, "Specs", "sub", "a.spec.yaml"), Path.Combine(files, "Specs", "sub")));
        SpecPlace.Of(Full("/repo/tests/Specs"), "a.spec.yaml", "..", Full("/repo/tests"), _copy).File.Should().Be(Full("/repo/tests/Specs/a.spec.yaml"), "the variable comes before it");
    }

    private static string Full(string path) => Path.GetFullPath(path);
}
