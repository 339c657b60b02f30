namespace ModelSpecs.Spec.Model;

/// <summary>How a metric goes over the windows of a slice by time: no trend, no change of level. It holds unless a test is sure of the contrary.</summary>
public sealed record TrendCheckSpec : CheckSpec
{
    /// <summary>Metric and parameters.</summary>
    public required MetricReference Metric { get; init; }

    /// <summary>Whether a change of level at one moment is looked for, and not a trend over all windows.</summary>
    public required bool IsChangePoint { get; init; }

    /// <summary>What must not be seen.</summary>
    public required TrendDirection Forbidden { get; init; }

    /// <inheritdoc />
    public override string Kind => "trend";

    /// <inheritdoc />
    public override string Subject => $"{(IsChangePoint ? "change_point" : "trend")} {Metric.Display}";

    /// <inheritdoc />
    public override string Display => $"{Subject}: {Terms}";

    /// <inheritdoc />
    public override Comparison? Comparing => null;

    /// <inheritdoc />
    public override Bound? Limit => null;

    /// <summary>All windows make one verdict.</summary>
    public override bool IsPerValue => false;

    /// <inheritdoc />
    public override string Terms => (IsChangePoint ? ChangeWords : TrendWords)[(int)Forbidden];

    /// <summary>Words of a trend, in the order of <see cref="TrendDirection"/>.</summary>
    public static IReadOnlyList<string> TrendWords { get; } = ["not falling", "not rising", "steady"];

    /// <summary>Words of a change point, in the order of <see cref="TrendDirection"/>.</summary>
    public static IReadOnlyList<string> ChangeWords { get; } = ["no fall", "no rise", "none"];

    /// <summary>Its metric as one that is measured on every window.</summary>
    public MetricCheckSpec OfWindows => new() { Metric = Metric, Comparison = Comparison.AtLeast, Bound = new Bound(BoundReference.Number, 1, 0, false, "0"), Span = Span };

    /// <inheritdoc />
    public override Strictness StrictnessAgainst(CheckSpec before) => before is TrendCheckSpec { Forbidden: var was }
        ? was == TrendDirection.Either ? Strictness.Looser : Forbidden == TrendDirection.Either ? Strictness.Tighter : Strictness.Other
        : Strictness.Other;
}

/// <summary>Ways in which values may go.</summary>
public enum TrendDirection
{
    /// <summary>Down.</summary>
    Falling,

    /// <summary>Up.</summary>
    Rising,

    /// <summary>Down or up.</summary>
    Either,
}
