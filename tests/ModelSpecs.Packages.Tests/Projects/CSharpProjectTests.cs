using ModelSpecs.Packages.Tests.Support;

namespace ModelSpecs.Packages.Tests.Projects;

/// <summary>A fresh C# project that refers to ModelSpecs.Xunit alone, in a folder whose name has spaces and letters outside of ASCII; warnings are errors in it.</summary>
[Collection(FeedCollection.Name)]
[Trait("Category", "Slow")]
public sealed class CSharpProjectTests(Feed feed, CSharpProject project) : IClassFixture<CSharpProject>
{
    private const string Output = "bin/Debug/net10.0";
    private const string GeneratedFiles = "obj/Debug/net10.0/generated/ModelSpecs.Generator";

    [Fact]
    public void Dotnet_test_builds_it_without_a_warning_and_runs_every_check()
    {
        project.Run.ExitCode.Should().Be(0, project.Run.ToString());
        project.Run.Output.Split('\n').Where(line => line.Contains(": warning ") && line.TrimEnd().EndsWith("csproj]", StringComparison.Ordinal)).Should().BeEmpty();
        project.Tests.Should().OnlyContain(test => test.Outcome == "Passed");
        project.Tests.Where(test => test.Class == "Specs.Loan_default").Select(test => test.Name).Should().HaveCount(11)
            .And.Contain("young: recall >= 0.70").And.Contain("overall: roc_auc >= 0.80");
        project.Tests.Where(test => test.Class == "Specs.Passing").Should().HaveCount(5);
        project.Tests.Where(test => test.Class == "Specs.InCode.LoanTests").Should().HaveCount(2, "specs are evaluated in code by the same packages");
    }

    [Fact]
    public void The_build_has_held_specs_against_data_and_model_with_the_project_s_own_native_library()
    {
        File.ReadAllLines(project.Folder.Full("obj/Debug/net10.0/ModelSpecs.inputs.txt")).Select(Path.GetFileName).Should()
            .BeEquivalentTo(["champion.onnx", "data.csv", "golden.csv", "loan.spec.yaml", "tiny.spec.yaml", "modelspecs.yaml"]);
        File.Exists(project.Folder.Full("obj/Debug/net10.0/ModelSpecs.validated")).Should().BeTrue();
    }

    [Fact]
    public void Only_its_own_folder_holds_what_was_installed()
    {
        Directory.EnumerateDirectories(feed.Variables["NUGET_PACKAGES"]).Select(Path.GetFileName)
            .Should().Contain(["modelspecs", "modelspecs.xunit", "microsoft.ml.onnxruntime", "microsoft.ml.onnxruntime.managed"]);
        // What its packages' targets write there would be wrong on the machine that the tests are moved to.
        File.ReadAllText(project.Folder.Full($"{Output}/Specs.runtimeconfig.json")).Should().NotContain(Path.GetDirectoryName(feed.Packages)!);
    }

