using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Model;

/// <summary>A check that may fail until a date: somebody answers for it, and says why.</summary>
public sealed record WaiverSpec
{
    /// <summary>The check by its display name without the bound, as written: <c>young: recall</c>, <c>country = DE: recall</c>, <c>country = *: recall</c>.</summary>
    public required Located<string> Check { get; init; }

    /// <summary>Last day on which the check may fail: midnight UTC of that day.</summary>
    public required Located<DateTime> Until { get; init; }

    /// <summary>Who answers for it.</summary>
    public required Located<string> Owner { get; init; }

    /// <summary>Why it may fail.</summary>
    public required Located<string> Because { get; init; }
}
