using ModelSpecs.Engine.Datasets.Reading;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Datasets;

/// <summary>Reads golden sets.</summary>
public static class DatasetReader
{
    /// <summary>Names of the columns of a golden set, in file order.</summary>
    /// <param name="golden">The golden set.</param>
    /// <param name="root">Root that no link may leave.</param>
    /// <exception cref="SpecException">The file is missing, not allowed, or not of its format.</exception>
    public static IReadOnlyList<string> ReadHeader(GoldenSpec golden, string root)
    {
        ArgumentNullException.ThrowIfNull(golden);
        var format = GoldenFile.FormatOf(golden);
        var options = new DatasetOptions { Threads = 1 };
        using var source = GoldenFile.Open(golden.File, root, options, CancellationToken.None);
        var problems = new RowProblems();
        return Guarded(golden, () =>
        {
            var header = format.Header(new FormatInput(source, golden, options, problems, CancellationToken.None));
            ThrowIfAny(golden, problems);
            return header;
        });
    }

    /// <summary>A golden set with the columns asked for.</summary>
    /// <param name="golden">The golden set.</param>
    /// <param name="root">Root that no link may leave.</param>
    /// <param name="columns">Columns to read; names that the file does not have are left out; null: all.</param>
    /// <param name="options">Threads, cache, limits.</param>
    /// <param name="cancellationToken">Stops between chunks.</param>
    /// <exception cref="SpecException">The file is missing, not allowed, not the pinned one or malformed; the earliest problems of its rows, all at once.</exception>
    public static Table Read(GoldenSpec golden, string root, IReadOnlyCollection<string>? columns, DatasetOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(golden);
        ArgumentNullException.ThrowIfNull(options);
        options = options with { Threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount };
        var format = GoldenFile.FormatOf(golden);
        using var source = GoldenFile.Open(golden.File, root, options, cancellationToken);
        var problems = new RowProblems();
        var input = new FormatInput(source, golden, options, problems, cancellationToken);
        var path = golden.File.FullPath;
        // The hash runs beside the parsing; only a cache must know it first.
        var hashing = Task.Run(() => GoldenFile.Hash(path, cancellationToken), cancellationToken);
        var header = Guarded(golden, () => format.Header(input));
        ThrowIfAny(golden, problems);
        CheckDeclared(golden, header);
        var wanted = (columns ?? (IReadOnlyCollection<string>)header).Intersect(header, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var cache = options.Cache is { } store ? new ColumnCache(store, golden, format.Name, hashing.GetAwaiter().GetResult()) : null;
        if (cache?.TryRead(header, wanted, options.Threads) is not { } output)
        {
            output = Guarded(golden, () => format.Read(input, header, wanted));
            ThrowIfAny(golden, problems);
            if (output.Rows == 0)
            {
                throw GoldenFile.At(golden.File, SpecDiagnostics.GoldenEmpty, "there is no row. Found 0 rows; expected at least 1.");
            }

            cache?.Write(output, options.Threads);
        }

        var hash = hashing.GetAwaiter().GetResult();
        GoldenFile.CheckPin(golden.File, hash);
        return new Table(path, hash, output.Rows, header, output.Columns, output.Lines);
    }

    private static void CheckDeclared(GoldenSpec golden, IReadOnlyList<string> header)
    {
        var unknown = golden.Columns.Where(declared => !header.Contains(declared.Key, StringComparer.Ordinal)).ToList();
        if (unknown.Count > 0)
        {
            throw new SpecException([.. unknown.Select(declared => SpecDiagnostics.GoldenDeclaredColumn.At(declared.Value.Span,
                $"golden.columns: {OneLine.Quote(declared.Key)} is no column of {GoldenFile.Shown(golden.File)}. Found {string.Join(", ", header.Take(20).Select(OneLine.Escape))}; expected one of these.{Suggestion.DidYouMean(declared.Key, header)}"))]);
        }
    }

    private static void ThrowIfAny(GoldenSpec golden, RowProblems problems)
    {
        if (problems.Any)
        {
            var file = GoldenFile.Shown(golden.File);
            throw new SpecException([.. problems.InOrder().Select(p => p.Kind.At(golden.File.Written.Span, FormattableString.Invariant($"{file} line {p.Line}: {p.Message}")))]);
        }
    }

    private static T Guarded<T>(GoldenSpec golden, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DatasetFormatException problem)
        {
            throw GoldenFile.At(golden.File, problem.Kind, problem.Message);
        }
        catch (InvalidDataException problem)
        {
            throw GoldenFile.At(golden.File, SpecDiagnostics.GoldenCompressed, $"the archive is damaged. Found {OneLine.Escape(problem.Message)}; expected a whole file.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw GoldenFile.At(golden.File, SpecDiagnostics.GoldenUnreadable, $"the file cannot be read. Found {OneLine.Escape(problem.Message)}; expected a whole, readable file.");
        }
    }
}
