using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Paired;
using ModelSpecs.Metrics.Perturbation;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Robustness;

/// <summary>Measures what came of a perturbation, on the whole and on slices.</summary>
internal sealed class RobustMeasures
{
    private const string Untouched = "the change leaves every row of it as it is";
    private const string ChangedColumn = "changed";
    private const string MovedColumn = "moved";

    private readonly GuardScope scope;
    private readonly RobustSpec spec;
    private readonly RobustRows rows;
    private readonly IReadOnlyDictionary<MetricReference, MetricRequest> requests;
    private readonly MetricReference[] metrics;
    private readonly IntervalOptions intervals;
    private readonly RobustDetails details;
    private readonly bool[] wanted;

    /// <summary>Measures of an entry.</summary>
    /// <param name="scope">The run.</param>
    /// <param name="spec">The entry.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="levels">What came of every level.</param>
    /// <param name="requests">The metrics under <c>expect</c>, as the kernels take them.</param>
    public RobustMeasures(GuardScope scope, RobustSpec spec, RobustRows rows, IReadOnlyList<PerturbedLevel> levels, IReadOnlyDictionary<MetricReference, MetricRequest> requests)
    {
        (this.scope, this.spec, this.rows, Levels, this.requests) = (scope, spec, rows, levels, requests);
        metrics = [.. requests.Keys];
        details = new RobustDetails(scope.Data, rows);
        var options = IntervalPlan.Of(scope.Data, [], [], IntervalScope.All, []);
        intervals = options with
        {
            Clusters = options.Clusters is { } clusters ? Array.ConvertAll(rows.Judged, row => clusters[row]) : null,
            // Where points decide nothing is resampled; shares of rows have their intervals all the same.
            Wanted = scope.Suite.Verdict.Judge == JudgePolicy.Point ? new HashSet<(int, int)>() : null,
        };
        wanted = [Has(RobustSpec.ChangedPredictions) || (spec.Expect.Count == 0 && scope.Data.Input.Predicted is not null), Has(RobustSpec.ScoreMovement), Has(RobustSpec.LargestMovement)];

        bool Has(string measure) => spec.Measures.Any(said => said.Name == measure || said.Name.StartsWith(measure + " at ", StringComparison.Ordinal));
    }

    /// <summary>What came of every level.</summary>
    public IReadOnlyList<PerturbedLevel> Levels { get; }

    /// <summary>Values by measure (without its level), level and place, for the curves; measured as a side effect of <see cref="Measure"/>.</summary>
    public Dictionary<(string Measure, int Level, SlicePlace? Place), GuardValue> Curve { get; } = [];

    /// <summary>Values of the rows as they are, by metric and place.</summary>
    public Dictionary<(string Measure, SlicePlace? Place), double> Clean { get; } = [];

    /// <summary>Every value with its name and place.</summary>
    public IEnumerable<(string Measure, SlicePlace? Place, GuardValue Value)> Measure()
    {
        var requested = metrics.Select(metric => requests[metric]).ToArray();
        var (whole, clean) = requested.Length == 0 ? (null, null)
            : (SliceEvaluator.Evaluate(scope.Data.Input, [], requested, scope.Threads, scope.CancellationToken), SliceEvaluator.Evaluate(rows.Clean, rows.Axes, requested, scope.Threads, scope.CancellationToken));
        foreach (var place in rows.Places)
        {
            for (var m = 0; m < metrics.Length; m++)
            {
                Clean[(metrics[m].Display, place.Place)] = place.Of(clean!.Overall, clean.Groups)[m].Value;
            }
        }

        for (var l = 0; l < Levels.Count; l++)
        {
            foreach (var (measure, place, value) in OfLevel(Levels[l], requested, whole, clean))
            {
                Curve[(measure, l, place)] = value;
                yield return (spec.NameAt(measure, Levels[l].Level), place, value);
            }
        }

        foreach (var one in OfOrder().Concat(new CorruptionErrors(scope, spec, rows, Levels).Measure()))
        {
            yield return one;
        }
    }

    private IEnumerable<(string Measure, SlicePlace? Place, GuardValue Value)> OfLevel(PerturbedLevel level, MetricRequest[] requested, SliceValues? whole, SliceValues? clean)
    {
        if (level.After is not { } after)
        {
            return from place in rows.Places
                   from measure in Names()
                   select (measure, place.Place, GuardValue.Missing(level.Problem!));
        }

        return OfRows(level, after).Concat(requested.Length == 0 ? [] : OfMetrics(level, after, requested, whole!, clean!));
    }

    // Rows that weigh differently or hang together are no independent draws of a share.
    private bool Resamples => rows.Clean.Weights is not null || intervals.Clusters is not null;

    private IEnumerable<string> Names() => new[] { RobustSpec.ChangedPredictions, RobustSpec.ScoreMovement, RobustSpec.LargestMovement }.Where((_, i) => wanted[i])
        .Concat(metrics.Select(metric => metric.Display)).Concat(spec.Expect.Where(check => check.Section == CheckSection.Perturbed).Select(RobustSpec.NameOf)).Distinct(StringComparer.Ordinal);

