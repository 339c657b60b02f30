using System.Reflection;
using ModelSpecs.Xunit.Sessions;

namespace ModelSpecs.Xunit.DataDriven;

/// <summary>A spec of a project without a generator.</summary>
/// <param name="File">Path relative to the project's folder, with forward slashes.</param>
/// <param name="Session">Its session.</param>
internal sealed record SpecFile(string File, SpecSession Session);

/// <summary>What the targets of the package wrote into an assembly about its specs.</summary>
internal static class SpecFileList
{
    /// <summary>Metadata of the assembly that names a spec in full.</summary>
    public const string SpecKey = "ModelSpecs.Spec";

    /// <summary>Metadata of the assembly that names a folder that is a root: it has <c>.git</c>, or a <c>modelspecs.yaml</c> that says so.</summary>
    public const string RootKey = "ModelSpecs.Root";

    /// <summary>Metadata of the assembly with the root of all specs, where the project says one.</summary>
    public const string OnlyRootKey = "ModelSpecs.OnlyRoot";

    /// <summary>The specs that the build listed.</summary>
    public static IEnumerable<SpecFile> Of(Type testClass)
    {
        var roots = Values(testClass.Assembly, RootKey);
        var only = Values(testClass.Assembly, OnlyRootKey).FirstOrDefault();
        var project = TestAssembly.ProjectDirOf(testClass.Assembly);
        return Values(testClass.Assembly, SpecKey).Select(spec =>
        {
            var file = Relative(project, spec);
            return new SpecFile(file, SpecSessions.Of(testClass, file, Relative(project, only ?? RootOf(spec, roots))));
        });
    }

    /// <summary>The nearest root that a spec lies below; its own folder where there is none.</summary>
    public static string RootOf(string spec, IEnumerable<string> roots) => roots
        .Where(root => !Path.GetRelativePath(root, spec).StartsWith("..", StringComparison.Ordinal))
        .MaxBy(root => root.Length) ?? Path.GetDirectoryName(spec)!;

    private static string Relative(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');

    private static List<string> Values(Assembly assembly, string key) =>
        [.. assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Where(m => m.Key == key && m.Value is not null).Select(m => Path.TrimEndingDirectorySeparator(Path.GetFullPath(m.Value!)))];
}
