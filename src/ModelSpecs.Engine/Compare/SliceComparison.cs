using ModelSpecs.Engine.Progress;
using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Paired;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Results;
using ModelSpecs.Results.Compare;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Compare;

/// <summary>Every candidate's values on the champion's slices, and how each stands to the champion's: paired by row, corrected over slices and candidates.</summary>
/// <param name="suite">The spec.</param>
/// <param name="candidates">Candidates of one task and the same classes, the champion first.</param>
/// <param name="metrics">What to compare.</param>
/// <param name="scope">Threads, cancellation.</param>
internal sealed class SliceComparison(SuiteSpec suite, IReadOnlyList<JudgedCandidate> candidates, IReadOnlyList<ComparedMetricPlan> metrics, RunScope scope)
{
    private const double UsualPower = 0.8;

    private readonly IReadOnlyList<SliceGroups> slices = candidates[0].Run.Parts!.Slices;

    /// <summary>The slices, the whole set first.</summary>
    /// <param name="intervals">How intervals are made.</param>
    public IReadOnlyList<ComparedSlice> Compare(IntervalOptions intervals)
    {
        var axes = slices.Select(slice => slice.Axis).ToList();
        var requests = metrics.Select(metric => metric.Request).ToList();
        var values = candidates.Select(candidate => SliceEvaluator.Evaluate(Input(candidate), axes, requests, scope.Threads, scope.CancellationToken)).ToList();
        var differences = candidates.Select((candidate, c) =>
        {
            scope.Options.Progress?.Report(new RunProgress(suite.Name.Value, "comparing", c, candidates.Count));
            return c == 0 ? null : PairedEvaluator.Differences(Input(candidate), Input(candidates[0]), axes, requests, values[c], values[0], intervals, scope.Threads, scope.CancellationToken);
        }).ToList();
        var places = Places().ToList();
        var cells = places.Select(place => metrics.Select((metric, m) =>
            Cells(place, metric, [.. values.Select(v => On(v, place, m))], [.. differences.Select(d => d is null ? null : On(d, place, m))])).ToArray()).ToArray();
        for (var m = 0; m < metrics.Count; m++)
        {
            Correct([.. cells.Select(ofPlace => ofPlace[m])], metrics[m].LowerIsBetter == true);
        }

        var isChecked = ComparedMetrics.Places(suite);
        return
        [
            .. places.Select((place, p) => new ComparedSlice(place.Slice, place.Group, place.Rows,
                [.. metrics.Select((metric, m) => new ComparedCells(metric.Metric.Display, isChecked.Contains((place.Slice, metric.Metric)), cells[p][m]))])),
        ];
    }

    private static MetricInput Input(JudgedCandidate candidate) => candidate.Run.Parts!.Data.Input;

    private IEnumerable<Place> Places()
    {
        yield return new Place(-1, 0, SliceResult.Overall, null, candidates[0].Run.Parts!.Data.Table.Rows, suite.Verdict.MinRows, false);
        for (var a = 0; a < slices.Count; a++)
        {
            var spec = slices[a].Spec;
            for (var g = 0; g < slices[a].Groups.Count; g++)
            {
                var group = slices[a].Groups[g];
                yield return new Place(a, g, spec.Name.Value, spec.IsGroup ? group.Name : null, group.Rows, spec.MinRows?.Value ?? suite.Verdict.MinRows, SliceBuilder.UsesDerived(suite, spec));
            }
        }
    }

    private static MetricValue On(SliceValues values, Place place, int metric) => place.Axis < 0 ? values.Overall[metric] : values.Groups[place.Axis][place.Index][metric];

    private static Estimate On(SliceEstimates estimates, Place place, int metric) => place.Axis < 0 ? estimates.Overall[metric] : estimates.Groups[place.Axis][place.Index][metric];

