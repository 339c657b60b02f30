using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Building;

/// <summary>A spec that stands in no file, beside the files that do: its defaults and what it extends.</summary>
/// <param name="path">Full path that the spec has in messages.</param>
/// <param name="text">Its text.</param>
internal sealed class SpecInCode(string path, string text) : ISpecFiles
{
    private readonly DiskSpecFiles _disk = new();
    private readonly string _path = path;

    /// <inheritdoc />
    public string RootOf(string specPath) => _disk.RootOf(specPath);

    /// <inheritdoc />
    public string? Read(string path) => string.Equals(path, _path, StringComparison.Ordinal) ? text : _disk.Read(path);

    /// <summary>A file name of the spec's name: letters and digits, parted by hyphens.</summary>
    public static string FileNameOf(string? name)
    {
        var words = string.Concat((name ?? "").Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var slug = string.Join('-', words);
        return $"{(slug.Length == 0 ? "spec" : slug[..Math.Min(slug.Length, 80)])}.code.spec.yaml";
    }
}
