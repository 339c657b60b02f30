using System.Reflection;

namespace ModelSpecs.EndToEnd.Tests.Support;

/// <summary>A project of spec tests in a folder of its own, built against this checkout's sources as they are built already.</summary>
internal sealed class SpecProject
{
    private static readonly Assembly Tests = typeof(SpecProject).Assembly;

    public SpecProject(string folder, string properties = "")
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        Write("Directory.Build.props", "<Project />\n");
        Write("Directory.Build.targets", "<Project />\n");
        Write("Directory.Packages.props", $"<Project><Import Project=\"{RepositoryRoot}Directory.Packages.props\" /></Project>\n");
        Write("Specs.csproj", $"""
            <Project>
              <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <IsTestProject>true</IsTestProject>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <BuildProjectReferences>false</BuildProjectReferences>
                {properties}
              </PropertyGroup>
              <Import Project="{Build}ModelSpecs.Xunit.props" />
              <Import Project="{Build}ModelSpecs.Xunit.InRepository.props" />
              <ItemGroup>
                <PackageReference Include="Microsoft.NET.Test.Sdk" />
                <PackageReference Include="xunit.v3" />
                <PackageReference Include="xunit.runner.visualstudio" />
                <!-- Mistakes that a project can make. -->
                <ProjectReference Remove="$(ModelSpecsSources)ModelSpecs.Generator/ModelSpecs.Generator.csproj" Condition="'$(LoseGenerator)' == 'true'" />
              </ItemGroup>
              <Target Name="LoseYamlDotNet" BeforeTargets="CoreCompile" Condition="'$(LoseYamlDotNet)' == 'true'">
                <ItemGroup>
                  <Analyzer Remove="@(Analyzer)" Condition="'%(Filename)' == 'YamlDotNet'" />
                </ItemGroup>
              </Target>
              <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
              <Import Project="{Build}ModelSpecs.Xunit.targets" />
            </Project>

            """);
    }

    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    public static string Configuration { get; } = Metadata("Configuration");

    public string Folder { get; }

    public string Output => Path.Combine(Folder, "bin", Configuration, "net10.0");

    /// <summary>The test program itself.</summary>
    public string Program => Path.Combine(Output, OperatingSystem.IsWindows() ? "Specs.exe" : "Specs");

    private static string Build => Path.Combine(RepositoryRoot, "src", "ModelSpecs.Xunit", "build") + Path.DirectorySeparatorChar;

    public string Write(string path, string text)
    {
        var full = Path.GetFullPath(path, Folder);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    /// <summary>Makes these the specs of the project, beside a golden set, and no others.</summary>
    public SpecProject Holding(params (string Path, string Text)[] specs)
    {
        foreach (var old in Directory.EnumerateFiles(Folder, "*.spec.yaml"))
        {
            File.Delete(old);
        }

        Write("data.csv", TinySpecs.Data);
        foreach (var (path, text) in specs)
        {
            Write(path, text);
        }

        return this;
    }

    /// <summary>Restores what the project refers to.</summary>
    public async Task RestoreAsync()
    {
        var restore = await Dotnet.RunAsync(Folder, ["restore", "-p:RestoreRecursive=false"]);
        if (restore.ExitCode != 0)
        {
            throw new InvalidOperationException("The project cannot be restored: " + restore);
        }
    }

    /// <summary>Builds what was restored.</summary>
    public Task<CommandResult> BuildAsync(params IReadOnlyList<string> arguments) =>
        Dotnet.RunAsync(Folder, ["build", "--no-restore", "-c", Configuration, .. arguments]);

    /// <summary>Runs the tests of what is built; the results are those of its results file, none where it wrote none.</summary>
    public Task<(CommandResult Command, IReadOnlyList<TrxTest> Tests)> TestAsync(params IReadOnlyList<string> arguments) =>
        TestIntoAsync(Path.Combine(Folder, "results", Guid.NewGuid().ToString("N")), arguments);

    /// <summary>The same with the folder of the results said.</summary>
    public async Task<(CommandResult Command, IReadOnlyList<TrxTest> Tests)> TestIntoAsync(string results, params IReadOnlyList<string> arguments)
    {
        var command = await Dotnet.RunAsync(Folder, ["test", "--no-build", "-c", Configuration, "--logger", "trx;LogFileName=run.trx", "--results-directory", results, .. arguments]);
        var file = Path.Combine(results, "run.trx");
        return (command, File.Exists(file) ? Trx.Read(file) : []);
    }

    private static string Metadata(string key) => Tests.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == key).Value!;
}
