using System.Diagnostics;
using FluentAssertions;
using FluentAssertions.Primitives;
using ModelSpecs.Results;

namespace ModelSpecs.FluentAssertions;

/// <summary>Assertions about a whole result.</summary>
[StackTraceHidden]
public sealed class ModelSpecResultAssertions : ReferenceTypeAssertions<ModelSpecResult, ModelSpecResultAssertions>
{
    internal ModelSpecResultAssertions(ModelSpecResult subject)
        : base(subject) => ArgumentNullException.ThrowIfNull(subject);

    /// <inheritdoc />
    protected override string Identifier => "result";

    /// <summary>Asserts that no check fails, as the spec's <c>verdict</c> says: an inconclusive check may only warn, a waived one is let through. A spec without checks does not pass.</summary>
    /// <param name="because">Why it is expected; may hold placeholders.</param>
    /// <param name="becauseArgs">What stands in their place.</param>
    public AndConstraint<ModelSpecResultAssertions> Pass(string because = "", params object[] becauseArgs)
    {
        if (!Subject.Passed)
        {
            Failure.Raise(Subject.FailureText(), because, becauseArgs);
        }

        return new AndConstraint<ModelSpecResultAssertions>(this);
    }

    /// <summary>Asserts more than <see cref="Pass"/>: that every check passed, none is inconclusive and none is waived.</summary>
    /// <param name="because">Why it is expected; may hold placeholders.</param>
    /// <param name="becauseArgs">What stands in their place.</param>
    public AndConstraint<ModelSpecResultAssertions> PassEveryCheck(string because = "", params object[] becauseArgs)
    {
        var others = Subject.Checks.Where(check => !check.Passed).ToList();
        if (Subject.Checks.Count == 0)
        {
            Failure.Raise(Subject.FailureText(), because, becauseArgs);
        }
        else if (others.Count > 0)
        {
            Failure.Raise(
                FormattableString.Invariant($"{Subject.Spec.Name}: {others.Count} of {Subject.Checks.Count} checks did not pass.\n\n") + string.Join("\n\n", others.Select(check => check.Message)),
                because,
                becauseArgs);
        }

        return new AndConstraint<ModelSpecResultAssertions>(this);
    }

    /// <summary>Asserts that nothing about the spec, its data or its model asks for a person's look.</summary>
    /// <param name="because">Why it is expected; may hold placeholders.</param>
    /// <param name="becauseArgs">What stands in their place.</param>
    public AndConstraint<ModelSpecResultAssertions> HaveNoWarnings(string because = "", params object[] becauseArgs)
    {
        var warnings = Subject.Suite.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticResult.Warning).ToList();
        if (warnings.Count > 0)
        {
            Failure.Raise(FormattableString.Invariant($"{Subject.Spec.Name} has {warnings.Count} {(warnings.Count == 1 ? "warning" : "warnings")}; expected none.\n") + string.Join('\n', warnings), because, becauseArgs);
        }

        return new AndConstraint<ModelSpecResultAssertions>(this);
    }
}
