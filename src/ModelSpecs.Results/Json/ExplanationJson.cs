using System.Text.Json;
using ModelSpecs.Results.Explain;

namespace ModelSpecs.Results.Json;

/// <summary>The versioned JSON of an explanation (<c>docs/explain.md</c>): UTF-8, keys in declaration order, numbers that read back to the same double.</summary>
public static class ExplanationJson
{
    /// <summary>Writes it; the bytes depend on the explanation alone.</summary>
    /// <param name="explanation">What to write.</param>
    /// <param name="stream">Where; left open.</param>
    public static void Write(Explanation explanation, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, explanation, ResultsJsonContext.Readable.Explanation);
        stream.WriteByte((byte)'\n');
    }
}
