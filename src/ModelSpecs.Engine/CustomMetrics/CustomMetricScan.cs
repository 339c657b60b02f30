using System.Reflection;
using ModelSpecs.Metrics.Custom;

namespace ModelSpecs.Engine.CustomMetrics;

/// <summary>What some assemblies hold of custom metrics.</summary>
internal sealed class CustomMetricScan
{
    private readonly Dictionary<string, List<(CustomMetric Metric, string Class)>> byName = new(StringComparer.Ordinal);
    private readonly List<UnusableMetric> unusable = [];
    private readonly List<string> hidden = [];
    private readonly List<string> notLoaded = [];

    /// <summary>The metrics with a name of their own, in ordinal order.</summary>
    public IReadOnlyList<CustomMetric> Metrics =>
        [.. byName.Where(named => named.Value.Count == 1).Select(named => named.Value[0].Metric).OrderBy(metric => metric.Name, StringComparer.Ordinal)];

    /// <summary>Public classes that cannot be used, with the reason.</summary>
    public IReadOnlyList<UnusableMetric> Unusable => unusable;

    /// <summary>Classes that are custom metrics but not public.</summary>
    public IReadOnlyList<string> Hidden => hidden;

    /// <summary>Why types of the assemblies could not be loaded.</summary>
    public IReadOnlyList<string> NotLoaded => notLoaded;

    /// <summary>Looks through assemblies; nothing of what their code does wrong ends it.</summary>
    public static CustomMetricScan Of(IReadOnlyList<Assembly> assemblies)
    {
        var scan = new CustomMetricScan();
        scan.AddAll(assemblies.SelectMany(scan.TypesOf));
        return scan;
    }

    /// <summary>Looks through types.</summary>
    public static CustomMetricScan Of(IEnumerable<Type> types)
    {
        var scan = new CustomMetricScan();
        scan.AddAll(types);
        return scan;
    }

    /// <summary>The classes that have a name.</summary>
    public IReadOnlyList<(CustomMetric Metric, string Class)> Named(string name) => byName.TryGetValue(name, out var found) ? found : [];

    private void AddAll(IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            if (!type.IsClass || type.IsAbstract || !typeof(ICustomMetric).IsAssignableFrom(type))
            {
                continue;
            }

            if (type.IsVisible)
            {
                Add(type);
            }
            else
            {
                hidden.Add(type.FullName ?? type.Name);
            }
        }
    }

    private void Add(Type type)
    {
        var name = type.FullName ?? type.Name;
        if (type.ContainsGenericParameters || type.GetConstructor(Type.EmptyTypes) is null)
        {
            unusable.Add(new UnusableMetric(name, type.ContainsGenericParameters ? "type parameters" : "no public constructor without parameters", "a class that can be made with new()"));
            return;
        }

        try
        {
            var metric = new CustomMetric((ICustomMetric)Activator.CreateInstance(type)!);
            if (!byName.TryGetValue(metric.Name, out var named))
            {
                byName[metric.Name] = named = [];
            }

            named.Add((metric, name));
        }
        catch (ArgumentException wrong) when (wrong.ParamName == "metric")
        {
            var text = wrong.Message[..wrong.Message.LastIndexOf(" (Parameter", StringComparison.Ordinal)].Split("; expected ", 2);
            unusable.Add(new UnusableMetric(name, text[0], text.Length > 1 ? text[1] : "one that is"));
        }
#pragma warning disable CA1031 // Code that is not ours may throw anything while it is made; a spec that names a custom metric is then told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var cause = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
            unusable.Add(new UnusableMetric(name, $"{cause.GetType().Name} from its constructor or properties: {cause.Message}", "none"));
        }
    }

    private IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            notLoaded.AddRange(partly.LoaderExceptions.OfType<Exception>().Select(exception => exception.Message).Distinct(StringComparer.Ordinal));
            return partly.Types.OfType<Type>();
        }
    }
}

/// <summary>A class that cannot be used as a custom metric.</summary>
/// <param name="Class">Its full name.</param>
/// <param name="Found">What is wrong.</param>
/// <param name="Expected">What it should be.</param>
internal sealed record UnusableMetric(string Class, string Found, string Expected);
