namespace ModelSpecs.Results.Snapshots;

/// <summary>Who may accept, and what: one rule for every door (<c>modelspecs accept</c>, <c>MODELSPECS_ACCEPT=1</c>).</summary>
public static class SnapshotAcceptance
{
    /// <summary>Environment variable that makes a run accept what it finds.</summary>
    public const string Variable = "MODELSPECS_ACCEPT";

    private const string AnotherVerified = "It was judged against another verified snapshot than the one that is there now (a pull, a checkout or another accept came in between)";

    // A build server that accepted its own results would never fail. Names as its makers document them.
    private static readonly string[] BuildServers =
    [
        "CI", "TF_BUILD", "GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL", "TEAMCITY_VERSION", "BUILDKITE", "CIRCLECI", "TRAVIS", "APPVEYOR", "DRONE",
        "BITBUCKET_BUILD_NUMBER", "CODEBUILD_BUILD_ID", "BUDDY", "GO_SERVER_URL", "SEMAPHORE", "WOODPECKER", "CIRRUS_CI", "CODEFRESH", "HEROKU_TEST_RUN_ID",
    ];

    /// <summary>Why nothing may be accepted here: the variable of a build server that is set; null: it may.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static string? RefusedBecause(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return BuildServers.FirstOrDefault(name => IsOn(variable(name))) is { } server
            ? $"This is a build server ({server} is set), and accepting is a decision of a person: accept where you work, review the diff, and commit it."
            : null;
    }

    /// <summary>Whether the environment asks a run to accept what it finds (<c>1</c> or <c>true</c>).</summary>
    public static bool IsAsked(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return variable(Variable) is { } value && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Finds out what accepting would do, and does nothing.</summary>
    /// <param name="paths">The spec's files.</param>
    /// <param name="now">Hashes of what is there now.</param>
    public static AcceptPlan Plan(SnapshotPaths paths, SnapshotSources now)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(now);
        var received = SnapshotStore.ReadReceived(paths);
        var verified = SnapshotStore.ReadVerified(paths);
        if (!received.Exists)
        {
            return TakenOverByHand(paths, verified);
        }

        if (received.Problem is { } problem)
        {
            return new AcceptPlan { Paths = paths, Received = received, Verified = verified, Problem = problem };
        }

        var document = received.Document!;
        var plan = new AcceptPlan { Paths = paths, Received = received, Verified = verified };
        if (document.Received is { Partial: true })
        {
            return plan with { Problem = Partial(paths, paths.ReceivedText) };
        }

        if (verified.Document is not { } old || !SnapshotText.Write(old with { Received = null }).AsSpan().SequenceEqual(SnapshotText.Write(document with { Received = null })))
        {
            return plan with { State = AcceptState.Ready, Problem = Objection(paths, document, verified, now) };
        }

        // A diff tool took the text over: its rows, or the mark of a received one, are still to be seen to.
        return plan with { State = verified.Problem is null && old.Received is null ? AcceptState.AlreadyAccepted : AcceptState.Ready };
    }

    /// <summary>Does it: atomic at the rename of the verified text.</summary>
    /// <returns>The problem of the plan, or of writing; null: accepted.</returns>
    public static DiagnosticResult? Accept(AcceptPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Problem is not null)
        {
            return plan.Problem;
        }

        return plan.State switch
        {
            AcceptState.Nothing => null,
            AcceptState.AlreadyAccepted => SnapshotStore.RemoveReceived(plan.Paths),
            // Between the plan and now another process may have accepted, or git have moved on.
            _ => SnapshotStore.Commit(plan.Paths, plan.Received.Document!, plan.Received.RowsFile is { } file ? new EncodedRows(file, plan.Received.Document!.Outcomes!) : null,
                () => SnapshotStore.HashOfVerified(plan.Paths) == plan.Verified.TextHash ? null : Stale(plan.Paths, AnotherVerified)),
        };
    }

    /// <summary>A verified text that a diff tool or an editor took from the received one lacks its rows, and may carry the received text's mark.</summary>
    private static AcceptPlan TakenOverByHand(SnapshotPaths paths, SnapshotLoad verified)
    {
        var plan = new AcceptPlan { Paths = paths, Received = new SnapshotLoad(), Verified = verified };
        if (verified.Document is not { } document || (document.Received is null && verified.Problem?.Id != SnapshotProblems.RowsMissing))
        {
            return plan with { Problem = verified.Problem };
        }

        if (document.Received is { Partial: true })
        {
            return plan with { Problem = Partial(paths, paths.VerifiedText) };
        }

        if (verified.Problem is null || document.Outcomes is not { } rows)
        {
            return plan with { State = AcceptState.Ready, Received = verified with { Problem = null } };
        }

        var file = paths.ReceivedRows(rows);
        var content = SnapshotStore.ReadFile(file, RowsFile.MostDecodedBytes).Bytes;
        var reading = content is null ? null : RowsFile.Read(content, paths.Display(file));
        return reading?.Rows == rows
            ? plan with { State = AcceptState.Ready, Received = verified with { Problem = null, Rows = reading.Outcomes, RowsFile = content } }
            : plan with { Problem = verified.Problem };
    }

    private static DiagnosticResult? Objection(SnapshotPaths paths, SnapshotDocument document, SnapshotLoad verified, SnapshotSources now)
    {
        if (document.Received is not { } received)
        {
            return Stale(paths, "It does not say what it was judged against");
        }

        return received.Against != verified.TextHash ? Stale(paths, verified.TextHash is null
                ? "It was judged against a verified snapshot that is gone"
                : received.Against is null ? "There was no verified snapshot when it was made, and there is one now" : AnotherVerified)
            : Differs(now.Spec, document.Spec.Sha256) ? Stale(paths, "The spec has changed since")
            : Differs(now.Golden, document.Golden.Sha256) ? Stale(paths, "The golden set has changed since")
            : Differs(now.Model, document.Model?.Sha256) ? Stale(paths, "The model has changed since")
            : null;
    }

    private static bool Differs(string? now, string? then) => now is not null && now != then;

    private static DiagnosticResult Stale(SnapshotPaths paths, string why) => SnapshotProblems.At(SnapshotProblems.ReceivedStale, paths.Display(paths.ReceivedText),
        $"The received snapshot is out of date. {why}; expected one of what is there now. Run the spec again, and accept what that gives.");

    private static DiagnosticResult Partial(SnapshotPaths paths, string file) => SnapshotProblems.At(SnapshotProblems.ReceivedPartial, paths.Display(file),
        "The received snapshot comes from a filtered run. Found a part of the checks; expected all of them, since accepting it would drop the rest. Run the whole spec, and accept what that gives.");

    // CI=false is what some shells and containers set to say that they are none.
    private static bool IsOn(string? value) => !string.IsNullOrWhiteSpace(value) && value != "0" && !value.Equals("false", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Hashes of what a snapshot is made from, as they are now; null: not known, and not held against a received one.</summary>
/// <param name="Spec">Of the spec's text.</param>
/// <param name="Golden">Of the golden set.</param>
/// <param name="Model">Of the model.</param>
public sealed record SnapshotSources(string? Spec, string? Golden, string? Model);

/// <summary>What accepting would do.</summary>
public enum AcceptState
{
    /// <summary>Nothing was received.</summary>
    Nothing,

    /// <summary>What was received is verified already; the files of it only have to go.</summary>
    AlreadyAccepted,

    /// <summary>A new snapshot takes the place of the verified one, or is the first.</summary>
    Ready,
}

/// <summary>What accepting would do for one spec.</summary>
public sealed record AcceptPlan
{
    /// <summary>The spec's files.</summary>
    public required SnapshotPaths Paths { get; init; }

    /// <summary>What would be accepted.</summary>
    public required SnapshotLoad Received { get; init; }

    /// <summary>What stands now. It may be missing or unreadable: then a new one is what mends it.</summary>
    public required SnapshotLoad Verified { get; init; }

    /// <summary>What would be done.</summary>
    public AcceptState State { get; init; }

    /// <summary>Why it is refused; null: it is not.</summary>
    public DiagnosticResult? Problem { get; init; }
}
