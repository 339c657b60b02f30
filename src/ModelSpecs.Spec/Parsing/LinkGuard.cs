using System.Reflection;

namespace ModelSpecs.Spec.Parsing;

/// <summary>Finds files that a symbolic link takes out of the root.</summary>
public static class LinkGuard
{
    private const int MostLinks = 40;

    /// <summary>Whether following the links of <paramref name="path"/> ends outside <paramref name="root"/>; a link that cannot be followed counts as leaving.</summary>
    public static bool LeavesRoot(string root, string path)
    {
        if (!SpecPath.IsBelow(root, path))
        {
            return true;
        }

        // Links above the root are the machine's business; nearly always there is none below it either.
        if (!HasLink(root, path))
        {
            return false;
        }

        var budget = MostLinks;
        return Resolve(root, ref budget) is not { } realRoot
            || Resolve(path, ref budget) is not { } realPath
            || !SpecPath.IsBelow(realRoot, realPath);
    }

    private static bool HasLink(string root, string path)
    {
        for (var part = path; part is not null && SpecPath.IsBelow(root, part); part = Path.GetDirectoryName(part))
        {
            if (IsLink(part))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Resolve(string path, ref int budget)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
        {
            return path;
        }

        if (Resolve(parent, ref budget) is not { } realParent)
        {
            return null;
        }

        var real = Path.Combine(realParent, Path.GetFileName(path));
        if (!IsLink(real))
        {
            return real;
        }

        return --budget >= 0 && Target(real) is { } target
            ? Resolve(Path.GetFullPath(Path.Combine(realParent, target)), ref budget)
            : null;
    }

    private static bool IsLink(string path) => (new FileInfo(path).Attributes & FileAttributes.ReparsePoint) != 0
        && File.Exists(path) | Directory.Exists(path);

    // LinkTarget came with .NET 6. Where it is absent (the compiler on .NET Framework) no spec file is read from disk by us.
    private static string? Target(string path) =>
        typeof(FileSystemInfo).GetProperty("LinkTarget", BindingFlags.Public | BindingFlags.Instance)?.GetValue(new FileInfo(path)) as string;
}
