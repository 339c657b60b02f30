using System.Text.Json;
using ModelSpecs.Results.Plan;

namespace ModelSpecs.Results.Json;

/// <summary>The versioned JSON of an evaluation plan (<c>docs/plan.md</c>): UTF-8, keys in declaration order, lines that end in a line feed.</summary>
public static class PlanJson
{
    /// <summary>Writes it; the bytes depend on the plan alone.</summary>
    /// <param name="plan">What to write.</param>
    /// <param name="stream">Where; left open.</param>
    public static void Write(PlanResult plan, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, plan, ResultsJsonContext.Readable.PlanResult);
        stream.WriteByte((byte)'\n');
    }
}
