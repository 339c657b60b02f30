using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Cli.Pinning;

/// <summary>The files on disk with one text in the place of a file's: a change is parsed before it is written.</summary>
internal sealed class OverlaidFiles(ISpecFiles files, string path, string text) : ISpecFiles
{
    /// <inheritdoc />
    public string RootOf(string specPath) => files.RootOf(specPath);

    /// <inheritdoc />
    public string? Read(string specPath) => SpecPath.AreEqual(specPath, path) ? text : files.Read(specPath);
}
