using System.Diagnostics;
using FluentAssertions;
using FluentAssertions.Primitives;

namespace ModelSpecs.FluentAssertions;

/// <summary>Assertions about a slice.</summary>
[StackTraceHidden]
public sealed partial class EvaluatedSliceAssertions : ReferenceTypeAssertions<EvaluatedSlice, EvaluatedSliceAssertions>
{
    internal EvaluatedSliceAssertions(EvaluatedSlice subject)
        : base(subject) => ArgumentNullException.ThrowIfNull(subject);

    /// <inheritdoc />
    protected override string Identifier => "slice";

    /// <summary>A metric by its name; goes on with a bound.</summary>
    /// <param name="name">As results write it: <c>recall</c>, <c>precision(class=sport)</c>.</param>
    /// <exception cref="KeyNotFoundException">It was not measured; the message names those that were.</exception>
    public EvaluatedMetricAssertions HaveMetric(string name) => new(Subject.Metric(name));

    /// <summary>The number of its rows; goes on with a bound.</summary>
    public EvaluatedRowsAssertions HaveRows() => new(Subject);

    /// <summary>Asserts that none of the spec's checks of this slice fails, and that it has one.</summary>
    /// <param name="because">Why it is expected; may hold placeholders.</param>
    /// <param name="becauseArgs">What stands in their place.</param>
    public AndConstraint<EvaluatedSliceAssertions> Pass(string because = "", params object[] becauseArgs)
    {
        var checks = Subject.Checks;
        var failing = checks.Where(check => check.Fails).ToList();
        if (checks.Count == 0)
        {
            Failure.Raise($"{Subject.FullName} has no check. Found no expectation of it in the spec; expected at least one: a slice of which nothing is expected cannot pass.", because, becauseArgs);
        }
        else if (failing.Count > 0)
        {
            Failure.Raise(FormattableString.Invariant($"{Subject.FullName}: {failing.Count} of {checks.Count} checks failed.\n\n") + string.Join("\n\n", failing.Select(check => check.Message)), because, becauseArgs);
        }

        return new AndConstraint<EvaluatedSliceAssertions>(this);
    }
}
