using System.Reflection;
using System.Text.RegularExpressions;

namespace ModelSpecs.Architecture.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static partial class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    public static IReadOnlyList<string> SourceFiles(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories).Where(f => !IsBuildOutput(f)).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Projects(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories).Where(f => !IsBuildOutput(f)).Order(StringComparer.Ordinal)];

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>The lists below a line of docs/architecture.md: <c>- A → B, C</c>.</summary>
    public static IReadOnlyDictionary<string, string[]> Allowed(string heading)
    {
        var lines = File.ReadAllLines(Path.Combine(Root, "docs", "architecture.md"));
        return lines.SkipWhile(l => !l.StartsWith(heading, StringComparison.Ordinal)).Skip(1)
            .SkipWhile(l => l.Length == 0)
            .TakeWhile(l => l.StartsWith("- ", StringComparison.Ordinal))
            .Select(l => Row().Match(l))
            .ToDictionary(
                m => m.Groups[1].Value,
                m => m.Groups[2].Value == "(nothing)" ? [] : m.Groups[2].Value.Split(", "),
                StringComparer.Ordinal);
    }

    private static bool IsBuildOutput(string path) => Relative(path).Split('/').Any(part => part is "obj" or "bin" or "node_modules");

    [GeneratedRegex(@"^- ([\w.]+) → (.+)$")]
    private static partial Regex Row();
}
