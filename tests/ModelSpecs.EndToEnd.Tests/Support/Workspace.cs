namespace ModelSpecs.EndToEnd.Tests.Support;

/// <summary>Groups the tests that build and run projects: one at a time, since each takes every core, and with one project between them.</summary>
[CollectionDefinition(Name)]
public sealed class WorkspaceCollection : ICollectionFixture<Workspace>
{
    public const string Name = "Workspace";
}

/// <summary>A folder with a copy of the loan sample, and a project of many specs that is built once and run once.</summary>
public sealed class Workspace : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelspecs-e2e-").FullName;

    /// <summary>The project.</summary>
    internal SpecProject Project { get; private set; } = null!;

    /// <summary>A project whose specs each test writes anew.</summary>
    internal SpecProject Scratch { get; private set; } = null!;

    /// <summary>What the build of the shared project printed.</summary>
    internal CommandResult Build { get; private set; } = null!;

    /// <summary>What its run under VSTest, without a filter, printed.</summary>
    internal CommandResult Run { get; private set; } = null!;

    /// <summary>Where that run left its results.</summary>
    internal string Results => PathOf("results");

    /// <summary>The tests of that run.</summary>
    internal IReadOnlyList<TrxTest> Tests { get; private set; } = [];

    /// <summary>A folder for a further project.</summary>
    internal string NewFolder() => Path.Combine(_folder, Guid.NewGuid().ToString("N")[..8]);

    /// <summary>Full path of a file of the workspace.</summary>
    internal string PathOf(string path) => Path.Combine(_folder, path);

    public async ValueTask InitializeAsync()
    {
        // Paths as in the checkout, because the challenger names the champion's gate and both name the data.
        foreach (var file in (string[])
        [
            "testdata/loan/golden.csv", "testdata/loan/champion.onnx", "testdata/loan/challenger.onnx",
            "specs/modelspecs.yaml", "specs/loan.spec.yaml", "specs/shared/credit.yaml",
            "tests/ModelSpecs.EndToEnd.Tests/Challenger/challenger.spec.yaml",
        ])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
            File.Copy(Path.Combine(SpecProject.RepositoryRoot, file), PathOf(file));
        }

        await File.WriteAllTextAsync(PathOf("modelspecs.yaml"), "root: true\n", TestContext.Current.CancellationToken);
        Project = new SpecProject(PathOf("project"), "<ModelSpecsFiles>../specs/**/*.yaml;../tests/**/*.spec.yaml</ModelSpecsFiles>");
        Project.Holding(
            ("passing.spec.yaml", TinySpecs.Passing),
            ("kept.spec.yaml", TinySpecs.Kept),
            ("failing.spec.yaml", TinySpecs.Failing),
            ("skipping.spec.yaml", TinySpecs.Skipping),
            ("warning.spec.yaml", TinySpecs.Warning));
        Scratch = new SpecProject(PathOf("scratch"));
        await Project.RestoreAsync();
        await Scratch.RestoreAsync();
        Build = await Project.BuildAsync();
        if (Build.ExitCode == 0)
        {
            (Run, Tests) = await Project.TestIntoAsync(Results);
        }
        else
        {
            throw new InvalidOperationException("The project that the tests share does not build: " + Build);
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
