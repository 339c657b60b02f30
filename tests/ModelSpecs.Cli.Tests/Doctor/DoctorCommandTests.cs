using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using ModelSpecs.Cli.Doctor;
using ModelSpecs.Spec.Schema;

namespace ModelSpecs.Cli.Tests.Doctor;

/// <summary><c>modelspecs doctor</c> on machines made up for it.</summary>
public sealed class DoctorCommandTests : IDisposable
{
    private static readonly Machine Healthy = new()
    {
        Runtime = new Version(10, 0, 1), OperatingSystem = "Linux 6.1", Architecture = Architecture.X64, CpuFeatures = ["AVX2"], Cores = 4, Memory = 8_000_000_000,
        SystemFile = _ => null, Culture = "de-DE", InvariantGlobalization = false, LoadRuntime = () => ("1.20.1", ["CPUExecutionProvider"]),
        VersionOf = program => program switch { "dotnet" => "10.0.100", "git" => "git version 2.39", _ => null },
    };

    private readonly CliHarness cli = new();

    public DoctorCommandTests()
    {
        cli.WithTinySpec(spec: "# yaml-language-server: $schema=../schema/modelspec.schema.json\n# $schema: ../schema/modelspec.schema.json\n" + CliHarness.Spec);
        cli.Write("schema/modelspec.schema.json", SpecSchema.Write());
        cli.Write(".gitignore", "TestResults/\n.modelspecs/\n*.received.*\n");
    }

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task A_healthy_machine_has_nothing_but_ok()
    {
        (await DoctorAsync(Healthy)).Should().Be(ExitCodes.Passed);

        cli.Out.Should().Contain("ok       runtime: .NET 10.0.1 on Linux 6.1, x64\n")
            .And.Contain("ok       sdk: 10.0.100\n")
            .And.Contain("ok       onnx runtime: 1.20.1, providers CPUExecutionProvider; specs run on the CPU\n")
            .And.Contain("ok       specs: 1 found, all understood\n")
            .And.Contain("the nearest folder above the specs with .git")
            .And.Contain("0 entries, 0.0 MB; the next run predicts everything")
            .And.Contain("ok       schema file: of this version\n")
            .And.EndWith("\n0 problems, 0 warnings.\n");
        cli.Out.Should().NotContain("node");
    }

    [Theory]
    [InlineData("runtime")]
    [InlineData("sdk")]
    [InlineData("onnx")]
    [InlineData("spec")]
    [InlineData("cache")]
    [InlineData("global.json")]
    [InlineData("node")]
    public async Task What_keeps_something_from_working_is_a_problem_with_what_to_do(string what)
    {
        var machine = what switch
        {
            "runtime" => Healthy with { Runtime = new Version(8, 0, 4) },
            "sdk" => Healthy with { VersionOf = program => program == "dotnet" ? "8.0.404" : "git version 2" },
            "onnx" => Healthy with { LoadRuntime = () => throw new TypeInitializationException("NativeMethods", new DllNotFoundException("Unable to load shared library 'onnxruntime'")) },
            _ => Healthy,
        };
        switch (what)
        {
            case "spec":
                cli.Write("specs/bad.spec.yaml", "# yaml-language-server: $schema=../schema/modelspec.schema.json\n# $schema: ../schema/modelspec.schema.json\nspec: Bad\ntrheshold: 1\n");
                break;
            case "cache":
                cli.Write(".modelspecs/cache", "a file");
                break;
            case "global.json":
                cli.Write("global.json", "{ \"test\": { \"runner\": \"NUnit\" } }");
                break;
            case "node":
                cli.Write("web/report/make.mjs", "");
                break;
        }

        (await DoctorAsync(machine)).Should().Be(ExitCodes.Failed);

        var lines = cli.Out.Split('\n').ToList();
        var problem = lines.FindIndex(line => line.StartsWith("problem  ", StringComparison.Ordinal));
        lines[problem].Should().Contain(what switch
        {
            "runtime" => "runtime: .NET 8.0.4", "sdk" => "sdk: 8.0.404", "onnx" => "its native library does not load: Unable to load shared library 'onnxruntime'",
            "spec" => "2 found, 1 not understood: specs/bad.spec.yaml", "cache" => "cannot be written to: a file stands in its way.", "global.json" => "global.json names 'NUnit'", _ => "node: not found",
        });
        lines[problem + 1].Should().StartWith("         ").And.HaveLength(lines[problem + 1].TrimEnd().Length);
        lines[^2].Should().MatchRegex("^[12] problems?, [0-9]+ warnings?\\.$");
    }

