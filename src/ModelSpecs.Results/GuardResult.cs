using System.Text.Json.Serialization;
using ModelSpecs.Results.Json;

namespace ModelSpecs.Results;

/// <summary>What a guard measured: whether outputs repeat, speed, drift, and so on. Its checks stand with the other checks.</summary>
public sealed record GuardResult
{
    /// <summary>Its kind, that of its checks: <c>deterministic</c>, <c>latency</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name, where a spec may hold several of a kind.</summary>
    public string? Name { get; init; }

    /// <summary>Line in the spec, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>What was measured, with a check or without.</summary>
    public IReadOnlyList<GuardValueResult> Values { get; init => field = value ?? []; } = [];

    /// <summary>What a report draws of it.</summary>
    public IReadOnlyList<FigureResult> Figures { get; init => field = value ?? []; } = [];

    /// <summary>What a reader should know of how it was measured, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init => field = value ?? []; } = [];
}

/// <summary>One measured number.</summary>
/// <param name="Measure">Its name: <c>p95</c>, <c>psi(income)</c>.</param>
/// <param name="Slice">Slice; <c>overall</c> for the whole.</param>
/// <param name="Group">Value of a group; null otherwise.</param>
/// <param name="Value">The number; null: undefined.</param>
/// <param name="Rows">Rows, calls or whatever it rests on.</param>
/// <param name="Shown">The number with its unit; null: the number alone.</param>
/// <param name="Undefined">Why there is no number.</param>
public sealed record GuardValueResult(string Measure, string Slice, string? Group, double? Value, long Rows, string? Shown, string? Undefined)
{
    /// <summary>Ids of the checks that hold it against a bound; empty: it was measured for the reader.</summary>
    public IReadOnlyList<string> Checks { get; init => field = value ?? []; } = [];

    /// <summary>Its interval; null where it has none.</summary>
    public IntervalResult? Interval { get; init; }

    /// <summary>The interval with its unit; null: it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ShownInterval { get; init; }

    /// <summary>The champion's value with its unit; null: it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ShownChampion { get; init; }

    /// <summary>The same of the champion; null: there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Champion { get; init; }
}

/// <summary>Something to draw; a report needs to know no more of it.</summary>
public sealed record FigureResult
{
    /// <summary>What it shows, for people.</summary>
    public required string Title { get; init; }

    /// <summary>Slice that it is of; <c>overall</c> for the whole.</summary>
    public required string Slice { get; init; }

    /// <summary>Value of a group; null otherwise.</summary>
    public string? Group { get; init; }

    /// <summary>Name of the horizontal axis, with its unit.</summary>
    public required string X { get; init; }

    /// <summary>Name of the vertical axis, with its unit.</summary>
    public required string Y { get; init; }

    /// <summary>Whether an axis is logarithmic: <c>x</c>, <c>y</c>, <c>xy</c>; null: neither.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Logarithmic { get; init; }

    /// <summary>What is drawn, in the order of a legend.</summary>
    public required IReadOnlyList<FigureSeriesResult> Series { get; init => field = value ?? []; }

    /// <summary>Values of the vertical axis that are bounds, with their text.</summary>
    public IReadOnlyList<FigureBoundResult> Bounds { get; init => field = value ?? []; } = [];
}

/// <summary>A series of a figure. Of each list all have the same length.</summary>
/// <param name="Name">For a legend.</param>
/// <param name="Mark"><c>line</c>, <c>points</c>, <c>bars</c> (one a label) or <c>steps</c> (of a histogram: one more edge in <c>X</c> than values in <c>Y</c>).</param>
public sealed record FigureSeriesResult(string Name, string Mark)
{
    /// <summary>Vertical values; null: a gap.</summary>
    [JsonConverter(typeof(NumberLine))]
    public required IReadOnlyList<double?> Y { get; init => field = value ?? []; }

    /// <summary>Horizontal values; empty where there are labels.</summary>
    [JsonConverter(typeof(NumberLine))]
    public IReadOnlyList<double?> X { get; init => field = value ?? []; } = [];

    /// <summary>Horizontal places with a name, as of bars and of periods; empty where there are values.</summary>
    [JsonConverter(typeof(TextLine))]
    public IReadOnlyList<string> Labels { get; init => field = value ?? []; } = [];

    /// <summary>Lower ends of the intervals of the vertical values; empty: there are none.</summary>
    [JsonConverter(typeof(NumberLine))]
    public IReadOnlyList<double?> Low { get; init => field = value ?? []; } = [];

    /// <summary>Upper ends.</summary>
    [JsonConverter(typeof(NumberLine))]
    public IReadOnlyList<double?> High { get; init => field = value ?? []; } = [];
}

/// <summary>A bound that is drawn.</summary>
/// <param name="Value">On the vertical axis.</param>
/// <param name="Text">As written: <c>&lt;= 0.25</c>.</param>
public sealed record FigureBoundResult(double Value, string Text);
