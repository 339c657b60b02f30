using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards;

/// <summary>What a guard measured.</summary>
internal sealed class GuardOutcome
{
    private readonly Dictionary<(string Measure, SlicePlace? Place), GuardValue> values = [];

    /// <summary>What was measured.</summary>
    public required GuardSpec Guard { get; init; }

    /// <summary>What a report draws of it.</summary>
    public IReadOnlyList<FigureResult> Figures { get; init; } = [];

    /// <summary>What a reader should know of how it was measured, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Why the spec's metrics say nothing, whatever their values; null: they do. What a measure that <see cref="GuardMeasure.GatesMetrics"/> says comes besides.</summary>
    public string? WithholdsMetrics { get; set; }

    /// <summary>Every value, in the order in which it was added.</summary>
    public IEnumerable<KeyValuePair<(string Measure, SlicePlace? Place), GuardValue>> Values => values;

    /// <summary>Adds what was measured on a slice; null: on the whole.</summary>
    public GuardOutcome Add(string measure, SlicePlace? place, GuardValue value)
    {
        values.Add((measure, place), value);
        return this;
    }

    /// <summary>What was measured; null: nothing was.</summary>
    public GuardValue? Find(string measure, SlicePlace? place) => values.GetValueOrDefault((measure, place));

    /// <summary>What was measured. A value that is not there was not measured, which is no pass.</summary>
    public GuardValue On(string measure, SlicePlace? place) => Find(measure, place) ?? GuardValue.Missing("it was not measured");
}

/// <summary>One measured number.</summary>
internal sealed record GuardValue
{
    /// <summary>The number; NaN: undefined.</summary>
    public required double Value { get; init; }

    /// <summary>Rows, calls or whatever it rests on: what <c>min_rows</c> counts.</summary>
    public required long Rows { get; init; }

    /// <summary>Whether <see cref="Rows"/> are rows of data, as <c>min_rows</c> counts them; calls and loadings are none, and then it counts the rows of the slice.</summary>
    public bool CountsRows { get; init; } = true;

    /// <summary>Whether <see cref="Rows"/> are of another set than the golden one, or made up: then they are no part of the slice's.</summary>
    public bool AreOtherRows { get; init; }

    /// <summary>Why there is no number.</summary>
    public string? Undefined { get; init; }

    /// <summary>Its noise; null: it has none to speak of.</summary>
    public Estimate? Estimate { get; init; }

    /// <summary>The same of the champion; NaN: there is none.</summary>
    public double Champion { get; init; } = double.NaN;

    /// <summary>What <c>overall</c> stands for in a bound, where it is not this measure on the whole; NaN: undefined.</summary>
    public double? Overall { get; init; }

    /// <summary>What the snapshot keeps is the value divided by this: a time as a multiple of another one of the same machine. NaN: it is not kept.</summary>
    public double KeptScale { get; init; } = 1;

    /// <summary>Whether two runs on one machine give two values: such a value alone never leaves a received file.</summary>
    public bool IsNoisy { get; init; }

    /// <summary>The number with its unit; null: the number alone.</summary>
    public string? Shown { get; init; }

    /// <summary>Writes a number of this measure with its unit, as bounds and references are shown; null: the number alone.</summary>
    public Func<double, string>? Format { get; init; }

    /// <summary>Why the number, though there is one, decides nothing: too few calls for its quantile. Null: it does.</summary>
    public string? Undecided { get; init; }

    /// <summary>Noise of the number less a multiple of a reference that was measured beside it; null as a whole or as an answer: the reference is taken as it is.</summary>
    public Func<BoundReference, double, Estimate?>? Difference { get; init; }

    /// <summary>More lines of a failure's message, each with its name.</summary>
    public IReadOnlyList<(string Name, string Text)> Details { get; init; } = [];

    /// <summary>No number.</summary>
    public static GuardValue Missing(string why, long rows = 0) => new() { Value = double.NaN, Rows = rows, Undefined = why };
}
