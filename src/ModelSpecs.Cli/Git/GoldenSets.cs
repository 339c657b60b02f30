using System.Security.Cryptography;
using System.Text;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.GateDiff;
using ModelSpecs.Results.Gate;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Cli.Git;

/// <summary>Golden sets at a commit and now. One that several specs judge on is compared once.</summary>
internal sealed class GoldenSets(GitTree tree, CancellationToken cancellationToken)
{
    private const int LongestPointer = 1024;

    private readonly HashSet<(string Before, string After, string? Id, string Labels)> compared = [];

    /// <summary>What changed in the rows that two versions of a spec are judged on.</summary>
    public IReadOnlyList<GateChange> Compare(SuiteSpec before, SuiteSpec after)
    {
        var (was, now) = (before.Golden.File.FullPath, after.Golden.File.FullPath);
        if (!compared.Add((was, now, after.Id?.Value, string.Join('\n', after.LabelColumns.Select(label => label.Value)))))
        {
            return [];
        }

        if (!tree.Has(was))
        {
            // Of a file outside of git only its pin is known, which is compared with the rest of the spec.
            return was == now ? [] : [GoldenSetComparison.NotComparable(after, "the base commit does not have the file that was judged there")];
        }

        if (!File.Exists(now))
        {
            return [GoldenSetComparison.NotComparable(after, "the file is not there now")];
        }

        var folder = Directory.CreateTempSubdirectory("modelspecs-gate-").FullName;
        try
        {
            var copy = Path.Combine(folder, Path.GetFileName(was));
            using (var file = File.Create(copy))
            {
                tree.Copy(was, file, cancellationToken);
            }

            return Compare(before, copy, folder, after);
        }
        catch (SpecException problem)
        {
            return [GoldenSetComparison.NotComparable(after, problem.Diagnostics[0].Message)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private IReadOnlyList<GateChange> Compare(SuiteSpec before, string copy, string folder, SuiteSpec after)
    {
        var now = after.Golden.File.FullPath;
        var hash = HashOf(now);
        if (hash == (PointedTo(copy) ?? HashOf(copy)))
        {
            return [];
        }

        if (PointedTo(copy) is not null)
        {
            return [GoldenSetComparison.NotComparable(after, "the base version is in Git LFS, and only its hash is known, which is another")];
        }

        // A pin that is stale is the run's to report.
        var old = before.Golden with { File = new FileReference(before.Golden.File.Written, copy) };
        var current = after.Golden with { File = after.Golden.File with { Sha256 = null } };
        return GoldenSetComparison.Of(
            before, DatasetReader.Read(old, folder, null, new DatasetOptions(), cancellationToken),
            after, DatasetReader.Read(current, after.Root, null, new DatasetOptions(), cancellationToken));
    }

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>The SHA-256 that a Git LFS pointer stands for; null: it is none.</summary>
    private static string? PointedTo(string path)
    {
        if (new FileInfo(path).Length > LongestPointer)
        {
            return null;
        }

        const string Key = "oid sha256:";
        var lines = File.ReadAllText(path, Encoding.UTF8).Split('\n');
        return lines[0].StartsWith("version https://git-lfs", StringComparison.Ordinal) && Array.Find(lines, line => line.StartsWith(Key, StringComparison.Ordinal)) is { } oid
            ? oid[Key.Length..].Trim()
            : null;
    }
}
