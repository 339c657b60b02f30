using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Metrics.Latency;

namespace ModelSpecs.Engine.Guards.Latency;

/// <summary>What a report draws of latencies, in milliseconds.</summary>
internal static class LatencyFigures
{
    private const int QuantilePoints = 48;
    private const int TimePoints = 240;
    private const double Milli = 1e3;

    /// <summary>Of the whole the quantiles and the calls over time, at each batch size; of slices a bar each.</summary>
    public static IReadOnlyList<FigureResult> Of(LatencySpec guard, LatencyMeasurement measured)
    {
        var figures = new List<FigureResult>();
        foreach (var calls in measured.Calls.Where(calls => calls.Target.Place is null))
        {
            var at = guard.Batches.Count > 1 ? $", {Counted.Of(calls.Batch, "row")} a call" : "";
            figures.Add(Quantiles(guard, calls, at));
            figures.Add(OverTime(calls, at));
            var targets = measured.Calls.Where(other => other.Batch == calls.Batch).ToList();
            if (targets.Count > 1)
            {
                figures.Add(Slices(targets, at));
            }
        }

        return figures;
    }

    private static FigureResult Quantiles(LatencySpec guard, MeasuredLatency calls, string at) => new()
    {
        Title = $"Latency by quantile{at}",
        Slice = "overall",
        X = "one call of so many is slower (2: median, 20: p95, 100: p99)",
        Y = "latency (ms)",
        Logarithmic = "xy",
        Series = [QuantileLine("model", calls.Model), .. calls.Champion is { } champion ? new[] { QuantileLine("champion", champion) } : []],
        Bounds = [.. guard.Measures.Where(measure => measure.Bound.Reference == BoundReference.Number && LatencyPlan.ShareOf(measure.Name) is not null && (guard.Batches.Count < 2 || IsAt(measure, calls.Batch)))
            .Select(measure => new FigureBoundResult(Milli * measure.Bound.Offset, $"{measure.Name} {Symbol(measure.Comparison)} {measure.Bound.Text}"))],
    };

    private static bool IsAt(GuardMeasure measure, int batch) => measure.Name.EndsWith(FormattableString.Invariant($"(batch={batch})"), StringComparison.Ordinal);

    private static FigureSeriesResult QuantileLine(string name, CallSeries series)
    {
        var sorted = series.Seconds.Order().ToArray();
        // Even steps on the logarithmic axis, from 1 of 1 to 1 of all.
        var counts = Enumerable.Range(0, QuantilePoints).Select(i => Math.Pow(sorted.Length, i / (QuantilePoints - 1.0))).Distinct().ToList();
        return new FigureSeriesResult(name, "line")
        {
            X = [.. counts.Select(count => (double?)LatencyText.Rounded(count))],
            Y = [.. counts.Select(count => (double?)LatencyText.Rounded(Milli * sorted[OrderStatistics.Place(sorted.Length, 1 - (1 / count))]))],
        };
    }

    // Of each stretch the slowest call: an average would hide the stall that the figure is there to show.
    private static FigureResult OverTime(MeasuredLatency calls, string at) => new()
    {
        Title = $"Slowest calls over time{at}",
        Slice = "overall",
        X = "time since the measuring began (s)",
        Y = "latency (ms)",
        Logarithmic = "y",
        Series = [TimePointsOf("model", calls.Model), .. calls.Champion is { } champion ? new[] { TimePointsOf("champion", champion) } : []],
    };

    private static FigureSeriesResult TimePointsOf(string name, CallSeries series)
    {
        var stretch = Math.Max(1, (series.Count + TimePoints - 1) / TimePoints);
        var slowest = Enumerable.Range(0, series.Count).Chunk(stretch).Select(part => part.MaxBy(at => series.Seconds[at])).ToList();
        return new FigureSeriesResult(name, "points")
        {
            X = [.. slowest.Select(at => (double?)LatencyText.Rounded(series.BegunAt(at)))],
            Y = [.. slowest.Select(at => (double?)LatencyText.Rounded(Milli * series.Seconds[at]))],
        };
    }

    private static FigureResult Slices(List<MeasuredLatency> targets, string at) => new()
    {
        Title = $"p95 by slice{at}",
        Slice = "overall",
        X = "slice",
        Y = "latency (ms)",
        Series = [Bars("model", targets, calls => calls.Model), .. targets[0].Champion is null ? Array.Empty<FigureSeriesResult>() : [Bars("champion", targets, calls => calls.Champion!)]],
    };

    private static FigureSeriesResult Bars(string name, List<MeasuredLatency> targets, Func<MeasuredLatency, CallSeries> of) => new(name, "bars")
    {
        Labels = [.. targets.Select(calls => calls.Target.Name)],
        Y = [.. targets.Select(calls => (double?)LatencyText.Rounded(Milli * QuantileEstimate.Of(of(calls).Seconds, 0.95).Value))],
    };

    private static string Symbol(Comparison comparison) => comparison switch
    {
        Comparison.AtLeast => ">=",
        Comparison.MoreThan => ">",
        Comparison.AtMost => "<=",
        _ => "<",
    };
}
