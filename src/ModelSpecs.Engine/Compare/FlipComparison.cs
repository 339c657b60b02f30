using ModelSpecs.Engine.Baselines;
using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Paired;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Results;
using ModelSpecs.Results.Compare;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Compare;

/// <summary>Rows that change sides between each pair of candidates, and the slices where more go one way than chance explains.</summary>
internal static class FlipComparison
{
    private const int Named = 10;

    /// <summary>The pairs, earlier candidates first.</summary>
    public static IReadOnlyList<PairFlips> Of(SuiteSpec suite, IReadOnlyList<JudgedCandidate> candidates, RunScope scope)
    {
        var parts = candidates[0].Run.Parts!;
        var axes = parts.Slices.Select(slice => slice.Axis).ToList();
        var options = new FlipOptions { Named = Named, AbsoluteTolerance = PairedRows.SamePrediction, RelativeTolerance = PairedRows.SamePrediction };
        // Rows of one cluster flip together: McNemar's test would take them for that many witnesses.
        var independent = suite.Golden.Cluster is null;
        var pairs = new List<(string From, string To, List<(PairFlip Flip, bool IsWhole, bool IsTested)> Slices)>();
        for (var from = 0; from < candidates.Count; from++)
        {
            for (var to = from + 1; to < candidates.Count; to++)
            {
                var flips = Flips.Count(candidates[to].Run.Parts!.Data.Input, candidates[from].Run.Parts!.Data.Input, axes, options, scope.Threads, scope.CancellationToken);
                var slices = new List<(PairFlip, bool, bool)> { (Flip(SliceResult.Overall, null, flips.Overall), true, independent && flips.Overall.NewlyWrong is not null) };
                for (var axis = 0; axis < axes.Count; axis++)
                {
                    var spec = parts.Slices[axis].Spec;
                    for (var g = 0; g < axes[axis].Groups; g++)
                    {
                        var flip = flips.Groups[axis][g];
                        var isTested = independent && flip.NewlyWrong is not null && !SliceBuilder.UsesDerived(suite, spec) && flip.Rows >= Math.Max(1, spec.MinRows?.Value ?? suite.Verdict.MinRows);
                        slices.Add((Flip(spec.Name.Value, spec.IsGroup ? parts.Slices[axis].Groups[g].Name : null, flip), false, isTested));
                    }
                }

                pairs.Add((candidates[from].Name, candidates[to].Name, slices));
            }
        }

        var tested = pairs.SelectMany(pair => pair.Slices.Where(slice => slice.IsTested).Select(slice => slice.Flip)).ToList();
        var adjusted = new double[tested.Count];
        Corrections.Holm([.. tested.Select(flip => McNemar.ExactP(flip.NewlyRight!.Value, flip.NewlyWrong!.Value))], adjusted);
        var corrected = new Queue<double>(adjusted);
        return [.. pairs.Select(pair => new PairFlips(pair.From, pair.To, [.. Matter(pair.Slices, corrected, 1 - suite.Verdict.Confidence)]))];

        PairFlip Flip(string slice, string? group, SliceFlip flip) => new(
            slice, group, flip.Rows, flip.NewlyWrong, flip.NewlyRight, flip.Changed, null,
            [.. flip.FirstNewlyWrong.Select(parts.Data.RowName)], [.. flip.FirstNewlyRight.Select(parts.Data.RowName)]);
    }

    private static IEnumerable<PairFlip> Matter(List<(PairFlip Flip, bool IsWhole, bool IsTested)> slices, Queue<double> corrected, double alpha)
    {
        foreach (var (flip, isWhole, isTested) in slices)
        {
            double? p = isTested ? corrected.Dequeue() : null;
            if (isWhole || p < alpha)
            {
                yield return flip with { CorrectedP = p };
            }
        }
    }
}
