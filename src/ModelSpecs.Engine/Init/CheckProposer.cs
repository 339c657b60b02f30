using System.Globalization;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Init;

/// <summary>Chooses metrics, slices and bounds from what was measured: a bound is the measured value minus its noise.</summary>
internal static class CheckProposer
{
    /// <summary>Most slices that are proposed: a spec that is read.</summary>
    public const int MostSlices = 6;

    private const string N = "n";
    private const int MostAlone = 3;
    private const int MostGroupsAlone = 5;
    private const double SameAs = 0.5;

    // The smallest change that is seen with a probability of 80 % is (1.96 + 0.84) / 1.96 half widths of a 95 % interval.
    private const double DetectableHalfWidths = 1.45;

    /// <summary>Metrics to propose of those that the run has, in the order they are written.</summary>
    public static IReadOnlyList<string> MetricsOf(SuiteResult measured)
    {
        string[] wanted = Kind(measured) switch
        {
            TaskKind.Binary when Has(measured, "roc_auc") => ["roc_auc", "recall", "precision", "brier"],
            TaskKind.Binary => ["accuracy", "recall", "precision"],
            TaskKind.Multiclass => ["accuracy", "balanced_accuracy", "log_loss"],
            TaskKind.Regression => ["mae", "rmse", "r2"],
            _ => [],
        };
        return [.. wanted.Where(metric => Has(measured, metric))];
    }

    /// <summary>Metrics of slices, of those.</summary>
    public static IReadOnlyList<string> SliceMetricsOf(SuiteResult measured)
    {
        string[] wanted = Kind(measured) switch
        {
            TaskKind.Binary when Has(measured, "roc_auc") => ["recall", "roc_auc"],
            TaskKind.Binary => ["recall", "accuracy"],
            TaskKind.Multiclass => ["accuracy"],
            TaskKind.Regression => ["mae"],
            _ => [],
        };
        return [.. wanted.Where(metric => Has(measured, metric))];
    }

    /// <summary>What is expected of all rows.</summary>
    public static IReadOnlyList<ProposedCheck> Overall(SuiteResult measured, IReadOnlyList<string> metrics)
    {
        var checks = new List<ProposedCheck> { new(N, string.Create(CultureInfo.InvariantCulture, $">= {measured.Rows}"), "rows judged today: a golden set that shrinks is no gate") };
        foreach (var metric in metrics)
        {
            if (Find(Whole(measured), metric) is { Value: { } value, Interval: { } interval, Rows: var rows } && rows >= 2)
            {
                var lower = IsLowerBetter(measured, metric);
                var step = NoiseDigits.Step((interval.High - interval.Low) / 2, value);
                var bound = lower ? NoiseDigits.Up(interval.High, step) : NoiseDigits.Down(interval.Low, step);
                checks.Add(new ProposedCheck(metric, $"{(lower ? "<=" : ">=")} {NoiseDigits.Of(bound)}", string.Create(CultureInfo.InvariantCulture,
                    $"measured {NoiseDigits.Of(value)} on {rows} rows, {measured.Verdict?.Confidence * 100:0.#} % interval {NoiseDigits.Of(interval.Low)} to {NoiseDigits.Of(interval.High)}")));
            }
        }

        return checks;
    }

    /// <summary>The slices whose groups differ most, with what is expected of them.</summary>
    public static IReadOnlyList<ProposedSlice> Slices(SuiteResult measured, IReadOnlyList<SliceCandidate> candidates, IReadOnlyList<string> metrics)
    {
        var ranked = candidates.Select(candidate => (Candidate: candidate, Found: metrics.Select(metric => Difference(measured, candidate.Name, metric)).OfType<GroupDifference>().ToList()))
            .Where(pair => pair.Found.Count > 0)
            .Select(pair => (pair.Candidate, pair.Found, Beyond: pair.Found.Max(found => found.BeyondNoise), Spread: pair.Found.Max(found => found.Spread)))
            .OrderByDescending(slice => Math.Max(slice.Beyond, 0))
            .ThenByDescending(slice => slice.Spread);
        var chosen = new List<ProposedSlice>();
        var chosenAlone = new List<ProposedSlice>();
        var alone = 0;
        foreach (var slice in ranked)
        {
            // What parts the rows nearly as one that is chosen says nothing new, and costs a reader's attention.
            if (chosen.Count < MostSlices && !chosen.Exists(other => Partitions.Overlap(other.Slice.Codes, slice.Candidate.Codes) > SameAs))
            {
                chosen.Add(new ProposedSlice(slice.Candidate, [.. slice.Found.Select(found => found.Check)], slice.Candidate.Because + (slice.Beyond > 0 ? "" : "; differences within the noise")));
                var groups = slice.Found.SelectMany(found => Alone(slice.Candidate, found)).Where(group => !candidates.Any(other => other.Name == group.Slice.Name)).DistinctBy(group => group.Slice.Name).Take(MostAlone - alone).ToList();
                alone += groups.Count;
                chosenAlone.AddRange(groups);
            }
        }

        return [.. chosen, .. chosenAlone];
    }

    /// <summary>Whether a group of the proposed slices has too few rows for some check.</summary>
    public static bool HasSmallGroups(SuiteResult measured, IReadOnlyList<ProposedSlice> slices, int minRows) => slices.Any(slice =>
        slice.Expect.Where(check => check.Bound.Length > 0).Any(check => Groups(measured, slice.Slice.Name).Any(group => Find(group, check.Metric) is not { Value: not null } metric || metric.Rows < minRows)));

