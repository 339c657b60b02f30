using System.Text.Json;
using System.Text.Json.Serialization;
using ModelSpecs.Results.Compare;
using ModelSpecs.Results.Explain;
using ModelSpecs.Results.Gate;
using ModelSpecs.Results.Plan;

namespace ModelSpecs.Results.Json;

/// <summary>Serialisers made at build time: nothing is found by reflection when the program starts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    IndentSize = 2,
    NewLine = "\n",
    // A value that is not finite has no JSON number; as a name it survives the round trip instead of ending the run.
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(OutcomeConverter), typeof(WaiverStateConverter), typeof(GateEffectConverter), typeof(StandingConverter), typeof(DecisionConverter)])]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(GateDiffResult))]
[JsonSerializable(typeof(CompareResult))]
[JsonSerializable(typeof(PlanResult))]
[JsonSerializable(typeof(Explanation))]
internal sealed partial class ResultsJsonContext : JsonSerializerContext
{
    private static ResultsJsonContext? readable;

    /// <summary>The context that is used: <c>&gt;=</c> and <c>×</c> stay readable.</summary>
    public static ResultsJsonContext Readable =>
        readable ??= new(new JsonSerializerOptions(Default.Options) { Encoder = new ReadableEncoder() });
}

/// <summary>Outcomes as lower-case words, never as numbers.</summary>
internal sealed class OutcomeConverter() : JsonStringEnumConverter<Outcome>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary>What waivers do as lower-case words.</summary>
internal sealed class WaiverStateConverter() : JsonStringEnumConverter<WaiverState>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary>What a change does to a gate as lower-case words.</summary>
internal sealed class GateEffectConverter() : JsonStringEnumConverter<GateEffect>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary>How a candidate stands to the champion as a word in camel case.</summary>
internal sealed class StandingConverter() : JsonStringEnumConverter<Standing>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary>What a comparison recommends as a lower-case word.</summary>
internal sealed class DecisionConverter() : JsonStringEnumConverter<Decision>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
