using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Metrics.Paired;

/// <summary>Compares two sets of predictions of the same rows: a model with its snapshot, or a challenger with the champion. Rows that both answer alike carry no noise, which is why
/// the difference is known so much better than either value.</summary>
public static class PairedEvaluator
{
    /// <summary>metric(now) − metric(then) of every request, on the whole set and on every group, with its noise.</summary>
    /// <param name="now">Truth and predictions now.</param>
    /// <param name="then">Truth and predictions then: the same rows in the same order; labels may have been edited.</param>
    /// <param name="axes">Ways of slicing.</param>
    /// <param name="requests">What to compute.</param>
    /// <param name="nowValues">The values now, if they are measured already.</param>
    /// <param name="thenValues">The values then, if they are known: where the rows are not enough for a metric (labels were kept, scores were not) its difference still has a value, and
    /// no interval.</param>
    /// <param name="options">Replicates, seed, clusters, and what is wanted. Shares of rows have their intervals in any case.</param>
    /// <param name="threads">Most threads used, at least 1; results do not depend on it.</param>
    /// <param name="cancellationToken">Stops between blocks of rows and between slices.</param>
    /// <returns>An <see cref="Estimate"/> a difference: a <see cref="PairedShareEstimate"/>, <see cref="PairedAreaEstimate"/>, <see cref="PairedMeanEstimate"/>,
    /// <see cref="BootstrapEstimate"/>, <see cref="UnchangedEstimate"/>, or a <see cref="BareEstimate"/> that says why it has no interval.</returns>
    /// <exception cref="ArgumentException">As in <see cref="SliceEvaluator.Evaluate"/>, or the two differ in task, rows or classes.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static SliceEstimates Differences(
        MetricInput now,
        MetricInput then,
        IReadOnlyList<SliceAxis> axes,
        IReadOnlyList<MetricRequest> requests,
        SliceValues? nowValues,
        SliceValues? thenValues,
        IntervalOptions options,
        int threads,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(then);
        ArgumentNullException.ThrowIfNull(options);
        RequireSameRows(now, then);
        InputValidation.Check(now, axes, requests, readsPredictions: true);
        InputValidation.Check(then, axes, requests, readsPredictions: true);
        nowValues ??= SliceEvaluator.Evaluate(now, axes, requests, threads, cancellationToken);
        thenValues ??= SliceEvaluator.Evaluate(then, axes, requests, threads, cancellationToken);
        var values = new SliceValues(
            Differences(nowValues.Overall, thenValues.Overall),
            [.. nowValues.Groups.Zip(thenValues.Groups, (ofNow, ofThen) => ofNow.Zip(ofThen, Differences).ToArray())]);
        return options.Proportions == IntervalMethod.None
            ? SliceEstimates.Bare(values)
            : new PairedRun(now, then, axes, requests, options, Math.Max(1, threads), cancellationToken).Run(values);
    }

    /// <summary>Whether two sets of predictions answer alike on every row: the same classes, and scores or numbers that differ by no more than <paramref name="tolerance"/> (of numbers,
    /// times the larger of 1 and their size; of a ranking's scores, which have no unit, times the largest of all). False where there is nothing but classes: another model may well give the same.</summary>
    /// <param name="now">One.</param>
    /// <param name="then">The other, of the same rows.</param>
    /// <param name="tolerance">For example 1e-6: what another processor or another number of threads may change.</param>
    public static bool AnswerAlike(MetricInput now, MetricInput then, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(then);
        RequireSameRows(now, then);
        return (now.Scores ?? now.PredictedValues) is not null
            && AreSame(now.Predicted, then.Predicted)
            && AreClose(now.Scores, then.Scores, tolerance, ScoreUnit(then))
            && AreClose(now.PredictedValues, then.PredictedValues, tolerance, 1);
    }

    private static MetricValue[] Differences(MetricValue[] now, MetricValue[] then)
    {
        var differences = new MetricValue[now.Length];
        for (var i = 0; i < now.Length; i++)
        {
            differences[i] = now[i].IsDefined && then[i].IsDefined
                ? new MetricValue(now[i].Value - then[i].Value, Math.Min(now[i].Rows, then[i].Rows), null)
                : Undefined.Because(
                    now[i].IsDefined ? $"before: {then[i].Undefined ?? Undefined.NotFinite}" : $"now: {now[i].Undefined ?? Undefined.NotFinite}", Math.Min(now[i].Rows, then[i].Rows));
        }

        return differences;
    }

    private static bool AreSame(int[]? first, int[]? second) =>
        first is null || second is null ? ReferenceEquals(first, second) : first.AsSpan().SequenceEqual(second);

    /// <summary>What a difference of scores is small beside: 1, or of a ranking, whose scores are of any size, the largest.</summary>
    internal static double ScoreUnit(MetricInput input)
    {
        if (input.Task != MetricTask.Ranking || input.Scores is null)
        {
            return 1;
        }

        var largest = 0.0;
        foreach (var score in input.Scores)
        {
            largest = Math.Max(largest, Math.Abs(score));
        }

        return largest;
    }

    private static bool AreClose(double[]? first, double[]? second, double tolerance, double unit)
    {
        if (first is null || second is null)
        {
            return ReferenceEquals(first, second);
        }

        for (var i = 0; i < first.Length; i++)
        {
            if (!(Math.Abs(first[i] - second[i]) <= tolerance * Math.Max(unit, Math.Abs(second[i]))))
            {
                return false;
            }
        }

        return true;
    }

    internal static void RequireSameRows(MetricInput now, MetricInput then)
    {
        if (now.Task != then.Task || now.Rows != then.Rows || now.ClassCount != then.ClassCount)
        {
            throw new ArgumentException(
                $"Both must have the same task, rows and classes: {now.Task}, {now.Rows}, {now.ClassCount} and {then.Task}, {then.Rows}, {then.ClassCount}.", nameof(then));
        }
    }
}
