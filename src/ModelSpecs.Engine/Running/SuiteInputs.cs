using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Running;

/// <summary>The files that a spec's verdict rests on.</summary>
public static class SuiteInputs
{
    // A folder of recorded tensors has a handful of files; one that is not what the spec meant may have any number.
    private const int MostRecorded = 10_000;

    /// <summary>Full paths in path order, each once, whether they exist or not: the spec and what it is merged from, golden set, models with their weights, arrays, recorded
    /// references, the approved snapshot.</summary>
    /// <param name="suite">A parsed spec.</param>
    public static IReadOnlyList<string> Of(SuiteSpec suite)
    {
        ArgumentNullException.ThrowIfNull(suite);
        var paths = new SortedSet<string>(suite.Sources, StringComparer.Ordinal) { suite.File, suite.Golden.File.FullPath };
        paths.UnionWith(ModelFiles(suite, suite.Model));
        paths.UnionWith(Arrays(suite.Inputs));
        if (suite.Compare is { } compare)
        {
            paths.UnionWith(ModelFiles(suite, compare.Champion.Model));
            paths.UnionWith(Arrays(compare.Champion.Inputs));
        }

        foreach (var parity in suite.Parity)
        {
            paths.UnionWith(parity.Source switch
            {
                ModelSource source => ModelFiles(suite, source.Model),
                TestDataSource source => Recorded(source.Folder.FullPath),
                ArraysSource source => source.Outputs.Concat(source.Inputs).Select(file => file.File.FullPath),
                _ => [],
            });
        }

        paths.UnionWith(suite.Guards.SelectMany(guard => guard.Files).Select(file => file.FullPath));
        if (suite.Snapshot is not null)
        {
            paths.Add(new SnapshotPaths(suite.File).VerifiedText);
        }

        return [.. paths];
    }

    private static IEnumerable<string> ModelFiles(SuiteSpec suite, FileReference? model)
    {
        if (model is null)
        {
            return [];
        }

        try
        {
            return ModelFile.Open(suite with { Model = model }).Files;
        }
        catch (SpecException)
        {
            // It is missing or no model: its verdict changes when the file does.
            return [model.FullPath];
        }
    }

    private static IEnumerable<string> Arrays(IEnumerable<InputBinding> inputs) => inputs.Select(input => input.Source).OfType<NpySource>().Select(source => source.File.FullPath);

    private static IEnumerable<string> Recorded(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2, IgnoreInaccessible = true }).Take(MostRecorded).Append(folder)
        : [folder];
}