    private ComparedCell[] Cells(Place place, ComparedMetricPlan metric, IReadOnlyList<MetricValue> values, IReadOnlyList<Estimate?> differences)
    {
        var counting = values.Where(value => value.IsDefined && value.Rows >= place.MinRows).Select(value => value.Value).ToList();
        double? best = counting.Count == 0 || metric.LowerIsBetter is not { } lower ? null : lower ? counting.Min() : counting.Max();
        return
        [
            .. candidates.Select((candidate, c) => Cell(place, metric, values[0], values[c], differences[c]) with
            {
                Candidate = candidate.Name,
                Value = values[c].IsDefined ? values[c].Value : null,
                Rows = values[c].Rows,
                Best = best is { } top && values[c].IsDefined && values[c].Rows >= place.MinRows && values[c].Value == top,
            }),
        ];
    }

    private ComparedCell Cell(Place place, ComparedMetricPlan metric, MetricValue champion, MetricValue value, Estimate? difference)
    {
        var cell = new ComparedCell { Candidate = "", Standing = Standing.NotJudged };
        if (difference is null)
        {
            return cell with { Standing = Standing.Champion, Reason = champion.IsDefined ? null : champion.Undefined };
        }

        if (difference.HasInterval && champion.IsDefined && value.IsDefined)
        {
            var interval = difference.At(suite.Verdict.Confidence);
            var hasEnds = double.IsFinite(interval.Low) && double.IsFinite(interval.High);
            cell = cell with
            {
                Interval = hasEnds ? new IntervalResult(interval.Low, interval.High, IntervalMethods.NameOf(difference.Method)) : null,
                Detectable = difference.StandardError > 0 ? Power.SmallestDetectableDrop(difference.StandardError, suite.Verdict.Confidence, UsualPower) : null,
            };
        }

        cell = cell with { Difference = champion.IsDefined && value.IsDefined ? value.Value - champion.Value : null };
        if (place.IsOfPrediction)
        {
            return cell with { Reason = "the champion's own predictions cut the slice, which favours it or its opponent" };
        }

        if (metric.LowerIsBetter is null)
        {
            return cell with { Reason = "neither more nor less of it is better" };
        }

        if (champion.Rows < place.MinRows && place.MinRows > 1)
        {
            return cell with { Standing = Standing.TooFewRows, Reason = FewRows(champion.Rows, place.MinRows) };
        }

        if (!champion.IsDefined)
        {
            return cell with { Reason = $"the champion has no value here: {champion.Undefined ?? "it is not a finite number"}" };
        }

        if (!value.IsDefined)
        {
            return cell with { Standing = Standing.Lost, Reason = value.Undefined ?? "it is not a finite number" };
        }

        if (value.Rows < place.MinRows && place.MinRows > 1)
        {
            return cell with { Standing = Standing.TooFewRows, Reason = FewRows(value.Rows, place.MinRows) };
        }

        var p = difference.HasInterval ? difference.FamilyPValue(0) : double.NaN;
        return double.IsFinite(p)
            ? cell with { Standing = Standing.NoEvidence, P = p }
            : cell with { Reason = difference.Missing ?? "nothing is known of its noise" };
    }

    private static string FewRows(long rows, int least) => FormattableString.Invariant($"it rests on {rows} rows and min_rows is {least}");

    /// <summary>Holm's correction over all places and candidates of one metric; what survives it is better or worse.</summary>
    private void Correct(IReadOnlyList<ComparedCell[]> ofPlaces, bool lowerIsBetter)
    {
        var family = ofPlaces.SelectMany(cells => Enumerable.Range(0, cells.Length).Where(c => cells[c].P is not null).Select(c => (cells, c))).ToList();
        var adjusted = new double[family.Count];
        Corrections.Holm([.. family.Select(member => member.cells[member.c].P!.Value)], adjusted);
        for (var i = 0; i < adjusted.Length; i++)
        {
            var (cells, c) = family[i];
            var isEvidence = adjusted[i] < 1 - suite.Verdict.Confidence && cells[c].Difference is not 0;
            cells[c] = cells[c] with
            {
                CorrectedP = adjusted[i],
                Standing = !isEvidence ? Standing.NoEvidence : cells[c].Difference > 0 != lowerIsBetter ? Standing.Better : Standing.Worse,
            };
        }
    }

    private sealed record Place(int Axis, int Index, string Slice, string? Group, int Rows, int MinRows, bool IsOfPrediction);
}
