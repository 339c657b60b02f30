using ModelSpecs.FluentAssertions;

#pragma warning disable IDE0130 // Whoever has a result has its namespace.
namespace ModelSpecs;

/// <summary><c>Should()</c> of what an evaluation found.</summary>
public static class ModelSpecAssertionExtensions
{
    /// <summary>Assertions about a whole result.</summary>
    /// <param name="result">The result.</param>
    public static ModelSpecResultAssertions Should(this ModelSpecResult result) => new(result);

    /// <summary>Assertions about a slice: its rows, its metrics, its checks.</summary>
    /// <param name="slice">The slice.</param>
    public static EvaluatedSliceAssertions Should(this EvaluatedSlice slice) => new(slice);

    /// <summary>Assertions about a metric of a slice.</summary>
    /// <param name="metric">The metric.</param>
    public static EvaluatedMetricAssertions Should(this EvaluatedMetric metric) => new(metric);

    /// <summary>Assertions about a check of the spec.</summary>
    /// <param name="check">The check.</param>
    public static EvaluatedCheckAssertions Should(this EvaluatedCheck check) => new(check);
}
