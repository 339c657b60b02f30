using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Compare;

/// <summary>What can be said of candidates before anything is read or run.</summary>
internal static class CandidateRules
{
    /// <summary>Every problem: too few, a name or a candidate that stands twice, a file outside the root, a metric that nobody knows.</summary>
    public static void Check(SuiteSpec suite, IReadOnlyList<Candidate> candidates, IReadOnlyList<string> metrics, ICollection<SpecDiagnostic> diagnostics)
    {
        if (candidates.Count < 2)
        {
            diagnostics.Add(SpecDiagnostics.TooFewCandidates.At(SourceSpan.CommandLine,
                $"There is nothing to compare. Found {(candidates.Count == 0 ? "no candidate" : $"one candidate, {OneLine.Quote(candidates[0].Name)}")}; expected at least two: models, --candidate NAME=..., or a spec whose compare: names a champion."));
        }

        foreach (var file in candidates.Select(candidate => candidate.Source.Model).OfType<FileReference>().DistinctBy(file => file.FullPath).Where(file => !SpecPath.IsBelow(suite.Root, file.FullPath)))
        {
            diagnostics.Add(SpecDiagnostics.PathNotAllowed.At(SourceSpan.CommandLine,
                $"The candidate lies outside the root. Found {OneLine.Quote(file.FullPath)}; expected a file below {OneLine.Quote(suite.Root)}. Copy it there, or say --root for a wider root."));
        }

        foreach (var same in candidates.GroupBy(candidate => candidate.Name, StringComparer.Ordinal).Where(group => group.Count() > 1 && group.Select(candidate => candidate.KeyOf(suite)).Distinct().Count() > 1))
        {
            diagnostics.Add(SpecDiagnostics.CandidateTwice.At(SourceSpan.CommandLine,
                $"Two candidates have the same name. Found {OneLine.Quote(same.Key)} {Times(same.Count())}; expected a name of its own for each. Say --candidate NAME=FILE."));
        }

        foreach (var same in candidates.GroupBy(candidate => candidate.KeyOf(suite), StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            diagnostics.Add(SpecDiagnostics.CandidateTwice.At(SourceSpan.CommandLine,
                $"The same candidate stands twice. Found {string.Join(" and ", same.Select(candidate => OneLine.Quote(candidate.Name)))} with the same predictions, inputs and threshold; expected candidates that can differ. Leave one out, or give it another threshold."));
        }

        foreach (var metric in metrics.Distinct(StringComparer.Ordinal).Where(metric => ComparedMetrics.Named(suite, metric).Count == 0))
        {
            var known = ComparedMetrics.Checked(suite).Select(reference => reference.Display).Concat(MetricCatalogue.All.Select(descriptor => descriptor.Name)).Distinct(StringComparer.Ordinal).ToList();
            var incomplete = MetricCatalogue.Find(metric) is not null ? " It has parameters that only a spec can say: add a check of it." : "";
            diagnostics.Add(SpecDiagnostics.ComparedMetricUnknown.At(SourceSpan.CommandLine,
                $"--metric names no metric. Found {OneLine.Quote(metric)}; expected one that the spec checks ({string.Join(", ", ComparedMetrics.Checked(suite).Select(reference => reference.Display))}) or one of the catalogue.{Suggestion.DidYouMean(metric, known)}{incomplete}"));
        }
    }

    private static string Times(int count) => count == 2 ? "twice" : FormattableString.Invariant($"{count} times");
}
