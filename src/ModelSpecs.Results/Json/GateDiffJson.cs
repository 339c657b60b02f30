using System.Text.Json;
using ModelSpecs.Results.Gate;

namespace ModelSpecs.Results.Json;

/// <summary>The versioned JSON of a gate-diff (<c>docs/gate-diff.md</c>): UTF-8, keys in declaration order, lines that end in a line feed.</summary>
public static class GateDiffJson
{
    /// <summary>Writes it; the bytes depend on the result alone.</summary>
    /// <param name="result">What to write.</param>
    /// <param name="stream">Where; left open.</param>
    public static void Write(GateDiffResult result, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, result, ResultsJsonContext.Readable.GateDiffResult);
        stream.WriteByte((byte)'\n');
    }
}
