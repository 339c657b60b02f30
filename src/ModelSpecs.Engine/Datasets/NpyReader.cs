using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Engine.Datasets.Npy;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Datasets;

/// <summary>Reads NPY files for <c>inputs: { X: { npy: … } }</c>.</summary>
public static class NpyReader
{
    /// <summary>Reads an array; its first axis is the rows.</summary>
    /// <param name="file">The file (<c>.npy</c> or <c>.npy.gz</c>).</param>
    /// <param name="specRoot">Full path of the root that the file, links followed, must lie below.</param>
    /// <param name="name">Name of the column made.</param>
    /// <param name="maxBytes">Most bytes of the array.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <exception cref="SpecException">The file cannot be used.</exception>
    public static NpyArray Read(FileReference file, string specRoot, string name, long maxBytes, CancellationToken cancellationToken)
    {
        var problems = new DataProblems(DataFile.NameOf(file, specRoot), file.Written.Span);
        using var opened = DataFile.Open(file, specRoot, problems);
        var digest = new FileDigest(opened.Stored, opened.StoredLength, problems, cancellationToken);
        try
        {
            // The header is no value.
            using var stream = NpyFormat.Open(opened, maxBytes + (1 << 20), problems, cancellationToken);
            var header = NpyHeader.Read(stream, "the array", problems);
            if (header.Shape.Length == 0 || header.Kind is 'U' or 'S')
            {
                throw problems.Fatal(
                    SpecDiagnostics.NpyTypeRefused, $"The array has no rows of numbers. Found {(header.Shape.Length == 0 ? "a single value" : "texts")}; expected numbers whose first axis is the rows.");
            }

            var values = NpyValues.ReadNumbers(stream, header, new NpyLimits("the array", maxBytes, problems, cancellationToken));
            var hash = digest.Wait();
            DatasetReader.CheckPin(file, hash, problems);
            return problems.Any
                ? throw problems.Exception()
                : new NpyArray(new TensorColumn(name, header.Shape[0], header.Shape[1..], values), hash);
        }
        finally
        {
            digest.Abandon();
        }
    }
}

/// <summary>An NPY array of numbers.</summary>
/// <param name="Column">The array, row-major and in this machine's byte order; a 1-d array has the empty row shape.</param>
/// <param name="ContentHash">SHA-256 of the file's bytes, lower-case hexadecimal.</param>
public sealed record NpyArray(TensorColumn Column, string ContentHash);
