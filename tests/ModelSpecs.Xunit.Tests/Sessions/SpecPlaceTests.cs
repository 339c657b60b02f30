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

    private static string Full(string path) => Path.GetFullPath(path);
}
