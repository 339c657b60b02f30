using ModelSpecs.Engine.Datasets.Arrays;
using ModelSpecs.Engine.Datasets.Reading;
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
    /// <exception cref="Spec.Diagnostics.SpecException">The file cannot be used.</exception>
    public static NpyArray Read(FileReference file, string specRoot, string name, long maxBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var source = GoldenFile.Open(file, specRoot, new DatasetOptions { MaxBytes = maxBytes }, cancellationToken);
        try
        {
            var values = NpyValues.Read(new SourceStream(source), "the file", maxBytes);
            if (values.Shape.Length == 0 || values.Values is string[])
            {
                throw GoldenFile.At(file, SpecDiagnostics.GoldenArray, "the file holds no numbers by row. Found one value or text; expected an array whose first axis is the rows.");
            }

            var hash = GoldenFile.Hash(file.FullPath, cancellationToken);
            GoldenFile.CheckPin(file, hash);
            return new NpyArray(new TensorColumn(name, values.Shape[0], values.Shape[1..], values.Values), hash);
        }
        catch (DatasetFormatException problem)
        {
            throw GoldenFile.At(file, problem.Kind, problem.Message);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw GoldenFile.At(file, SpecDiagnostics.GoldenUnreadable, $"the file cannot be read. Found {OneLine.Escape(problem.Message)}; expected a whole, readable file.");
        }
    }
}

/// <summary>An NPY array of numbers.</summary>
/// <param name="Column">The array, row-major and in this machine's byte order; a 1-d array has the empty row shape.</param>
/// <param name="ContentHash">SHA-256 of the file's bytes, lower-case hexadecimal.</param>
public sealed record NpyArray(TensorColumn Column, string ContentHash);
