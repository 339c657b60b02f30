using ModelSpecs.Engine.Baselines;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Checks.Gap;

/// <summary>A metric over the groups of a slice: its ends, and whom they belong to.</summary>
internal sealed class GroupSpread
{
    private readonly List<Estimate> estimates = [];
    private readonly List<string> left = [];
    private readonly int leastRows;

    private GroupSpread(MetricReference metric, int leastRows)
    {
        Metric = metric;
        this.leastRows = leastRows;
    }

    /// <summary>The metric.</summary>
    public MetricReference Metric { get; }

    /// <summary>Noise of the value of each group that is compared.</summary>
    public IReadOnlyList<Estimate> Estimates => estimates;

    /// <summary>Rows that the compared values rest on.</summary>
    public long Rows { get; private set; }

    /// <summary>Smallest value.</summary>
    public double Low { get; private set; } = double.PositiveInfinity;

    /// <summary>Index of the group with the smallest value; −1: none.</summary>
    public int Smallest { get; private set; } = -1;

    /// <summary>Largest value.</summary>
    public double High { get; private set; } = double.NegativeInfinity;

    /// <summary>Index of the group with the largest value; −1: none.</summary>
    public int Largest { get; private set; } = -1;

    /// <summary>Indices of the groups that are compared.</summary>
    public List<int> ComparedGroups { get; } = [];

    /// <summary>Names of the groups that are compared.</summary>
    public List<string> Compared { get; } = [];

    /// <summary>A group with enough rows and yet without a value, and why; null: there is none. Leaving it out would hide it.</summary>
    public string? Undefined { get; private set; }

    /// <summary>Groups below the least rows, as messages list them; null: there is none.</summary>
    public string? LeftOut => left.Count == 0 ? null : FormattableString.Invariant($"left out below min_rows {leastRows}: {string.Join(", ", left)}");

    /// <summary>How many those are.</summary>
    public int LeftOutCount => left.Count;

    /// <summary>Largest minus smallest; NaN with fewer than two groups.</summary>
    public double Difference => estimates.Count < 2 ? double.NaN : High - Low;

    /// <summary>Smallest over largest; NaN with fewer than two groups, or where the largest is 0.</summary>
    public double Ratio => estimates.Count < 2 || High == 0 ? double.NaN : Low / High;

    /// <summary>Both ends, for messages.</summary>
    public string Ends(Func<int, string?> nameOf) => $"largest {Numbers.Format(High)} for {nameOf(Largest)}, smallest {Numbers.Format(Low)} for {nameOf(Smallest)}";

    /// <summary>Compares the groups of a slice that reach the least rows.</summary>
    public static GroupSpread Of(Measurements measurements, string slice, MetricReference metric, int leastRows)
    {
        var spread = new GroupSpread(metric, leastRows);
        var groups = measurements.SliceOf(slice).Groups;
        for (var g = 0; g < groups.Count && spread.Undefined is null; g++)
        {
            spread.Add(measurements, new SlicePlace(slice, g), groups[g].Name ?? "");
        }

        return spread;
    }

    /// <summary>The same groups of a baseline; undefined where one of them has no value there.</summary>
    public static GroupSpread Of(Baseline baseline, string slice, GroupSpread compared)
    {
        var spread = new GroupSpread(compared.Metric, 0);
        for (var i = 0; i < compared.ComparedGroups.Count && spread.Undefined is null; i++)
        {
            var group = compared.ComparedGroups[i];
            var value = baseline.On(new SlicePlace(slice, group), compared.Metric);
            if (value.IsDefined)
            {
                spread.Take(new BareEstimate(value.Value, value.Rows, "it is a reference"), value.Rows, group);
            }
            else
            {
                spread.Undefined = $"{compared.Metric.Display} of the {baseline.Name} is undefined for {compared.Compared[i]}: {value.Undefined ?? "it is not a finite number"}";
            }
        }

        return spread;
    }

    private void Add(Measurements measurements, SlicePlace place, string group)
    {
        var value = measurements.On(place, Metric);
        if (value.Rows < leastRows)
        {
            left.Add(FormattableString.Invariant($"{group} ({value.Rows} rows)"));
            return;
        }

        if (!value.IsDefined)
        {
            Undefined = $"{Metric.Display} is undefined for {group}: {value.Undefined ?? "it is not a finite number"}";
            return;
        }

        Compared.Add(group);
        ComparedGroups.Add(place.Group);
        Take(measurements.EstimateOn(place, Metric), value.Rows, place.Group);
    }

    private void Take(Estimate estimate, long rows, int group)
    {
        estimates.Add(estimate);
        Rows += rows;
        if (estimate.Value < Low)
        {
            (Low, Smallest) = (estimate.Value, group);
        }

        if (estimate.Value > High)
        {
            (High, Largest) = (estimate.Value, group);
        }
    }
}
