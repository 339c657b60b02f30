using ModelSpecs.EndToEnd.Tests.Support;

namespace ModelSpecs.EndToEnd.Tests.Project;

/// <summary>What the build says of a project of spec tests.</summary>
[Collection(WorkspaceCollection.Name)]
[Trait("Category", "EndToEnd")]
public sealed class BuildTests(Workspace workspace)
{
    [Fact]
    public void A_project_whose_specs_are_right_builds_without_a_warning()
    {
        workspace.Build.Output.Should().Contain("0 Warning(s)").And.Contain("0 Error(s)");
        File.Exists(Path.Combine(workspace.Project.Folder, "obj", SpecProject.Configuration, "net10.0", "ModelSpecs.validated")).Should().BeTrue();
    }

    [Fact]
    public async Task A_spec_that_does_not_parse_breaks_the_build_at_its_line_and_column()
    {
        var project = workspace.Scratch.Holding(("good.spec.yaml", TinySpecs.Passing), ("bad.spec.yaml", TinySpecs.Failing.Replace("recall", "recal").Replace("runbook", "runbok")));

        var build = await project.BuildAsync();

        build.ExitCode.Should().Be(1);
        var path = Path.Combine(project.Folder, "bad.spec.yaml");
        build.Errors.Should().HaveCount(2);
        build.Errors.Should().Contain(line => line.StartsWith($"{path}(7,1): error MSPEC004: ", StringComparison.Ordinal));
        build.Errors.Should().Contain(line => line.StartsWith($"{path}(12,15): error MSPEC030: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mistake_that_only_the_data_shows_breaks_the_build_at_its_line_unless_switched_off()
    {
        var project = workspace.Scratch.Holding(("loan.spec.yaml", TinySpecs.Passing.Replace("by: country", "by: contry")));

        var build = await project.BuildAsync();

        build.ExitCode.Should().Be(1);
        build.Errors.Should().HaveCount(2, build.ToString());
        build.Errors[0].Should().StartWith($"{Path.Combine(project.Folder, "loan.spec.yaml")}(13,9): error MSPEC").And.Contain("contry").And.Contain("country");
        build.Errors[1].Should().Contain("Specs.csproj : error MSPEC409: The specs of the project are not valid: each error stands above, at its line.");

        (await project.BuildAsync("-p:ModelSpecsValidate=false")).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task A_missing_generator_breaks_the_build()
    {
        var project = workspace.Scratch.Holding(("good.spec.yaml", TinySpecs.Passing));

        var build = await project.BuildAsync("-p:LoseGenerator=true");

        build.ExitCode.Should().Be(1);
        build.Errors.Should().ContainSingle().Which.Should().Contain("MSPEC403_The_ModelSpecs_generator_did_not_run");
    }

    [Fact]
    public async Task A_generator_that_fails_breaks_the_build()
    {
        // Without the library it parses with, as in a package that forgot to carry it.
        var project = workspace.Scratch.Holding(("good.spec.yaml", TinySpecs.Passing));

        var build = await project.BuildAsync("-p:UseSharedCompilation=false", "-p:LoseYamlDotNet=true");

        build.ExitCode.Should().Be(1);
        build.Errors.Should().Contain(line => line.Contains("error CS8785: ")).And.Contain(line => line.Contains("MSPEC403_The_ModelSpecs_generator_did_not_run"));
    }

    [Fact]
    public async Task MSPEC402_a_project_without_specs_breaks_the_build()
    {
        var project = workspace.Scratch.Holding();

        var build = await project.BuildAsync();

        build.ExitCode.Should().Be(1);
        build.Errors.Should().ContainSingle().Which.Should().StartWith($"{Path.Combine(project.Folder, "Specs.csproj")}(1,1): error MSPEC402: ");
    }

    [Fact]
    public async Task MSPEC408_a_project_in_a_language_without_spec_tests_breaks_the_build()
    {
        var project = workspace.Scratch.Holding(("good.spec.yaml", TinySpecs.Passing));

        var build = await project.BuildAsync("-p:Language=IL");

        build.ExitCode.Should().Be(1);
        build.Errors.Should().Contain(line => line.Contains("error MSPEC408: Spec tests are made for C#, F# and Visual Basic. Found a project in 'IL'; expected one of these."));
    }

    [Fact]
    public async Task What_did_not_change_is_neither_compiled_nor_validated_again()
    {
        var project = workspace.Scratch.Holding(("good.spec.yaml", TinySpecs.Passing));
        var dll = Path.Combine(project.Folder, "obj", SpecProject.Configuration, "net10.0", "Specs.dll");
        var stamp = Path.Combine(project.Folder, "obj", SpecProject.Configuration, "net10.0", "ModelSpecs.validated");
        async Task<(bool Compiled, bool Validated)> Build(int exitCode = 0)
        {
            var before = (File.GetLastWriteTimeUtc(dll), File.GetLastWriteTimeUtc(stamp));
            var build = await project.BuildAsync();
            build.ExitCode.Should().Be(exitCode, build.ToString());
            return (before.Item1 != File.GetLastWriteTimeUtc(dll), before.Item2 != File.GetLastWriteTimeUtc(stamp));
        }

        await Build();
        (await Build()).Should().Be((false, false), "nothing changed");

        project.Write("data.csv", TinySpecs.Data + "a9,1,0.9,70,DE\n");
        (await Build()).Should().Be((false, true), "the data changed, and no test does");

        project.Write("good.spec.yaml", TinySpecs.Passing.Replace("0.6", "0.65"));
        (await Build()).Should().Be((true, true), "a bound changed, which is part of a name");

        project.Write("data.csv", TinySpecs.Data.Replace("country", "land"));
        (await Build(exitCode: 1)).Should().Be((false, false), "the data is wrong now");

        project.Write("data.csv", TinySpecs.Data);
        (await Build()).Should().Be((false, true), "a failed validation is done again");
    }

    [Fact]
    public async Task A_spec_that_was_taken_away_or_put_there_with_an_old_time_is_seen()
    {
        var project = workspace.Scratch.Holding(("good.spec.yaml", TinySpecs.Passing));
        (await project.BuildAsync()).ExitCode.Should().Be(0);

        var added = project.Write("another.spec.yaml", TinySpecs.Failing.Replace("recall", "recal"));
        File.SetLastWriteTimeUtc(added, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        (await project.BuildAsync()).Errors.Should().ContainSingle().Which.Should().Contain("another.spec.yaml(12,15): error MSPEC030");

        File.Delete(added);
        (await project.BuildAsync()).ExitCode.Should().Be(0);

        File.Delete(Path.Combine(project.Folder, "good.spec.yaml"));
        (await project.BuildAsync()).Errors.Should().ContainSingle().Which.Should().Contain("error MSPEC402");
    }
}
