namespace ModelSpecs.Xunit.Sessions;

/// <summary>Where a spec lies when its tests run.</summary>
/// <param name="File">Full path of the spec.</param>
/// <param name="Root">Full path of its root.</param>
internal sealed record SpecPlace(string File, string Root)
{
    /// <summary>The spec as its tests name it: relative to the folder of their project.</summary>
    public string Written { get; init; } = File;

    /// <summary>Environment variable that says the root, for tests that run elsewhere than they were built.</summary>
    public const string RootVariable = "MODELSPECS_ROOT";

    /// <summary>Folder beside a published test program that holds its specs with all they rest on; the text file of its name says which folder it is a copy of.</summary>
    public const string PublishedFolder = "ModelSpecs.Files";

    /// <summary>The place of a generated class's spec: nothing is copied, the assembly knows the folder of its project.</summary>
    public static SpecPlace Of(Type testClass, string file, string root) =>
        Of(TestAssembly.ProjectDirOf(testClass.Assembly), file, root, Environment.GetEnvironmentVariable(RootVariable), AppContext.BaseDirectory) with { Written = file };

    /// <summary>The place, with the project's folder and the variable given.</summary>
    public static SpecPlace Of(string projectDir, string file, string root, string? variable, string? program = null)
    {
        var builtFile = Path.GetFullPath(file, projectDir);
        var builtRoot = Path.GetFullPath(root, projectDir);
        if (string.IsNullOrEmpty(variable))
        {
            return Published(builtFile, builtRoot, program) ?? new SpecPlace(builtFile, builtRoot);
        }

        var newRoot = Path.TrimEndingDirectorySeparator(Path.GetFullPath(variable));
        var moved = Path.GetFullPath(Path.GetRelativePath(builtRoot, builtFile), newRoot);
        // The variable may name another root of the same files (then they are where they were) or the root of a copy.
        return new SpecPlace(Path.Exists(moved) ? moved : builtFile, newRoot);
    }

    // The copy comes before the original, which may be there still: a published program judges the same thing everywhere.
    private static SpecPlace? Published(string builtFile, string builtRoot, string? program)
    {
        var copy = Path.Combine(program ?? "", PublishedFolder);
        if (program is null || !System.IO.File.Exists(copy + ".txt"))
        {
            return null;
        }

        var origin = System.IO.File.ReadAllText(copy + ".txt").Trim();
        var file = Path.GetFullPath(Path.GetRelativePath(origin, builtFile), copy);
        var root = Path.GetFullPath(Path.GetRelativePath(origin, builtRoot), copy);
        return new SpecPlace(file, Path.GetRelativePath(copy, root).StartsWith("..", StringComparison.Ordinal) ? copy : root);
    }
}
