using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Checks;

/// <summary>The noise of what a check holds against its bound.</summary>
internal sealed record Noise
{
    private const double UsualPower = 0.8;

    /// <summary>What is compared: the metric, its difference to the reference, or a spread.</summary>
    public required Estimate Estimate { get; init; }

    /// <summary>What it is compared with.</summary>
    public required double Bound { get; init; }

    /// <summary>Confidence of the interval.</summary>
    public required double Confidence { get; init; }

    /// <summary>The interval; null where there is none.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Two-sided p-value of "the true value is the bound"; NaN where there is no interval.</summary>
    public double PValue { get; init; } = double.NaN;

    /// <summary>The p-value after a correction over many checks; NaN where none was asked for.</summary>
    public double AdjustedPValue { get; init; } = double.NaN;

    /// <summary>The smallest worsening that is found with a probability of 80 %; NaN where it is not known.</summary>
    public double Detectable { get; init; } = double.NaN;

    /// <summary>Whether a difference to a reference is compared, not the metric itself.</summary>
    public bool IsDifference { get; init; }

    /// <summary>Measures the noise.</summary>
    public static Noise Of(Estimate estimate, double bound, bool isDifference, bool lowerIsBetter, VerdictSpec verdict) => estimate.HasInterval
        ? new Noise
        {
            Estimate = estimate, Bound = bound, Confidence = verdict.Confidence, IsDifference = isDifference,
            Interval = estimate.At(verdict.Confidence), PValue = estimate.PValue(bound), Detectable = DetectableBy(estimate, lowerIsBetter, verdict.Confidence),
        }
        : new Noise { Estimate = estimate, Bound = bound, Confidence = verdict.Confidence, IsDifference = isDifference };

    /// <summary>More rows, of those it rests on, that would decide the check if the value stays; infinite where the value is the bound.</summary>
    public double MoreRows => Interval is null ? double.PositiveInfinity : Math.Ceiling(Math.Max(1, Estimate.RowsNeeded(Bound, Confidence) - Estimate.Rows));

    /// <summary>Why an interval left a check undecided, and what would decide it.</summary>
    public static string Undecided(Noise noise) => noise.Interval is null
        ? $"the verdict asks for an interval, and there is none: {noise.Estimate.Missing ?? "it could not be made"}"
        : double.IsFinite(noise.MoreRows)
            ? $"the interval holds the bound; about {Numbers.Count((long)Math.Min(noise.MoreRows, 1e15))} more rows like those it rests on would decide it, if the value stays"
            : "the interval holds the bound, and the value is the bound: no number of rows decides that";

    private static double DetectableBy(Estimate estimate, bool lowerIsBetter, double confidence)
    {
        var change = estimate is ProportionEstimate { Rows: > 0 } share
            ? lowerIsBetter
                ? Power.SmallestDetectableRiseOfProportion(share.Value, share.Rows, confidence, UsualPower)
                : Power.SmallestDetectableDropOfProportion(share.Value, share.Rows, confidence, UsualPower)
            : estimate.StandardError > 0 ? Power.SmallestDetectableDrop(estimate.StandardError, confidence, UsualPower) : double.NaN;
        return change;
    }
}
