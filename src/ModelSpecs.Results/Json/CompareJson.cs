using System.Text.Json;
using ModelSpecs.Results.Compare;

namespace ModelSpecs.Results.Json;

/// <summary>The versioned JSON of a comparison (<c>docs/comparing.md</c>): UTF-8, keys in declaration order, numbers that read back to the same double.</summary>
public static class CompareJson
{
    /// <summary>The version this program writes, and the newest it reads.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Writes it; the bytes depend on the result alone.</summary>
    /// <param name="result">What to write.</param>
    /// <param name="stream">Where; left open.</param>
    /// <exception cref="ArgumentException">The result is of another version.</exception>
    public static void Write(CompareResult result, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(stream);
        if (result.SchemaVersion != SchemaVersion)
        {
            throw new ArgumentException(FormattableString.Invariant($"Found schemaVersion {result.SchemaVersion}; this program writes {SchemaVersion}."), nameof(result));
        }

        JsonSerializer.Serialize(stream, result, ResultsJsonContext.Readable.CompareResult);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads a comparison of this version or an older one. Properties it does not know are ignored: they are additions of a later minor version.</summary>
    /// <param name="stream">The JSON; left open.</param>
    /// <exception cref="ResultsFormatException">It is no comparison's JSON, is cut off, or has a newer version.</exception>
    public static CompareResult Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ResultsJson.Read(stream, ResultsJsonContext.Readable.CompareResult, SchemaVersion, "compare");
    }
}
