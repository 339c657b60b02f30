using ModelSpecs.Metrics.Custom;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.CustomMetrics;

/// <summary>Finds the classes behind the <c>custom:</c> names of a spec.</summary>
internal static class CustomFinder
{
    private const int MostNamed = 20;

    /// <summary>The metric of each name; what is missing, ambiguous or unusable is reported, once each, at the first check that names it.</summary>
    public static IReadOnlyDictionary<string, CustomMetric> Metrics(IEnumerable<MetricCheckSpec> checks, CustomMetricSet set, ICollection<SpecDiagnostic> diagnostics) =>
        Find(checks.Select(check => (check.Metric.Name, check.Span)), set.Source, () => set.Scan, diagnostics);

    /// <summary>The perturbation of each name, likewise.</summary>
    public static IReadOnlyDictionary<string, CustomPerturbation> Perturbations(IEnumerable<Located<string>> names, CustomMetricSet set, ICollection<SpecDiagnostic> diagnostics) =>
        Find(names.Select(name => (name.Value, name.Span)), set.Source, () => set.PerturbationScan, diagnostics);

    private static Dictionary<string, T> Find<T>(IEnumerable<(string Name, SourceSpan Span)> names, string? source, Func<CustomScan<T>> scanned, ICollection<SpecDiagnostic> diagnostics)
    {
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        var named = names.Where(one => CustomMetricNames.HasPrefix(one.Name)).DistinctBy(one => one.Name, StringComparer.Ordinal).ToList();
        if (named.Count == 0)
        {
            return found;
        }

        var scan = scanned();
        foreach (var unusable in scan.Unusable)
        {
            // Which name it would have is not known, so it may be any of those that the spec means.
            diagnostics.Add(SpecDiagnostics.CustomMetricUnusable.At(named[0].Span,
                $"The class {OneLine.Escape(unusable.Class)} cannot be used as a {scan.Kind.Noun}. Found {OneLine.Escape(unusable.Found)}; expected {unusable.Expected}."));
        }

        foreach (var (specName, span) in named)
        {
            var name = specName[CustomMetricNames.Prefix.Length..];
            switch (scan.Named(name))
            {
                case []:
                    diagnostics.Add(SpecDiagnostics.CustomMetricUnknown.At(span, Unknown(specName, name, source, scan)));
                    break;
                case [var (made, _)]:
                    found[specName] = made;
                    break;
                case var several:
                    diagnostics.Add(SpecDiagnostics.CustomMetricAmbiguous.At(span,
                        $"{specName} is the name of {several.Count} classes. Found {string.Join(" and ", several.Select(one => OneLine.Escape(one.Class)))}; expected one. Give one of them another Name."));
                    break;
            }
        }

        return found;
    }

    private static string Unknown<T>(string specName, string name, string? source, CustomScan<T> scan)
    {
        if (source is null)
        {
            return $"There is no {specName}: no assembly was given, and a spec alone never loads code. Found no --assembly; expected the one with the class. Add --assembly path/to/Tests.dll, or run dotnet test.";
        }

        var known = scan.All.Select(made => CustomMetricNames.Prefix + scan.Kind.NameOf(made)).ToList();
        var found = known.Count == 0 ? $"no {scan.Kind.Noun}" : string.Join(", ", known.Take(MostNamed)) + (known.Count > MostNamed ? FormattableString.Invariant($" and {known.Count - MostNamed} more") : "");
        var hidden = scan.Hidden.Count == 0 ? "" : $" Not public and so not seen: {string.Join(", ", scan.Hidden.Take(MostNamed).Select(OneLine.Escape))}.";
        var notLoaded = scan.NotLoaded.Count == 0 ? "" : $" Some types could not be loaded: {OneLine.Escape(scan.NotLoaded[0])}.";
        return $"There is no {specName} in {source}. Found {found}; expected a public class that implements {scan.Kind.Interface.Name} and whose Name is \"{name}\".{Suggestion.DidYouMean(specName, known)}{hidden}{notLoaded} Write public sealed class {name} : {scan.Kind.Interface.Name}.";
    }
}
