using System.Text;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Cli.Git;

/// <summary>Spec files as a commit has them, under the paths that they have on disk.</summary>
/// <param name="tree">The commit.</param>
/// <param name="rootOverride">Root from <c>--root</c>; null: the nearest folder that says so, as on disk.</param>
/// <param name="cancellationToken">Ends git.</param>
internal sealed class GitSpecFiles(GitTree tree, string? rootOverride, CancellationToken cancellationToken) : ISpecFiles
{
    /// <inheritdoc />
    public string RootOf(string specPath)
    {
        if (rootOverride is not null)
        {
            return rootOverride;
        }

        for (var folder = Path.GetDirectoryName(specPath); folder is not null && folder != tree.Root && SpecPath.IsBelow(tree.Root, folder); folder = Path.GetDirectoryName(folder))
        {
            if (Read(Path.Combine(folder, SpecDefaults.FileName)) is { } defaults && SpecDefaults.SaysRoot(defaults))
            {
                return folder;
            }
        }

        return tree.Root;
    }

    /// <inheritdoc />
    public string? Read(string path)
    {
        if (tree.Read(path, cancellationToken) is not { } bytes)
        {
            return null;
        }

        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }
}
