using ModelSpecs.Engine.Caching;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Cost;
using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Engine.Running;

/// <summary>Measures, or takes what an earlier run of this process measured on the same rows (<see cref="RunOptions.Memory"/>): another bound does not draw a bootstrap again.</summary>
/// <param name="scope">The run.</param>
/// <param name="input">Truth and predictions.</param>
/// <param name="axes">Ways of slicing.</param>
internal sealed class RememberedValues(RunScope scope, MetricInput input, IReadOnlyList<SliceAxis> axes)
{
    private const int BytesOfValue = 96;

    private readonly InputIdentity? identity = scope.Options.Memory is null ? null : InputIdentity.Of(input, axes);

    /// <inheritdoc cref="SliceEvaluator.Estimate"/>
    public SliceEstimates Estimate(IReadOnlyList<MetricRequest> requests, IntervalOptions options)
    {
        if (identity is null || !AreComparable(requests))
        {
            return SliceEvaluator.Estimate(input, axes, requests, options, scope.Threads, scope.CancellationToken);
        }

        // Two parts, each as a whole, since the intervals of some metrics of scores share the edges of their bins: those that another threshold changes, and the rest.
        var rest = Part(requests, options, readsClasses: false);
        var ofClasses = Part(requests, options, readsClasses: true);
        return new SliceEstimates(
            new SliceValues(Joined(e => e.Values.Overall), Groups(e => e.Values.Groups)), Joined(e => e.Overall), Groups(e => e.Groups));

        T[] Joined<T>(Func<SliceEstimates, T[]> of)
        {
            var joined = new T[requests.Count];
            Fill(rest, of, joined);
            Fill(ofClasses, of, joined);
            return joined;
        }

        T[][][] Groups<T>(Func<SliceEstimates, T[][][]> of) =>
            [.. axes.Select((axis, a) => Enumerable.Range(0, axis.Groups).Select(group => Joined(e => of(e)[a][group])).ToArray())];
    }

    /// <inheritdoc cref="SliceEvaluator.EvaluateTrivial"/>
    public SliceValues Trivial(IReadOnlyList<MetricRequest> requests) =>
        Remembered("trivial", identity?.WithoutClasses, requests, null,
            () => SliceEvaluator.EvaluateTrivial(input, axes, requests, scope.Threads, scope.CancellationToken),
            values => Slots(values.Groups) * requests.Count * BytesOfValue);

    /// <inheritdoc cref="ThresholdSearch.Best"/>
    public BestThresholds BestThresholds(IReadOnlyList<MetricRequest> costs) =>
        Remembered("thresholds", identity?.WithClasses, costs, null,
            () => ThresholdSearch.Best(input, axes, costs, scope.Threads, scope.CancellationToken),
            _ => (axes.Sum(axis => (long)axis.Groups) + 1) * costs.Count * BytesOfValue);

    // What a user's own code gives may depend on more than its input.
    private static bool AreComparable(IReadOnlyList<MetricRequest> requests) => requests.All(request => request.Custom is null);

    private (SliceEstimates? Estimates, int[] Places) Part(IReadOnlyList<MetricRequest> requests, IntervalOptions options, bool readsClasses)
    {
        var places = Enumerable.Range(0, requests.Count).Where(i => SliceEvaluator.ReadsPredictedClasses(requests[i]) == readsClasses).ToArray();
        if (places.Length == 0)
        {
            return (null, places);
        }

        var own = places.Select(place => requests[place]).ToList();
        var wanted = options.Wanted is null ? null : options.Wanted
            .Select(pair => (pair.Axis, Request: Array.IndexOf(places, pair.Request))).Where(pair => pair.Request >= 0).ToHashSet();
        var ofPart = options with { Wanted = wanted };
        var made = Remembered("estimates", readsClasses ? identity!.WithClasses : identity!.WithoutClasses, own, ofPart,
            () => SliceEvaluator.Estimate(input, axes, own, ofPart, scope.Threads, scope.CancellationToken),
            estimates => Bytes(estimates.Overall) + estimates.Groups.Sum(axis => axis.Sum(Bytes)));
        return (made, places);
    }

    private T Remembered<T>(string what, Hash128? data, IReadOnlyList<MetricRequest> requests, IntervalOptions? options, Func<T> make, Func<T, long> bytes)
        where T : class
    {
        if (data is not { } rows || !AreComparable(requests))
        {
            return make();
        }

        var memory = scope.Options.Memory!;
        var key = new MeasurementKey(what, rows, requests, options);
        if (memory.TryGet<T>(key, out var kept))
        {
            return kept;
        }

        var made = make();
        memory.Keep(key, made, bytes(made));
        return made;
    }

    private static void Fill<T>((SliceEstimates? Estimates, int[] Places) part, Func<SliceEstimates, T[]> of, T[] joined)
    {
        if (part.Estimates is { } estimates)
        {
            var values = of(estimates);
            for (var i = 0; i < values.Length; i++)
            {
                joined[part.Places[i]] = values[i];
            }
        }
    }

    private static long Slots<T>(T[][][] groups) => groups.Sum(axis => (long)axis.Length) + 1;

    private static long Bytes(Estimate[] estimates) => estimates.Sum(estimate => BytesOfValue + ((long)sizeof(double) * estimate.Replicates));
}
