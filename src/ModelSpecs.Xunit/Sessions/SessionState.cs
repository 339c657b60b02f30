using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Xunit.Sessions;

/// <summary>A spec as it lies on disk now, or why it cannot be used.</summary>
internal sealed record ParsedSpec
{
    public ParsedSpec(SuiteSpec? suite, SessionProblem? problem)
    {
        Suite = suite;
        Problem = problem;
        IReadOnlyList<PlannedCheck> plan = suite is null ? [] : CheckPlan.Of(suite);
        Plan = plan.ToDictionary(planned => planned.IdOf(null), StringComparer.Ordinal);
        Fingerprint = CheckPlan.FingerprintOf(plan);
    }

    public SuiteSpec? Suite { get; }

    public SessionProblem? Problem { get; }

    /// <summary>The checks by identity, a group's without its value.</summary>
    public IReadOnlyDictionary<string, PlannedCheck> Plan { get; }

    public string Fingerprint { get; }

    public IReadOnlyList<SpecDiagnostic> Warnings { get; init; } = [];
}

/// <summary>The values of a group, or why there are none.</summary>
internal sealed record GroupListing(PlannedCheck? Planned, IReadOnlyList<string> Groups, string? Problem);

/// <summary>What a run found, or why there was none.</summary>
internal sealed class SessionRun
{
    private readonly ParsedSpec? _parsed;
    private readonly Dictionary<string, CheckResult> _checks = new(StringComparer.Ordinal);
    private IReadOnlyList<string> _warnings = [];

    /// <summary>A run that was none.</summary>
    public SessionRun(string problem) => Problem = problem;

    /// <summary>A run with its result.</summary>
    public SessionRun(ParsedSpec parsed, SuiteResult result)
    {
        _parsed = parsed;
        Suite = result;
        foreach (var check in result.Checks)
        {
            // An identity twice would leave one of the two unread: the worse one counts.
            if (!_checks.TryGetValue(check.Id, out var other) || !other.Fails)
            {
                _checks[check.Id] = check;
            }
        }

        _warnings = [.. parsed.Warnings.Select(d => d.ToString()), .. result.Diagnostics.Where(d => d.Severity == DiagnosticResult.Warning).Select(d => d.ToString())];
    }

    /// <summary>Why the spec was not run; null: it was.</summary>
    public string? Problem { get; }

    /// <summary>All that the run found; null: there was none.</summary>
    public SuiteResult? Suite { get; }

    /// <summary>The result of a check; null where the run says nothing of it.</summary>
    /// <param name="id">Identity, without a value.</param>
    /// <param name="group">Value of the group; null: none.</param>
    public CheckResult? Find(string id, string? group) =>
        _parsed!.Plan.TryGetValue(id, out var planned) && _checks.TryGetValue(planned.IdOf(group), out var check) ? check : null;

    /// <summary>Warnings about the spec as a whole, to the first who asks.</summary>
    public IReadOnlyList<string> TakeWarnings() => Interlocked.Exchange(ref _warnings, []);
}
