using ModelSpecs.Engine.Running;
using ModelSpecs.Results;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Xunit.Report;
using ModelSpecs.Xunit.Snapshots;

namespace ModelSpecs.Xunit.Sessions;

/// <summary>What a session calls; tests put counters and failures in its place.</summary>
internal sealed record SpecEngine
{
    /// <summary>Parses a spec.</summary>
    public Func<string, ISpecFiles, SpecParseResult> Parse { get; init; } = SpecParser.Parse;

    /// <summary>Runs a spec.</summary>
    public Func<SuiteSpec, RunOptions, CancellationToken, Task<SuiteResult>> Run { get; init; } = SuiteRunner.RunAsync;

    /// <summary>Lists the groups of a slice.</summary>
    public Func<SuiteSpec, SliceSpec, RunOptions, CancellationToken, Task<IReadOnlyList<string>>> Groups { get; init; } = GroupScan.EnumerateAsync;

    /// <summary>Opens a diff tool where a run received another snapshot.</summary>
    public Func<SnapshotPaths, Task<bool>> OpenDiff { get; init; } = SnapshotViewer.OpenAsync;

    /// <summary>Closes it where a run matches again.</summary>
    public Action<SnapshotPaths> CloseDiff { get; init; } = SnapshotViewer.Close;

    /// <summary>The tests that this run has of a class; null: not known.</summary>
    public Func<Type, TestSelection?> SelectionOf { get; init; } = SpecTestOrderer.SelectionOf;

    /// <summary>Where results are told; null: there is no report.</summary>
    public SpecReport? Report { get; init; }

    /// <summary>Reads an environment variable; null: not set.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;
}
