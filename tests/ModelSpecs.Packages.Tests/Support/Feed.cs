using System.Reflection;

namespace ModelSpecs.Packages.Tests.Support;

/// <summary>The tests that pack once and install from what was packed: one project at a time, since each takes every core.</summary>
[CollectionDefinition(Name)]
public sealed class FeedCollection : ICollectionFixture<Feed>
{
    public const string Name = "Feed";
}

/// <summary>The packages of this checkout in a folder, and a place for projects that install them: with a package folder of its own, so that nothing of ours reaches the machine's.</summary>
public sealed class Feed : IAsyncLifetime
{
    // Letters and spaces that some tool on the way will not expect.
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("modelspecs-packages-").FullName, "Größe & Maß");

    public static string RepositoryRoot { get; } = typeof(Feed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == "RepositoryRoot").Value!;

    /// <summary>The folder with the packages.</summary>
    public string Packages => Path.Combine(_folder, "feed");

    /// <summary>Version of our packages.</summary>
    internal string Version => PackageFile.Open(Packages, "ModelSpecs").Version;

    /// <summary>What every program that is started here is told.</summary>
    internal IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["NUGET_PACKAGES"] = Path.Combine(_folder, "installed"),
        ["DOTNET_CLI_HOME"] = Path.Combine(_folder, "home"),
        ["MODELSPECS_CACHE"] = Path.Combine(_folder, "cache"),
    };

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Packages);
        await PackAsync();
        // Sources of the machine stay: neither their names nor their addresses are ours to know. What the machine has installed already is read where it lies.
        var machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } said ? said : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var holdsOurs = Directory.Exists(machine) && Directory.EnumerateDirectories(machine).Any(folder => IsPacked(Path.GetFileName(folder)));
        Write("nuget.config", $"""
            <configuration>
              <packageSources><add key="packed" value="{Escape(Packages)}" /></packageSources>
              {(holdsOurs || !Directory.Exists(machine) ? "" : $"<fallbackPackageFolders><add key=\"machine\" value=\"{Escape(machine)}\" /></fallbackPackageFolders>")}
            </configuration>

            """);
        // The end of the search for files of a repository around.
        Write("Directory.Build.props", "<Project />\n");
        Write("Directory.Build.targets", "<Project />\n");
        Write("Directory.Packages.props", "<Project />\n");
        Write("modelspecs.yaml", "root: true\n");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A folder for projects, below which everything comes from here.</summary>
    internal UserFolder NewFolder(string name) => new(this, Path.Combine(_folder, name));

    /// <summary>A folder outside, in which nothing says where packages are.</summary>
    internal string Elsewhere(string name) => Path.Combine(Path.GetDirectoryName(_folder)!, name);

    private async Task PackAsync()
    {
        // As in the surrounding run, so that restoring here changes nothing there.
        var variables = new[] { "CI" }.Where(name => Environment.GetEnvironmentVariable(name) is not null).ToDictionary(name => name, name => Environment.GetEnvironmentVariable(name)!);
        var pack = OperatingSystem.IsWindows()
            ? await Dotnet.RunAsync(RepositoryRoot, variables, ["msbuild", "eng/packages/packages.proj", "-restore", "-m", "-v:quiet", $"-p:PackageOutputPath={Packages}/", "-p:PackOnnxRuntime=true"])
            : await Dotnet.ExecuteAsync("bash", RepositoryRoot, variables, ["eng/pack.sh", "--for-this-machine", Packages]);
        if (pack.ExitCode != 0)
        {
            throw new InvalidOperationException("The packages cannot be made: " + pack);
        }
    }

    private static bool IsPacked(string package) =>
        package.StartsWith("modelspecs", StringComparison.OrdinalIgnoreCase) || package.StartsWith("microsoft.ml.onnxruntime", StringComparison.OrdinalIgnoreCase);

    private static string Escape(string text) => System.Security.SecurityElement.Escape(text);

    private void Write(string path, string text) => File.WriteAllText(Path.Combine(_folder, path), text);
}
