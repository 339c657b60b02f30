namespace ModelSpecs.Metrics.Tests.Support;

/// <summary>Comparisons of metric values.</summary>
internal static class Values
{
    public static MetricValue[] Of(MetricInput input, params MetricRequest[] requests) =>
        SliceEvaluator.Evaluate(input, [], requests, 2, CancellationToken.None).Overall;

    public static MetricValue One(MetricInput input, MetricRequest request) => Of(input, request)[0];

    public static MetricValue One(MetricInput input, string name) => One(input, new MetricRequest(name));

    /// <summary>Whether both are undefined for the same reason, or equal but for rounding; rows are not compared.</summary>
    public static bool Agree(MetricValue a, MetricValue b, double relative = 1e-11) =>
        a.IsDefined && b.IsDefined
            ? Math.Abs(a.Value - b.Value) <= relative * Math.Max(Math.Max(Math.Abs(a.Value), Math.Abs(b.Value)), 1e-3)
            : a.IsDefined == b.IsDefined && a.Undefined == b.Undefined;

    /// <summary>What differs between two evaluations of the same requests.</summary>
    public static IEnumerable<string> Differences(MetricRequest[] requests, MetricValue[] actual, MetricValue[] expected, bool compareRows = true)
    {
        for (var i = 0; i < requests.Length; i++)
        {
            if (!Agree(actual[i], expected[i]) || (compareRows && actual[i].Rows != expected[i].Rows))
            {
                yield return $"{requests[i]}: {actual[i]}, expected {expected[i]}";
            }
        }
    }
}
