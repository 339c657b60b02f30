using System.Reflection;
using ModelSpecs.Metrics.Custom;

namespace ModelSpecs.Engine.CustomMetrics;

/// <summary>What a user may write a class of: the interface, and what is made of such a class.</summary>
/// <typeparam name="T">What is made.</typeparam>
/// <param name="Noun">As read by people: <c>custom metric</c>.</param>
/// <param name="Interface">What the class implements.</param>
/// <param name="Make">Makes it of an instance; an <see cref="ArgumentException"/> of the parameter <paramref name="Parameter"/> says what is wrong with it.</param>
/// <param name="Parameter">Name of that parameter.</param>
/// <param name="NameOf">Its name after <c>custom:</c>.</param>
internal sealed record CustomKind<T>(string Noun, Type Interface, Func<object, T> Make, string Parameter, Func<T, string> NameOf);

/// <summary>The kinds, one a row.</summary>
internal static class CustomKinds
{
    /// <summary>Metrics.</summary>
    public static CustomKind<CustomMetric> Metric { get; } = new("custom metric", typeof(ICustomMetric), made => new CustomMetric((ICustomMetric)made), "metric", metric => metric.Name);

    /// <summary>Changes of inputs.</summary>
    public static CustomKind<CustomPerturbation> Perturbation { get; } =
        new("custom perturbation", typeof(ICustomPerturbation), made => new CustomPerturbation((ICustomPerturbation)made), "perturbation", perturbation => perturbation.Name);
}

/// <summary>What some assemblies hold of one kind.</summary>
/// <typeparam name="T">What is made of the classes.</typeparam>
internal sealed class CustomScan<T>
{
    private readonly CustomKind<T> kind;
    private readonly Dictionary<string, List<(T Made, string Class)>> byName = new(StringComparer.Ordinal);
    private readonly List<UnusableClass> unusable = [];
    private readonly List<string> hidden = [];
    private readonly List<string> notLoaded = [];

    private CustomScan(CustomKind<T> kind) => this.kind = kind;

    /// <summary>Those with a name of their own, in ordinal order.</summary>
    public IReadOnlyList<T> All => [.. byName.Where(named => named.Value.Count == 1).Select(named => named.Value[0].Made).OrderBy(kind.NameOf, StringComparer.Ordinal)];

    /// <summary>What was looked for.</summary>
    public CustomKind<T> Kind => kind;

    /// <summary>Public classes that cannot be used, with the reason.</summary>
    public IReadOnlyList<UnusableClass> Unusable => unusable;

    /// <summary>Classes that would be such but are not public.</summary>
    public IReadOnlyList<string> Hidden => hidden;

    /// <summary>Why types of the assemblies could not be loaded.</summary>
    public IReadOnlyList<string> NotLoaded => notLoaded;

    /// <summary>Looks through assemblies; nothing of what their code does wrong ends it.</summary>
    public static CustomScan<T> Of(CustomKind<T> kind, IReadOnlyList<Assembly> assemblies)
    {
        var scan = new CustomScan<T>(kind);
        scan.AddAll(assemblies.SelectMany(scan.TypesOf));
        return scan;
    }

    /// <summary>Looks through types.</summary>
    public static CustomScan<T> Of(CustomKind<T> kind, IEnumerable<Type> types)
    {
        var scan = new CustomScan<T>(kind);
        scan.AddAll(types);
        return scan;
    }

    /// <summary>The classes that have a name.</summary>
    public IReadOnlyList<(T Made, string Class)> Named(string name) => byName.TryGetValue(name, out var found) ? found : [];

    private void AddAll(IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            if (!type.IsClass || type.IsAbstract || !kind.Interface.IsAssignableFrom(type))
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
            unusable.Add(new UnusableClass(name, type.ContainsGenericParameters ? "type parameters" : "no public constructor without parameters", "a class that can be made with new()"));
            return;
        }

        try
        {
            var made = kind.Make(Activator.CreateInstance(type)!);
            if (!byName.TryGetValue(kind.NameOf(made), out var named))
            {
                byName[kind.NameOf(made)] = named = [];
            }

            named.Add((made, name));
        }
        catch (ArgumentException wrong) when (wrong.ParamName == kind.Parameter)
        {
            var text = wrong.Message[..wrong.Message.LastIndexOf(" (Parameter", StringComparison.Ordinal)].Split("; expected ", 2);
            unusable.Add(new UnusableClass(name, text[0], text.Length > 1 ? text[1] : "one that is"));
        }
#pragma warning disable CA1031 // Code that is not ours may throw anything while it is made; a spec that names one is then told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var cause = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
            unusable.Add(new UnusableClass(name, $"{cause.GetType().Name} from its constructor or properties: {cause.Message}", "none"));
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

/// <summary>A class that cannot be used.</summary>
/// <param name="Class">Its full name.</param>
/// <param name="Found">What is wrong.</param>
/// <param name="Expected">What it should be.</param>
internal sealed record UnusableClass(string Class, string Found, string Expected);