    private IEnumerable<(string, SlicePlace?, GuardValue)> OfRows(PerturbedLevel level, MetricInput after)
    {
        if (!wanted.Contains(true))
        {
            yield break;
        }

        var changed = PredictionMovement.Changed(rows.Clean, after);
        var moved = PredictionMovement.Distances(rows.Clean, after);
        var columns = new Dictionary<string, double[]>(StringComparer.Ordinal)
        {
            [ChangedColumn] = [.. changed.Select((isChanged, row) => level.Touched[row] ? isChanged ? 1 : 0 : double.NaN)],
            [MovedColumn] = [.. moved.Select((distance, row) => level.Touched[row] ? distance : double.NaN)],
        };
        MetricRequest[] asked = [new("mean") { Column = ChangedColumn }, new("mean") { Column = MovedColumn }, new("max") { Column = MovedColumn }];
        var measured = SliceEvaluator.Estimate(rows.Clean.WithColumns(columns), rows.Axes, asked, intervals, scope.Threads, scope.CancellationToken);
        var champion = level.Champion is null ? null : OfChampion(level, asked);
        string[] names = [RobustSpec.ChangedPredictions, RobustSpec.ScoreMovement, RobustSpec.LargestMovement];
        foreach (var place in rows.Places)
        {
            var (count, of, unknown) = Counted(place, columns[ChangedColumn], level.Touched, moved);
            for (var i = 0; i < names.Length; i++)
            {
                if (!wanted[i])
                {
                    continue;
                }

                if (of == 0 || (i > 0 && unknown > 0))
                {
                    yield return (names[i], place.Place, GuardValue.Missing(of == 0 ? Untouched : FormattableString.Invariant($"the score of {unknown} of its rows is no number"), of));
                    continue;
                }

                var estimate = place.Of(measured.Overall, measured.Groups)[i];
                yield return (names[i], place.Place, new GuardValue
                {
                    Value = estimate.Value,
                    Rows = of,
                    Estimate = i == 0 && !Resamples ? new ProportionEstimate(estimate.Value, count, of, intervals.Proportions) : i == 2 ? null : estimate,
                    Champion = champion is null ? double.NaN : place.Of(champion.Overall, champion.Groups)[i].Value,
                    Details = details.Worst(level, after, place, i == 0 ? row => !changed[row] ? 0 : double.IsNaN(moved[row]) ? 1 : 1 + moved[row] : row => level.Touched[row] ? moved[row] : 0),
                });
            }
        }
    }

    private SliceValues OfChampion(PerturbedLevel level, MetricRequest[] asked)
    {
        var changed = PredictionMovement.Changed(rows.Champion!, level.Champion!);
        var moved = PredictionMovement.Distances(rows.Champion!, level.Champion!);
        return SliceEvaluator.Evaluate(
            rows.Champion!.WithColumns(new Dictionary<string, double[]>(StringComparer.Ordinal)
            {
                [ChangedColumn] = [.. changed.Select((isChanged, row) => level.Touched[row] ? isChanged ? 1 : 0 : double.NaN)],
                [MovedColumn] = [.. moved.Select((distance, row) => level.Touched[row] ? distance : double.NaN)],
            }), rows.Axes, asked, scope.Threads, scope.CancellationToken);
    }

    private (long Count, long Of, long Unknown) Counted(RobustPlace place, double[] marks, bool[] touched, double[] moved)
    {
        var (count, of, unknown) = (0L, 0L, 0L);
        for (var row = 0; row < marks.Length; row++)
        {
            if (touched[row] && rows.IsIn(place, row))
            {
                of++;
                count += marks[row] > 0 ? 1 : 0;
                unknown += double.IsNaN(moved[row]) ? 1 : 0;
            }
        }

        return (count, of, unknown);
    }

    private IEnumerable<(string, SlicePlace?, GuardValue)> OfMetrics(PerturbedLevel level, MetricInput after, MetricRequest[] requested, SliceValues whole, SliceValues clean)
    {
        var measured = SliceEvaluator.Estimate(after, rows.Axes, requested, intervals, scope.Threads, scope.CancellationToken);
        var champion = level.Champion is null ? null : SliceEvaluator.Evaluate(level.Champion, rows.Axes, requested, scope.Threads, scope.CancellationToken);
        var drops = spec.Expect.Where(check => check.Section == CheckSection.Perturbed).ToList();
        // What the rows lose: as they are, minus as they became.
        var lost = drops.Count == 0 ? null
            : PairedEvaluator.Differences(rows.Clean, after, rows.Axes, requested, clean, measured.Values, intervals, scope.Threads, scope.CancellationToken);
        foreach (var place in rows.Places)
        {
            var isTouched = Enumerable.Range(0, rows.Count).Any(row => level.Touched[row] && rows.IsIn(place, row));
            for (var m = 0; m < metrics.Length; m++)
            {
                var value = place.Of(measured.Values.Overall, measured.Values.Groups)[m];
                yield return (metrics[m].Display, place.Place, !isTouched ? GuardValue.Missing(Untouched, value.Rows) : new GuardValue
                {
                    Value = value.Value,
                    Rows = value.Rows,
                    Undefined = value.Undefined,
                    Estimate = place.Of(measured.Overall, measured.Groups)[m],
                    Overall = whole.Overall[m].Value,
                    Champion = champion is null ? double.NaN : place.Of(champion.Overall, champion.Groups)[m].Value,
                    Details = details.Lost(level, after, place),
                });
            }

            foreach (var drop in drops)
            {
                var m = Array.IndexOf(metrics, drop.Metric);
                var before = place.Of(clean.Overall, clean.Groups)[m];
                yield return (RobustSpec.NameOf(drop), place.Place, !isTouched ? GuardValue.Missing(Untouched, before.Rows) : Drop(drop, before, place.Of(lost!.Overall, lost.Groups)[m], details.Lost(level, after, place)));
            }
        }
    }

