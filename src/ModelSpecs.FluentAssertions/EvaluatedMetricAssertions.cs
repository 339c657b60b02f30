using System.Diagnostics;
using FluentAssertions;
using FluentAssertions.Primitives;
using ModelSpecs.Engine.Running;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.FluentAssertions;

/// <summary>Assertions about a metric of a slice. An undefined value meets no bound, and neither does one that rests on fewer rows than the spec's <c>min_rows</c>.</summary>
[StackTraceHidden]
public sealed class EvaluatedMetricAssertions : ReferenceTypeAssertions<EvaluatedMetric, EvaluatedMetricAssertions>
{
    private const string WithoutInterval = "evaluate with EvaluationOptions { Intervals = MeasuredIntervals.All }, which makes every interval";

    internal EvaluatedMetricAssertions(EvaluatedMetric subject)
        : base(subject) => ArgumentNullException.ThrowIfNull(subject);

    /// <inheritdoc />
    protected override string Identifier => "metric";

    /// <summary>Asserts that the value is at least a number.</summary>
    /// <param name="bound">The number, in the metric's unit.</param>
    /// <param name="because">Why it is expected; may hold placeholders.</param>
    /// <param name="becauseArgs">What stands in their place.</param>
    /// <returns>The slice, to go on with.</returns>
    public AndConstraint<EvaluatedSliceAssertions> AtLeast(double bound, string because = "", params object[] becauseArgs) => Meets(Comparison.AtLeast, bound, JudgePolicy.Point, because, becauseArgs);

    /// <summary>Asserts that the value is at most a number.</summary>
    /// <param name="bound">The number, in the metric's unit.</param>
    /// <param name="because">Why it is expected; may hold placeholders.</param>
    /// <param name="becauseArgs">What stands in their place.</param>
    /// <returns>The slice, to go on with.</returns>
    public AndConstraint<EvaluatedSliceAssertions> AtMost(double bound, string because = "", params object[] becauseArgs) => Meets(Comparison.AtMost, bound, JudgePolicy.Point, because, becauseArgs);

    /// <summary>Asserts that the value lies between two numbers, both of them allowed.</summary>
    /// <param name="low">The smallest allowed.</param>
    /// <param name="high">The largest allowed.</param>
    /// <param name="because">Why it is expected; may hold placeholders.</param>
    /// <param name="becauseArgs">What stands in their place.</param>
    /// <returns>The slice, to go on with.</returns>
    /// <exception cref="ArgumentException">The smallest is larger than the largest.</exception>
    public AndConstraint<EvaluatedSliceAssertions> Between(double low, double high, string because = "", params object[] becauseArgs)
    {
        if (low > high)
        {
            throw new ArgumentException(FormattableString.Invariant($"Nothing lies between {low} and {high}. Found low > high; expected low <= high."), nameof(low));
        }

        var below = Judge(Comparison.AtLeast, low, JudgePolicy.Point);
        return below.Outcome == Outcome.Passed ? AtMost(high, because, becauseArgs) : Conclude(below, because, becauseArgs);
    }

    /// <summary>Asserts that the whole interval, at the spec's confidence, is at least a number, so that chance is no excuse. Without an interval nothing is sure.</summary>
    /// <param name="bound">The number, in the metric's unit.</param>
    /// <param name="because">Why it is expected; may hold placeholders.</param>
    /// <param name="becauseArgs">What stands in their place.</param>
    /// <returns>The slice, to go on with.</returns>
    public AndConstraint<EvaluatedSliceAssertions> SurelyAtLeast(double bound, string because = "", params object[] becauseArgs) => Meets(Comparison.AtLeast, bound, JudgePolicy.Sure, because, becauseArgs);

    /// <summary>Asserts that the whole interval, at the spec's confidence, is at most a number, so that chance is no excuse. Without an interval nothing is sure.</summary>
    /// <param name="bound">The number, in the metric's unit.</param>
    /// <param name="because">Why it is expected; may hold placeholders.</param>
    /// <param name="becauseArgs">What stands in their place.</param>
    /// <returns>The slice, to go on with.</returns>
    public AndConstraint<EvaluatedSliceAssertions> SurelyAtMost(double bound, string because = "", params object[] becauseArgs) => Meets(Comparison.AtMost, bound, JudgePolicy.Sure, because, becauseArgs);

    /// <summary>Asserts that it has no value, such as the recall of a slice without positives.</summary>
    /// <param name="because">Why it is expected; may hold placeholders.</param>
    /// <param name="becauseArgs">What stands in their place.</param>
    /// <returns>The slice, to go on with.</returns>
    public AndConstraint<EvaluatedSliceAssertions> BeUndefined(string because = "", params object[] becauseArgs)
    {
        if (Subject.Value is not null)
        {
            Failure.Raise($"{Subject.Slice.FullName}: {Subject.Name} has a value.\n  value     {Subject}\n  expected  none", because, becauseArgs);
        }

        return new AndConstraint<EvaluatedSliceAssertions>(new EvaluatedSliceAssertions(Subject.Slice));
    }

    private AndConstraint<EvaluatedSliceAssertions> Meets(Comparison comparison, double bound, JudgePolicy judge, string because, object[] becauseArgs) =>
        Conclude(Judge(comparison, bound, judge), because, becauseArgs);

    private CheckResult Judge(Comparison comparison, double bound, JudgePolicy judge) =>
        Subject.Slice.Evaluation.Judge(new AskedCheck(Subject.Slice.Name, Subject.Slice.Group, Subject.Name, comparison, bound, judge));

    private AndConstraint<EvaluatedSliceAssertions> Conclude(CheckResult check, string because, object[] becauseArgs)
    {
        if (check.Outcome != Outcome.Passed)
        {
            var message = CountsBehind.Of(Subject) is { } counts ? Failure.WithLine(check.Message, "counts", counts) : check.Message;
            Failure.Raise(check.Outcome == Outcome.Inconclusive && check.Noise is null && Subject.Interval is null ? $"{message}\n  remedy    {WithoutInterval}" : message, because, becauseArgs);
        }

        return new AndConstraint<EvaluatedSliceAssertions>(new EvaluatedSliceAssertions(Subject.Slice));
    }
}
