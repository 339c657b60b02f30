using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Spec.Tests;

/// <summary>Spec files in memory, below <c>/repo</c>.</summary>
internal sealed class MemoryFiles : ISpecFiles
{
    public const string Root = "/repo";

    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>Adds a file by its path below the root.</summary>
    public MemoryFiles With(string path, string text)
    {
        _files[Full(path)] = text;
        return this;
    }

    public static string Full(string path) => Path.GetFullPath(Path.Combine(Root, path));

    public string RootOf(string specPath) => Path.GetFullPath(Root);

    public string? Read(string path) => _files.GetValueOrDefault(path);
}
