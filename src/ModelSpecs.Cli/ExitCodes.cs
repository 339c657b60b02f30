namespace ModelSpecs.Cli;

/// <summary>What the process ends with; the highest of several wins.</summary>
internal static class ExitCodes
{
    /// <summary>Every check passed, or what was asked for was done.</summary>
    public const int Passed = 0;

    /// <summary>A check failed, or was inconclusive where the spec fails that; a pin is missing or stale; a gate was changed as <c>--fail-on</c> says; a candidate is worse than the first
    /// and <c>--fail-on-worse</c> is said.</summary>
    public const int Failed = 1;

    /// <summary>A spec, its data, its model or the command line is wrong.</summary>
    public const int Wrong = 2;

    /// <summary>A fault of ModelSpecs.</summary>
    public const int Fault = 3;

    /// <summary>Stopped by Ctrl-C or a request to end; over all others.</summary>
    public const int Interrupted = 130;
}
