using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Selective;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Selective;

/// <summary><c>selective</c>: the rows that the model is surest of are accepted, the others go to review.</summary>
internal static class SelectiveGuard
{
    private const int Named = 5;

    /// <summary>Measures the whole and the slices that the guard names.</summary>
    public static Task<GuardOutcome> MeasureAsync(GuardScope scope, GuardSpec guard)
    {
        var spec = (SelectiveSpec)guard;
        if (RowConfidence.Missing(scope.Data.Predictions) is { } found)
        {
            scope.Diagnostics.Add(NoConfidence(spec.Span, found));
            return Task.FromResult(new GuardOutcome { Guard = guard });
        }

        var clusters = RowUnits.Clusters(scope.Suite, scope.Data.Table, scope.Diagnostics);
        var all = RowsOf(scope.Data, clusters);
        var rival = scope.Champion is { } champion && RowConfidence.Missing(champion.Predictions) is null ? RowsOf(champion, clusters) : null;
        var outcome = new GuardOutcome { Guard = guard, Figures = ReferenceEquals(guard, scope.Suite.Guards.First(other => other is SelectiveSpec)) ? [SelectiveFigure.Of(scope, all, rival)] : [] };
        List<(SlicePlace? Place, int[]? Rows)> places = [(null, null)];
        foreach (var slice in scope.Slices.Where(slice => guard.On.Has(slice.Spec)))
        {
            places.AddRange(SelectiveMembers.Of(slice).Select((rows, group) => ((SlicePlace?)new SlicePlace(slice.Spec.Name.Value, group), (int[]?)rows)));
        }

        var measured = Measured(spec).ToList();
        var values = new GuardValue[places.Count][];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, scope.Threads), CancellationToken = scope.CancellationToken };
        Parallel.For(0, places.Count, parallel, i => values[i] = On(places[i].Rows));
        for (var i = 0; i < places.Count; i++)
        {
            for (var m = 0; m < measured.Count; m++)
            {
                outcome.Add(measured[m].Name, places[i].Place, values[i][m]);
            }
        }

        return Task.FromResult(outcome);

        GuardValue[] On(int[]? rows)
        {
            var part = rows is null ? all : SelectiveMembers.Of(all, rows);
            var curve = part.Curve();
            var rivals = rival is null ? null : rows is null ? rival.Curve() : SelectiveMembers.Of(rival, rows).Curve();
            return [.. measured.Select(measure => ValueOf(scope, part, rows, curve, rivals, measure.Measure))];
        }
    }

    /// <summary>What it means that there is no confidence.</summary>
    private static SpecDiagnostic NoConfidence(Spec.Locations.SourceSpan span, string found) => SpecDiagnostics.NoConfidence.At(span,
        $"selective: the predictions have no confidence. Found {found}; expected a class with its probability. If the scores are logits, say so: outputs: {{ activation: softmax }} (or sigmoid).");

    /// <summary>What the guard names, and of a place both the share of errors and the coverage.</summary>
    private static IEnumerable<(string Name, SelectiveMeasure Measure)> Measured(SelectiveSpec spec)
    {
        if (spec.At is { } at)
        {
            if (at.Key != SelectivePlace.Error)
            {
                yield return (SelectiveSpec.NameOf("error", at), new(at.Key == SelectivePlace.Coverage ? SelectiveKind.ErrorAtCoverage : SelectiveKind.ErrorAbove, at.Value));
            }

            if (at.Key != SelectivePlace.Coverage)
            {
                yield return (SelectiveSpec.NameOf("coverage", at), new(at.Key == SelectivePlace.Error ? SelectiveKind.CoverageAtError : SelectiveKind.CoverageAbove, at.Value));
            }
        }

        if (spec.Measures.Any(measure => measure.Name == SelectiveSpec.Area))
        {
            yield return (SelectiveSpec.Area, new(SelectiveKind.Area, 0));
        }
    }

    private static GuardValue ValueOf(GuardScope scope, SelectiveRows rows, int[]? members, SelectiveCurve curve, SelectiveCurve? rival, SelectiveMeasure measure)
    {
        var point = measure.Kind switch
        {
            SelectiveKind.ErrorAtCoverage => curve.AtCoverage(measure.At),
            SelectiveKind.CoverageAtError => curve.AtError(measure.At),
            SelectiveKind.Area => curve.AtCoverage(1),
            _ => curve.Above(measure.At),
        };
        var isError = measure.Kind is SelectiveKind.ErrorAtCoverage or SelectiveKind.ErrorAbove;
        var estimate = rows.Estimate(curve, measure, OptionsOf(scope), scope.CancellationToken);
        return new GuardValue
        {
            Value = estimate.Value,
            Rows = isError ? point.Accepted : curve.Rows,
            Undefined = double.IsNaN(estimate.Value) ? (curve.Rows == 0 ? "there is no row" : "no row is accepted") : null,
            Estimate = estimate,
            Champion = rival is null ? double.NaN : measure.Of(rival),
            Details = measure.Kind == SelectiveKind.Area ? [] : DetailsOf(scope, rows, members, curve, point, strictly: measure.Kind is SelectiveKind.ErrorAbove or SelectiveKind.CoverageAbove),
        };
    }

    private static List<(string Name, string Text)> DetailsOf(GuardScope scope, SelectiveRows rows, int[]? members, SelectiveCurve curve, SelectivePoint point, bool strictly)
    {
        var reviewed = curve.Rows - point.Accepted;
        var where = point.Accepted == 0 ? "" : FormattableString.Invariant($", those with a confidence {(strictly ? "up to" : "below")} {point.Threshold:G4}");
        var details = new List<(string, string)>
        {
            ("review", FormattableString.Invariant($"{reviewed:N0} of {curve.Rows:N0} rows go to review ({Share(reviewed, curve.Rows)}){where}")),
            ("caught", FormattableString.Invariant($"{curve.Errors - point.Errors:N0} of {curve.Errors:N0} errors are among them ({Share(curve.Errors - point.Errors, curve.Errors)})")),
            ("let by", FormattableString.Invariant($"{point.Errors:N0} of the {point.Accepted:N0} accepted rows are wrong")),
        };
        var surest = HighestRows.Of(rows.Confidence, Named, row => rows.Wrong[row]).Select(row => (At: members is null ? row : members[row], Confidence: rows.Confidence[row]));
        details.AddRange(surest.Select((row, i) => (i == 0 ? "surest" : "", FormattableString.Invariant(
            $"{scope.Data.RowName(row.At)}: {OneLine.Quote(scope.Data.ClassName(scope.Data.Input.Predicted![row.At]))} with {row.Confidence:G4}, in truth {OneLine.Quote(scope.Data.ClassName(scope.Data.Input.Truth![row.At]))}"))));
        return details;
    }

    private static string Share(int part, int all) => all == 0 ? "none" : FormattableString.Invariant($"{100.0 * part / all:G3} %");

    private static SelectiveRows RowsOf(EvaluationData data, int[]? clusters)
    {
        var wrong = new bool[data.Input.Rows];
        for (var row = 0; row < wrong.Length; row++)
        {
            wrong[row] = data.Input.Truth![row] != data.Input.Predicted![row];
        }

        return new SelectiveRows(RowConfidence.Of(data.Predictions), wrong, data.Input.Weights, clusters);
    }

    private static IntervalOptions OptionsOf(GuardScope scope)
    {
        var intervals = scope.Suite.Verdict.Intervals;
        return new IntervalOptions
        {
            Proportions = intervals.Proportions == ProportionMethod.ClopperPearson ? IntervalMethod.ClopperPearson : IntervalMethod.Wilson,
            Replicates = intervals.Replicates,
            Seed = (ulong)intervals.Seed,
        };
    }
}
