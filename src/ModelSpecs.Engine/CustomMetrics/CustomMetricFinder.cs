using ModelSpecs.Metrics.Custom;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.CustomMetrics;

/// <summary>Finds the classes behind the custom metrics that a spec names.</summary>
internal static class CustomMetricFinder
{
    private const int MostNamed = 20;

    /// <summary>The metric of each name; what is missing, ambiguous or unusable is reported, once each, at the first check that names it.</summary>
    public static IReadOnlyDictionary<string, CustomMetric> Find(IEnumerable<MetricCheckSpec> checks, CustomMetricSet set, ICollection<SpecDiagnostic> diagnostics)
    {
        var found = new Dictionary<string, CustomMetric>(StringComparer.Ordinal);
        var named = checks.Where(check => CustomMetricNames.HasPrefix(check.Metric.Name)).DistinctBy(check => check.Metric.Name, StringComparer.Ordinal).ToList();
        if (named.Count == 0)
        {
            return found;
        }

        foreach (var unusable in set.Scan.Unusable)
        {
            // Which name it would have is not known, so it may be any of those that the spec means.
            diagnostics.Add(SpecDiagnostics.CustomMetricUnusable.At(named[0].Span,
                $"The class {OneLine.Escape(unusable.Class)} cannot be used as a custom metric. Found {OneLine.Escape(unusable.Found)}; expected {unusable.Expected}."));
        }

        foreach (var check in named)
        {
            var name = check.Metric.Name[CustomMetricNames.Prefix.Length..];
            switch (set.Scan.Named(name))
            {
                case []:
                    diagnostics.Add(SpecDiagnostics.CustomMetricUnknown.At(check.Span, Unknown(check.Metric.Name, name, set)));
                    break;
                case [var (metric, _)]:
                    found[check.Metric.Name] = metric;
                    break;
                case var several:
                    diagnostics.Add(SpecDiagnostics.CustomMetricAmbiguous.At(check.Span,
                        $"{check.Metric.Name} is the name of {several.Count} classes. Found {string.Join(" and ", several.Select(one => OneLine.Escape(one.Class)))}; expected one. Give one of them another Name."));
                    break;
            }
        }

        return found;
    }

    private static string Unknown(string specName, string name, CustomMetricSet set)
    {
        if (set.Source is null)
        {
            return $"There is no {specName}: no assembly was given, and a spec alone never loads code. Found no --assembly; expected the one with the class. Add --assembly path/to/Tests.dll, or run dotnet test.";
        }

        var scan = set.Scan;
        var known = scan.Metrics.Select(metric => metric.SpecName).ToList();
        var found = known.Count == 0 ? "no custom metric" : string.Join(", ", known.Take(MostNamed)) + (known.Count > MostNamed ? FormattableString.Invariant($" and {known.Count - MostNamed} more") : "");
        var hidden = scan.Hidden.Count == 0 ? "" : $" Not public and so not seen: {string.Join(", ", scan.Hidden.Take(MostNamed).Select(OneLine.Escape))}.";
        var notLoaded = scan.NotLoaded.Count == 0 ? "" : $" Some types could not be loaded: {OneLine.Escape(scan.NotLoaded[0])}.";
        return $"There is no {specName} in {set.Source}. Found {found}; expected a public class that implements ICustomMetric and whose Name is \"{name}\".{Suggestion.DidYouMean(specName, known)}{hidden}{notLoaded} Write public sealed class {name} : ICustomMetric.";
    }
}
