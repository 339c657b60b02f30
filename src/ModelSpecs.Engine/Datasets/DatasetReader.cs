using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Datasets;

/// <summary>Reads golden sets: CSV, TSV, JSON Lines, NPY and NPZ, the texts and NPY also gzip-compressed.</summary>
public static class DatasetReader
{
    /// <summary>Reads columns of a golden set.</summary>
    /// <param name="golden">File, format, types and nulls. <c>where</c> and missing labels are the caller's.</param>
    /// <param name="specRoot">Full path of the root that the file, links followed, must lie below.</param>
    /// <param name="columns">Names of the columns to read; the others are neither typed nor kept. Null: all. Names that the file does not have are left
    /// out, since the caller knows where they were written.</param>
    /// <param name="options">Threads, cache, limits.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <exception cref="Spec.Diagnostics.SpecException">The file cannot be used: every problem, with data file and line, at most twenty of a kind and a count.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static Table Read(GoldenSpec golden, string specRoot, IReadOnlyCollection<string>? columns, DatasetOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Column names in file order, from the first bytes of the file. JSON Lines: of its first lines; a key that first occurs later is not among them.</summary>
    /// <param name="golden">The golden set.</param>
    /// <param name="specRoot">Full path of the root.</param>
    /// <exception cref="Spec.Diagnostics.SpecException">The file cannot be used.</exception>
    public static IReadOnlyList<string> ReadHeader(GoldenSpec golden, string specRoot) => throw new NotSupportedException();
}
