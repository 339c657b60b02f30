using System.Text;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Cli.Git;

/// <summary>The files of one commit.</summary>
internal sealed class GitTree
{
    private readonly GitProcess git;
    private readonly Dictionary<string, string> blobs;
    private readonly Dictionary<string, byte[]> read = new(StringComparer.Ordinal);

    private GitTree(GitProcess git, string root, string commit, Dictionary<string, string> blobs)
    {
        this.git = git;
        this.blobs = blobs;
        Root = root;
        Commit = commit;
    }

    /// <summary>Full path of the repository's top folder.</summary>
    public string Root { get; }

    /// <summary>The commit's full hash.</summary>
    public string Commit { get; }

    /// <summary>Full paths of its files, links and submodules left out, in path order.</summary>
    public IEnumerable<string> Files => blobs.Keys.Order(StringComparer.Ordinal);

    /// <summary>The tree of a ref, or of the merge base of a ref and HEAD.</summary>
    /// <param name="git">git in the folder that is asked about.</param>
    /// <param name="folder">That folder.</param>
    /// <param name="reference">A branch, tag or commit. It is never taken for an option.</param>
    /// <param name="mergeBase">Whether the merge base with HEAD is meant.</param>
    /// <param name="cancellationToken">Ends git.</param>
    /// <exception cref="SpecException">There is no repository, no such commit, or no common ancestor.</exception>
    public static GitTree Open(GitProcess git, string folder, string reference, bool mergeBase, CancellationToken cancellationToken)
    {
        if (Line(git.Run(["rev-parse", "--show-cdup"], mayFail: true, cancellationToken)) is not { } up)
        {
            throw new SpecException(SpecDiagnostics.NoRepository.At(SourceSpan.CommandLine,
                $"The gate is held against a commit. Found no git repository in {OneLine.Quote(folder)}; expected to be in one. git says: {git.Complaint}"));
        }

        // By way up and not by git's own name of the top: behind a link that is another path.
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(folder, up)));
        if (Line(git.Run(["rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}"], mayFail: true, cancellationToken)) is not { Length: > 0 } commit)
        {
            throw new SpecException(SpecDiagnostics.UnknownRef.At(SourceSpan.CommandLine,
                $"There is no such commit. Found {OneLine.Quote(reference)}; expected a branch, a tag or a commit of this repository. {Remedy(git, "Fetch it first: git fetch origin.", cancellationToken)}"));
        }

        if (mergeBase)
        {
            commit = Line(git.Run(["merge-base", commit, "HEAD"], mayFail: true, cancellationToken)) is { Length: > 0 } shared
                ? shared
                : throw new SpecException(SpecDiagnostics.UnknownRef.At(SourceSpan.CommandLine,
                    $"There is no merge base. Found {OneLine.Quote(reference)} and HEAD without a common ancestor; expected one. {Remedy(git, "Their histories are not related: name another base.", cancellationToken)}"));
        }

        var blobs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in Encoding.UTF8.GetString(git.Run(["ls-tree", "-r", "-z", "--full-tree", commit], mayFail: false, cancellationToken)!).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            // <mode> <type> <hash>\t<path>; 120000 is a link, 160000 a submodule.
            var tab = entry.IndexOf('\t', StringComparison.Ordinal);
            var parts = entry[..tab].Split(' ');
            if (parts is [['1', '0', '0', ..], "blob", var hash])
            {
                blobs[Path.GetFullPath(Path.Combine(root, entry[(tab + 1)..]))] = hash;
            }
        }

        return new GitTree(git, root, commit, blobs);
    }

    /// <summary>Whether the commit has a file.</summary>
    public bool Has(string path) => blobs.ContainsKey(path);

    /// <summary>Bytes of a file, kept: for texts. Null where the commit does not have it.</summary>
    public byte[]? Read(string path, CancellationToken cancellationToken)
    {
        if (!blobs.TryGetValue(path, out var hash))
        {
            return null;
        }

        if (!read.TryGetValue(hash, out var bytes))
        {
            bytes = git.Run(["cat-file", "blob", hash], mayFail: false, cancellationToken)!;
            read.Add(hash, bytes);
        }

        return bytes;
    }

    /// <summary>Copies a file that the commit has: for data.</summary>
    public void Copy(string path, Stream output, CancellationToken cancellationToken) => git.Run(["cat-file", "blob", blobs[path]], output, mayFail: false, cancellationToken);

    // Build services clone the last commit alone: that is what is wrong nearly always, and nothing git says names it.
    private static string Remedy(GitProcess git, string otherwise, CancellationToken cancellationToken) =>
        Line(git.Run(["rev-parse", "--is-shallow-repository"], mayFail: true, cancellationToken)) == "true"
            ? "This clone is shallow, it has the last commits only: git fetch --unshallow origin, or fetch-depth: 0 in CI."
            : otherwise;

    private static string? Line(byte[]? output) => output is null ? null : Encoding.UTF8.GetString(output).TrimEnd('\n', '\r');
}
