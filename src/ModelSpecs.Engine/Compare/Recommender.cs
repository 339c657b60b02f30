using System.Globalization;
using ModelSpecs.Results.Compare;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Compare;

/// <summary>Says which candidate to take, and why. It looks at the result alone, and at nothing that another machine would measure otherwise.</summary>
/// <remarks>A challenger takes the champion's place only if it was judged, passes the spec, is nowhere worse beyond chance, and is somewhere better beyond chance, or passes where the
/// champion fails. Marks are corrected within a metric; what carries a replacement has to survive the number of metrics too, since among many metrics one that is better is to be
/// expected of a candidate that is no better at all. What speaks against a candidate does not have to: it is easier to be refused than to be chosen. Of several such it is the one with the best value of the first metric on the whole set. Without evidence the champion stays.</remarks>
public static class Recommender
{
    private const int Listed = 3;

    /// <summary>What to do.</summary>
    public static Recommendation Of(CompareResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Candidates.Select(candidate => candidate.Checks?.Withheld).FirstOrDefault(reason => reason is not null) is { } withheld)
        {
            return new Recommendation(Decision.None, null, [$"No candidate can be recommended: {withheld}."]);
        }

        var champion = result.Candidates[0];
        var passes = champion.Checks!.Passes;
        var challengers = result.Candidates.Skip(1).ToList();
        var eligible = challengers.Where(candidate => IsEligible(result, candidate, passes)).ToList();
        if (eligible.Count > 0)
        {
            var chosen = Best(result, eligible);
            List<string> because = [$"Replace {champion.Name} by {chosen.Name}: {Merits(result, chosen, champion)}."];
            because.AddRange(challengers.Where(candidate => candidate != chosen).Select(candidate => eligible.Contains(candidate)
                ? $"{candidate.Name} could take its place too: {Merits(result, candidate, champion)}; {chosen.Name} is ahead by {Lead(result, chosen, candidate)}."
                : Against(result, candidate, champion)));
            return new Recommendation(Decision.Replace, chosen.Name, because);
        }

