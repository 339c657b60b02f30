using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Loading;

/// <summary>Finds a spec that code names by a relative path, whatever the working directory of the run is.</summary>
/// <param name="CurrentFolder">Working directory.</param>
/// <param name="ProgramFolder">Folder of the running assemblies.</param>
/// <param name="MovedRoot">Where the repository is now, as <c>MODELSPECS_ROOT</c> says; null: where it was built.</param>
internal sealed record SpecLocator(string CurrentFolder, string ProgramFolder, string? MovedRoot)
{
    /// <summary>Environment variable that says the root, for tests that run elsewhere than they were built.</summary>
    public const string RootVariable = "MODELSPECS_ROOT";

    // What a deterministic build writes in place of the repository's folder.
    private const string MappedRoot = "/_";

    /// <summary>A locator of this process.</summary>
    public static SpecLocator OfProcess() =>
        new(Environment.CurrentDirectory, AppContext.BaseDirectory, Environment.GetEnvironmentVariable(RootVariable) is { Length: > 0 } root ? root : null);

    /// <summary>Full path of a spec.</summary>
    /// <param name="path">Path as the caller wrote it.</param>
    /// <param name="callerFile">Source file of the caller as the compiler wrote it down; empty: not known.</param>
    /// <exception cref="SpecException">There is no such file; the message names the places that were looked at.</exception>
    public string Find(string path, string callerFile)
    {
        if (Path.IsPathFullyQualified(path))
        {
            return File.Exists(path) ? Path.GetFullPath(path) : throw Missing(path, []);
        }

        var looked = new List<string>();
        foreach (var folder in Folders(callerFile))
        {
            var candidate = Path.GetFullPath(path, folder);
            if (File.Exists(candidate))
            {
                return candidate;
            }

            if (!looked.Contains(candidate, StringComparer.Ordinal))
            {
                looked.Add(candidate);
            }
        }

        throw Missing(path, looked);
    }

    /// <summary>The folder that paths of a spec in code are relative to: that of the caller's source file, or the working directory where that is not on this machine.</summary>
    /// <param name="callerFile">Source file of the caller as the compiler wrote it down; empty: not known.</param>
    public string FolderOf(string callerFile) => SourceFolder(callerFile) ?? CurrentFolder;

    private IEnumerable<string> Folders(string callerFile)
    {
        if (SourceFolder(callerFile) is { } source)
        {
            yield return source;
            if (Ancestors(source).FirstOrDefault(HoldsProject) is { } project)
            {
                yield return project;
            }
        }

        yield return CurrentFolder;
        yield return ProgramFolder;
    }

    /// <summary>The folder of the calling source file on this machine; null where it is not here.</summary>
    private string? SourceFolder(string callerFile)
    {
        var written = callerFile.Replace('\\', '/');
        var end = written.LastIndexOf('/');
        if (end <= 0)
        {
            return null;
        }

        var folder = written[..end];
        if (MovedRoot is not null && Below(Path.GetFullPath(MovedRoot, CurrentFolder), folder) is { } moved)
        {
            return moved;
        }

        if (folder != MappedRoot && !folder.StartsWith(MappedRoot + "/", StringComparison.Ordinal))
        {
            return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
        }

        // Of a mapped path only what stands below the repository is known; the repository is a folder above the program.
        var relative = folder[MappedRoot.Length..].TrimStart('/');
        return Ancestors(ProgramFolder).Select(ancestor => Path.GetFullPath(relative, ancestor)).FirstOrDefault(Directory.Exists);
    }

    /// <summary>The longest end of a folder's path that exists below a root.</summary>
    private static string? Below(string root, string folder)
    {
        var parts = folder.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, parts.Length).Select(skip => Path.GetFullPath(Path.Combine(parts[skip..]), root)).FirstOrDefault(Directory.Exists);
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var ancestor = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)); ancestor is not null; ancestor = Path.GetDirectoryName(ancestor))
        {
            yield return ancestor;
        }
    }

    private static bool HoldsProject(string folder) =>
        Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.*proj").Any(file => Path.GetExtension(file) is ".csproj" or ".fsproj" or ".vbproj");

    private static SpecException Missing(string path, List<string> looked) => new(SpecDiagnostics.SpecPathMissing.At(SourceSpan.StartOf(path),
        $"The spec does not exist. Found no file {(looked.Count == 0 ? "there" : "at " + string.Join(", ", looked))}; expected a spec, e.g. \"loan.spec.yaml\". "
        + $"A relative path is looked for beside the source file that names it, in its project's folder, in the working directory and beside the program; {RootVariable} says where a repository was moved."));
}
