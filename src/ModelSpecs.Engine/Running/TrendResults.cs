using ModelSpecs.Engine.Checks;
using ModelSpecs.Engine.Checks.Trend;
using ModelSpecs.Metrics.Trends;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Running;

/// <summary>Writes down how metrics went over time, for a report to draw.</summary>
internal static class TrendResults
{
    /// <summary>One a metric and slice that a check is about, in the order of the spec.</summary>
    /// <param name="judged">The checks.</param>
    /// <param name="measured">What was measured.</param>
    public static IEnumerable<GuardResult> Of(IEnumerable<JudgedCheck> judged, Measurements measured) => judged
        .Where(check => check.Planned.Check is TrendCheckSpec)
        .GroupBy(check => (check.Planned.SliceName, ((TrendCheckSpec)check.Planned.Check).Metric))
        .Select(group => Of([.. group], TimeSeries.Of(measured, group.Key.SliceName, group.Key.Metric, group.First().Planned.MinRows), measured.Confidence));

    private static GuardResult Of(IReadOnlyList<JudgedCheck> checks, TimeSeries series, double confidence)
    {
        var slice = series.Slice.Spec.Name.Value;
        return new GuardResult
        {
            Kind = "trend",
            Name = $"{series.Metric.Display} by {series.Unit}",
            Line = checks[0].Planned.Check.Span.Line,
            Values = [.. checks.Where(check => double.IsFinite(check.Judgement.Value)).Select(check => new GuardValueResult(check.Planned.Check.Subject, slice, null, check.Judgement.Value, series.Windows.Count, null, null) { Checks = [check.Planned.IdOf(null)] })],
            Notes = [.. checks.Select(check => check.Judgement.Found ?? check.Judgement.Reason).OfType<string>(), .. series.LeftOut],
            Figures = series.Windows.Count < 2 ? [] :
            [
                new FigureResult
                {
                    Title = $"{series.Metric.Display} by {series.Unit}", Slice = slice, X = series.Unit, Y = series.Metric.Display,
                    Series = [Values(series, confidence), .. checks.Select(check => check.Judgement.Noise?.Estimate).OfType<TrendEstimate>().FirstOrDefault() is { } trend ? [Line(series, trend.Value)] : Array.Empty<FigureSeriesResult>()],
                },
            ],
        };
    }

    private static FigureSeriesResult Values(TimeSeries series, double confidence) => new(series.Metric.Display, "line")
    {
        Labels = [.. series.Windows.Select(window => window.Name)],
        Y = [.. series.Windows.Select(window => (double?)window.Value)],
        Low = Ends(series, confidence, interval => interval.Low),
        High = Ends(series, confidence, interval => interval.High),
    };

    // Through the median of what the slope leaves, as Sen's line is drawn.
    private static FigureSeriesResult Line(TimeSeries series, double slope)
    {
        var rest = series.Windows.Select((window, i) => window.Value - (slope * series.Times[i])).Order().ToList();
        var start = 0.5 * (rest[(rest.Count - 1) / 2] + rest[rest.Count / 2]);
        return new FigureSeriesResult("Sen's slope", "line") { Labels = [.. series.Windows.Select(window => window.Name)], Y = [.. series.Times.Select(time => (double?)(start + (slope * time)))] };
    }

    private static IReadOnlyList<double?> Ends(TimeSeries series, double confidence, Func<Metrics.Statistics.Interval, double> end) => series.Windows.All(window => !window.Estimate.HasInterval) ? []
        : [.. series.Windows.Select(window => window.Estimate.HasInterval && double.IsFinite(end(window.Estimate.At(confidence))) ? end(window.Estimate.At(confidence)) : (double?)null)];
}
