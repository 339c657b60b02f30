using System.Text;
using ModelSpecs.Results.Snapshots;

namespace ModelSpecs.Cli.Commands;

/// <summary>Specs with everything they rest on, copied to where a published test program finds them.</summary>
internal static class SpecCopy
{
    /// <summary>Ending of the file beside the copy that says which folder it is a copy of.</summary>
    public const string OriginExtension = ".txt";

    /// <summary>Copies the files below a folder as they lie below the one that all of them and the roots of the specs have in common, and writes its path into a file beside the copy.</summary>
    /// <param name="specs">Specs that are valid.</param>
    /// <param name="folder">Full path of the copy; what was there is replaced.</param>
    public static void Write(IReadOnlyList<ParsedSpec> specs, string folder)
    {
        var files = specs.SelectMany(spec => ValidationInputs.Of(spec).Concat(new SnapshotPaths(spec.Path).AllVerifiedRows())).Distinct(StringComparer.Ordinal).Where(File.Exists).ToList();
        var origin = Common([.. files.Select(file => Path.GetDirectoryName(file)!), .. specs.Select(spec => spec.Root)]);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var file in files)
        {
            var target = Path.Combine(folder, Path.GetRelativePath(origin, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        File.WriteAllText(folder + OriginExtension, origin + "\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static string Common(IReadOnlyList<string> folders)
    {
        var common = Path.GetFullPath(folders[0]);
        while (!folders.All(folder => IsBelow(common, folder)))
        {
            common = Path.GetDirectoryName(common) ?? throw new IOException($"The files of the specs have no folder in common: {folders[0]} and others lie on different drives.");
        }

        return common;
    }

    private static bool IsBelow(string folder, string path) =>
        Path.GetRelativePath(folder, path) is var relative && relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Path.IsPathRooted(relative);
}
