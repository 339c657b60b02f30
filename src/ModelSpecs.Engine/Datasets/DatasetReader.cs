using ModelSpecs.Engine.Datasets.Cache;
using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Datasets;

/// <summary>Reads golden sets: CSV, TSV, JSON Lines, NPY and NPZ, each also gzip-compressed.</summary>
public static class DatasetReader
{
    /// <summary>Reads columns of a golden set.</summary>
    /// <param name="golden">File, format, types and nulls. <c>where</c> and missing labels are the caller's.</param>
    /// <param name="specRoot">Full path of the root that the file, links followed, must lie below.</param>
    /// <param name="columns">Names of the columns to read; the others are neither typed nor kept. Null: all. Names that the file does not have are left
    /// out, since the caller knows where they were written.</param>
    /// <param name="options">Threads, cache, limits.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <exception cref="SpecException">The file cannot be used: every problem, with data file and line, at most twenty rows of a kind and a count.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static Table Read(GoldenSpec golden, string specRoot, IReadOnlyCollection<string>? columns, DatasetOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(golden);
        ArgumentNullException.ThrowIfNull(options);
        var problems = new DataProblems(DataFile.NameOf(golden.File, specRoot), golden.File.Written.Span);
        var context = new ReadContext(golden, columns, options, problems);
        var format = DatasetFormats.Of(golden, problems);
        using var file = DataFile.Open(golden.File, specRoot, problems);

        // Arrays are in their file as they are in memory: keeping them again would save nothing.
        if (options.Cache is not { } store || !format.IsWorthKeeping)
        {
            var (read, hash) = Parse(format, file, context, cancellationToken);
            return new Table(golden.File.FullPath, hash, read.Rows, read.Header, read.Columns, read.Lines);
        }

        // Only the key: lines and quotes matter where columns have to be parsed, which is the rare case here and pays for a pass of its own.
        var key = BlockScan.Run(file.Stored, file.StoredLength, options.ChunkSize, ScanParts.Key, options.Threads, problems, cancellationToken).Key();
        var cache = new ColumnCache(store, key, format, context);
        var content = cache.TryReadTable() is { } known
            ? Complete(known, cache, format, file, context, cancellationToken)
            : ParseAndKeep(cache, format, file, context, cancellationToken);
        return new Table(golden.File.FullPath, content.Hash, content.Read.Rows, content.Read.Header, content.Read.Columns, content.Read.Lines);
    }

    /// <summary>Column names in file order, from the first bytes of the file; of JSON Lines, the keys of all lines in order of first occurrence.</summary>
    /// <param name="golden">The golden set.</param>
    /// <param name="specRoot">Full path of the root.</param>
    /// <exception cref="SpecException">The file cannot be used.</exception>
    public static IReadOnlyList<string> ReadHeader(GoldenSpec golden, string specRoot)
    {
        ArgumentNullException.ThrowIfNull(golden);
        var problems = new DataProblems(DataFile.NameOf(golden.File, specRoot), golden.File.Written.Span);
        var context = new ReadContext(golden, null, new DatasetOptions(), problems);
        var format = DatasetFormats.Of(golden, problems);
        using var file = DataFile.Open(golden.File, specRoot, problems);
        var header = format.ReadHeader(file, context, CancellationToken.None);
        return problems.Any ? throw problems.Exception() : header;
    }

    /// <summary>Adds a problem where the file is not the pinned one.</summary>
    internal static void CheckPin(FileReference file, string hash, DataProblems problems)
    {
        if (file.Sha256 is { } pin && !pin.Value.Equals(hash, StringComparison.OrdinalIgnoreCase))
        {
            problems.Add(
                SpecDiagnostics.DataFilePinDiffers,
                $"The file is not the pinned one. Found sha256 {hash}; expected {OneLine.Escape(pin.Value)}. If the change is meant, `modelspecs pin` writes the new one.");
        }
    }

    private static (TableContent Read, string Hash) Parse(DatasetFormat format, DataFile file, ReadContext context, CancellationToken cancellationToken)
    {
        var digest = new FileDigest(file.Stored, file.StoredLength, context.Problems, cancellationToken);
        try
        {
            TableContent? content = null;
            try
            {
                content = format.Read(file, context, cancellationToken);
            }
            catch (SpecException) when (context.Problems.Any)
            {
                // Its problems are in the context. That the file is not the pinned one may explain them, and is said too.
            }

            var hash = digest.Wait();
            CheckPin(context.Golden.File, hash, context.Problems);
            return content is null || context.Problems.Any ? throw context.Problems.Exception() : (content, hash);
        }
        finally
        {
            digest.Abandon();
        }
    }

    private static (TableContent Read, string Hash) ParseAndKeep(ColumnCache cache, DatasetFormat format, DataFile file, ReadContext context, CancellationToken cancellationToken)
    {
        var (content, hash) = Parse(format, file, context, cancellationToken);
        cache.Write(content.Columns, cancellationToken);
        cache.WriteTable(new CachedTable(hash, content.Rows, content.Header, content.Lines));
        return (content, hash);
    }

    // The file was read before, without problems of its rows: only columns that are not kept are parsed.
    private static (TableContent Read, string Hash) Complete(
        CachedTable known, ColumnCache cache, DatasetFormat format, DataFile file, ReadContext context, CancellationToken cancellationToken)
    {
        context.CheckHeader(known.Header);
        CheckPin(context.Golden.File, known.Hash, context.Problems);
        if (context.Problems.Any)
        {
            throw context.Problems.Exception();
        }

        var names = known.Header.Where(context.Wants).ToList();
        var columns = cache.Read(names, known.Rows, cancellationToken);
        var missing = names.Where((_, i) => columns[i] is null).ToList();
        if (missing.Count > 0)
        {
            var read = format.Read(file, context.Only(missing), cancellationToken);
            if (read.Rows != known.Rows || context.Problems.Any)
            {
                throw context.Problems.Any ? context.Problems.Exception() : DataFile.Changed(context.Problems);
            }

            cache.Write(read.Columns, cancellationToken);
            for (int i = 0, next = 0; i < columns.Length; i++)
            {
                columns[i] ??= read.Columns[next++];
            }
        }

        return (new TableContent(known.Rows, known.Header, columns!, known.Lines), known.Hash);
    }
}
