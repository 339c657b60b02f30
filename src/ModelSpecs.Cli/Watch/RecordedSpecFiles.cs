using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Cli.Watch;

/// <summary>Remembers which files a parse asked for, those too that are not there: a <c>modelspecs.yaml</c> that comes to be changes the spec.</summary>
internal sealed class RecordedSpecFiles(ISpecFiles files) : ISpecFiles
{
    private SortedSet<string> asked = new(StringComparer.Ordinal);

    /// <summary>What was asked for since the last call.</summary>
    public IReadOnlyCollection<string> Take()
    {
        var taken = asked;
        asked = new SortedSet<string>(StringComparer.Ordinal);
        return taken;
    }

    /// <inheritdoc />
    public string RootOf(string specPath) => files.RootOf(specPath);

    /// <inheritdoc />
    public string? Read(string path)
    {
        asked.Add(Path.GetFullPath(path));
        return files.Read(path);
    }
}