    /// <summary>What says that the model is no better than a constant, which a wrong binding looks like too.</summary>
    public static IEnumerable<string> Warnings(SuiteResult measured, BindingProposal binding, ColumnProfile? truth)
    {
        var (metric, chance) = Kind(measured) switch
        {
            TaskKind.Binary => ("roc_auc", 0.5),
            TaskKind.Multiclass when truth is { Distinct: > 0 } => ("accuracy", 1.0 / truth.Distinct),
            TaskKind.Regression => ("r2", 0),
            _ => ("", 0.0),
        };
        if (Find(Whole(measured), metric) is { Value: { } value } found && (found.Interval?.Low ?? value) <= chance)
        {
            var suspects = binding.Inputs.Any(input => input.Written) ? "the order of the inputs, the label and the classes" : "the label and the classes";
            yield return $"{metric} is {NoiseDigits.Of(value)}: no better than a constant. Look at {suspects} before you believe any line of this spec.";
        }
    }

    // Where one bound does not do for all groups, those that do well keep one of their own: nobody else guards them.
    private static IEnumerable<ProposedSlice> Alone(SliceCandidate candidate, GroupDifference found)
    {
        if (found.Check.Bound.Length > 0 || found.BeyondNoise <= 0 || found.LowerIsBetter || candidate.Predicates.Count is 0 or > MostGroupsAlone)
        {
            yield break;
        }

        foreach (var group in found.Judged.Where(group => group.Interval.Low > found.Floor && candidate.Predicates.ContainsKey(group.Group)).OrderByDescending(group => group.Interval.Low))
        {
            var bound = NoiseDigits.Down(group.Interval.Low, NoiseDigits.Step((group.Interval.High - group.Interval.Low) / 2, group.Value));
            yield return new ProposedSlice(
                candidate with { Name = $"{candidate.Name} {group.Group}", Where = candidate.Predicates[group.Group] },
                [new ProposedCheck(found.Check.Metric, $">= {NoiseDigits.Of(bound)}", string.Create(CultureInfo.InvariantCulture, $"measured {NoiseDigits.Of(group.Value)} on {group.Rows} rows"))],
                $"one group of {candidate.Name}, with a bound of its own");
        }
    }

    private static GroupDifference? Difference(SuiteResult measured, string slice, string metric)
    {
        if (Find(Whole(measured), metric)?.Value is not { } overall)
        {
            return null;
        }

        var judged = Groups(measured, slice).Select(group => (group.Group, Metric: Find(group, metric)))
            .Where(group => group.Metric is { Value: not null, Interval: not null } && group.Metric.Rows >= SliceFinder.GroupRows)
            .Select(group => new JudgedGroup(group.Group ?? "", group.Metric!.Value!.Value, group.Metric.Interval!, group.Metric.Rows))
            .ToList();
        if (judged.Count < 2)
        {
            return null;
        }

        var lower = IsLowerBetter(measured, metric);
        var sign = lower ? -1 : 1;
        var worst = judged.MinBy(group => sign * group.Value)!;
        var scale = Math.Max(Math.Abs(overall), 1e-12);
        var beyond = judged.Max(group => sign * (overall - (lower ? group.Interval.Low : group.Interval.High))) / scale;
        var spread = (judged.Max(group => group.Value) - judged.Min(group => group.Value)) / scale;
        var margin = judged.Max(group => sign * (overall - (lower ? group.Interval.High : group.Interval.Low)));
        var halfWidth = judged.Max(group => (group.Interval.High - group.Interval.Low) / 2);
        var step = NoiseDigits.Step(halfWidth, overall);
        var x = NoiseDigits.Up(Math.Max(margin, DetectableHalfWidths * halfWidth), step);
        var said = string.Create(CultureInfo.InvariantCulture, $"{(lower ? "highest" : "lowest")}: {worst.Group}, {NoiseDigits.Of(worst.Value)} on {worst.Rows} rows (overall {NoiseDigits.Of(overall)})");
        var floor = metric == "roc_auc" ? 0.5 : overall / 4;
        var check = !lower && overall - (double)x <= floor
            ? new ProposedCheck(metric, "", $"no bound, the groups are too far apart or too small for one; {said}")
            : new ProposedCheck(metric, $"{(lower ? "<= overall +" : ">= overall -")} {NoiseDigits.Of(x)}", said);
        return new GroupDifference(check, beyond, spread, lower, floor, judged);
    }

    private static TaskKind? Kind(SuiteResult measured) => Enum.TryParse<TaskKind>(measured.Task, ignoreCase: true, out var task) ? task : null;

    private static bool Has(SuiteResult measured, string metric) => Find(Whole(measured), metric)?.Value is not null;

    private static bool IsLowerBetter(SuiteResult measured, string metric) => measured.Directions?.GetValueOrDefault(metric) == "lower";

    private static SliceResult? Whole(SuiteResult measured) => measured.Slices.FirstOrDefault(slice => slice.Slice == SliceResult.Overall);

    private static IEnumerable<SliceResult> Groups(SuiteResult measured, string slice) => measured.Slices.Where(group => group.Slice == slice);

    private static MetricResult? Find(SliceResult? slice, string metric) => slice?.Metrics.FirstOrDefault(found => found.Metric == metric);

    private sealed record JudgedGroup(string Group, double Value, IntervalResult Interval, long Rows);

    private sealed record GroupDifference(ProposedCheck Check, double BeyondNoise, double Spread, bool LowerIsBetter, double Floor, IReadOnlyList<JudgedGroup> Judged);
}
