using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Latency;

/// <summary>Measures the model of a spec and its champion, in turn.</summary>
/// <param name="scope">What may be looked at.</param>
/// <param name="guard">What is asked for.</param>
/// <param name="clock">The clock.</param>
internal sealed class LatencyMeasuring(GuardScope scope, LatencySpec guard, ILatencyClock clock)
{
    private const int MemoryCalls = 8;
    private readonly CalibratedTime calibration = new(new Calibration(), clock);

    /// <summary>Measures all that the guard asks for.</summary>
    /// <exception cref="SpecException">A model cannot be used, or takes no batch of that size.</exception>
    public LatencyMeasurement Measure(bool mayHaveCompany)
    {
        var batches = Batches();
        var most = batches.Max();
        var (rows, targets) = LatencyTarget.Of(scope, guard, most);
        using var model = Prepare(scope.Suite, rows, most);
        using var champion = scope.Rival is { Model: not null } rival ? Prepare(rival, rows, most) : null;
        SingleStreamModel[] models = champion is null ? [model] : [model, champion];

        // Before the models are loaded for good: what is measured here is how they get there.
        var cold = LatencyPlan.Asks(guard, "first_call") || LatencyPlan.Asks(guard, "load")
            ? ColdStart.Measure([.. models.Select(one => new ColdModel(one.Load, () => one.Stream(0, targets[0].First, targets[0].Count, batches[0])))], clock, guard.Duration ?? LatencySpec.DefaultDuration, scope.CancellationToken)
            : null;
        Array.ForEach(models, one => one.Unload());
        var peaks = LatencyPlan.Asks(guard, "peak_memory") ? Array.ConvertAll(models, one => Peak(one, targets, most)) : null;

        var calls = new List<MeasuredLatency>();
        foreach (var batch in batches)
        {
            calls.AddRange(guard.Rate is null && guard.Concurrency == 1 ? InTurn(models, targets, batch) : UnderLoad(models, targets, batch));
        }

        var measured = models.Select((one, i) => new MeasuredModel(cold?[i], peaks?[i], one.Size)).ToList();
        return new LatencyMeasurement
        {
            Calls = calls, Model = measured[0], Champion = champion is null ? null : measured[1],
            Calibration = calibration.Median, Step = clock.Step, MayHaveCompany = mayHaveCompany,
        };
    }

    private List<MeasuredLatency> InTurn(SingleStreamModel[] models, IReadOnlyList<LatencyTarget> targets, int batch)
    {
        var streams = targets.SelectMany(target => models.Select(model => model.Stream(0, target.First, target.Count, batch))).ToList();
        var series = ClosedLoop.Measure(streams, Plan(streams.Count), clock, calibration.BeforeTurn, scope.CancellationToken);
        return Results(models, targets, batch, series, at => streams[at]);
    }

    private List<MeasuredLatency> UnderLoad(SingleStreamModel[] models, IReadOnlyList<LatencyTarget> targets, int batch)
    {
        var subjects = targets.SelectMany(target => models.Select(model => Enumerable.Range(0, guard.Concurrency).Select(lane => model.Stream(lane, target.First, target.Count, batch)).ToList())).ToList();
        var series = LoadLoop.Measure(subjects, Plan(subjects.Count), clock, calibration.BeforeRound, scope.CancellationToken);
        return Results(models, targets, batch, series, at => subjects[at][0]);
    }

    private LoopPlan Plan(int series) => LatencyPlan.Of(guard, scope.Suite.Verdict.Confidence, series);

    private static List<MeasuredLatency> Results(SingleStreamModel[] models, IReadOnlyList<LatencyTarget> targets, int batch, CallSeries[] series, Func<int, SingleStream> streamAt) =>
        [.. targets.Select((target, t) => new MeasuredLatency(
            target, batch, series[t * models.Length], models.Length > 1 ? series[(t * models.Length) + 1] : null, streamAt(t * models.Length).RowOf))];

    private SingleStreamModel Prepare(SuiteSpec suite, int[] rows, int most) => SingleStreamModel.Prepare(suite, scope.Table, rows, most, scope.CancellationToken);

    private long Peak(SingleStreamModel model, IReadOnlyList<LatencyTarget> targets, int most)
    {
        scope.CancellationToken.ThrowIfCancellationRequested();
        try
        {
            return PeakMemory.Of(() =>
            {
                model.Load();
                var lanes = Enumerable.Range(0, guard.Concurrency).Select(lane => model.Stream(lane, targets[0].First, targets[0].Count, most)).ToList();
                for (var call = 0; call < MemoryCalls; call++)
                {
                    foreach (var lane in lanes)
                    {
                        lane.Prepare(call);
                        lane.Run();
                    }
                }
            });
        }
        finally
        {
            model.Unload();
        }
    }

    // Rows a call, the same for both models: otherwise one would be timed on other work than the other.
    private int[] Batches()
    {
        var (own, champions) = (FixedRowsOf(scope.Suite), scope.Rival is { Model: not null } rival ? FixedRowsOf(rival) : null);
        foreach (var batch in guard.Batches)
        {
            Check(own, "model", batch);
            Check(champions, "champion", batch);
        }

        if (guard.Batches.Count > 0)
        {
            return [.. guard.Batches.Select(batch => batch.Value)];
        }

        return own is { } rows && champions is { } others && rows != others
            ? throw new SpecException(SpecDiagnostics.BatchSizeFixed.At(guard.Span,
                FormattableString.Invariant($"The model and its champion take batches of one size only, and not of the same. Found {rows} and {others}; expected one number. Export one of the two with a dynamic first axis.")))
            : [own ?? champions ?? 1];

        static void Check(int? takes, string who, Located<int> batch)
        {
            if (takes is { } only && batch.Value != only)
            {
                throw new SpecException(SpecDiagnostics.BatchSizeFixed.At(batch.Span,
                    FormattableString.Invariant($"The {who} takes batches of one size only. Found batch {batch.Value}; expected {only}. Remove batch, or export the {who} with a dynamic first axis.")));
            }
        }
    }

    private int? FixedRowsOf(SuiteSpec suite)
    {
        using var probe = SingleStreamModel.Prepare(suite, scope.Table, [scope.Judged is null ? 0 : scope.Judged[0]], 1, scope.CancellationToken);
        return probe.FixedRows;
    }
}
