using ModelSpecs.Results;

namespace ModelSpecs;

/// <summary>A check of the spec with its verdict.</summary>
public sealed class EvaluatedCheck
{
    internal EvaluatedCheck(CheckResult result) => Result = result;

    /// <summary>Everything known of it, as <c>results.json</c> has it.</summary>
    public CheckResult Result { get; }

    /// <summary>As read by people: <c>young: recall &gt;= 0.70</c>, <c>country = DE: recall &gt;= overall - 0.10</c>.</summary>
    public string Name => Result.Name;

    /// <summary>The same while only the bound changes: <c>young//recall/min</c>.</summary>
    public string Id => Result.Id;

    /// <summary>The verdict.</summary>
    public Outcome Outcome => Result.Outcome;

    /// <summary>Whether it passed. A waived or an inconclusive check did not.</summary>
    public bool Passed => Outcome == Outcome.Passed && !Fails;

    /// <summary>Whether it fails the spec: an inconclusive one may only warn, and a waived one does not.</summary>
    public bool Fails => Result.Fails;

    /// <summary>The whole message: value, bound, interval, rows, slice, owner and the worst rows where it did not pass.</summary>
    public string Message => Result.Message;

    /// <inheritdoc />
    public override string ToString() => Message;
}
