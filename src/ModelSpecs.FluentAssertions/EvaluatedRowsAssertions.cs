using System.Diagnostics;
using FluentAssertions;

namespace ModelSpecs.FluentAssertions;

/// <summary>Assertions about the number of rows of a slice.</summary>
[StackTraceHidden]
public sealed class EvaluatedRowsAssertions
{
    private readonly EvaluatedSlice _slice;

    internal EvaluatedRowsAssertions(EvaluatedSlice slice) => _slice = slice;

    /// <summary>Asserts that there are at least so many.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="because">Why it is expected; may hold placeholders.</param>
    /// <param name="becauseArgs">What stands in their place.</param>
    /// <returns>The slice, to go on with.</returns>
    public AndConstraint<EvaluatedSliceAssertions> AtLeast(int rows, string because = "", params object[] becauseArgs) => Is(_slice.Rows >= rows, ">=", rows, because, becauseArgs);

    /// <summary>Asserts that there are at most so many.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="because">Why it is expected; may hold placeholders.</param>
    /// <param name="becauseArgs">What stands in their place.</param>
    /// <returns>The slice, to go on with.</returns>
    public AndConstraint<EvaluatedSliceAssertions> AtMost(int rows, string because = "", params object[] becauseArgs) => Is(_slice.Rows <= rows, "<=", rows, because, becauseArgs);

    /// <summary>Asserts that there are exactly so many.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="because">Why it is expected; may hold placeholders.</param>
    /// <param name="becauseArgs">What stands in their place.</param>
    /// <returns>The slice, to go on with.</returns>
    public AndConstraint<EvaluatedSliceAssertions> Exactly(int rows, string because = "", params object[] becauseArgs) => Is(_slice.Rows == rows, "=", rows, because, becauseArgs);

    private AndConstraint<EvaluatedSliceAssertions> Is(bool so, string symbol, int rows, string because, object[] becauseArgs)
    {
        if (!so)
        {
            Failure.Raise(
                FormattableString.Invariant($"{_slice.FullName}: rows {symbol} {rows} failed.\n  value     {_slice.Rows:N0} rows\n  expected  {symbol} {rows:N0}\n  slice     {_slice.Definition ?? "the whole golden set"}"),
                because,
                becauseArgs);
        }

        return new AndConstraint<EvaluatedSliceAssertions>(new EvaluatedSliceAssertions(_slice));
    }
}
