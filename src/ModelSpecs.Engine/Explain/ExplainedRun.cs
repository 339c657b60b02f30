using ModelSpecs.Engine.Checks;
using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Results;
using ModelSpecs.Results.Explain;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Explain;

/// <summary>A run whose numbers can be explained.</summary>
public sealed class ExplainedRun
{
    private readonly SuiteSpec suite;
    private readonly RunOptions options;
    private readonly RunParts? parts;

    private ExplainedRun(SuiteSpec suite, RunOptions options, SuiteRun run)
    {
        this.suite = suite;
        this.options = options;
        (Result, parts) = (run.Result, run.Parts);
        Subjects = parts is null ? [] : [.. Checks(), .. Measured()];
    }

    /// <summary>The result; where it is unusable nothing can be explained but why.</summary>
    public SuiteResult Result { get; }

    /// <summary>What can be explained: the checks in spec order, then each measured metric of each slice.</summary>
    public IReadOnlyList<ExplainSubject> Subjects { get; }

    /// <summary>Runs a spec and keeps what its numbers are made of.</summary>
    /// <param name="suite">The parsed spec.</param>
    /// <param name="options">As of a run; with <see cref="RunOptions.AllMetrics"/> every metric of the task can be explained. Nothing is approved and nothing is left to be accepted.</param>
    /// <param name="cancellationToken">Stops between blocks and batches.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static async Task<ExplainedRun> RunAsync(SuiteSpec suite, RunOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(options);
        var quiet = options with { LeavesNothing = true, Accept = false, Slices = null };
        return new ExplainedRun(suite, quiet, await SuiteRunner.RunDetailedAsync(suite, quiet, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>What a text names: the checks with that name or id; else those whose name without the bound it is; else the metric of that slice, which no check is about; else the checks whose name begins with it.</summary>
    /// <param name="text">A name, the beginning of one, an id, or <c>slice: metric</c>.</param>
    public IReadOnlyList<ExplainSubject> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var wanted = text.Trim();
        foreach (var isIt in (Func<ExplainSubject, bool>[])
        [
            subject => subject.Id is not null && (Same(subject.Name, wanted) || Same(subject.Id, wanted)),
            subject => subject.Id is not null && (Same(subject.WithoutBound, wanted) || Same(subject.WithoutGroup, wanted)),
            subject => subject.Id is null && (Same(subject.Name, wanted) || Same(subject.WithoutGroup, wanted)),
            subject => subject.Id is not null && wanted.Length > 0 && subject.Name.StartsWith(wanted, StringComparison.Ordinal),
        ])
        {
            if (Subjects.Where(isIt).ToList() is { Count: > 0 } found)
            {
                return found;
            }
        }

        return [];
    }

    /// <summary>Explains a subject of this run.</summary>
    /// <param name="subject">One of <see cref="Subjects"/>.</param>
    /// <param name="cancellationToken">Stops between blocks of rows.</param>
    public Explanation Explain(ExplainSubject subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return new Explainer(suite, Result, parts ?? throw new InvalidOperationException("Nothing was judged."), options, cancellationToken).Explain(subject);
    }

    private static bool Same(string name, string wanted) => string.Equals(name, wanted, StringComparison.Ordinal);

    private IEnumerable<ExplainSubject> Checks()
    {
        for (var i = 0; i < Result.Checks.Count; i++)
        {
            var (check, judged) = (Result.Checks[i], parts!.Judged[i]);
            var bound = DisplayText.Escape($" {check.Comparison} {check.Bound}");
            var name = check.Comparison is not null && check.Name.EndsWith(bound, StringComparison.Ordinal) ? check.Name[..^bound.Length] : check.Name;
            var place = judged.Judgement.Place ?? PlaceOf(judged);
            var before = DisplayText.Escape(check.Group is null ? $"{check.Slice}: " : $"{check.Slice} = {check.Group}: ").Length;
            yield return new ExplainSubject(check.Name, name, DisplayText.Escape($"{check.Slice}: ") + name[before..]) { Id = check.Id, Index = i, Place = place, Metric = judged.Planned.MetricCheck?.Metric };
        }
    }

    private SlicePlace? PlaceOf(JudgedCheck judged) => judged.Planned.Slice is null || !judged.Planned.Check.IsPerValue || parts!.Measured.Slices.All(slice => slice.Spec.Name.Value != judged.Planned.SliceName)
        ? null
        : new SlicePlace(judged.Planned.SliceName, Math.Max(0, parts.Measured.SliceOf(judged.Planned.SliceName).Groups.ToList().FindIndex(group => judged.Group is null || group.Name == judged.Group)));

    private IEnumerable<ExplainSubject> Measured()
    {
        foreach (var metric in parts!.Measured.Metrics)
        {
            yield return Of(null, PlannedCheck.Overall, null, metric);
            foreach (var slice in parts.Measured.Slices)
            {
                for (var group = 0; group < slice.Groups.Count; group++)
                {
                    var name = slice.Spec.Name.Value;
                    yield return Of(new SlicePlace(name, group), name, slice.Spec.IsGroup ? slice.Groups[group].Name : null, metric);
                }
            }
        }
    }

    private static ExplainSubject Of(SlicePlace? place, string slice, string? group, MetricReference metric)
    {
        var name = DisplayText.Escape(group is null ? $"{slice}: {metric.Display}" : $"{slice} = {group}: {metric.Display}");
        return new ExplainSubject(name, name, DisplayText.Escape($"{slice}: {metric.Display}")) { Place = place, Metric = metric };
    }
}

/// <summary>Something of a run that can be explained: a check, or a metric of a slice that no check is about.</summary>
/// <param name="Name">Its name.</param>
/// <param name="WithoutBound">The name without comparison and bound.</param>
/// <param name="WithoutGroup">The same without the value of a group.</param>
public sealed record ExplainSubject(string Name, string WithoutBound, string WithoutGroup)
{
    /// <summary>Id of the check; null: no check.</summary>
    public string? Id { get; init; }

    /// <summary>Index among the checks of the result.</summary>
    internal int Index { get; init; } = -1;

    /// <summary>Slice and group; null: the whole set, or all groups.</summary>
    internal SlicePlace? Place { get; init; }

    /// <summary>The metric; null: none.</summary>
    internal MetricReference? Metric { get; init; }
}
