using ModelSpecs.Engine.Baselines;
using ModelSpecs.Engine.Checks;
using ModelSpecs.Engine.Guards;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Results;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Running;

/// <summary>Holds a measured run against its snapshot and its champion, and leaves behind what a person may accept.</summary>
/// <param name="scope">The run.</param>
/// <param name="data">The judged rows.</param>
/// <param name="champion">The same rows with the champion's predictions; null: there is none.</param>
/// <param name="guards">What was measured besides metrics.</param>
internal sealed class BaselineRun(RunScope scope, EvaluationData data, EvaluationData? champion, IReadOnlyList<GuardOutcome> guards)
{
    private static readonly string Tool = $"modelspecs {typeof(BaselineRun).Assembly.GetName().Version!.ToString(3)}";

    /// <summary>The baselines.</summary>
    /// <param name="measured">What was measured.</param>
    /// <param name="requests">Its metrics as the kernels take them, in order.</param>
    /// <param name="ofSpec">How many of them belong to the spec, whatever the run was asked for besides.</param>
    /// <param name="options">How intervals are made.</param>
    public RunBaselines Measure(Measurements measured, IReadOnlyList<MetricRequest> requests, int ofSpec, IntervalOptions options)
    {
        if (scope.Suite.Snapshot is null && champion is null)
        {
            return RunBaselines.None;
        }

        var metrics = measured.Metrics.Take(ofSpec).ToList();
        var first = requests.Take(ofSpec).ToList();
        var paired = new PairedRows(data.Input, measured.Slices, metrics, first, First(measured.Estimates.Values, ofSpec), options, scope.Threads, scope.CancellationToken);
        return new RunBaselines(
            scope.Suite.Snapshot is null ? null : Snapshot(measured, metrics, paired),
            champion is null ? null : paired.With(Champion.Name, champion.Input, null, null, 0));
    }

    /// <summary>What differs, for the results; writes what this run would leave to be accepted.</summary>
    public IReadOnlyList<BaselineResult> Results(Measurements measured, RunBaselines baselines, WorstRows rows, ICollection<SpecDiagnostic> diagnostics)
    {
        var results = new List<BaselineResult>();
        if (baselines.Snapshot is { } snapshot)
        {
            var changes = SnapshotChanges.Of(measured, guards, snapshot, scope.Suite);
            results.Add(Result(snapshot.Baseline, measured, rows, changes.Values) with
            {
                File = new FileResult(SuiteResults.RelativePath(scope.Suite.Root, snapshot.Paths.VerifiedText), snapshot.Verified.TextHash),
                Structure = changes.Structure,
                Received = Leave(snapshot, changes, diagnostics),
            });
        }

        if (baselines.Champion is { } other)
        {
            var model = scope.Rival!.Model;
            results.Add(Result(other, measured, rows, ValueChanges.Of(measured, other, worseFails: false, betterFails: false)) with
            {
                File = model is null ? null : new FileResult(SuiteResults.RelativePath(scope.Suite.Root, model.FullPath), champion!.Predictions.ModelHash),
            });
        }

        return results;
    }

    private SnapshotBaseline Snapshot(Measurements measured, List<MetricReference> metrics, PairedRows paired)
    {
        var runtime = data.Suite.Model is null ? null : $"onnxruntime {RuntimeIdentity.Version} {RuntimeIdentity.Provider}";
        var now = SnapshotDocuments.Of(data, metrics, measured.Slices, measured.Estimates, guards, Tool, runtime);
        return SnapshotBaseline.Of(data, paired, now, GuardBaseline.Unmeasured(scope.Suite, guards), scope.Options.Accept && !IsPartial);
    }

    private bool IsPartial => scope.Options.Slices is not null;

    /// <summary>The file that was left, or null where nothing differs.</summary>
    private string? Leave(SnapshotBaseline snapshot, SnapshotChanges changes, ICollection<SpecDiagnostic> diagnostics)
    {
        // Another version of a tool or a comment in the spec is no reason to bother a person.
        var differs = snapshot.Comparison is not { } comparison || changes.Structure.Any(change => change.Fails) || changes.Values.Count > 0
            || comparison.Structure.Any(change => change.Kind is not (SnapshotChangeKind.ToolDiffers or SnapshotChangeKind.RuntimeDiffers or SnapshotChangeKind.SpecDiffers));
        if (scope.Options.LeavesNothing)
        {
            return null;
        }

        var problem = differs
            ? SnapshotStore.WriteReceived(snapshot.Paths, snapshot.Now, snapshot.Rows, new SnapshotReceived(snapshot.Verified.TextHash, IsPartial))
            : SnapshotStore.RemoveReceived(snapshot.Paths);
        if (problem is not null)
        {
            diagnostics.Add(SpecDiagnostics.SnapshotNotWritable.At(scope.Suite.Snapshot!.Span, problem.Message));
        }

        return differs ? SuiteResults.RelativePath(scope.Suite.Root, snapshot.Paths.ReceivedText) : null;
    }

    private static BaselineResult Result(Baseline baseline, Measurements measured, WorstRows rows, IReadOnlyList<ValueChange> changes)
    {
        var flips = new List<FlipResult>();
        Add(SliceResult.Overall, null, null);
        foreach (var slice in measured.Slices)
        {
            for (var g = 0; g < slice.Groups.Count; g++)
            {
                Add(slice.Spec.Name.Value, slice.Spec.IsGroup ? slice.Groups[g].Name : null, new Slicing.SlicePlace(slice.Spec.Name.Value, g));
            }
        }

        return new BaselineResult { Name = baseline.Name, Missing = baseline.Missing, Changes = [.. changes.Select(change => change.Change)], Flips = flips };

        void Add(string slice, string? group, Slicing.SlicePlace? place)
        {
            if (baseline.FlipsOn(place) is { } flip && (flip.Changed > 0 || flip.NewlyWrong > 0 || flip.NewlyRight > 0))
            {
                flips.Add(new FlipResult(slice, group, flip.Rows, flip.NewlyWrong, flip.NewlyRight, flip.Changed)
                {
                    FirstNewlyWrong = FlippedRows.Names(rows, baseline, flip.FirstNewlyWrong),
                    FirstNewlyRight = FlippedRows.Names(rows, baseline, flip.FirstNewlyRight),
                });
            }
        }
    }

    private static SliceValues First(SliceValues values, int count) => new(
        values.Overall[..count], [.. values.Groups.Select(groups => groups.Select(group => group[..count]).ToArray())]);
}
