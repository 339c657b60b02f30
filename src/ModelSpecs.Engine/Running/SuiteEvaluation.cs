using System.Globalization;
using ModelSpecs.Engine.Checks;
using ModelSpecs.Results;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Running;

/// <summary>A run whose values can still be held against bounds, with the words and the noise of a spec's own checks.</summary>
public sealed class SuiteEvaluation
{
    private readonly SuiteSpec suite;
    private readonly RunParts? parts;
    private readonly Lock gate = new();

    internal SuiteEvaluation(SuiteSpec suite, SuiteRun run)
    {
        this.suite = suite;
        parts = run.Parts;
        Result = run.Result;
    }

    /// <summary>What the run found.</summary>
    public SuiteResult Result { get; }

    /// <summary>Holds a measured value against a bound, as a check of the spec would be; no correction over many checks and no waiver touches it.</summary>
    /// <param name="asked">What is asked.</param>
    /// <exception cref="InvalidOperationException">The run judged nothing, or measured no such metric or slice.</exception>
    public CheckResult Judge(AskedCheck asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (parts is null)
        {
            throw new InvalidOperationException("The run judged nothing: the spec, its data or its model is wrong.");
        }

        var metric = parts.Checks.Measurements.Metrics.FirstOrDefault(measured => measured.Display == asked.Metric)
            ?? throw new InvalidOperationException($"The run did not measure '{asked.Metric}'.");
        var slice = asked.Slice == PlannedCheck.Overall ? null : suite.Slices.FirstOrDefault(s => s.Name.Value == asked.Slice)
            ?? throw new InvalidOperationException($"The spec has no slice '{asked.Slice}'.");
        var check = new MetricCheckSpec
        {
            Metric = metric,
            Comparison = asked.Comparison,
            Bound = new Bound(BoundReference.Number, 1, asked.Bound, false, asked.Bound.ToString("R", CultureInfo.InvariantCulture)),
            Span = new SourceSpan("", 0, 0, 0, 0),
        };

        // What code asks it asks itself: whether the interval has to clear the bound is no matter of the spec's verdict.
        var own = suite with { Verdict = suite.Verdict with { Judge = asked.Judge, Inconclusive = InconclusiveAction.Fail } };
        var planned = new PlannedCheck(own, slice, check);
        lock (gate)
        {
            // Worst rows are found when the first failure asks, and kept.
            var judged = CheckKinds.Of(planned).Judge(parts.Checks, planned, CancellationToken.None)
                .FirstOrDefault(found => found.Group == asked.Group)
                ?? throw new InvalidOperationException($"The slice '{asked.Slice}' has no value '{asked.Group}'.");
            return parts.Checks.Result(WithheldMetrics.Of(suite, parts.Checks, CancellationToken.None).Apply(judged));
        }
    }
}

/// <summary>A bound that is asked of a run after it.</summary>
/// <param name="Slice">Name of the slice; <c>overall</c> for the whole set.</param>
/// <param name="Group">Value of a group; null where the slice has none.</param>
/// <param name="Metric">Display name of a measured metric.</param>
/// <param name="Comparison">How they are compared.</param>
/// <param name="Bound">The bound.</param>
/// <param name="Judge">Whether the value or its interval has to meet it.</param>
public sealed record AskedCheck(string Slice, string? Group, string Metric, Comparison Comparison, double Bound, JudgePolicy Judge);
