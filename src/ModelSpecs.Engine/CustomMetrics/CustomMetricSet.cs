using System.Reflection;
using ModelSpecs.Metrics.Custom;

namespace ModelSpecs.Engine.CustomMetrics;

/// <summary>The custom metrics and perturbations that a run may use: those of the assemblies its caller names, and no others. Nothing is loaded or made before a spec asks for one.</summary>
public sealed class CustomMetricSet
{
    private readonly Lazy<CustomScan<CustomMetric>> scan;
    private readonly Lazy<CustomScan<CustomPerturbation>> perturbations;

    private CustomMetricSet(string? source, Func<CustomScan<CustomMetric>> scan, Func<CustomScan<CustomPerturbation>> perturbations)
    {
        Source = source;
        this.scan = new Lazy<CustomScan<CustomMetric>>(scan);
        this.perturbations = new Lazy<CustomScan<CustomPerturbation>>(perturbations);
    }

    private CustomMetricSet(string? source, IReadOnlyList<Assembly> assemblies)
        : this(source, () => CustomScan<CustomMetric>.Of(CustomKinds.Metric, assemblies), () => CustomScan<CustomPerturbation>.Of(CustomKinds.Perturbation, assemblies))
    {
    }

    /// <summary>Neither metrics nor perturbations: the caller named no assembly.</summary>
    public static CustomMetricSet None { get; } = new(null, []);

    /// <summary>What was looked through, as messages name it: <c>the test assembly Tests.dll</c>; null: nothing.</summary>
    public string? Source { get; }

    /// <summary>The metrics by name, in ordinal order.</summary>
    public IReadOnlyList<CustomMetric> Metrics => scan.Value.All;

    /// <summary>The metrics that were found in the assemblies.</summary>
    internal CustomScan<CustomMetric> Scan => scan.Value;

    /// <summary>The perturbations.</summary>
    internal CustomScan<CustomPerturbation> PerturbationScan => perturbations.Value;

    /// <summary>The metrics of a test assembly.</summary>
    /// <param name="assembly">The assembly of the generated tests.</param>
    public static CustomMetricSet OfTests(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return new CustomMetricSet($"the test assembly {assembly.GetName().Name}.dll", [assembly]);
    }

    /// <summary>The metrics among some types.</summary>
    internal static CustomMetricSet Of(IReadOnlyList<Type> types, string source) => new(
        source, () => CustomScan<CustomMetric>.Of(CustomKinds.Metric, types), () => CustomScan<CustomPerturbation>.Of(CustomKinds.Perturbation, types));

    /// <summary>The metrics of assemblies that a person named.</summary>
    /// <param name="assemblies">Loaded assemblies.</param>
    /// <param name="source">How messages name them.</param>
    public static CustomMetricSet Of(IReadOnlyList<Assembly> assemblies, string source)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        return new CustomMetricSet(source, assemblies);
    }
}
