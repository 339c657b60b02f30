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

    /// <summary>The place of a generated class's spec: nothing is copied, the assembly knows the folder of its project.</summary>
    public static SpecPlace Of(Type testClass, string file, string root) =>
        Of(TestAssembly.ProjectDirOf(testClass.Assembly), file, root, Environment.GetEnvironmentVariable(RootVariable)) with { Written = file };

    /// <summary>The place, with the project's folder and the variable given.</summary>
    public static SpecPlace Of(string projectDir, string file, string root, string? variable)
    {
        var builtFile = Path.GetFullPath(file, projectDir);
        var builtRoot = Path.GetFullPath(root, projectDir);
        if (string.IsNullOrEmpty(variable))
        {
            return new SpecPlace(builtFile, builtRoot);
        }

        var newRoot = Path.TrimEndingDirectorySeparator(Path.GetFullPath(variable));
        var moved = Path.GetFullPath(Path.GetRelativePath(builtRoot, builtFile), newRoot);
        // The variable may name another root of the same files (then they are where they were) or the root of a copy.
        return new SpecPlace(Path.Exists(moved) ? moved : builtFile, newRoot);
    }
}
