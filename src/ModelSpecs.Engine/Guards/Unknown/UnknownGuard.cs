using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Unknown;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Unknown;

/// <summary><c>unknown</c>: runs rows that the model was not made for beside the golden set, and sees whether it is less sure of them.</summary>
internal static class UnknownGuard
{
    private const double AcceptedKnown = 0.95;
    private const int Named = 5;

    /// <summary>Finds files, columns and types that do not fit, without running anything.</summary>
    public static void Validate(GuardValidation scope, GuardSpec guard)
    {
        var spec = (UnknownSpec)guard;
        if (scope.Suite.Task is { Value: not (TaskKind.Binary or TaskKind.Multiclass) } task)
        {
            scope.Diagnostics.Add(NoConfidence(spec.Span, $"a {task.Value.ToString().ToLowerInvariant()} task"));
            return;
        }

        var suite = SuiteOf(scope.Suite, spec, null);
        if (OtherSet.Read(scope.Suite, spec.Data, header => Predictor.ColumnsNeeded(suite, header, scope.Inference), scope.Dataset, scope.Diagnostics, scope.CancellationToken) is not { } table)
        {
            return;
        }

        try
        {
            Predictor.Validate(suite, table, scope.Inference);
        }
        catch (SpecException problem)
        {
            foreach (var diagnostic in problem.Diagnostics.Where(diagnostic => !scope.Diagnostics.Contains(diagnostic)))
            {
                scope.Diagnostics.Add(diagnostic);
            }
        }
    }

    /// <summary>Measures both sets.</summary>
    public static async Task<GuardOutcome> MeasureAsync(GuardScope scope, GuardSpec guard)
    {
        var spec = (UnknownSpec)guard;
        var sets = await SetsAsync(scope, spec, scope.Suite, scope.Data.Predictions).ConfigureAwait(false);
        if (sets is null)
        {
            return new GuardOutcome { Guard = guard };
        }

        // What is wrong with the champion's rows is no reason not to judge the model's.
        var rival = scope.Rival is { } suite && scope.Champion is { } champion && RowConfidence.Missing(champion.Predictions) is null
            ? await SetsAsync(scope with { Diagnostics = [] }, spec, suite, champion.Predictions).ConfigureAwait(false)
            : null;
        var by = (ConfidenceScore)spec.By;
        var outcome = new GuardOutcome { Guard = guard, Figures = UnknownFigures.Of(spec, sets, by), Notes = [NoteOf(sets)] };
        var proportions = scope.Suite.Verdict.Intervals.Proportions == ProportionMethod.ClopperPearson ? IntervalMethod.ClopperPearson : IntervalMethod.Wilson;
        foreach (var (name, above) in spec.Confident)
        {
            outcome.Add(name, null, Confident(scope, sets, above, proportions) with { Champion = rival is null ? double.NaN : ShareAbove(rival.UnknownConfidence, above) });
        }

        if (spec.Measures.Any(measure => measure.Name == UnknownSpec.NoAnswer))
        {
            outcome.Add(UnknownSpec.NoAnswer, null, NoAnswer(scope, sets, proportions) with { Champion = rival is null ? double.NaN : ShareWithout(rival) });
        }

        foreach (var score in new[] { by, ConfidenceScore.MaxProbability, ConfidenceScore.Entropy }.Distinct())
        {
            Area(score, "roc_auc", sets => sets.RocAuc(scope.Suite.Verdict.Intervals.RocAuc == AreaMethod.LogitDelong ? IntervalMethod.LogitDeLong : IntervalMethod.DeLong));
            Area(score, "fpr_at_95_tpr", sets => sets.FalsePositiveRateAt(AcceptedKnown, proportions));
        }

        return outcome;

        void Area(ConfidenceScore score, string measure, Func<KnownAgainstUnknown, Estimate> of)
        {
            var against = sets.Against(score);
            var estimate = of(against);
            outcome.Add(UnknownSpec.NameOf(measure, (UnknownScore)score), null, new GuardValue
            {
                Value = estimate.Value,
                Rows = Math.Min(sets.Known.Rows, sets.Unknown.Rows),
                AreOtherRows = true,
                Estimate = estimate,
                Champion = rival is null ? double.NaN : of(rival.Against(score)).Value,
                Details =
                [
                    ("by", FormattableString.Invariant($"{UnknownSpec.Names[(int)score]}; 95 % of {sets.Known.Rows:N0} golden rows have {against.ThresholdAt(AcceptedKnown):G4} or more")),
                    .. Surest(scope, sets, sets.Scores(score).Unknown),
                ],
            });
        }
    }

    private static GuardValue Confident(GuardScope scope, UnknownSets sets, double above, IntervalMethod method)
    {
        var share = ShareAbove(sets.UnknownConfidence, above);
        var count = sets.UnknownConfidence.Count(confidence => confidence > above);
        return new GuardValue
        {
            Value = share,
            Rows = sets.Unknown.Rows,
            AreOtherRows = true,
            Estimate = new ProportionEstimate(share, count, sets.Unknown.Rows, method),
            Details =
            [
                ("sure of", FormattableString.Invariant($"{count:N0} of {sets.Unknown.Rows:N0} rows that it was not made for, and {100 * ShareAbove(sets.KnownConfidence, above):G3} % of the golden set")),
                .. Surest(scope, sets, sets.UnknownConfidence),
            ],
        };
    }

