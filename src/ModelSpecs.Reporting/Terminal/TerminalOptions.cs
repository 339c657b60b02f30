namespace ModelSpecs.Reporting.Terminal;

/// <summary>How much is shown.</summary>
public enum Detail
{
    /// <summary>What fails, and the verdict.</summary>
    Quiet,

    /// <summary>A line a check; values of a group that all pass are one line.</summary>
    Normal,

    /// <summary>Every check and every slice.</summary>
    Verbose,
}

/// <summary>What the place of output can show.</summary>
public sealed record TerminalOptions
{
    /// <summary>Columns of the terminal; null: unbounded (a file or a pipe), nothing is cut or wrapped.</summary>
    public int? Width { get; init; }

    /// <summary>Whether colours are shown.</summary>
    public bool Color { get; init; }

    /// <summary>Whether more than ASCII is shown; other characters of data are escaped.</summary>
    public bool Unicode { get; init; } = true;

    /// <summary>How much is shown.</summary>
    public Detail Detail { get; init; } = Detail.Normal;

    /// <summary>Whether every measured metric of every slice is shown.</summary>
    public bool Metrics { get; init; }
}
