namespace ModelSpecs.Generator.Inputs;

/// <summary>Relative paths, which netstandard2.0 cannot make.</summary>
internal static class RelativePath
{
    /// <summary>A path relative to a folder with forward slashes; the full path where both have no folder in common (another drive).</summary>
    public static string From(string folder, string path)
    {
        var from = Split(folder);
        var to = Split(path);
        var common = 0;
        while (common < from.Length && common < to.Length && string.Equals(from[common], to[common], StringComparison.Ordinal))
        {
            common++;
        }

        if (common == 0)
        {
            return path.Replace('\\', '/');
        }

        var steps = Enumerable.Repeat("..", from.Length - common).Concat(to.Skip(common)).ToArray();
        return steps.Length == 0 ? "." : string.Join("/", steps);
    }

    // A path from the root of Unix begins with an empty part, which all such paths have in common.
    private static string[] Split(string path) => path.Replace('\\', '/').TrimEnd('/').Split('/');
}
