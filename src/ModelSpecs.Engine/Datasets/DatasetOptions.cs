using ModelSpecs.Engine.Caching;
using ModelSpecs.Engine.Progress;

namespace ModelSpecs.Engine.Datasets;

/// <summary>How a golden set is read; never what it holds.</summary>
public sealed record DatasetOptions
{
    /// <summary>Most threads that parse; 0: one a core.</summary>
    public int Threads { get; init; }

    /// <summary>Where parsed columns are kept; null: nowhere.</summary>
    public CacheStore? Cache { get; init; }

    /// <summary>Told about slow work; null: nobody is.</summary>
    public IProgress<RunProgress>? Progress { get; init; }

    /// <summary>Name of the suite, for <see cref="Progress"/>.</summary>
    public string Suite { get; init; } = "";

    /// <summary>Most bytes of a file after decompression.</summary>
    public long MaxBytes { get; init; } = 8_000_000_000;

    /// <summary>Bytes of text that a thread parses at a time. Tests make it small, so that its borders fall everywhere.</summary>
    internal int ChunkSize { get; init; } = 256 * 1024;
}