    [Theory]
    [InlineData("git", "git: not found")]
    [InlineData("line", "yaml-language-server line: missing in specs/tiny.spec.yaml")]
    [InlineData("missing", "schema file: not there: specs/tiny.spec.yaml (../schema/modelspec.schema.json)")]
    [InlineData("old", "schema file: of another version: ../schema/modelspec.schema.json")]
    [InlineData("off", "cache: switched off by MODELSPECS_CACHE")]
    [InlineData("package", "packages: ModelSpecs.Xunit is 9.9.9 in tests/Specs.csproj")]
    [InlineData("ignore", ".gitignore: does not leave out TestResults/, .modelspecs/")]
    [InlineData("memory", "cores and memory: 1 core, 0.4 GB of memory; the container allows 0.5 cores and 0.4 GB")]
    [InlineData("cpu", "processor: no vector instructions")]
    public async Task What_could_be_better_is_a_warning_and_no_failure(string what, string expected)
    {
        var machine = what switch
        {
            "git" => Healthy with { VersionOf = program => program == "dotnet" ? "10.0.100" : null },
            "memory" => Healthy with { Cores = 1, Memory = 400_000_000, SystemFile = path => path.EndsWith("cpu.max", StringComparison.Ordinal) ? "50000 100000\n" : "400000000\n" },
            "cpu" => Healthy with { CpuFeatures = [] },
            _ => Healthy,
        };
        switch (what)
        {
            case "line":
                cli.Write("specs/tiny.spec.yaml", "# $schema: ../schema/modelspec.schema.json\n" + CliHarness.Spec);
                break;
            case "missing":
                File.Delete(Path.Combine(cli.Folder, "schema/modelspec.schema.json"));
                break;
            case "old":
                cli.Write("schema/modelspec.schema.json", "{}");
                break;
            case "off":
                cli.Variables["MODELSPECS_CACHE"] = "off";
                break;
            case "package":
                cli.Write("tests/Specs.csproj", "<Project><ItemGroup><PackageReference Include=\"ModelSpecs.Xunit\" Version=\"9.9.9\" /></ItemGroup></Project>");
                break;
            case "ignore":
                cli.Write(".gitignore", "bin/\n");
                break;
        }

        (await DoctorAsync(machine)).Should().Be(ExitCodes.Passed);

        cli.Out.Should().Contain($"warning  {expected}").And.EndWith("\n0 problems, 1 warning.\n");
    }

    [Fact]
    public async Task Without_a_spec_the_machine_is_looked_at_all_the_same()
    {
        Directory.Delete(Path.Combine(cli.Folder, "specs"), recursive: true);

        (await DoctorAsync(Healthy)).Should().Be(ExitCodes.Passed);

        cli.Out.Should().Contain("ok       runtime").And.Contain("warning  specs: no *.spec.yaml below");
    }

    [Fact]
    public async Task The_json_says_the_same_and_nothing_is_left_behind()
    {
        var before = Directory.EnumerateFileSystemEntries(cli.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        (await DoctorAsync(Healthy)).Should().Be(ExitCodes.Passed);
        Directory.EnumerateFileSystemEntries(cli.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Should().Equal(before);

        (await DoctorAsync(Healthy, "--json", "doctor.json")).Should().Be(ExitCodes.Passed);

        var findings = JsonNode.Parse(cli.Read("doctor.json"))!["findings"]!.AsArray();
        findings.Should().OnlyContain(finding => finding!["state"]!.GetValue<string>() == "ok");
        findings.Select(finding => finding!["name"]!.GetValue<string>()).Should().Contain(["runtime", "sdk", "onnx runtime", "cache", "root", "specs", "schema file", "packages", "test runner", ".gitignore"]);
    }

    [Fact]
    public async Task The_real_machine_loads_onnx_runtime_and_has_no_problem()
    {
        (await cli.RunAsync("doctor")).Should().Be(ExitCodes.Passed, cli.Out);

        cli.Out.Should().Contain("ok       onnx runtime").And.Contain("CPUExecutionProvider");
    }

    private Task<int> DoctorAsync(Machine machine, params string[] arguments)
    {
        cli.Engine = new CliEngine { Machine = () => machine };
        return cli.RunAsync(["doctor", .. arguments]);
    }
}