        var verdict = passes
            ? $"Keep {champion.Name}: {(challengers.TrueForAll(candidate => candidate is { Judged: true, Checks.Passes: true, Worse: 0, Better: 0 }) ? "there is no evidence of a difference that would speak for another candidate" : "no other candidate can take its place")}."
            : $"No candidate can be recommended: {champion.Name} itself fails {Fails(champion.Checks)}, and no other candidate can take its place.";
        return new Recommendation(passes ? Decision.Keep : Decision.None, passes ? champion.Name : null, [verdict, .. challengers.Select(candidate => Against(result, candidate, champion))]);
    }

    /// <summary>What to do where the champion could not be judged.</summary>
    public static Recommendation WithoutChampion(CompareResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new Recommendation(Decision.None, null, [$"No candidate can be recommended: {result.Champion}, the champion, could not be judged, and nothing can be held against it."]);
    }

    private static bool IsEligible(CompareResult result, CandidateResult candidate, bool championPasses) =>
        candidate is { Judged: true, Checks.Passes: true, Worse: 0 } && (!championPasses || IsBetterAmongAllMetrics(result, candidate));

    // Bonferroni over the metrics on top of Holm within each.
    private static bool IsBetterAmongAllMetrics(CompareResult result, CandidateResult candidate)
    {
        var metrics = result.Metrics.Count(metric => metric.Better is not null);
        return Cells(result, candidate).Any(found => found.Cell.Standing == Standing.Better && found.Cell.CorrectedP * metrics < 1 - result.Confidence);
    }

    private static CandidateResult Best(CompareResult result, List<CandidateResult> eligible)
    {
        if (FirstDirected(result) is not { } metric)
        {
            return eligible[0];
        }

        var isLower = result.Metrics[metric].Better == "lower";
        return eligible.OrderBy(candidate => Overall(result, candidate, metric) is { } value ? (isLower ? value : -value) : double.PositiveInfinity).First();
    }

    private static string Lead(CompareResult result, CandidateResult chosen, CandidateResult other) => FirstDirected(result) is { } metric
        ? $"{result.Metrics[metric].Metric} on the whole set ({Value(Overall(result, chosen, metric))} against {Value(Overall(result, other, metric))})"
        : "its place in the list";

    private static string Merits(CompareResult result, CandidateResult candidate, CandidateResult champion)
    {
        var better = Cells(result, candidate).Where(found => found.Cell.Standing == Standing.Better).ToList();
        var evidence = better.Count > 0
            ? $"better beyond chance in {Counted.Of(better.Count, "place")} ({List(better, champion, result)}) and nowhere worse beyond chance"
            : "nowhere worse beyond chance";
        var checks = champion.Checks!.Passes ? "it passes the spec" : $"it passes the spec, of which {champion.Name} fails {Fails(champion.Checks)}";
        return $"{evidence}; {checks}";
    }

    private static string Against(CompareResult result, CandidateResult candidate, CandidateResult champion)
    {
        if (!candidate.Judged)
        {
            return $"{candidate.Name} cannot be recommended: it could not be judged.";
        }

        var reasons = new List<string>();
        var worse = Cells(result, candidate).Where(found => found.Cell.Standing == Standing.Worse).ToList();
        if (worse.Count > 0)
        {
            reasons.Add($"it is worse than {champion.Name} beyond chance in {Counted.Of(worse.Count, "place")} ({List(worse, champion, result)})");
        }

        var lost = Cells(result, candidate).Where(found => found.Cell.Standing == Standing.Lost).ToList();
        if (lost.Count > 0)
        {
            reasons.Add($"it has no value in {Counted.Of(lost.Count, "place")} where {champion.Name} has one ({List(lost, champion, result)})");
        }

        if (!candidate.Checks!.Passes)
        {
            reasons.Add($"it fails {Fails(candidate.Checks)}");
        }

        if (reasons.Count > 0)
        {
            return $"{candidate.Name} cannot be recommended{Although(result, candidate, champion)}: {string.Join(", and ", reasons)}.";
        }

        return candidate.Better > 0
            ? $"{candidate.Name} is better beyond chance in {Counted.Of(candidate.Better.Value, "place")} ({List([.. Cells(result, candidate).Where(found => found.Cell.Standing == Standing.Better)], champion, result)}), but among {Counted.Of(result.Metrics.Count(metric => metric.Better is not null), "metric")} that much is to be expected by chance."
            : $"{candidate.Name}: no evidence of a difference{Seen(result, candidate)}.";
    }

    // An aggregate that is better is why somebody wanted the candidate: it is told together with why that is not enough.
    private static string Although(CompareResult result, CandidateResult candidate, CandidateResult champion)
    {
        var ahead = new List<string>();
        for (var m = 0; m < result.Metrics.Count && ahead.Count < Listed; m++)
        {
            if (result.Metrics[m].Better is { } better && Overall(result, candidate, m) is { } own && Overall(result, champion, m) is { } its && (better == "lower" ? own < its : own > its))
            {
                ahead.Add($"{result.Metrics[m].Metric} {Value(own)} against {Value(its)}");
            }
        }

        return ahead.Count == 0 ? "" : $", although it is ahead on the whole set ({string.Join(", ", ahead)})";
    }

    private static string Seen(CompareResult result, CandidateResult candidate) =>
        FirstDirected(result) is { } metric && result.Slices[0].Metrics[metric].Cells.First(cell => cell.Candidate == candidate.Name).Detectable is { } change
            ? $" (of {result.Metrics[metric].Metric} on the whole set these rows show a change of {Value(change)} with a probability of 80 %)"
            : "";

    // The most certain first: of many places the first few tell the story.
    private static string List(List<(ComparedSlice Slice, ComparedCell Cell, string Metric)> found, CandidateResult champion, CompareResult result)
    {
        var few = found.OrderBy(one => one.Cell.CorrectedP ?? -1).ThenByDescending(one => Math.Abs(one.Cell.Difference ?? double.PositiveInfinity)).Take(Listed).Select(one =>
        {
            var its = one.Slice.Metrics.First(metric => metric.Metric == one.Metric).Cells.First(cell => cell.Candidate == champion.Name).Value;
            return $"{NameOf(one.Slice)}: {one.Metric} {(one.Cell.Value is { } value ? Value(value) : "undefined")} against {Value(its)}";
        });
        return string.Join("; ", few) + (found.Count > Listed ? $"; and {(found.Count - Listed).ToString(CultureInfo.InvariantCulture)} more" : "");
    }

    private static IEnumerable<(ComparedSlice Slice, ComparedCell Cell, string Metric)> Cells(CompareResult result, CandidateResult candidate) =>
        from slice in result.Slices
        from metric in slice.Metrics
        from cell in metric.Cells
        where cell.Candidate == candidate.Name
        select (slice, cell, metric.Metric);

    private static string NameOf(ComparedSlice slice) => slice.Group is null ? slice.Slice : $"{slice.Slice} = {slice.Group}";

    private static int? FirstDirected(CompareResult result)
    {
        for (var m = 0; m < result.Metrics.Count; m++)
        {
            if (result.Metrics[m].Better is not null)
            {
                return m;
            }
        }

        return null;
    }

    private static double? Overall(CompareResult result, CandidateResult candidate, int metric) =>
        result.Slices[0].Metrics[metric].Cells.FirstOrDefault(cell => cell.Candidate == candidate.Name)?.Value;

    private static string Fails(CandidateChecks checks)
    {
        var names = string.Join("; ", checks.Failing.Take(Listed).Select(check => check.Name));
        return $"{Counted.Of(checks.Failing.Count, "check")} ({names}{(checks.Failing.Count > Listed ? $"; and {(checks.Failing.Count - Listed).ToString(CultureInfo.InvariantCulture)} more" : "")})";
    }

    private static string Value(double? value) => value is { } number ? number.ToString("G4", CultureInfo.InvariantCulture) : "undefined";
}
