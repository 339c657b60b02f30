using System.Globalization;
using ModelSpecs.Results;

namespace ModelSpecs;

/// <summary>A metric of one slice.</summary>
public sealed class EvaluatedMetric
{
    private readonly MetricResult _result;

    internal EvaluatedMetric(MetricResult result, EvaluatedSlice slice)
    {
        _result = result;
        Slice = slice;
    }

    /// <summary>The slice it was measured on.</summary>
    public EvaluatedSlice Slice { get; }

    /// <summary>Name with parameters, as results write it: <c>recall</c>, <c>precision(class=sport)</c>.</summary>
    public string Name => _result.Metric;

    /// <summary>The value, in the metric's own unit (docs/metrics.md); null: undefined, such as the recall of a slice without positives.</summary>
    public double? Value => _result.Value;

    /// <summary>Why there is no value; null: there is one.</summary>
    public string? Undefined => _result.Undefined;

    /// <summary>Its interval at the spec's confidence; null: it has none, or none was asked for (<see cref="EvaluationOptions.Intervals"/>).</summary>
    public IntervalResult? Interval => _result.Interval;

    /// <summary>Rows it rests on: those of its denominator, such as the positives of a recall.</summary>
    public long Rows => _result.Rows;

    /// <summary>For people: <c>recall of young = 0.7910 [0.7485, 0.8279], 402 rows</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name} of {Slice.FullName} {(Value is { } value ? $"= {value:G4}" : $"is undefined: {Undefined}")}{(Interval is { } interval ? $" [{interval.Low:G4}, {interval.High:G4}]" : "")}, {Rows:N0} rows");
}
