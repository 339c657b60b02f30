using ModelSpecs.Cli.Git;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Engine.GateDiff;
using ModelSpecs.Results.Gate;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Cli.Gate;

/// <summary>What is held against what.</summary>
/// <param name="BaseRef">Branch, tag or commit.</param>
internal sealed record GateDiffRequest(string BaseRef)
{
    /// <summary>Files and folders; empty: the current folder.</summary>
    public IReadOnlyList<string> Specs { get; init; } = [];

    /// <summary>Whether the merge base with HEAD is compared with.</summary>
    public bool MergeBase { get; init; }

    /// <summary>Root in place of the one that is looked for.</summary>
    public string? Root { get; init; }

    /// <summary>Whether a spec that cannot be read now is left out: what judges it says so itself.</summary>
    public bool LeaveOutBroken { get; init; }
}

/// <summary>Two versions of every spec, of a commit and of the working tree, held against each other.</summary>
internal sealed class GateDiffRun(CliConsole console, CliEngine engine)
{
    /// <summary>What changed, in the order in which it is reported.</summary>
    /// <exception cref="SpecException">git is wrong, there is no spec, or one cannot be read now and may not be left out.</exception>
    public GateDiffResult Execute(GateDiffRequest request, CancellationToken cancellationToken)
    {
        var files = SpecSet.Files(console, request.Root);
        var tree = GitTree.Open(new GitProcess(console.CurrentDirectory), console.CurrentDirectory, request.BaseRef, request.MergeBase, cancellationToken);
        var rootOverride = request.Root is null && console.Variable(SpecSet.RootVariable) is not { Length: > 0 } ? null : files.RootOf(console.CurrentDirectory);
        var before = Find(request.Specs, tree.Files, tree);
        var after = Find(request.Specs, null, tree);
        if (before.Count + after.Count == 0)
        {
            throw new SpecException(SpecDiagnostics.NoSpecFound.At(SourceSpan.CommandLine,
                $"No spec found. Found no *{SpecFinder.Extension} below {OneLine.Quote(console.CurrentDirectory)}, neither now nor at {OneLine.Quote(request.BaseRef)}; expected at least one. Name another folder."));
        }

        var now = SpecSet.Parse(engine, after, files);
        var broken = now.Where(spec => spec.Result.Spec is null).ToList();
        if (broken.Count > 0 && !request.LeaveOutBroken)
        {
            throw new SpecException([.. broken.SelectMany(spec => spec.Result.Diagnostics)]);
        }

        // What is left out is left out on both sides: it was not removed.
        var was = SpecSet.Parse(engine, [.. before.Except(broken.Select(spec => spec.Path), StringComparer.Ordinal)], new GitSpecFiles(tree, rootOverride, cancellationToken));
        return new GateDiffResult
        {
            Tool = CliApp.Tool,
            BaseRef = request.BaseRef,
            BaseCommit = tree.Commit,
            Specs = before.Union(after, StringComparer.Ordinal).Count() - broken.Count,
            Changes = GateDiffResult.Sorted(Compare(was, [.. now.Except(broken)], tree, cancellationToken)),
        };
    }

    /// <summary>Full paths of the specs on disk or, where its files are given, at the base. A path that is at neither is an error.</summary>
    private List<string> Find(IReadOnlyList<string> arguments, IEnumerable<string>? atBase, GitTree tree)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var argument in arguments.Count == 0 ? ["."] : arguments)
        {
            var path = Path.TrimEndingDirectorySeparator(console.FullPath(argument));
            if (atBase is not null)
            {
                found.UnionWith(atBase.Where(file => file == path || SpecFinder.IsSpecBelow(path, file)));
            }
            else if (Directory.Exists(path))
            {
                found.UnionWith(SpecFinder.Below(path));
            }
            else if (File.Exists(path) || !tree.Files.Any(file => file == path || SpecFinder.IsSpecBelow(path, file)))
            {
                // Says that it does not exist where it does not.
                found.UnionWith(SpecFinder.Find(console, [argument]));
            }
        }

        return [.. found];
    }

    private static IEnumerable<GateChange> Compare(IReadOnlyList<ParsedSpec> was, IReadOnlyList<ParsedSpec> now, GitTree tree, CancellationToken cancellationToken)
    {
        var goldenSets = new GoldenSets(tree, cancellationToken);
        var gone = was.Where(spec => !now.Any(other => other.Path == spec.Path)).ToList();
        foreach (var spec in now)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var after = spec.Result.Spec!;
            // A spec whose file moved keeps its name.
            var old = was.FirstOrDefault(other => other.Path == spec.Path) ?? gone.Find(other => other.Result.Spec?.Name.Value == after.Name.Value);
            if (old is null)
            {
                yield return GateComparison.Added(after);
                continue;
            }

            gone.Remove(old);
            if (old.Result.Spec is not { } before)
            {
                yield return GateComparison.Unreadable(after, old.Result.Diagnostics[0].Message);
                continue;
            }

            foreach (var change in GateComparison.Of(before, after).Concat(goldenSets.Compare(before, after)).Concat(Snapshots(before, after, tree, cancellationToken)))
            {
                yield return change;
            }
        }

        foreach (var spec in gone)
        {
            yield return spec.Result.Spec is { } before ? GateComparison.Removed(before) : GateComparison.Removed(spec.Path, spec.Root);
        }
    }

    private static IReadOnlyList<GateChange> Snapshots(SuiteSpec before, SuiteSpec after, GitTree tree, CancellationToken cancellationToken)
    {
        var (was, now) = (new SnapshotPaths(before.File).VerifiedText, new SnapshotPaths(after.File).VerifiedText);
        return SnapshotChanges.Of(after, now, tree.Read(was, cancellationToken), File.Exists(now) ? File.ReadAllBytes(now) : null);
    }
}
