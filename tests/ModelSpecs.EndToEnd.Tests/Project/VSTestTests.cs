using ModelSpecs.EndToEnd.Tests.Support;

namespace ModelSpecs.EndToEnd.Tests.Project;

/// <summary><c>dotnet test</c> as it is by default.</summary>
[Collection(WorkspaceCollection.Name)]
[Trait("Category", "EndToEnd")]
public sealed class VSTestTests(Workspace workspace)
{
    [Fact]
    public void Every_check_is_a_test_named_as_a_person_reads_it() =>
        workspace.Tests.Where(test => test.Class == "Specs.Passing").Select(test => (test.Name, test.Outcome)).Should().Equal(
            ("country = DE: accuracy >= overall - 10 %", "Passed"),
            ("country = FR: accuracy >= overall - 10 %", "Passed"),
            ("country: gap accuracy <= 0.1", "Passed"),
            ("overall: accuracy >= 0.7", "Passed"),
            ("young: recall >= 0.6", "Passed"));

    [Fact]
    public void A_run_with_a_failed_check_ends_with_one() => workspace.Run.ExitCode.Should().Be(1, workspace.Run.ToString());

    [Fact]
    public void A_slice_that_fails_fails_alone_with_its_message_and_its_line_in_the_YAML()
    {
        var failing = workspace.Tests.Where(test => test.Class == "Specs.Failing").ToList();

        failing.Select(test => (test.Name, test.Outcome)).Should().Equal(("overall: accuracy >= 0.7", "Passed"), ("young: recall >= 0.90", "Failed"));
        var failure = failing[1];
        failure.Message.Should().Contain("0.6667 on 3 of 4 rows").And.Contain("0.90").And.Contain("age < 30").And.Contain("a5").And.Contain("docs/what-to-do.md");
        failure.StackTrace.Trim().Should().Be($"at Specs.Failing.young__recall__min() in {workspace.PathOf("project/failing.spec.yaml")}:line 12");
    }

    [Fact]
    public void The_console_shows_name_message_and_line_and_nothing_of_ours()
    {
        workspace.Run.Output.Should().Contain("Failed young: recall >= 0.90").And.Contain($"in {workspace.PathOf("project/failing.spec.yaml")}:line 12");
        workspace.Run.Output.Should().NotContain("ModelSpecFail").And.NotContain("at ModelSpecs.").And.NotContain("at Xunit.").And.NotContain("--- End of stack trace");
    }

    [Fact]
    public void The_planted_challenger_fails_on_its_slice_and_nowhere_else()
    {
        var challenger = workspace.Tests.Where(test => test.Class.StartsWith("Specs.Loan_default__challenger__", StringComparison.Ordinal)).ToList();

        challenger.Should().HaveCountGreaterThan(60);
        var failure = challenger.Should().ContainSingle(test => test.Outcome == "Failed").Which;
        failure.Name.Should().Be("young: recall >= 0.70");
        failure.Message.Should().Contain("young");
        // The gate is the champion's: the check stands in the file that the challenger extends.
        failure.StackTrace.Should().Contain($"in {workspace.PathOf("specs/loan.spec.yaml")}:line ");
    }

    [Fact]
    public void The_champion_passes_the_same_gate() =>
        workspace.Tests.Where(test => test.Class == "Specs.Loan_default").Should().HaveCountGreaterThan(60).And.NotContain(test => test.Outcome == "Failed");

    [Fact]
    public void An_inconclusive_check_is_skipped_or_warns_as_its_spec_says()
    {
        workspace.Tests.Should().ContainSingle(test => test.Class == "Specs.Skipping").Which.Outcome.Should().Be("NotExecuted");
        workspace.Tests.Should().ContainSingle(test => test.Class == "Specs.Warning").Which.Outcome.Should().Be("Passed");
        workspace.Run.Output.Should().Contain("min_rows is 100");
    }

    [Theory]
    [InlineData("Spec=Passing&Slice=young", "young: recall >= 0.6")]
    [InlineData("Spec=Passing&Group=DE", "country = DE: accuracy >= overall - 10 %")]
    [InlineData("Spec=Passing&Metric=recall", "young: recall >= 0.6")]
    [InlineData("Tag=quick&Owner=us&Slice=overall", "overall: accuracy >= 0.7")]
    public async Task A_filter_by_a_trait_runs_what_it_names(string filter, string name)
    {
        var (command, tests) = await workspace.Project.TestAsync("--filter", filter);

        command.ExitCode.Should().Be(0, command.ToString());
        tests.Should().ContainSingle().Which.Name.Should().Be(name);
    }

    [Fact]
    public async Task A_filter_that_matches_nothing_is_an_error()
    {
        var (command, tests) = await workspace.Project.TestAsync("--filter", "Slice=yuong");

        tests.Should().BeEmpty();
        command.ExitCode.Should().NotBe(0, command.ToString());
    }

    [Fact]
    public async Task It_stays_one_beside_run_settings_of_the_user()
    {
        var settings = workspace.Project.Write("my.runsettings", "<RunSettings><RunConfiguration><MaxCpuCount>1</MaxCpuCount></RunConfiguration></RunSettings>");

        var (command, _) = await workspace.Project.TestAsync("--filter", "Slice=yuong", "--settings", settings, "--", "xUnit.ParallelizeTestCollections=false");

        command.ExitCode.Should().NotBe(0, command.ToString());
    }
}
