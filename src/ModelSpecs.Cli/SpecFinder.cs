using System.IO.Enumeration;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Cli;

/// <summary>Finds the specs a command is about.</summary>
internal static class SpecFinder
{
    /// <summary>Ending of a spec's file name.</summary>
    public const string Extension = ".spec.yaml";

    /// <summary>Full paths in path order: the files named, the specs below the folders named; of the current folder where nothing is.</summary>
    /// <param name="console">The current folder.</param>
    /// <param name="arguments">Files and folders.</param>
    /// <exception cref="SpecException">A path does not exist, or a folder has no spec: all such at once.</exception>
    public static IReadOnlyList<string> Find(CliConsole console, IReadOnlyList<string> arguments)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var problems = new List<SpecDiagnostic>();
        foreach (var argument in arguments.Count == 0 ? ["."] : arguments)
        {
            var path = console.FullPath(argument);
            if (File.Exists(path))
            {
                found.Add(path);
            }
            else if (!Directory.Exists(path))
            {
                problems.Add(Missing(argument, path));
            }
            else if (Below(path) is { Count: > 0 } specs)
            {
                found.UnionWith(specs);
            }
            else
            {
                problems.Add(SpecDiagnostics.NoSpecFound.At(SourceSpan.CommandLine,
                    $"No spec found. Found no *{Extension} below {OneLine.Quote(path)} (bin, obj, node_modules and folders that begin with a dot are left out); expected at least one. Name a file or another folder."));
            }
        }

        return problems.Count > 0 ? throw new SpecException(problems) : [.. found];
    }

    /// <summary>Whether a path, on disk or not, is a spec that <see cref="Find"/> would find below a folder.</summary>
    /// <param name="folder">Full path of the folder.</param>
    /// <param name="path">Full path.</param>
    public static bool IsSpecBelow(string folder, string path) =>
        path.EndsWith(Extension, StringComparison.Ordinal) && SpecPath.IsBelow(folder, path)
        && !SpecPath.Relative(folder, path).Split('/').SkipLast(1).Any(part => IsLeftOut(part));

    /// <summary>Whether a path lies in a folder below <paramref name="folder"/> that is never searched for specs.</summary>
    public static bool IsLeftOut(string folder, string path) => SpecPath.Relative(folder, path).Split('/').Any(part => IsLeftOut(part));

    private static SpecDiagnostic Missing(string argument, string path)
    {
        var folder = Path.GetDirectoryName(path);
        var near = folder is not null && Directory.Exists(folder)
            ? Directory.EnumerateFileSystemEntries(folder).Select(e => Path.GetFileName(e)).Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        return SpecDiagnostics.SpecPathMissing.At(SourceSpan.CommandLine,
            $"There is no such spec. Found neither a file nor a folder {OneLine.Quote(argument)}; expected a *{Extension} file or a folder.{Suggestion.DidYouMean(Path.GetFileName(path), near)}");
    }

    /// <summary>Full paths of the specs below a folder.</summary>
    internal static List<string> Below(string folder) => FilesBelow(folder, true, [Extension]);

    /// <summary>Full paths of files with one of some endings, in a folder or anywhere below it; folders that are never searched for specs are left out.</summary>
    internal static List<string> FilesBelow(string folder, bool below, IReadOnlyList<string> endings)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = below, IgnoreInaccessible = true, AttributesToSkip = 0 };
        return
        [
            .. new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), options)
            {
                ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && HasEnding(entry.FileName, endings),
                // A link to a folder could lead round in a circle.
                ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && !IsLeftOut(entry.FileName),
            },
        ];
    }

    private static bool HasEnding(ReadOnlySpan<char> name, IReadOnlyList<string> endings)
    {
        foreach (var ending in endings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLeftOut(ReadOnlySpan<char> folder) => folder is ['.', ..] or "bin" or "obj" or "node_modules";
}
