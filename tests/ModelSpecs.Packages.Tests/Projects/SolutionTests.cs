using ModelSpecs.Packages.Tests.Support;

namespace ModelSpecs.Packages.Tests.Projects;

/// <summary>A solution with spec projects in three languages, run by one <c>dotnet test</c>.</summary>
public sealed class Solution(Feed feed) : IAsyncLifetime
{
    internal UserFolder Folder { get; private set; } = null!;

    internal CommandResult Run { get; private set; } = null!;

    internal IReadOnlyList<TrxTest> Tests { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Folder = feed.NewFolder("solution")
            .WithLoan("models/loan").WithProject("CSharp/CSharp.csproj", "<ModelSpecsFiles>../models/**/*.spec.yaml</ModelSpecsFiles>")
            .WithProject("VisualBasic/VisualBasic.vbproj", "<ModelSpecsFiles>../models/**/*.spec.yaml</ModelSpecsFiles>")
            .WithProject("FSharp/FSharp.fsproj", "<ModelSpecsValidate>false</ModelSpecsValidate>")
            .Write("FSharp/data.csv", TinySpecs.Data)
            .Write("FSharp/specs/passing.spec.yaml", Here(TinySpecs.Passing))
            .Write("FSharp/specs/failing.spec.yaml", Here(TinySpecs.Failing))
            .Write("FSharp/specs/skipping.spec.yaml", Here(TinySpecs.Skipping))
            .Write("FSharp/specs/broken.spec.yaml", Here(TinySpecs.Passing).Replace("recall", "recal", StringComparison.Ordinal))
            .Write("FSharp/specs/twice.spec.yaml", Here(TinySpecs.Passing));
        var made = await Folder.DotnetAsync("new", "sln", "--name", "All", "--format", "sln");
        var added = await Folder.DotnetAsync("sln", "All.sln", "add", "CSharp", "VisualBasic", "FSharp");
        if (made.ExitCode + added.ExitCode != 0)
        {
            throw new InvalidOperationException($"The solution cannot be made: {made} {added}");
        }

        (Run, Tests) = await Folder.TestAsync("All.sln");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Here(string spec) => spec.Replace("golden: data.csv", "golden: ../data.csv", StringComparison.Ordinal);
}

/// <summary>Specs outside the project's folder, and specs where no generator reaches.</summary>
[Collection(FeedCollection.Name)]
[Trait("Category", "Slow")]
public sealed class SolutionTests(Feed feed, Solution solution) : IClassFixture<Solution>
{
    private const string DataDriven = "ModelSpecs.Tests.Specs";

    [Fact]
    public void Specs_outside_the_project_s_folder_run_with_the_same_names_in_each_language()
    {
        var loan = solution.Tests.Where(test => test.Class == "CSharp.Loan_default").Select(test => test.Name).ToList();
        loan.Should().HaveCount(11, solution.Run.ToString());
        // The F# project has no such checks.
        foreach (var name in loan)
        {
            solution.Tests.Where(test => test.Name == name && test.Outcome == "Passed").Select(test => test.Class).Should().BeEquivalentTo(["CSharp.Loan_default", DataDriven], name);
        }
    }

    [Fact]
    public void Rows_pass_fail_and_skip_as_generated_tests_do_and_fail_at_the_line_of_the_spec()
    {
        solution.Run.ExitCode.Should().Be(1, "a spec fails");
        var rows = solution.Tests.Where(test => test.Class == DataDriven).ToList();

        rows.Where(test => test.Name == "country = FR: accuracy >= overall - 10 %").Should().ContainSingle().Which.Outcome.Should().Be("Passed");
        rows.Where(test => test.Name == "overall: accuracy >= 0.7").Select(test => test.Outcome).Should().BeEquivalentTo(["Passed", "Passed", "NotExecuted"]);
        var failing = rows.Single(test => test.Name == "young: recall >= 0.90");
        failing.Outcome.Should().Be("Failed");
        failing.Message.Should().Contain("recall").And.Contain("0.90").And.Contain("young");
        failing.StackTrace.Should().Contain($"in {solution.Folder.Full("FSharp/specs/failing.spec.yaml")}:line 12");
    }

    [Fact]
    public void A_spec_that_cannot_be_read_or_has_another_s_name_is_a_test_that_fails_with_the_reason()
    {
        var broken = solution.Tests.Single(test => test.Name == "specs/broken.spec.yaml: the spec can be tested");
        broken.Outcome.Should().Be("Failed");
        broken.Message.Should().Contain("broken.spec.yaml(11,39): error MSPEC030: ").And.Contain("Did you mean 'recall'?");

        var twice = solution.Tests.Single(test => test.Name == "specs/twice.spec.yaml: the spec can be tested");
        twice.Outcome.Should().Be("Failed");
        twice.Message.Should().Contain("twice.spec.yaml(1,7): error MSPEC400: ").And.Contain("specs/passing.spec.yaml");
    }

    [Fact]
    public async Task Rows_are_filtered_by_the_traits_of_generated_tests()
    {
        var (run, tests) = await solution.Folder.TestAsync("FSharp", "--no-build", "--filter", "Spec=Passing&(Group=FR|Metric=recall)&Owner=us&Tag=quick");

        run.ExitCode.Should().Be(0, run.ToString());
        tests.Select(test => test.Name).Should().BeEquivalentTo(["country = FR: accuracy >= overall - 10 %", "young: recall >= 0.6"]);
    }

    [Fact]
    public async Task A_project_without_a_spec_does_not_build_in_any_language_and_the_build_says_what_is_wrong_with_one()
    {
        var folder = feed.NewFolder("nothing").WithProject("Empty.fsproj");
        var build = await folder.DotnetAsync("build", "-v:quiet");
        build.ExitCode.Should().Be(1);
        build.Errors.Should().ContainSingle().Which.Should().Contain("Empty.fsproj : error MSPEC402: ");

        folder.Write("data.csv", TinySpecs.Data).Write("tiny.spec.yaml", TinySpecs.Passing.Replace("by: country", "by: contry", StringComparison.Ordinal).Replace("recall", "recal", StringComparison.Ordinal));
        build = await folder.DotnetAsync("build", "--no-restore", "-v:quiet");
        build.Errors.Should().Contain(line => line.StartsWith($"{folder.Full("tiny.spec.yaml")}(11,39): error MSPEC030: ", StringComparison.Ordinal)).And.Contain(line => line.Contains("error MSPEC409: "));
    }
}
