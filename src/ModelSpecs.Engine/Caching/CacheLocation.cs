using System.Globalization;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Engine.Caching;

/// <summary>Opens the cache in a folder with the size that the environment allows it.</summary>
public static class CacheLocation
{
    /// <summary>Environment variable with the most that a cache keeps: <c>500 MB</c>, <c>2 GB</c>.</summary>
    public const string SizeVariable = "MODELSPECS_CACHE_SIZE";

    /// <summary>Most bytes kept unless told otherwise: 2 GB.</summary>
    public const long DefaultSizeLimit = 2_000_000_000;

    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("B", 1),
    ];

    /// <summary>The cache in a folder; null: caching is off.</summary>
    /// <param name="directory">Folder, or null for none.</param>
    /// <param name="memory">What this process keeps of what it reads; null: nothing.</param>
    /// <exception cref="SpecException"><see cref="SizeVariable"/> says no size (MSPEC140).</exception>
    public static CacheStore? Open(string? directory, RunMemory? memory = null) =>
        directory is null ? null : new CacheStore(directory, ParseSize(Environment.GetEnvironmentVariable(SizeVariable))) { Memory = memory };

    /// <summary>Bytes that a text says, e.g. <c>500 MB</c> or <c>1.5gb</c> (powers of ten); the default where it is null or empty.</summary>
    /// <exception cref="SpecException">It says no size above zero (MSPEC140).</exception>
    public static long ParseSize(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return DefaultSizeLimit;
        }

        var written = text.Trim();
        foreach (var (unit, bytes) in Units)
        {
            if (written.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && decimal.TryParse(written[..^unit.Length].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                && count > 0 && count <= (decimal)long.MaxValue / bytes)
            {
                return (long)(count * bytes);
            }
        }

        throw new SpecException(SpecDiagnostics.CacheSizeInvalid.At(
            SourceSpan.StartOf(SizeVariable),
            $"The environment variable {SizeVariable} says no size. Found '{Spec.Planning.DisplayText.Escape(text)}'; expected a number with B, KB, MB, GB or TB, e.g. `500 MB`."));
    }
}
