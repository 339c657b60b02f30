using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Latency;

/// <summary>What a reader should know of how times were taken.</summary>
internal static class LatencyNotes
{
    // The time in which calls were answered is longer than that in which they came by no more than this, where a model keeps up.
    private const double KeepsUp = 1.05;

    /// <summary>A sentence each.</summary>
    public static IReadOnlyList<string> Of(LatencySpec guard, LatencyMeasurement measured)
    {
        var notes = new List<string>();
        foreach (var calls in measured.Calls.Where(calls => calls.Target.Place is null))
        {
            notes.Add(FormattableString.Invariant(
                $"{calls.Model.Count:N0} calls of {calls.Batch} {(calls.Batch == 1 ? "row" : "rows")} after {guard.WarmUp:N0} to warm up, {How(guard)}{(calls.Champion is null ? "" : guard.Rate is null && guard.Concurrency == 1 ? ", in turn with the champion" : ", by turns of a quarter with the champion")}."));
            if (calls.Model.Scheduled > 0 && calls.Model.Gaps.Sum() is var took && took > KeepsUp * calls.Model.Scheduled)
            {
                notes.Add(FormattableString.Invariant(
                    $"The model does not keep up: {calls.Model.Count / took:G4} calls a second were answered of {calls.Model.Count / calls.Model.Scheduled:G4} that came, so that times grow with every further call."));
            }

            if (calls.Model.Collections > 0)
            {
                notes.Add(FormattableString.Invariant($"In {calls.Model.Collections:N0} of the {calls.Model.Count:N0} calls the garbage collector of this process ran; their times count."));
            }
        }

        var absolute = guard.Measures.Where(measure => measure.Bound.Reference == BoundReference.Number && measure.Name != "model_size" && measure.Name != "peak_memory").Select(measure => measure.Name).Distinct(StringComparer.Ordinal).ToList();
        if (absolute.Count > 0)
        {
            notes.Add($"{string.Join(", ", absolute)} {(absolute.Count == 1 ? "has an absolute bound: it says" : "have absolute bounds: they say")} something of this machine as much as of the model; a bound relative to the champion or the snapshot holds on others.");
        }

        if (measured.Model.Peak is not null && !PeakMemory.TellsPeaks)
        {
            notes.Add("This system does not tell the peak of a stretch of time: peak_memory is the memory after the calls, which the runtime holds on to.");
        }

        if (measured.MayHaveCompany)
        {
            notes.Add("Another process of this machine may have taken times at the same moment.");
        }

        return notes;
    }

    private static string How(LatencySpec guard) => guard.Rate is { } rate
        ? FormattableString.Invariant($"{rate:G4} a second on a fixed schedule of exponential gaps, {guard.Concurrency} at most in work, each timed from when it was to begin")
        : guard.Concurrency == 1 ? "one after the other" : FormattableString.Invariant($"{guard.Concurrency} in work at once");
}
