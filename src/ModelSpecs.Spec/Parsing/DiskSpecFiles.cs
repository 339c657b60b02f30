using System.Text;

namespace ModelSpecs.Spec.Parsing;

/// <summary>Spec files on disk.</summary>
/// <param name="rootOverride">Root to use instead of the one that is looked for (<c>--root</c>); null: look for it.</param>
public sealed class DiskSpecFiles(string? rootOverride = null) : ISpecFiles
{
    private readonly string? _rootOverride = rootOverride is null ? null : SpecPath.WithoutTrailingSeparator(Path.GetFullPath(rootOverride));

    /// <summary>Nearest ancestor with <c>.git</c> or a <c>modelspecs.yaml</c> that says <c>root: true</c>; without either the spec's folder.</summary>
    public string RootOf(string specPath)
    {
        if (_rootOverride is not null)
        {
            return _rootOverride;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(specPath)) ?? Path.GetFullPath(specPath);
        for (var candidate = folder; candidate is not null; candidate = Path.GetDirectoryName(candidate))
        {
            if (IsRepository(candidate) || SaysRoot(Path.Combine(candidate, SpecDefaults.FileName)))
            {
                return candidate;
            }
        }

        return folder;
    }

    /// <summary>Folder of a root in the repository that it lies in, with <c>/</c> between its components: what build services put before its paths.
    /// Null where it is the repository's own folder, or lies in none.</summary>
    public static string? RootInRepository(string root)
    {
        for (var candidate = Path.GetFullPath(root); candidate is not null; candidate = Path.GetDirectoryName(candidate))
        {
            if (IsRepository(candidate))
            {
                return SpecPath.IsBelow(candidate, Path.GetFullPath(root)) ? SpecPath.Relative(candidate, Path.GetFullPath(root)) : null;
            }
        }

        return null;
    }

    /// <summary>Text of a file; null where it does not exist or is a link out of the root. At most one character more than <see cref="SpecLimits.FileCharacters"/> is read.</summary>
    /// <exception cref="IOException">The file exists and cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file exists and may not be read.</exception>
    public string? Read(string path)
    {
        var full = Path.GetFullPath(path);
        return File.Exists(full) && !LinkGuard.LeavesRoot(RootOf(full), full) ? ReadText(full) : null;
    }

    private static string ReadText(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var builder = new StringBuilder();
        var buffer = new char[4096];
        int count;
        while (builder.Length <= SpecLimits.FileCharacters && (count = reader.Read(buffer, 0, buffer.Length)) > 0)
        {
            builder.Append(buffer, 0, count);
        }

        return builder.ToString();
    }

    private static bool IsRepository(string folder)
    {
        // A file in work trees and submodules.
        var git = Path.Combine(folder, ".git");
        return Directory.Exists(git) || File.Exists(git);
    }

    private static bool SaysRoot(string defaults) => File.Exists(defaults) && SpecDefaults.SaysRoot(ReadText(defaults));
}
