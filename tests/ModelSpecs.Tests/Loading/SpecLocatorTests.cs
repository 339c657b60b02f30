using ModelSpecs.Loading;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Tests.Loading;

public sealed class SpecLocatorTests : IDisposable
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), "modelspecs-" + Guid.NewGuid().ToString("N"));
    private readonly SpecLocator _locator;

    public SpecLocatorTests()
    {
        _locator = new SpecLocator(At("elsewhere"), At("repo/tests/Loan.Tests/bin/Debug/net10.0"), null);
        Directory.CreateDirectory(_locator.CurrentFolder);
        Directory.CreateDirectory(_locator.ProgramFolder);
        Directory.CreateDirectory(At("repo/tests/Loan.Tests/Deep"));
        File.WriteAllText(At("repo/tests/Loan.Tests/Loan.Tests.csproj"), "<Project/>");
    }

    private string Source => At("repo/tests/Loan.Tests/Deep/LoanTests.cs");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("repo/tests/Loan.Tests/Deep/a.spec.yaml", "a.spec.yaml")]
    [InlineData("repo/specs/a.spec.yaml", "../../../specs/a.spec.yaml")]
    [InlineData("repo/tests/Loan.Tests/a.spec.yaml", "a.spec.yaml")]
    [InlineData("elsewhere/a.spec.yaml", "a.spec.yaml")]
    [InlineData("repo/tests/Loan.Tests/bin/Debug/net10.0/a.spec.yaml", "a.spec.yaml")]
    public void A_relative_path_is_looked_for_beside_the_source_in_the_project_in_the_working_folder_and_beside_the_program(string file, string path)
    {
        Write(file);
        _locator.Find(path, Source).Should().Be(At(file));
    }

    [Fact]
    public void The_nearer_place_wins()
    {
        string[] places = ["repo/tests/Loan.Tests/Deep/a.spec.yaml", "repo/tests/Loan.Tests/a.spec.yaml", "elsewhere/a.spec.yaml", "repo/tests/Loan.Tests/bin/Debug/net10.0/a.spec.yaml"];
        foreach (var place in places.Reverse())
        {
            Write(place);
            _locator.Find("a.spec.yaml", Source).Should().Be(At(place));
        }
    }

    [Fact]
    public void A_full_path_is_that_file_and_no_other()
    {
        Write("elsewhere/a.spec.yaml");
        _locator.Find(At("elsewhere/a.spec.yaml"), Source).Should().Be(At("elsewhere/a.spec.yaml"));
        _locator.Invoking(l => l.Find(At("a.spec.yaml"), Source)).Should().Throw<SpecException>().WithMessage("*MSPEC901*Found no file there*");
    }

    [Fact]
    public void The_path_that_a_deterministic_build_writes_is_found_below_the_folders_above_the_program()
    {
        Write("repo/tests/Loan.Tests/Deep/a.spec.yaml");
        _locator.Find("a.spec.yaml", "/_/tests/Loan.Tests/Deep/LoanTests.cs").Should().Be(At("repo/tests/Loan.Tests/Deep/a.spec.yaml"));
        Write("repo/specs/b.spec.yaml");
        _locator.Find("../../specs/b.spec.yaml", "/_/tests/Loan.Tests/LoanTests.cs").Should().Be(At("repo/specs/b.spec.yaml"));
    }

    [Fact]
    public void A_repository_that_was_moved_is_found_where_the_variable_says()
    {
        Write("moved/tests/Loan.Tests/Deep/a.spec.yaml");
        var moved = _locator with { MovedRoot = At("moved") };
        moved.Find("a.spec.yaml", "/build/agent/work/repo/tests/Loan.Tests/Deep/LoanTests.cs").Should().Be(At("moved/tests/Loan.Tests/Deep/a.spec.yaml"));
        moved.Find("a.spec.yaml", @"C:\agent\repo\tests\Loan.Tests\Deep\LoanTests.cs").Should().Be(At("moved/tests/Loan.Tests/Deep/a.spec.yaml"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("LoanTests.cs")]
    [InlineData("/nowhere/at/all/LoanTests.cs")]
    public void Without_the_source_file_the_working_folder_is_left(string source)
    {
        Write("elsewhere/a.spec.yaml");
        _locator.Find("a.spec.yaml", source).Should().Be(At("elsewhere/a.spec.yaml"));
    }

    [Fact]
    public void A_spec_that_is_nowhere_is_answered_with_every_place_once()
    {
        var message = _locator.Invoking(l => l.Find("a.spec.yaml", Source)).Should().Throw<SpecException>().Which.Message;

        message.Should().StartWith("a.spec.yaml(1,1): error MSPEC901: The spec does not exist.")
            .And.Contain($"Found no file at {At("repo/tests/Loan.Tests/Deep/a.spec.yaml")}, {At("repo/tests/Loan.Tests/a.spec.yaml")}, {At("elsewhere/a.spec.yaml")}, {At("repo/tests/Loan.Tests/bin/Debug/net10.0/a.spec.yaml")};");
    }

    private string At(string path) => Path.GetFullPath(Path.Combine(_root, path));

    private void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), "spec: a\n");
    }
}
