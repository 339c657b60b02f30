using System.Reflection;
using ModelSpecs.Metrics.Custom;

namespace ModelSpecs.Engine.CustomMetrics;

/// <summary>The custom metrics that a run may use: those of the assemblies its caller names, and no others. Nothing is loaded or made before a spec asks for one.</summary>
public sealed class CustomMetricSet
{
    private readonly Lazy<CustomMetricScan> scan;

    private CustomMetricSet(string? source, Func<CustomMetricScan> scan)
    {
        Source = source;
        this.scan = new Lazy<CustomMetricScan>(scan);
    }

    /// <summary>No custom metrics: the caller named no assembly.</summary>
    public static CustomMetricSet None { get; } = new(null, () => CustomMetricScan.Of(Type.EmptyTypes));

    /// <summary>What was looked through, as messages name it: <c>the test assembly Tests.dll</c>; null: nothing.</summary>
    public string? Source { get; }

    /// <summary>The metrics by name, in ordinal order.</summary>
    public IReadOnlyList<CustomMetric> Metrics => scan.Value.Metrics;

    /// <summary>What was found in the assemblies.</summary>
    internal CustomMetricScan Scan => scan.Value;

    /// <summary>The metrics of a test assembly.</summary>
    /// <param name="assembly">The assembly of the generated tests.</param>
    public static CustomMetricSet OfTests(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return new CustomMetricSet($"the test assembly {assembly.GetName().Name}.dll", () => CustomMetricScan.Of([assembly]));
    }

    /// <summary>The metrics among some types.</summary>
    internal static CustomMetricSet Of(IReadOnlyList<Type> types, string source) => new(source, () => CustomMetricScan.Of(types));

    /// <summary>The metrics of assemblies that a person named.</summary>
    /// <param name="assemblies">Loaded assemblies.</param>
    /// <param name="source">How messages name them.</param>
    public static CustomMetricSet Of(IReadOnlyList<Assembly> assemblies, string source)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        return new CustomMetricSet(source, () => CustomMetricScan.Of(assemblies));
    }
}
