using ModelSpecs.Engine.Caching;
using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Progress;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Running;

/// <summary>How a run is done; never what it decides.</summary>
public sealed record RunOptions
{
    /// <summary>Folder of the prediction and column caches; null: caching is off.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>What this process keeps between runs; null: nothing. A result does not depend on it.</summary>
    public RunMemory? Memory { get; init; }

    /// <summary>Most threads a run uses; 0: one a core.</summary>
    public int Threads { get; init; }

    /// <summary>Whether every metric of the task is measured on every slice, not only those with checks.</summary>
    public bool AllMetrics { get; init; }

    /// <summary>Whether ROC and precision-recall curves and histograms of scores are made, which nobody sees but a reader of the results; with <see cref="AllMetrics"/> they are too.</summary>
    public bool Curves { get; init; }

    /// <summary>Which intervals are made.</summary>
    public IntervalScope Intervals { get; init; }

    /// <summary>Custom metrics that specs may name: nothing is loaded but what is in here.</summary>
    public CustomMetricSet CustomMetrics { get; init; } = CustomMetricSet.None;

    /// <summary>The golden set in memory, in place of the file that the spec names; null: the file.</summary>
    public Table? Golden { get; init; }

    /// <summary>Whether this run's results are approved before it is held against them, as <c>MODELSPECS_ACCEPT=1</c> asks. Whoever sets it has asked whether that is
    /// refused; a run of a part of the checks approves nothing.</summary>
    public bool Accept { get; init; }

    /// <summary>The champion in place of the one that <c>compare:</c> names, as a spec of its own; null: that one.</summary>
    internal SuiteSpec? Rival { get; init; }

    /// <summary>What times are read from; tests put something in its place that looks around while times are taken. Null: the machine's clock.</summary>
    internal Guards.Latency.ILatencyClock? Clock { get; init; }

    /// <summary>Whether a run that differs from its snapshot leaves nothing to be accepted: it is none that anybody means to accept.</summary>
    internal bool LeavesNothing { get; init; }

    /// <summary>The day waivers are held against; null: today, in UTC.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>Judge only these slices (by name); null: all.</summary>
    public IReadOnlySet<string>? Slices { get; init; }

    /// <summary>Rows listed in a failure's message.</summary>
    public int WorstRows { get; init; } = 10;

    /// <summary>Most rows in the sample that a report shows; 0: none is taken, and no value of a row stands in the results besides ids, truths and predictions of the worst.</summary>
    public int SampleRows { get; init; }

    /// <summary>Told about slow work; null: nobody is.</summary>
    public IProgress<RunProgress>? Progress { get; init; }
}
