using System.IO.Compression;
using System.Security.Cryptography;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Engine.Datasets.Reading;

/// <summary>The file of a golden set: found, allowed, opened, decompressed, hashed.</summary>
internal static class GoldenFile
{
    private const string Compressed = ".gz";

    /// <summary>The format: said, or from the file's name.</summary>
    public static DatasetFormat FormatOf(GoldenSpec golden)
    {
        if (golden.Format is { } said)
        {
            return DatasetFormats.Named(said.Value) ?? throw new SpecException(SpecDiagnostics.GoldenFormat.At(said.Span,
                $"golden.format is not known. Found {OneLine.Quote(said.Value)}; expected {Names()}.{Suggestion.DidYouMean(said.Value, DatasetFormats.All.Select(f => f.Name))}"));
        }

        var path = golden.File.FullPath;
        return DatasetFormats.OfFile(IsCompressed(path) ? path[..^Compressed.Length] : path) ?? throw new SpecException(SpecDiagnostics.GoldenFormat.At(golden.File.Written.Span,
            $"the format of {Shown(golden.File)} is not known. Found the extension {OneLine.Quote(Path.GetExtension(path))}; expected {string.Join(", ", DatasetFormats.All.SelectMany(f => f.Extensions))}, each also with .gz. Say it: golden: {{ path: …, format: csv }}."));
    }

    /// <summary>Opens the file.</summary>
    public static ByteSource Open(FileReference file, string root, DatasetOptions options, CancellationToken cancellationToken)
    {
        Check(file, root);
        try
        {
            var handle = File.OpenHandle(file.FullPath, options: FileOptions.SequentialScan);
            var source = new FileSource(handle);
            if (source.Length == 0)
            {
                source.Dispose();
                throw At(file, SpecDiagnostics.GoldenEmpty, "the file is empty. Found 0 bytes; expected a header and rows.");
            }

            if (IsLfsPointer(source))
            {
                source.Dispose();
                throw At(file, SpecDiagnostics.GoldenLfsPointer, "the file is a Git LFS pointer, not the data. Found 'version https://git-lfs…'; expected the file itself. Run git lfs pull.");
            }

            return IsCompressed(file.FullPath) ? Decompress(file, source, options, cancellationToken) : source;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw At(file, SpecDiagnostics.GoldenUnreadable, $"the file cannot be read. Found {OneLine.Escape(problem.Message)}; expected a readable file.");
        }
    }

    /// <summary>SHA-256 of the file as it is stored, lower-case hexadecimal.</summary>
    public static string Hash(string path, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        for (long at = 0; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var got = RandomAccess.Read(file, buffer, at);
            if (got == 0)
            {
                return Convert.ToHexStringLower(hash.GetHashAndReset());
            }

            hash.AppendData(buffer, 0, got);
            at += got;
        }
    }

    /// <summary>Throws where the file is pinned to another hash.</summary>
    public static void CheckPin(FileReference file, string hash)
    {
        if (file.Sha256 is { } pin && !string.Equals(pin.Value, hash, StringComparison.OrdinalIgnoreCase))
        {
            throw new SpecException(SpecDiagnostics.GoldenHash.At(pin.Span,
                $"{Shown(file)} is not the pinned file. Found sha256 {hash}; expected {pin.Value}. Restore the file, or pin the new one: modelspecs pin."));
        }
    }

    /// <summary>A diagnostic at the golden set's path in the spec.</summary>
    public static SpecException At(FileReference file, DiagnosticDescriptor kind, string message) =>
        new(kind.At(file.Written.Span, $"{Shown(file)}: {message}"));

    /// <summary>The path as written, safe to show.</summary>
    public static string Shown(FileReference file) => OneLine.Escape(file.Written.Value);

    private static void Check(FileReference file, string root)
    {
        var path = file.FullPath;
        if (Directory.Exists(path))
        {
            throw At(file, SpecDiagnostics.GoldenMissing, "this is a folder. Found a folder; expected a file.");
        }

        if (!File.Exists(path))
        {
            var folder = Path.GetDirectoryName(path)!;
            var near = Directory.Exists(folder) ? Suggestion.DidYouMean(Path.GetFileName(path), Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!)) : $" The folder {OneLine.Escape(folder)} does not exist either.";
            throw At(file, SpecDiagnostics.GoldenMissing, $"the file does not exist. Found nothing at {OneLine.Escape(path)}; expected the golden set.{near}");
        }

        if (LinkGuard.LeavesRoot(root, path))
        {
            throw At(file, SpecDiagnostics.GoldenOutsideRoot, "a link leads out of the root. Found a file outside; expected one below the root. Copy the file into the repository.");
        }
    }

    private static MemorySource Decompress(FileReference file, FileSource compressed, DatasetOptions options, CancellationToken cancellationToken)
    {
        using (compressed)
        {
            var memory = new MemorySource();
            try
            {
                using var gzip = new GZipStream(new Arrays.SourceStream(compressed), CompressionMode.Decompress);
                if (!memory.TryFill(gzip, options.MaxBytes, cancellationToken))
                {
                    throw At(file, SpecDiagnostics.GoldenLimit, FormattableString.Invariant($"the file is too large after decompression. Found more than {options.MaxBytes >> 20:N0} MB; expected at most that."));
                }
            }
            catch (InvalidDataException problem)
            {
                throw At(file, SpecDiagnostics.GoldenCompressed, $"the file is not gzip, or damaged. Found {OneLine.Escape(problem.Message)}; expected a whole gzip file.");
            }

            return memory.Length == 0
                ? throw At(file, SpecDiagnostics.GoldenEmpty, "the file is empty after decompression. Found 0 bytes; expected a header and rows.")
                : memory;
        }
    }

    private static bool IsLfsPointer(ByteSource source)
    {
        Span<byte> start = stackalloc byte[40];
        return source.Length < 1024 && source.Read(0, start) >= 24 && start.StartsWith("version https://git-lfs."u8);
    }

    private static bool IsCompressed(string path) => path.EndsWith(Compressed, StringComparison.OrdinalIgnoreCase);

    private static string Names() => string.Join(", ", DatasetFormats.All.Select(f => f.Name));
}
