using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Fuzz;

/// <summary><c>fuzz</c>: feeds the model made-up rows and looks at what it gives before anybody reads predictions of it.</summary>
internal static class FuzzGuard
{
    private const int Named = 3;
    private const int MostLookedAt = 12;
    private const int MostShown = 12;

    // A row is made simpler by a run for each of its columns.
    private const int MostSimplified = 300;

    /// <summary>Finds columns and ranges that do not fit, without running anything.</summary>
    public static void Validate(GuardValidation scope, GuardSpec guard) => Collect(scope.Diagnostics, () =>
    {
        var (suite, table) = FuzzTable.WithoutFiles(scope.Suite, scope.Table, scope.CancellationToken);
        FuzzTable.Make(suite, (FuzzSpec)guard with { Rows = 1 }, table, null, scope.Inference, scope.Diagnostics);
    });

    /// <summary>Makes the rows, runs them, and names the ones that the model has no usable answer for.</summary>
    public static async Task<GuardOutcome> MeasureAsync(GuardScope scope, GuardSpec guard)
    {
        var spec = (FuzzSpec)guard;
        var run = await RunAsync(scope, scope.Suite, spec, scope.Data, scope.Diagnostics).ConfigureAwait(false);
        if (run is null)
        {
            return new GuardOutcome { Guard = guard };
        }

        var rival = scope.Rival is { Model: not null } suite && scope.Champion is { } champion ? await RunAsync(scope, suite, spec, champion, []).ConfigureAwait(false) : null;
        var outcome = new GuardOutcome
        {
            Guard = guard,
            // Four bars of no height say nothing.
            Figures = run.Faults.Count + (rival?.Faults.Count ?? 0) == 0 ? [] : [FigureOf(spec, run, rival)],
            Notes =
            [
                FormattableString.Invariant($"{spec.Rows:N0} inputs were made with seed {spec.Seed}, half of them at most at the ends of a column."),
                .. run.HasProbabilities ? [] : new[] { "The scores are no probabilities: out_of_range was not looked for." },
            ],
        };
        foreach (var measure in FuzzSpec.MeasureNames)
        {
            outcome.Add(measure, null, ValueOf(spec, measure, run, rival));
        }

        return outcome;
    }

    private static GuardValue ValueOf(FuzzSpec spec, string measure, FuzzRun run, FuzzRun? rival)
    {
        if (!run.HasProbabilities && measure == FuzzSpec.MeasureNames[3] && spec.Said.Contains(measure))
        {
            return GuardValue.Missing("the scores are no probabilities", spec.Rows) with { AreOtherRows = true };
        }

        var count = run.Count(measure);
        return new GuardValue
        {
            Value = (double)count / spec.Rows,
            Rows = spec.Rows,
            AreOtherRows = true,
            Shown = FormattableString.Invariant($"{(double)count / spec.Rows:G4} ({count:N0} of {spec.Rows:N0} inputs)"),
            Champion = rival is null ? double.NaN : (double)rival.Count(measure) / spec.Rows,
            Details = run.Details.TryGetValue(measure, out var details) ? details : [],
        };
    }

    private static FigureResult FigureOf(FuzzSpec spec, FuzzRun run, FuzzRun? rival)
    {
        return new FigureResult
        {
            Title = "Made-up inputs without a usable answer",
            Slice = SliceResult.Overall,
            X = "what happened",
            Y = "share of the inputs",
            Series = [Bars("model", run), .. rival is null ? [] : new[] { Bars("champion", rival) }],
        };

        FigureSeriesResult Bars(string name, FuzzRun of) =>
            new(name, "bars") { Labels = FuzzSpec.MeasureNames, Y = [.. FuzzSpec.MeasureNames.Select(measure => (double?)of.Count(measure) / spec.Rows)] };
    }