    private static GuardValue Drop(MetricCheckSpec drop, MetricValue before, Estimate lost, IReadOnlyList<(string, string)> worst)
    {
        if (!double.IsFinite(lost.Value))
        {
            return GuardValue.Missing(lost.Missing ?? before.Undefined ?? "the metric is undefined", lost.Rows);
        }

        var sign = MetricCatalogue.Find(drop.Metric.Name)!.Direction == MetricDirection.LowerIsBetter ? -1 : 1;
        if (drop.Bound.OffsetIsRelative && before.Value == 0)
        {
            return GuardValue.Missing("the metric is 0 on the rows as they are, and nothing is a share of 0", lost.Rows);
        }

        var scaled = new ScaledEstimate(lost, drop.Bound.OffsetIsRelative ? sign / Math.Abs(before.Value) : sign);
        return new GuardValue { Value = scaled.Value, Rows = lost.Rows, Estimate = scaled, Details = worst };
    }

    private IEnumerable<(string, SlicePlace?, GuardValue)> OfOrder()
    {
        if (spec.Order is not { } order)
        {
            yield break;
        }

        if (Levels.FirstOrDefault(level => level.Problem is not null) is { } failed)
        {
            foreach (var place in rows.Places)
            {
                yield return (order.Measure, place.Place, GuardValue.Missing($"{failed.Level.Name}: {failed.Problem}"));
            }

            yield break;
        }

        var (steps, clean) = Path();
        var path = steps.Select(step => ScoresOf(step?.After ?? rows.Clean, order)).ToList();
        var wrong = PredictionMovement.WrongWay(path, order.IsIncreasing);
        var touched = Enumerable.Range(0, rows.Count).Select(row => Levels.Any(level => level.Touched[row])).ToArray();
        double[] marks = [.. wrong.Select((distance, row) => touched[row] ? distance > order.Within ? 1 : 0 : double.NaN)];
        var columns = new Dictionary<string, double[]>(StringComparer.Ordinal) { [ChangedColumn] = marks };
        var measured = SliceEvaluator.Estimate(rows.Clean.WithColumns(columns), rows.Axes, [new("mean") { Column = ChangedColumn }], intervals, scope.Threads, scope.CancellationToken);
        foreach (var place in rows.Places)
        {
            var (count, of, unknown) = Counted(place, marks, touched, wrong);
            var estimate = place.Of(measured.Overall, measured.Groups)[0];
            yield return (order.Measure, place.Place, of == 0 ? GuardValue.Missing(Untouched) : unknown > 0 ? GuardValue.Missing(FormattableString.Invariant($"the score of {unknown} of its rows is no number"), of) : new GuardValue
            {
                Value = estimate.Value,
                Rows = of,
                Estimate = Resamples ? estimate : new ProportionEstimate(estimate.Value, count, of, intervals.Proportions),
                Details = details.Steps(place, wrong, order, steps, clean, path),
            });
        }
    }

    /// <summary>The levels in the order of growth, with the rows as they are (null) where nothing is done.</summary>
    private (List<PerturbedLevel?> Steps, int Clean) Path()
    {
        var nothing = spec.Perturbation is NumbersPerturbation { Change: NumberChange.Scale } ? 1.0 : 0;
        List<PerturbedLevel?> steps = [.. Levels];
        var at = spec.Perturbation is NumbersPerturbation ? Levels.Count(level => level.Level.Amount < nothing) : 0;
        steps.Insert(at, null);
        return (steps, at);
    }

    private double[] ScoresOf(MetricInput input, ScoreOrderSpec order)
    {
        if (input.PredictedValues is { } values)
        {
            return values;
        }

        if (order.Class is not { } said)
        {
            return input.Scores!;
        }

        var (index, width) = (scope.Data.ClassIndex(said.Value), input.Scores!.Length / input.Rows);
        return [.. Enumerable.Range(0, input.Rows).Select(row => input.Scores[(row * width) + index])];
    }
}
