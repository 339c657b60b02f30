using System.Collections.Concurrent;
using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Running;
using ModelSpecs.Reporting;
using ModelSpecs.Results;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Planning;
using ModelSpecs.Xunit.Report;

namespace ModelSpecs.Xunit.Sessions;

/// <summary>One spec in one test process: parsed once, run once, when the first test needs it.</summary>
internal sealed class SpecSession
{
    private readonly SpecPlace _place;
    private readonly SpecEngine _engine;
    private readonly CustomMetricSet _customs;
    private readonly Lazy<ParsedSpec> _parsed;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<GroupListing>>> _groups = new(StringComparer.Ordinal);
    private Task<SessionRun>? _run;
    private bool _told;

    public SpecSession(SpecPlace place, SpecEngine engine, CustomMetricSet? customs = null)
    {
        _customs = customs ?? CustomMetricSet.None;
        _place = place;
        _engine = engine;
        _parsed = new Lazy<ParsedSpec>(Parse);
    }

    /// <summary>Full path of the spec.</summary>
    public string File => _place.File;

    /// <summary>Where the spec's result is told; null: there is no report.</summary>
    public SpecReport? Report => _engine.Report;

    /// <summary>The spec as it lies on disk now, or why it cannot be used.</summary>
    public ParsedSpec Parsed => _parsed.Value;

    /// <summary>The run of the spec, or what kept it from being run. Never throws but for a cancelled run.</summary>
    /// <param name="fingerprint">Fingerprint of the checks that the calling tests were generated from.</param>
    /// <param name="testClass">The class of the tests.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public async Task<SessionRun> RunAsync(string fingerprint, Type testClass, CancellationToken cancellationToken)
    {
        var parsed = _parsed.Value;
        if (parsed.Problem is null && parsed.Fingerprint != fingerprint)
        {
            return Unusable(SessionProblems.Stale(File));
        }

        Task<SessionRun> run;
        lock (_gate)
        {
            // A run that was cancelled says nothing; the next test that is still wanted starts another.
            if (_run is null or { IsCanceled: true })
            {
                _run = Task.Run(() => EvaluateAsync(parsed, testClass, cancellationToken), CancellationToken.None);
            }

            run = _run;
        }

        return await run.ConfigureAwait(false);
    }

    /// <summary>The values of a check's group, or what kept them from being listed. Never throws but for a cancelled run.</summary>
    /// <param name="check">Identity of the check, without a value.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    public async Task<GroupListing> GroupsOfAsync(string check, CancellationToken cancellationToken)
    {
        var parsed = _parsed.Value;
        if (parsed.Problem is { } problem)
        {
            return new GroupListing(null, [], problem.Text);
        }

        if (!parsed.Plan.TryGetValue(check, out var planned) || planned.Slice is not { } slice)
        {
            return new GroupListing(null, [], SessionProblems.Stale(File).Text);
        }

        var listing = await _groups.GetOrAdd(slice.Name.Value, _ => new(() => Task.Run(() => ListAsync(parsed.Suite!, planned, cancellationToken), CancellationToken.None)))
            .Value.ConfigureAwait(false);
        return listing with { Planned = planned };
    }

    /// <summary>What keeps a spec from being tested that could not be tested when it was built.</summary>
    public string WhyUnusable() => Unusable(_parsed.Value switch
    {
        { Problem: { } problem } => problem,
        { Plan.Count: > 0 } => SessionProblems.Stale(File),
        { Suite: { } suite } => SessionProblems.NoCheck(suite),
        _ => SessionProblems.Stale(File),
    }).Problem!;

    /// <summary>How many tests of the class this run has; null: nobody knows.</summary>
    public async Task<int?> CountTestsAsync(Type testClass, CancellationToken cancellationToken) =>
        _engine.SelectionOf(testClass) is not { } selection ? null
        : IsDataDriven(testClass) ? selection.Rows
        : (await CountAsync(selection, testClass, cancellationToken).ConfigureAwait(false)).Selected;

    private RunOptions Options() => new() { CacheDirectory = DefaultCache.DirectoryFor(_place.Root), CustomMetrics = _customs };

    /// <summary>The same with what the report's page shows besides verdicts.</summary>
    private RunOptions ReportedOptions() => Report is null ? Options() : Options() with { Curves = true, SampleRows = RunReport.SampleRows };

    /// <summary>A run that was none. The report says why, once: it may not miss a spec that cannot be used.</summary>
    private SessionRun Unusable(SessionProblem problem)
    {
        if (!Interlocked.Exchange(ref _told, true))
        {
            Report?.Add(File, new SuiteResult
            {
                Name = _parsed.Value.Suite?.Name.Value ?? Path.GetFileName(File),
                File = SpecPath.Relative(_place.Root, File),
                Diagnostics = [.. problem.Diagnostics.Select(ToResult)],
            });
        }

        return new SessionRun(problem.Text);
    }