    private static Task<FuzzRun?> RunAsync(GuardScope scope, SuiteSpec suite, FuzzSpec spec, EvaluationData data, ICollection<SpecDiagnostic> diagnostics) => Task.Run(() =>
    {
        FuzzRun? run = null;
        Collect(diagnostics, () =>
        {
            var (settled, table) = FuzzTable.WithoutFiles(suite, scope.Table, scope.CancellationToken);
            if (FuzzTable.Make(settled, spec, table, scope.Kept, scope.Inference, diagnostics) is not { } made)
            {
                return;
            }

            using var probe = ModelProbe.Open(settled, made.KnownRow, scope.Inference, scope.CancellationToken);
            var predictions = data.Predictions;
            var areProbabilities = predictions is { ScoresAreProbabilities: true, Applied: Activation.None };
            var faults = new FuzzFaults(probe, areProbabilities, sumToOne: predictions.Task is TaskKind.Binary or TaskKind.Multiclass);
            var found = faults.Of(made.Rows);
            run = new FuzzRun(areProbabilities, found, DetailsOf(scope, faults, made, found));
        });
        return run;
    }, scope.CancellationToken);

    private static Dictionary<string, IReadOnlyList<(string, string)>> DetailsOf(GuardScope scope, FuzzFaults faults, FuzzTable made, List<FuzzFault> found)
    {
        var details = new Dictionary<string, IReadOnlyList<(string, string)>>(StringComparer.Ordinal);
        foreach (var group in found.GroupBy(fault => fault.Measure, StringComparer.Ordinal))
        {
            var lines = new List<(string, string)>();
            var known = new HashSet<string>(StringComparer.Ordinal);
            foreach (var fault in group.Take(MostLookedAt))
            {
                scope.CancellationToken.ThrowIfCancellationRequested();
                var needed = Needed(faults, made, fault);

                // Three inputs that break it by one column say no more than one of them.
                if (known.Count < Named && known.Add($"{fault.What} {string.Join(' ', needed.Order())}"))
                {
                    lines.Add((lines.Count == 0 ? "inputs" : "", FormattableString.Invariant($"input {fault.Row + 1}: {OneLine.Escape(fault.What)}")));
                    lines.Add(("", $"  {RowOf(scope, made, fault, needed)}"));
                }
            }

            details[group.Key] = lines;
        }

        return details;
    }

    /// <summary>The row in words: only what it takes, where it takes less than the row.</summary>
    private static string RowOf(GuardScope scope, FuzzTable made, FuzzFault fault, HashSet<int> needed)
    {
        var columns = Enumerable.Range(0, made.Columns.Count).Where(needed.Contains).ToList();
        var shown = string.Join(", ", columns.Take(MostShown).Select(i => $"{OneLine.Escape(made.Columns[i].Name)} = {OneLine.Escape(FuzzTable.Shown(made.Columns[i], fault.Row))}"))
            + (columns.Count > MostShown ? FormattableString.Invariant($" and {columns.Count - MostShown} others") : "");
        return needed.Count == made.Columns.Count ? shown : $"{shown} {(columns.Count == 1 ? "is" : "are")} enough, the others as in {RowPlace.Of(scope.Table, made.Known)}";
    }

    // Column by column back to the known row, as long as the fault stays.
    private static HashSet<int> Needed(FuzzFaults faults, FuzzTable made, FuzzFault fault)
    {
        var needed = Enumerable.Range(0, made.Columns.Count).ToHashSet();
        if (needed.Count > MostSimplified || !Holds(needed) || Holds([]))
        {
            return needed;
        }

        foreach (var column in Enumerable.Range(0, made.Columns.Count))
        {
            needed.Remove(column);
            if (!Holds(needed))
            {
                needed.Add(column);
            }
        }

        return needed;

        bool Holds(HashSet<int> own) => faults.Of(made.Mixed(fault.Row, column => !own.Contains(column))).Exists(other => other.Measure == fault.Measure);
    }

    private static void Collect(ICollection<SpecDiagnostic> diagnostics, Action step)
    {
        try
        {
            step();
        }
        catch (SpecException problem)
        {
            foreach (var diagnostic in problem.Diagnostics.Where(diagnostic => !diagnostics.Contains(diagnostic)))
            {
                diagnostics.Add(diagnostic);
            }
        }
    }

    /// <summary>What happened to a model.</summary>
    /// <param name="HasProbabilities">Whether its scores are probabilities as they are.</param>
    /// <param name="Faults">The faults, by row.</param>
    /// <param name="Details">What to read of them, by measure.</param>
    private sealed record FuzzRun(bool HasProbabilities, IReadOnlyList<FuzzFault> Faults, IReadOnlyDictionary<string, IReadOnlyList<(string Name, string Text)>> Details)
    {
        public int Count(string measure) => Faults.Count(fault => string.Equals(fault.Measure, measure, StringComparison.Ordinal));
    }
}