    [Fact]
    public async Task It_runs_under_the_testing_platform_too()
    {
        var run = await project.Folder.RunAsync(project.Folder.Full($"{Output}/Specs{(OperatingSystem.IsWindows() ? ".exe" : "")}"), new Dictionary<string, string>(), "--filter-trait", "Slice=young");

        run.ExitCode.Should().Be(0, run.ToString());
        run.Output.Should().Contain("total: 2").And.Contain("failed: 0");

        project.Folder.Write("global.json", """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");
        try
        {
            var test = await project.Folder.DotnetAsync("test", "--no-build", "--project", "Specs.csproj");
            test.ExitCode.Should().Be(0, test.ToString());
            test.Output.Should().Contain("total: 18").And.Contain("failed: 0");
        }
        finally
        {
            File.Delete(project.Folder.Full("global.json"));
        }
    }

    [Fact]
    public async Task A_build_makes_anew_what_changed_and_nothing_else()
    {
        // Files of other builds that the compiler leaves behind.
        Directory.Delete(project.Folder.Full(GeneratedFiles), recursive: true);
        project.Folder.Write("tiny.spec.yaml", TinySpecs.Passing);
        await BuildAsync();
        var before = (Outputs: project.Folder.Times("bin"), Intermediates: project.Folder.Times("obj"), Generated: Generated());
        before.Generated.Keys.Select(file => Path.GetFileName(file).Split('.')[0]).Should().Contain(["Passing", "Loan_default"]);

        await BuildAsync();
        project.Folder.Times("bin").Should().BeEquivalentTo(before.Outputs, "nothing changed");
        project.Folder.Times("obj").Should().BeEquivalentTo(before.Intermediates, "nothing changed");

        project.Folder.Write("tiny.spec.yaml", TinySpecs.Passing.Replace("0.6\"", "0.65\"", StringComparison.Ordinal));
        await BuildAsync();
        var after = Generated();
        after.Keys.Should().BeEquivalentTo(before.Generated.Keys);
        after.Where(file => file.Value != before.Generated[file.Key]).Select(file => Path.GetFileName(file.Key)).Should().ContainSingle().Which.Should().StartWith("Passing.");
        project.Folder.Times("bin")[Path.Combine(Output, "Specs.dll")].Should().BeAfter(before.Outputs[Path.Combine(Output, "Specs.dll")]);

        project.Folder.Write("tiny.spec.yaml", TinySpecs.Passing);
    }

    [Fact]
    public async Task A_mistake_in_a_spec_fails_the_build_at_its_line_whether_the_language_or_the_data_shows_it()
    {
        try
        {
            project.Folder.Write("tiny.spec.yaml", TinySpecs.Passing.Replace("recall", "recal", StringComparison.Ordinal));
            var build = await project.Folder.DotnetAsync("build", "--no-restore");
            build.ExitCode.Should().Be(1);
            build.Errors.Should().ContainSingle().Which.Should().StartWith($"{project.Folder.Full("tiny.spec.yaml")}(11,39): error MSPEC030: ").And.Contain("recal").And.Contain("recall");

            project.Folder.Write("tiny.spec.yaml", TinySpecs.Passing.Replace("by: country", "by: contry", StringComparison.Ordinal));
            build = await project.Folder.DotnetAsync("build", "--no-restore");
            build.ExitCode.Should().Be(1);
            build.Errors[0].Should().StartWith($"{project.Folder.Full("tiny.spec.yaml")}(13,9): error MSPEC").And.Contain("contry");
            build.Errors[1].Should().Contain("error MSPEC409: ");
        }
        finally
        {
            project.Folder.Write("tiny.spec.yaml", TinySpecs.Passing);
        }
    }

    [Fact]
    public async Task MSPEC403_specs_of_a_project_that_has_the_package_only_through_another_fail_its_build()
    {
        var folder = feed.NewFolder("through").WithProject("inner/Inner.csproj", "<ModelSpecsFiles>../outer/*.spec.yaml</ModelSpecsFiles>")
            .Write("outer/Outer.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup>
                  <ItemGroup><ProjectReference Include="../inner/Inner.csproj" /></ItemGroup>
                </Project>
                """)
            .Write("outer/data.csv", TinySpecs.Data).Write("outer/tiny.spec.yaml", TinySpecs.Passing);

        var build = await folder.DotnetAsync("build", "outer");

        build.ExitCode.Should().Be(1, build.ToString());
        build.Errors.Should().ContainSingle().Which.Should().Contain("Outer.csproj : error MSPEC403: The project's specs would not be tested.");
    }

    private async Task BuildAsync()
    {
        var build = await project.Folder.DotnetAsync("build", "--no-restore");
        build.ExitCode.Should().Be(0, build.ToString());
    }

    private Dictionary<string, string> Generated() =>
        Directory.EnumerateFiles(project.Folder.Full(GeneratedFiles), "*.cs", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllText);
}
