using System.Collections.Concurrent;
using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Running;
using ModelSpecs.Results;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Planning;

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

    public SpecSession(SpecPlace place, SpecEngine engine, CustomMetricSet? customs = null)
    {
        _customs = customs ?? CustomMetricSet.None;
        _place = place;
        _engine = engine;
        _parsed = new Lazy<ParsedSpec>(Parse);
    }

    /// <summary>Full path of the spec.</summary>
    public string File => _place.File;

    /// <summary>The run of the spec, or what kept it from being run. Never throws but for a cancelled run.</summary>
    /// <param name="fingerprint">Fingerprint of the checks that the calling tests were generated from.</param>
    /// <param name="testClass">The class of the tests.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public async Task<SessionRun> RunAsync(string fingerprint, Type testClass, CancellationToken cancellationToken)
    {
        var parsed = _parsed.Value;
        if (parsed.Problem is null && parsed.Fingerprint != fingerprint)
        {
            return new SessionRun(SessionProblems.Stale(File));
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
            return new GroupListing(null, [], problem);
        }

        if (!parsed.Plan.TryGetValue(check, out var planned) || planned.Slice is not { } slice)
        {
            return new GroupListing(null, [], SessionProblems.Stale(File));
        }

        var listing = await _groups.GetOrAdd(slice.Name.Value, _ => new(() => Task.Run(() => ListAsync(parsed.Suite!, planned, cancellationToken), CancellationToken.None)))
            .Value.ConfigureAwait(false);
        return listing with { Planned = planned };
    }

    /// <summary>What keeps a spec from being tested that could not be tested when it was built.</summary>
    public string WhyUnusable() => _parsed.Value switch
    {
        { Problem: { } problem } => problem,
        { Plan.Count: > 0 } => SessionProblems.Stale(File),
        { Suite: { } suite } => SessionProblems.NoCheck(suite),
        _ => SessionProblems.Stale(File),
    };

    private RunOptions Options() => new() { CacheDirectory = DefaultCache.DirectoryFor(_place.Root), CustomMetrics = _customs };

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
                ? new ParsedSpec(suite, null) { Warnings = [.. result.Diagnostics.Select(d => d.ToString())] }
                : new ParsedSpec(null, SessionProblems.Of(result.Diagnostics));
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
            return new SessionRun(parsed.Problem!);
        }

        var accept = suite.Snapshot is not null && SnapshotAcceptance.IsAsked(_engine.Variable);
        if (accept && await WhyNotAcceptedAsync(suite, testClass, cancellationToken).ConfigureAwait(false) is { } problem)
        {
            return new SessionRun(problem);
        }

        try
        {
            var paths = new SnapshotPaths(File, _place.Root);
            var received = System.IO.File.Exists(paths.ReceivedText);
            var result = await _engine.Run(suite, Options() with { Accept = accept }, cancellationToken).ConfigureAwait(false);
            await ShowAsync(paths, received).ConfigureAwait(false);
            return new SessionRun(parsed, result);
        }
        catch (SpecException unusable)
        {
            return new SessionRun(SessionProblems.Of(unusable.Diagnostics));
        }
#pragma warning disable CA1031 // As above; a cancelled run is no verdict of the spec.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new SessionRun(SessionProblems.Fault(File, exception));
        }
    }

    private async Task<string?> WhyNotAcceptedAsync(SuiteSpec suite, Type testClass, CancellationToken cancellationToken)
    {
        if (SnapshotAcceptance.RefusedBecause(_engine.Variable) is { } reason)
        {
            return SessionProblems.AcceptRefused(suite, reason);
        }

        if (_engine.SelectionOf(testClass) is not { } selection)
        {
            return SessionProblems.AcceptOfUnknownTests(suite);
        }

        // A group that cannot be listed is one test, which fails.
        var (selected, all) = await selection.CountAsync(
            testClass, async check => Math.Max(1, (await GroupsOfAsync(check, cancellationToken).ConfigureAwait(false)).Groups.Count)).ConfigureAwait(false);
        return selected < all ? SessionProblems.AcceptOfFilteredRun(suite, selected, all) : null;
    }

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
            return new GroupListing(planned, [], SessionProblems.Fault(File, exception));
        }
    }
}
