using ModelSpecs.Results;
using ModelSpecs.Results.Compare;

namespace ModelSpecs.Engine.Compare;

/// <summary>The candidates that no other one beats in everything: the metrics on the whole set and on their worst slice, size, and latency where it was measured.</summary>
public static class ParetoSet
{
    // Two runs of one model differ by less: within it nobody is faster.
    private const double SameLatency = 0.10;

    // Of metrics: what another processor may change is no difference.
    private const double SameValue = 1e-9;

    /// <summary>The comparison with every candidate's objectives and whether it is in the set.</summary>
    public static CompareResult AddTo(CompareResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var judged = result.Candidates.Where(candidate => candidate.Judged).Select(candidate => candidate with { Objectives = [.. Objectives(result, candidate)] }).ToList();
        var placed = judged.Select(candidate =>
        {
            var better = judged.Where(other => Dominates(other, candidate)).Select(other => other.Name).ToList();
            return candidate with { Pareto = better.Count == 0, DominatedBy = better };
        }).ToDictionary(candidate => candidate.Name, StringComparer.Ordinal);
        return result with { Candidates = [.. result.Candidates.Select(candidate => placed.GetValueOrDefault(candidate.Name, candidate))] };
    }

    /// <summary>The comparison without anything that another machine, or another run, would measure otherwise.</summary>
    public static CompareResult WithoutLatency(CompareResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return AddTo(result with { Candidates = [.. result.Candidates.Select(candidate => candidate with { Latency = null, Objectives = [], Pareto = null, DominatedBy = [] })] });
    }

    private static IEnumerable<ObjectiveResult> Objectives(CompareResult result, CandidateResult candidate)
    {
        for (var m = 0; m < result.Metrics.Count; m++)
        {
            if (result.Metrics[m].Better is not { } better)
            {
                continue;
            }

            var isLower = better == "lower";
            yield return new ObjectiveResult(result.Metrics[m].Metric, Cell(result.Slices[0], m)?.Value, isLower, null);
            if (Worst(result, candidate.Name, m, isLower) is var (value, place))
            {
                yield return new ObjectiveResult($"{result.Metrics[m].Metric}, worst slice", value, isLower, place);
            }
        }

        yield return new ObjectiveResult("size", candidate.Bytes, true, null);
        if (result.Candidates.Any(other => other.Latency is not null))
        {
            yield return new ObjectiveResult("latency p50", candidate.Latency?.P50, true, null);
        }

        ComparedCell? Cell(ComparedSlice slice, int metric) => slice.Metrics[metric].Cells.FirstOrDefault(cell => cell.Candidate == candidate.Name);
    }

    // Over the places that every candidate has a judged value of: the worst of fewer would be no worse for having none.
    private static (double Value, string Place)? Worst(CompareResult result, string candidate, int metric, bool isLower)
    {
        (double Value, string Place)? worst = null;
        foreach (var slice in result.Slices.Skip(1))
        {
            var cells = slice.Metrics[metric].Cells;
            if (cells.Any(cell => cell.Value is null || cell.Standing is Standing.TooFewRows or Standing.NotJudged))
            {
                continue;
            }

            var value = cells.First(cell => cell.Candidate == candidate).Value!.Value;
            if (worst is not { } found || (isLower ? value > found.Value : value < found.Value))
            {
                worst = (value, slice.Group is null ? slice.Slice : $"{slice.Slice} = {slice.Group}");
            }
        }

        return worst;
    }

    private static bool Dominates(CandidateResult one, CandidateResult other)
    {
        var isBetter = false;
        foreach (var (own, its) in one.Objectives.Zip(other.Objectives))
        {
            if (own.Value is not { } a || its.Value is not { } b)
            {
                continue;
            }

            var slack = own.Objective.StartsWith("latency", StringComparison.Ordinal) ? SameLatency * Math.Max(Math.Abs(a), Math.Abs(b)) : SameValue * Math.Max(1, Math.Abs(b));
            var gain = own.LowerIsBetter ? b - a : a - b;
            if (gain < -slack)
            {
                return false;
            }

            isBetter |= gain > slack;
        }

        return isBetter;
    }
}
