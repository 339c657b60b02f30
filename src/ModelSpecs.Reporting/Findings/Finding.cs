using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Findings;

/// <summary>How much a finding matters.</summary>
internal enum FindingLevel
{
    /// <summary>It fails the run.</summary>
    Error,

    /// <summary>A person should look at it: a doubt that fails nothing, a warning, a loosened gate.</summary>
    Warning,

    /// <summary>It did not pass and somebody decided that it may: waived, or inconclusive and skipped.</summary>
    Notice,
}

/// <summary>Something in a run that is no pass, with its place: what build services, code scanners and reviews show beside a line.</summary>
internal sealed record Finding
{
    /// <summary>How much it matters.</summary>
    public required FindingLevel Level { get; init; }

    /// <summary>What kind it is: <c>expect/recall</c>, <c>MSPEC104</c>, <c>gate/bound</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>The check's name, or the id of the diagnostic; one line, as written in the spec.</summary>
    public required string Title { get; init; }

    /// <summary>The whole message; may have several lines.</summary>
    public required string Message { get; init; }

    /// <summary>File relative to the repository, forward slashes; a full path where it lies outside of it.</summary>
    public required string File { get; init; }

    /// <summary>Line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Column, from 1.</summary>
    public required int Column { get; init; }

    /// <summary>SHA-256 in hexadecimal of what makes it the same finding in the next run, wherever its line has moved to; no two of a run have the same.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The check; null: it is about none.</summary>
    public CheckResult? Check { get; init; }
}
