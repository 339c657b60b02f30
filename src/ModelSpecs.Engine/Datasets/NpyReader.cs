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
    public static NpyArray Read(FileReference file, string specRoot, string name, long maxBytes, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}

/// <summary>An NPY array of numbers.</summary>
/// <param name="Column">The array, row-major and in this machine's byte order; a 1-d array has the empty row shape.</param>
/// <param name="ContentHash">SHA-256 of the file's bytes, lower-case hexadecimal.</param>
public sealed record NpyArray(TensorColumn Column, string ContentHash);
