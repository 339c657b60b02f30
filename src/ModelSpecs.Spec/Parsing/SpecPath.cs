namespace ModelSpecs.Spec.Parsing;

/// <summary>Arithmetic of full paths; nothing here reads the disk.</summary>
public static class SpecPath
{
    // Windows and macOS file systems ignore case; a comparison that does too would let nothing out of the root that stays in it elsewhere.
    private static readonly StringComparison Comparison = Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Whether a full path lies below a folder (the folder itself does not).</summary>
    public static bool IsBelow(string folder, string path)
    {
        var prefix = WithoutTrailingSeparator(folder);
        if (prefix.Length > 0 && !IsSeparator(prefix[prefix.Length - 1]))
        {
            prefix += Path.DirectorySeparatorChar;
        }

        return path.Length > prefix.Length && path.StartsWith(prefix, Comparison);
    }

    /// <summary>Whether two full paths name the same file.</summary>
    public static bool AreEqual(string left, string right) => string.Equals(left, right, Comparison);

    /// <summary>The part of a full path below a folder, with <c>/</c> between its components.</summary>
    public static string Relative(string folder, string path) => IsBelow(folder, path)
        ? path.Substring(WithoutTrailingSeparator(folder).Length).TrimStart('/', '\\').Replace('\\', '/')
        : path;

    internal static string WithoutTrailingSeparator(string folder)
    {
        var root = Path.GetPathRoot(folder)?.Length ?? 0;
        return folder.Length > root && IsSeparator(folder[folder.Length - 1]) ? folder.Substring(0, folder.Length - 1) : folder;
    }

    private static bool IsSeparator(char character) => character == Path.DirectorySeparatorChar || character == Path.AltDirectorySeparatorChar;
}
