namespace ModelSpecs.Results;

/// <summary>Other results that a suite was held against: the approved ones (<c>snapshot</c>) or a champion's.</summary>
public sealed record BaselineResult
{
    /// <summary><c>snapshot</c> or <c>champion</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The verified file of a snapshot, the model of a champion; null: columns of the golden set.</summary>
    public FileResult? File { get; init; }

    /// <summary>Why nothing could be held against it; null: it was there.</summary>
    public string? Missing { get; init; }

    /// <summary>File with this run's results for a person to accept, below the root; null: nothing differs, or not a snapshot.</summary>
    public string? Received { get; init; }

    /// <summary>Differences from a snapshot that are none of a value, one line each; each says whether it fails the run.</summary>
    public IReadOnlyList<StructureResult> Structure { get; init => field = value ?? []; } = [];

    /// <summary>Values that differ, the most certain worsening first, then by size.</summary>
    public IReadOnlyList<ChangeResult> Changes { get; init => field = value ?? []; } = [];

    /// <summary>Rows that changed sides, by slice; slices without any are left out.</summary>
    public IReadOnlyList<FlipResult> Flips { get; init => field = value ?? []; } = [];
}

/// <summary>A difference from a snapshot that is none of a value.</summary>
/// <param name="Text">For people.</param>
/// <param name="Fails">Whether it fails the run: it is neither informational nor declared in <c>allow</c>.</param>
public sealed record StructureResult(string Text, bool Fails);

/// <summary>A value that differs from the baseline's.</summary>
/// <param name="Slice">Slice; <c>overall</c> for the whole set.</param>
/// <param name="Group">Value of a group; null otherwise.</param>
/// <param name="Metric">Display name.</param>
/// <param name="Was">The baseline's value; null: undefined.</param>
/// <param name="Is">This run's value; null: undefined.</param>
/// <param name="Verdict"><c>worse</c>, <c>better</c> or <c>changed</c> (a metric without direction), followed by <c>, may be chance</c> where the interval holds 0.</param>
public sealed record ChangeResult(string Slice, string? Group, string Metric, double? Was, double? Is, string Verdict)
{
    /// <summary>Interval of the paired difference; null: there is none.</summary>
    public IntervalResult? Interval { get; init; }

    /// <summary>Two-sided p-value of "nothing changed"; null: there is none.</summary>
    public double? P { get; init; }
}

/// <summary>Rows of a slice that changed sides.</summary>
/// <param name="Slice">Slice; <c>overall</c> for the whole set.</param>
/// <param name="Group">Value of a group; null otherwise.</param>
/// <param name="Rows">Rows that are in both.</param>
/// <param name="NewlyWrong">Rows that are wrong and were right; null of a regression.</param>
/// <param name="NewlyRight">Rows that are right and were wrong; null of a regression.</param>
/// <param name="Changed">Rows with another prediction.</param>
public sealed record FlipResult(string Slice, string? Group, long Rows, long? NewlyWrong, long? NewlyRight, long Changed)
{
    /// <summary>Ids of some newly wrong rows, those that come first in the baseline: the champion's are in the order of the golden set, a snapshot's in that of its rows file.</summary>
    public IReadOnlyList<string> FirstNewlyWrong { get; init => field = value ?? []; } = [];

    /// <summary>Ids of some newly right rows, likewise.</summary>
    public IReadOnlyList<string> FirstNewlyRight { get; init => field = value ?? []; } = [];
}
