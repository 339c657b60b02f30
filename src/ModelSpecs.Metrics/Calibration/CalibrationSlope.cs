using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Calibration;

/// <summary><c>calibration_slope</c>: b of the logistic fit ln odds(positive) = a + b · ln(p / (1 − p)) (Cox 1958): below 1 the
/// probabilities are too extreme, above 1 too timid. p is kept within [1e-12, 1 − 1e-12]. Rests on the smaller side.</summary>
internal static class CalibrationSlope
{
    private const string Separated = "a score parts the classes, or all scores are equal: there is no finite slope";
    private const string NotConverged = "the logistic fit does not converge";

    /// <summary>Asks for the fit it reads.</summary>
    public static void Require(Demand demand, MetricRequest request)
    {
        if (request.Class is not null || demand.Task == MetricTask.Binary)
        {
            demand.Recalibrate(request.Class ?? 1);
        }
    }

    /// <summary>The value; undefined where a class is missing, or where the likelihood has no finite maximum.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) =>
        Of(slice, request, fits => fits.Slope, (fit, slot) => fit.Slope(slot));

    /// <summary>A number of a fit.</summary>
    internal static MetricValue Of(SliceStatistics slice, MetricRequest request, Func<Recalibration, LogisticFit> fit, Func<LogisticFit, int, double> value)
    {
        if (slice.OneClass(request) is not { } ofClass)
        {
            return Undefined.Because(Undefined.NoClassNamed, slice.Rows);
        }

        var rows = slice.RowTally(ofClass);
        var support = (long)Math.Min(rows.Positives, rows.Negatives);
        var found = fit(slice.Recalibration(ofClass));
        return found.State(slice.Slot) switch
        {
            FitState.Found => new MetricValue(value(found, slice.Slot), support, null),
            FitState.OneClass => Undefined.Because(
                request.Class is null ? Undefined.OneClass : slice.ClassWeight(ofClass) > 0 ? Undefined.EveryRowOfClass : Undefined.NoRowOfClass, 0),
            FitState.Separated => Undefined.Because(Separated, support),
            _ => Undefined.Because(NotConverged, support),
        };
    }
}

/// <summary><c>calibration_intercept</c>: a of the logistic fit ln odds(positive) = a + ln(p / (1 − p)), calibration in the large:
/// above 0 the probabilities are too low, below 0 too high. p is kept within [1e-12, 1 − 1e-12]. Rests on the smaller side.</summary>
internal static class CalibrationIntercept
{
    /// <summary>The value; undefined where a class is missing.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) =>
        CalibrationSlope.Of(slice, request, fits => fits.Intercept, (fit, slot) => fit.Intercept(slot));
}