    private static GuardValue NoAnswer(GuardScope scope, UnknownSets sets, IntervalMethod method)
    {
        var rows = Enumerable.Range(0, sets.Unknown.Rows).Where(row => !sets.HasAnswer(row));
        return new GuardValue
        {
            Value = ShareWithout(sets),
            Rows = sets.Unknown.Rows,
            AreOtherRows = true,
            Estimate = new ProportionEstimate(ShareWithout(sets), sets.Unknown.Rows - sets.Answered, sets.Unknown.Rows, method),
            Details = [.. rows.Take(Named).Select((row, i) => (i == 0 ? "rows" : "", $"{NameOf(scope, sets.Table, row)} has no finite scores"))],
        };
    }

    private static double ShareWithout(UnknownSets sets) => 1 - ((double)sets.Answered / sets.Unknown.Rows);

    private static IEnumerable<(string Name, string Text)> Surest(GuardScope scope, UnknownSets sets, double[] scores) => HighestRows.Of(scores, Named, sets.HasAnswer)
        .Select((row, i) => (i == 0 ? "surest" : "", FormattableString.Invariant($"{NameOf(scope, sets.Table, row)}: {OneLine.Quote(sets.ClassOf(row))} with {sets.UnknownConfidence[row]:G4}")));

    private static double ShareAbove(double[] confidence, double above) => (double)confidence.Count(value => value > above) / confidence.Length;

    private static string NameOf(GuardScope scope, Table table, int row) =>
        scope.Suite.Id is { } id && table.Find(id.Value) is { } column && !column.IsNull(row) ? OneLine.Escape(column.Format(row)) : RowPlace.Of(table, row);

    private static string NoteOf(UnknownSets sets) => sets.Answered == 0
        ? FormattableString.Invariant($"The model has no answer for any of {sets.Unknown.Rows:N0} rows that it was not made for.")
        : FormattableString.Invariant(
            $"The mean confidence is {sets.UnknownConfidence.Where(double.IsFinite).Average():G3} on {sets.Answered:N0} rows that the model was not made for, and {sets.KnownConfidence.Average():G3} on {sets.Known.Rows:N0} rows of the golden set.");

    private static async Task<UnknownSets?> SetsAsync(GuardScope scope, UnknownSpec spec, SuiteSpec suite, Predictions known)
    {
        if (RowConfidence.Missing(known) is { } found)
        {
            scope.Diagnostics.Add(NoConfidence(spec.Span, found));
            return null;
        }

        if (spec.By == UnknownScore.Energy && RowConfidence.MissingLogits(known) is { } instead)
        {
            scope.Diagnostics.Add(SpecDiagnostics.NoLogits.At(spec.Span,
                $"unknown: the predictions have no logits. Found {instead}; expected one logit for each class. Export the model with its logits and say outputs: {{ activation: softmax }}, or take by: max_probability, entropy or margin."));
            return null;
        }

        var needed = SuiteOf(suite, spec, known);
        var ids = suite.Id is { } id ? new[] { id.Value } : [];
        if (OtherSet.Read(scope, spec.Data, header => Predictor.ColumnsNeeded(needed, header, scope.Inference).Concat(ids.Where(header.Contains))) is not { } table)
        {
            return null;
        }

        var inference = scope.Inference with { KeepLogits = spec.By is UnknownScore.Margin or UnknownScore.Energy, AllowNoAnswer = spec.Measures.Any(measure => measure.Name == UnknownSpec.NoAnswer) };
        var withLogits = scope with { Inference = inference };
        if (await OtherSet.PredictAsync(withLogits, needed, spec.Data, table).ConfigureAwait(false) is not { } unknown)
        {
            return null;
        }

        if (withLogits.Inference.KeepLogits && known.Applied != Activation.None)
        {
            known = await Predictor.PredictAsync(suite, scope.Table, scope.Judged, withLogits.Inference, scope.CancellationToken).ConfigureAwait(false);
        }

        return new UnknownSets(known, unknown, table);
    }

    /// <summary>The spec of the model on the other rows: nothing of it is inferred anew from rows that tell nothing.</summary>
    private static SuiteSpec SuiteOf(SuiteSpec suite, UnknownSpec spec, Predictions? known)
    {
        var inputs = suite.Inputs.Where(input => !spec.Inputs.Any(own => own.Input.Value == input.Input.Value)).Concat(spec.Inputs).ToList();
        var settled = suite with { Golden = spec.Data, Inputs = inputs };
        return known is null ? settled : settled with
        {
            Task = suite.Task ?? new Located<TaskKind>(known.Task, spec.Span),
            Classes = suite.Classes.Count > 0 ? suite.Classes : [.. known.Classes.Select(name => new Located<string>(name, spec.Span))],
            Positive = suite.Positive ?? (known.PositiveIndex >= 0 ? new Located<string>(known.Classes[known.PositiveIndex], spec.Span) : null),
            Outputs = suite.Outputs.Activation is null && suite.Model is not null ? suite.Outputs with { Activation = new Located<Activation>(known.Applied, spec.Span) } : suite.Outputs,
        };
    }

    private static SpecDiagnostic NoConfidence(SourceSpan span, string found) => SpecDiagnostics.NoConfidence.At(span,
        $"unknown: the predictions have no confidence. Found {found}; expected a class with its probability. If the scores are logits, say so: outputs: {{ activation: softmax }} (or sigmoid).");
}