    private SessionRun Judged(ParsedSpec parsed, SuiteResult result)
    {
        // The parse's warnings belong to the result as much as the run's.
        var warnings = parsed.Warnings.Select(ToResult).Where(d => !result.Diagnostics.Contains(d));
        Report?.Add(File, result with { Diagnostics = [.. warnings, .. result.Diagnostics] });
        return new SessionRun(parsed, result);
    }

    private DiagnosticResult ToResult(SpecDiagnostic diagnostic) => new(
        diagnostic.Id,
        diagnostic.Severity == DiagnosticSeverity.Error ? DiagnosticResult.Error : DiagnosticResult.Warning,
        SpecPath.Relative(_place.Root, diagnostic.Span.File),
        diagnostic.Span.Line,
        diagnostic.Span.Column,
        diagnostic.Message);

    private ParsedSpec Parse()
    {
        if (!Path.Exists(File))
        {
            return new ParsedSpec(null, SessionProblems.Moved(File));
        }

        try
        {
            var result = _engine.Parse(File, new DiskSpecFiles(_place.Root));
            return result.Spec is { } suite
                ? new ParsedSpec(suite, null) { Warnings = result.Diagnostics }
                : new ParsedSpec(null, new SessionProblem(result.Diagnostics));
        }
#pragma warning disable CA1031 // Whatever happens is the reason why each test of the spec fails.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new ParsedSpec(null, SessionProblems.Fault(File, exception));
        }
    }

    private async Task<SessionRun> EvaluateAsync(ParsedSpec parsed, Type testClass, CancellationToken cancellationToken)
    {
        if (parsed.Suite is not { } suite)
        {
            return Unusable(parsed.Problem!);
        }

        var accept = suite.Snapshot is not null && SnapshotAcceptance.IsAsked(_engine.Variable);
        if (accept && await WhyNotAcceptedAsync(suite, testClass, cancellationToken).ConfigureAwait(false) is { } problem)
        {
            return Unusable(problem);
        }

        try
        {
            var paths = new SnapshotPaths(File, _place.Root);
            var received = System.IO.File.Exists(paths.ReceivedText);
            var result = await _engine.Run(suite, ReportedOptions() with { Accept = accept }, cancellationToken).ConfigureAwait(false);
            await ShowAsync(paths, received).ConfigureAwait(false);
            return Judged(parsed, result);
        }
        catch (SpecException unusable)
        {
            return Unusable(new SessionProblem(unusable.Diagnostics));
        }
#pragma warning disable CA1031 // As above; a cancelled run is no verdict of the spec.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return Unusable(SessionProblems.Fault(File, exception));
        }
    }

    private async Task<SessionProblem?> WhyNotAcceptedAsync(SuiteSpec suite, Type testClass, CancellationToken cancellationToken)
    {
        if (SnapshotAcceptance.RefusedBecause(_engine.Variable) is { } reason)
        {
            return SessionProblems.AcceptRefused(suite, reason);
        }

        if (_engine.SelectionOf(testClass) is not { } selection)
        {
            return SessionProblems.AcceptOfUnknownTests(suite);
        }

        var (selected, all) = await CountAsync(selection, testClass, cancellationToken).ConfigureAwait(false);
        return selected < all ? SessionProblems.AcceptOfFilteredRun(suite, selected, all) : null;
    }

    private Task<(int Selected, int All)> CountAsync(TestSelection selection, Type testClass, CancellationToken cancellationToken)
    {
        return IsDataDriven(testClass) ? selection.CountAsync(_place.Written, Parsed.Plan, RowsOf) : selection.CountAsync(testClass, RowsOf);

        // A group that cannot be listed is one test, which fails.
        async Task<int> RowsOf(string check) => Math.Max(1, (await GroupsOfAsync(check, cancellationToken).ConfigureAwait(false)).Groups.Count);
    }

    private static bool IsDataDriven(Type testClass) => typeof(SpecFileTests).IsAssignableFrom(testClass);

    /// <summary>A run leaves a received snapshot where it differs from the verified one, and removes it where it matches.</summary>
    private async Task ShowAsync(SnapshotPaths paths, bool received)
    {
        if (System.IO.File.Exists(paths.ReceivedText))
        {
            _ = await _engine.OpenDiff(paths).ConfigureAwait(false);
        }
        else if (received)
        {
            _engine.CloseDiff(paths);
        }
    }

    private async Task<GroupListing> ListAsync(SuiteSpec suite, PlannedCheck planned, CancellationToken cancellationToken)
    {
        try
        {
            var groups = await _engine.Groups(suite, planned.Slice!, Options(), cancellationToken).ConfigureAwait(false);
            return new GroupListing(planned, groups, groups.Count == 0 ? SessionProblems.Empty(planned) : null);
        }
        catch (SpecException problem)
        {
            return new GroupListing(planned, [], SessionProblems.Of(problem.Diagnostics));
        }
#pragma warning disable CA1031 // As above.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new GroupListing(planned, [], SessionProblems.Fault(File, exception).Text);
        }
    }
}
