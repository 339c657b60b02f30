using System.Runtime.CompilerServices;
using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Calibration;

/// <summary>What became of a fit.</summary>
internal enum FitState
{
    /// <summary>Still moving.</summary>
    Open,

    /// <summary>Found.</summary>
    Found,

    /// <summary>A class is missing.</summary>
    OneClass,

    /// <summary>A score parts the classes, or all scores are equal: the likelihood has no finite maximum.</summary>
    Separated,

    /// <summary>Not found in the steps allowed.</summary>
    NotConverged,
}

/// <summary>Logistic recalibration of one class's probabilities, for every slice at once (Cox 1958, Van Calster et al. 2016):
/// ln odds of the class = a + b · ln odds that were predicted. The slope is b of the fit of both; the intercept is a of the fit with
/// b = 1. Newton's method by one pass over the rows a step: the groups of an axis are disjoint.</summary>
internal sealed class Recalibration
{
    /// <summary>Where log odds end, on either side alike: those of a probability of 1 − 1e-12.</summary>
    public static readonly double MostLogOdds = Math.Log((1 - 1e-12) / 1e-12);

    private Recalibration(int ofClass, LogisticFit slope, LogisticFit intercept)
    {
        Class = ofClass;
        Slope = slope;
        Intercept = intercept;
    }

    /// <summary>The class.</summary>
    public int Class { get; }

    /// <summary>The fit of intercept and slope.</summary>
    public LogisticFit Slope { get; }

    /// <summary>The fit of the intercept alone, the slope being 1.</summary>
    public LogisticFit Intercept { get; }

    /// <summary>Fits all slices.</summary>
    public static Recalibration Measure(MetricInput input, SliceLayout layout, Outcomes outcomes, int ofClass, int threads, CancellationToken cancellationToken)
    {
        var rows = new LogOddsRows(input, layout, LogOdds(input, ofClass), ofClass);
        var ranges = new LogOddsRanges(rows, threads, cancellationToken);
        var slope = new LogisticFit(layout.Slots, freeSlope: true);
        var intercept = new LogisticFit(layout.Slots, freeSlope: false);
        for (var slot = 0; slot < layout.Slots; slot++)
        {
            var positives = outcomes.ClassWeight(slot, ofClass);
            var negatives = outcomes.Weight(slot) - positives;
            var hasBoth = ranges.HasBoth(slot) && positives > 0 && negatives > 0;
            slope.Start(slot, Math.Log(positives / negatives), !hasBoth ? FitState.OneClass : ranges.Overlap(slot) ? FitState.Open : FitState.Separated);
            intercept.Start(slot, Math.Log(positives / negatives) - ranges.Middle(slot), hasBoth ? FitState.Open : FitState.OneClass);
        }

        // Rows in no group of an axis are nobody's slice.
        for (var axis = 0; axis < layout.Axes.Count; axis++)
        {
            slope.Start(layout.FirstSlot(axis), 0, FitState.OneClass);
            intercept.Start(layout.FirstSlot(axis), 0, FitState.OneClass);
        }

        slope.Run(rows, threads, cancellationToken);
        intercept.Run(rows, threads, cancellationToken);
        return new Recalibration(ofClass, slope, intercept);
    }

    /// <summary>What a prediction that is the class's share everywhere gives.</summary>
    public static Recalibration OfShares(int slots, Outcomes outcomes, int ofClass)
    {
        var slope = new LogisticFit(slots, freeSlope: true);
        var intercept = new LogisticFit(slots, freeSlope: false);
        for (var slot = 0; slot < slots; slot++)
        {
            var positives = outcomes.ClassWeight(slot, ofClass);
            var hasBoth = positives > 0 && positives < outcomes.Weight(slot);
            slope.Start(slot, 0, hasBoth ? FitState.Separated : FitState.OneClass);
            intercept.Start(slot, 0, hasBoth ? FitState.Found : FitState.OneClass);
        }

        return new Recalibration(ofClass, slope, intercept);
    }

    private static double[] LogOdds(MetricInput input, int ofClass)
    {
        var odds = new double[input.Rows];
        var isBinary = input.Task == MetricTask.Binary;
        var (first, stride) = isBinary ? (0, 1) : (ofClass, input.ClassCount);
        for (var row = 0; row < odds.Length; row++)
        {
            var p = input.Scores![first + ((long)row * stride)];
            odds[row] = Math.Clamp(Math.Log(p / (1 - p)), -MostLogOdds, MostLogOdds);
        }

        if (isBinary && ofClass == 0)
        {
            for (var row = 0; row < odds.Length; row++)
            {
                odds[row] = -odds[row];
            }
        }

        return odds;
    }
}

/// <summary>Rows as a logistic fit reads them.</summary>
/// <param name="Input">Truth and weights.</param>
/// <param name="Layout">The slices.</param>
/// <param name="LogOdds">Predicted log odds of each row.</param>
/// <param name="Class">The class that is positive.</param>
internal sealed record LogOddsRows(MetricInput Input, SliceLayout Layout, double[] LogOdds, int Class)
{
    /// <summary>Weight of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Weight(int row) => Input.Weights is null ? 1 : Input.Weights[row];

    /// <summary>Slot of a row on an axis; axis −1 is the whole set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Slot(int axis, int row) => axis < 0 ? 0 : Layout.FirstSlot(axis) + 1 + Layout.Axes[axis].Codes[row];
}

/// <summary>Between which log odds each side of a slice lies: whether a fit exists at all (Silvapulle 1981).</summary>
internal sealed class LogOddsRanges
{
    private readonly (double Low, double High)[] positives;
    private readonly (double Low, double High)[] negatives;

    /// <summary>Reads all rows with weight.</summary>
    public LogOddsRanges(LogOddsRows rows, int threads, CancellationToken cancellationToken)
    {
        positives = new (double Low, double High)[rows.Layout.Slots];
        negatives = new (double Low, double High)[rows.Layout.Slots];
        Array.Fill(positives, (double.PositiveInfinity, double.NegativeInfinity));
        Array.Fill(negatives, (double.PositiveInfinity, double.NegativeInfinity));
        Workers.Run(
            threads,
            rows.Layout.Axes.Count + 1,
            item =>
            {
                for (var row = 0; row < rows.LogOdds.Length; row++)
                {
                    if (rows.Weight(row) > 0)
                    {
                        var side = rows.Input.Truth![row] == rows.Class ? positives : negatives;
                        ref var range = ref side[rows.Slot(item - 1, row)];
                        range = (Math.Min(range.Low, rows.LogOdds[row]), Math.Max(range.High, rows.LogOdds[row]));
                    }
                }
            },
            cancellationToken);
    }

    /// <summary>Whether both sides have rows. A log odds that is not a number counts as a row.</summary>
    public bool HasBoth(int slot) => !(positives[slot].Low > positives[slot].High) && !(negatives[slot].Low > negatives[slot].High);

    /// <summary>Whether no log odds parts the sides; true where one is not a number, so that this is what is reported.</summary>
    public bool Overlap(int slot) => !(positives[slot].Low >= negatives[slot].High) && !(negatives[slot].Low >= positives[slot].High);

    /// <summary>The middle of all log odds.</summary>
    public double Middle(int slot) =>
        0.5 * (Math.Min(positives[slot].Low, negatives[slot].Low) + Math.Max(positives[slot].High, negatives[slot].High));
}
