using System.Text;
using ModelSpecs.Cli.Git;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Engine.GateDiff;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results.Gate;
using ModelSpecs.Results.Json;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Cli.Commands;

/// <summary><c>modelspecs gate-diff</c>: two versions of every spec, held against each other.</summary>
internal sealed class GateDiffCommand(CliConsole console, CliEngine engine)
{
    private const string StandardOutput = "-";

    /// <summary>Lists the changes and says whether they fail.</summary>
    /// <exception cref="SpecException">git or a spec is wrong.</exception>
    public int Execute(GateDiffArguments arguments, CancellationToken cancellationToken)
    {
        var jsonPath = arguments.Json is null or StandardOutput ? null : OutputFile.Prepare(console, "--json", arguments.Json);
        var files = SpecSet.Files(console, arguments.Root);
        var tree = GitTree.Open(new GitProcess(console.CurrentDirectory), console.CurrentDirectory, arguments.BaseRef, arguments.MergeBase, cancellationToken);
        var rootOverride = arguments.Root is null && console.Variable(SpecSet.RootVariable) is not { Length: > 0 } ? null : files.RootOf(console.CurrentDirectory);
        var before = Find(arguments.Specs, tree.Files, tree);
        var after = Find(arguments.Specs, null, tree);
        if (before.Count + after.Count == 0)
        {
            throw new SpecException(SpecDiagnostics.NoSpecFound.At(SourceSpan.CommandLine,
                $"No spec found. Found no *{SpecFinder.Extension} below {OneLine.Quote(console.CurrentDirectory)}, neither now nor at {OneLine.Quote(arguments.BaseRef)}; expected at least one. Name another folder."));
        }

        var now = SpecSet.Parse(engine, after, files);
        var problems = now.Where(spec => spec.Result.Spec is null).SelectMany(spec => spec.Result.Diagnostics).ToList();
        if (problems.Count > 0)
        {
            throw new SpecException(problems);
        }

        var was = SpecSet.Parse(engine, before, new GitSpecFiles(tree, rootOverride, cancellationToken));
        var result = new GateDiffResult
        {
            Tool = CliApp.Tool,
            BaseRef = arguments.BaseRef,
            BaseCommit = tree.Commit,
            Specs = before.Union(after, StringComparer.Ordinal).Count(),
            Changes = GateDiffResult.Sorted(Compare(was, now, tree, cancellationToken)),
        };
        Write(result, arguments.Json, jsonPath);
        return arguments.FailOn switch
        {
            "any" when result.Changes.Count > 0 => ExitCodes.Failed,
            "loosened" when result.Changes.Any(change => change.Effect == GateEffect.Loosened) => ExitCodes.Failed,
            _ => ExitCodes.Passed,
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

    private void Write(GateDiffResult result, string? argument, string? path)
    {
        GateDiffReport.Write(result, argument == StandardOutput ? console.Error : console.Out, console.Show);
        if (path is not null)
        {
            OutputFile.Write("--json", argument!, path, stream => GateDiffJson.Write(result, stream));
        }
        else if (argument is not null)
        {
            using var buffer = new MemoryStream();
            GateDiffJson.Write(result, buffer);
            console.Out.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        }
    }
}
