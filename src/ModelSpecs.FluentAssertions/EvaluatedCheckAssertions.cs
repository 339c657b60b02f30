using System.Diagnostics;
using FluentAssertions;
using FluentAssertions.Primitives;
using ModelSpecs.Results;

namespace ModelSpecs.FluentAssertions;

/// <summary>Assertions about a check of the spec.</summary>
[StackTraceHidden]
public sealed class EvaluatedCheckAssertions : ReferenceTypeAssertions<EvaluatedCheck, EvaluatedCheckAssertions>
{
    internal EvaluatedCheckAssertions(EvaluatedCheck subject)
        : base(subject) => ArgumentNullException.ThrowIfNull(subject);

    /// <inheritdoc />
    protected override string Identifier => "check";

    /// <summary>Asserts that it passed. Inconclusive, waived and undefined are no pass.</summary>
    /// <param name="because">Why it is expected; may hold placeholders.</param>
    /// <param name="becauseArgs">What stands in their place.</param>
    public AndConstraint<EvaluatedCheckAssertions> Pass(string because = "", params object[] becauseArgs) => Is(Subject.Passed, Subject.Message, because, becauseArgs);

    /// <summary>Asserts that its value does not meet its bound: of a model that is known to be bad. An undefined value is neither.</summary>
    /// <param name="because">Why it is expected; may hold placeholders.</param>
    /// <param name="becauseArgs">What stands in their place.</param>
    public AndConstraint<EvaluatedCheckAssertions> Fail(string because = "", params object[] becauseArgs) => IsOutcome(Outcome.Failed, "failed", because, becauseArgs);

    /// <summary>Asserts that it rests on too few rows to be decided.</summary>
    /// <param name="because">Why it is expected; may hold placeholders.</param>
    /// <param name="becauseArgs">What stands in their place.</param>
    public AndConstraint<EvaluatedCheckAssertions> BeInconclusive(string because = "", params object[] becauseArgs) => IsOutcome(Outcome.Inconclusive, "inconclusive", because, becauseArgs);

    /// <summary>Asserts that it did not pass and that a waiver in force lets it.</summary>
    /// <param name="because">Why it is expected; may hold placeholders.</param>
    /// <param name="becauseArgs">What stands in their place.</param>
    public AndConstraint<EvaluatedCheckAssertions> BeWaived(string because = "", params object[] becauseArgs) =>
        Is(Subject.Result.IsWaived, Expected("waived"), because, becauseArgs);

    private AndConstraint<EvaluatedCheckAssertions> IsOutcome(Outcome outcome, string name, string because, object[] becauseArgs) => Is(Subject.Outcome == outcome, Expected(name), because, becauseArgs);

    private string Expected(string what)
    {
        var found = Subject.Outcome switch { Outcome.Passed => "passed", Outcome.Failed => "failed", Outcome.Inconclusive => "inconclusive", _ => "an error" };
        return $"Found {found}; expected {what} of the check {Subject.Name}.\n{Subject.Message}";
    }

    private AndConstraint<EvaluatedCheckAssertions> Is(bool so, string message, string because, object[] becauseArgs)
    {
        if (!so)
        {
            Failure.Raise(message, because, becauseArgs);
        }

        return new AndConstraint<EvaluatedCheckAssertions>(this);
    }
}
