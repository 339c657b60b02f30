using System.Globalization;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Checks.Trend;

/// <summary>A metric over the periods of a slice, in their order.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Windows">The periods that have a value on enough rows.</param>
/// <param name="LeftOut">The others, each with the reason.</param>
/// <param name="NotFinite">A period whose value is beyond all numbers, which no test of a series takes; null: there is none.</param>
internal sealed record TimeSeries(SliceGroups Slice, MetricReference Metric, IReadOnlyList<TimeWindow> Windows, IReadOnlyList<string> LeftOut, string? NotFinite)
{
    /// <summary>Measures the periods of a slice by time.</summary>
    /// <param name="measured">What was measured.</param>
    /// <param name="slice">Name of the slice.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="minRows">Fewest rows that a value may rest on.</param>
    public static TimeSeries Of(Measurements measured, string slice, MetricReference metric, int minRows)
    {
        var groups = measured.SliceOf(slice);
        var period = ((ColumnSlice)groups.Spec).Every!.Value;
        var windows = new List<TimeWindow>();
        var left = new List<string>();
        string? notFinite = null;
        for (var g = 0; g < groups.Groups.Count; g++)
        {
            var (group, place) = (groups.Groups[g], new SlicePlace(slice, g));
            var estimate = measured.EstimateOn(place, metric);
            var value = measured.On(place, metric);
            if (PeriodGrouping.PositionOf(group.Name!, period) is not { } position)
            {
                left.Add($"{group.Name} has no place in time");
            }
            else if (value.IsNotFinite)
            {
                // Nothing is missing in this period: its value is beyond all others, and leaving it out would hide it.
                notFinite ??= group.Name;
            }
            else if (!value.IsDefined)
            {
                left.Add($"{group.Name}: {value.Undefined ?? "it is not a finite number"}");
            }
            else if (value.Rows < minRows)
            {
                left.Add(FormattableString.Invariant($"{group.Name} rests on {value.Rows} rows and min_rows is {minRows}"));
            }
            else
            {
                windows.Add(new TimeWindow(g, group.Name!, position, value.Value, value.Rows, estimate));
            }
        }

        return new TimeSeries(groups, metric, [.. windows.OrderBy(window => window.Position)], left, notFinite);
    }

    /// <summary>Periods from the first, as many as lie between, whether the data has them or not.</summary>
    public double[] Times => [.. Windows.Select(window => (double)(window.Position - Windows[0].Position))];

    /// <summary>Their values.</summary>
    public double[] Values => [.. Windows.Select(window => window.Value)];

    /// <summary>The period in words: month.</summary>
    public string Unit => ((ColumnSlice)Slice.Spec).Every!.Value.ToString().ToLower(CultureInfo.InvariantCulture);
}

/// <summary>A period with its value.</summary>
/// <param name="Group">Its place among the slice's groups.</param>
/// <param name="Name">Its name.</param>
/// <param name="Position">Periods since the beginning of the calendar.</param>
/// <param name="Value">The value.</param>
/// <param name="Rows">Rows that it rests on.</param>
/// <param name="Estimate">The value with its noise.</param>
internal sealed record TimeWindow(int Group, string Name, int Position, double Value, long Rows, Estimate Estimate);
