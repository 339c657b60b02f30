namespace ModelSpecs.Results;

/// <summary>What a waiver does for a check.</summary>
public enum WaiverState
{
    /// <summary>The check may fail.</summary>
    Active,

    /// <summary>Its last day is over, so that the check fails.</summary>
    Expired,

    /// <summary>The check passes without it, and fails until it is taken out.</summary>
    Unneeded,
}

/// <summary>A waiver of a check: it may fail until a day.</summary>
public sealed record WaiverResult
{
    /// <summary>What it does here.</summary>
    public required WaiverState State { get; init; }

    /// <summary>Its last day, <c>2026-12-31</c>.</summary>
    public required string Until { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>Why the check may fail.</summary>
    public required string Because { get; init; }

    /// <summary>Days from the day of the run (UTC) to the last day: 0 on it, negative after it. Not of a byte-stable file.</summary>
    public required int DaysLeft { get; init; }

    /// <summary>File it is written in, relative to the root.</summary>
    public required string File { get; init; }

    /// <summary>Its line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary><c>until 2026-12-31 (40 days left)</c>.</summary>
    public string UntilText() => $"until {Until} ({Days()})";

    private string Days() => DaysLeft switch
    {
        0 => "its last day",
        1 => "1 day left",
        > 1 => $"{DaysLeft.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture)} days left",
        -1 => "1 day ago",
        _ => $"{(-DaysLeft).ToString("#,0", System.Globalization.CultureInfo.InvariantCulture)} days ago",
    };
}
