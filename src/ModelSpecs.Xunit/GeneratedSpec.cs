using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using ModelSpecs.Results;
using ModelSpecs.Xunit.Report;
using ModelSpecs.Xunit.Sessions;
using Xunit.Sdk;

namespace ModelSpecs.Xunit;

/// <summary>What the generated class of a spec calls; not meant to be called by hand.</summary>
/// <remarks>Constructing it does no work, so that a class whose spec cannot be read still has its tests, and each fails with the reason.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public sealed class GeneratedSpec
{
    private readonly Type _testClass;
    private readonly string _fingerprint;
    private readonly SpecSession _session;

    /// <summary>The spec of a generated class.</summary>
    /// <param name="testClass">The class.</param>
    /// <param name="file">Spec file relative to the project's folder.</param>
    /// <param name="root">Root relative to the project's folder.</param>
    /// <param name="fingerprint">Fingerprint of the checks that were generated.</param>
    public GeneratedSpec(Type testClass, string file, string root, string fingerprint)
        : this(testClass, SpecSessions.Of(testClass, file, root), fingerprint)
    {
    }

    internal GeneratedSpec(Type testClass, SpecSession session, string fingerprint)
    {
        _testClass = testClass;
        _session = session;
        _fingerprint = fingerprint;
    }

    /// <summary>Passes, fails, skips or warns as the run of the spec judged the check.</summary>
    /// <param name="id">Identity of the check.</param>
    /// <param name="member">Name of the test method.</param>
    /// <param name="path">The spec file.</param>
    /// <param name="line">Line of the check.</param>
    public Task Check(string id, [CallerMemberName] string member = "", [CallerFilePath] string path = "", [CallerLineNumber] int line = 0) =>
        ReportedAsync(() => JudgeAsync(id, null, PlaceOf(member, path, line)));

    /// <summary>As <see cref="Check"/>, for one value of a group.</summary>
    /// <param name="id">Identity of the check, without a value.</param>
    /// <param name="group">The value.</param>
    /// <param name="problem">Why there is no value; null: there is.</param>
    /// <param name="member">Name of the test method.</param>
    /// <param name="path">The spec file.</param>
    /// <param name="line">Line of the check.</param>
    public Task CheckGroup(string id, string? group, string? problem, [CallerMemberName] string member = "", [CallerFilePath] string path = "", [CallerLineNumber] int line = 0) =>
        ReportedAsync(() => JudgeGroupAsync(id, group, problem, PlaceOf(member, path, line)));

    /// <summary>Fails with what keeps the spec from being tested.</summary>
    /// <param name="member">Name of the test method.</param>
    /// <param name="path">The spec file.</param>
    /// <param name="line">Line.</param>
    public Task Unusable([CallerMemberName] string member = "", [CallerFilePath] string path = "", [CallerLineNumber] int line = 0) =>
        ReportedAsync(() => throw new ModelSpecFailure(_session.WhyUnusable(), PlaceOf(member, path, line).ToString()));

    private async Task JudgeGroupAsync(string id, string? group, string? problem, TestPlace place)
    {
        if (group is null || problem is not null)
        {
            if (_session.Report is not null)
            {
                // Its other tests may be of groups too: the report may not miss a spec because its values cannot be listed.
                _ = await _session.RunAsync(_fingerprint, _testClass, TestRun.CancellationToken).ConfigureAwait(false);
            }

            throw new ModelSpecFailure(problem ?? SessionProblems.NoGroup(_session.File, id, place.Line), place.ToString());
        }

        await JudgeAsync(id, group, place).ConfigureAwait(false);
    }

    private async Task JudgeAsync(string id, string? group, TestPlace place)
    {
        var run = await _session.RunAsync(_fingerprint, _testClass, TestRun.CancellationToken).ConfigureAwait(false);
        if (run.Problem is { } problem)
        {
            throw new ModelSpecFailure(problem, place.ToString());
        }

        if (run.Find(id, group) is not { } result)
        {
            throw new ModelSpecFailure(SessionProblems.NotJudged(_session.File, id, group, place.Line), place.ToString());
        }

        TestRun.Warn(run.TakeWarnings());
        Conclude(result, place, _session.Report is { } report ? "\nReport: " + ReportLink.To(report.Files.Page, run.Suite!.File, result) : "");
    }

    /// <summary>Runs a test, and after the last one of all gives it the report of the run.</summary>
    private async Task ReportedAsync(Func<Task> test)
    {
        try
        {
            await test().ConfigureAwait(false);
        }
        finally
        {
            if (_session.Report is { } report)
            {
                if (await _session.CountTestsAsync(_testClass, CancellationToken.None).ConfigureAwait(false) is { } tests && SpecCollectionOrderer.ProgressOf(_testClass.Assembly).Finish(_testClass, tests))
                {
                    await report.FlushAsync().ConfigureAwait(false);
                    TestRun.Attach(report.Files);
                }

                if (report.TakeProblem() is { } problem)
                {
                    TestRun.Warn([problem]);
                }
            }
        }
    }

    private static void Conclude(CheckResult result, TestPlace place, string link)
    {
        switch (result)
        {
            case { Outcome: Outcome.Passed, Fails: false }:
                return;
            // A warning is easily lost among passes: what may fail is never one of them.
            case { IsWaived: true }:
            case { Outcome: Outcome.Inconclusive, Fails: false, Skips: true }:
                throw TestRun.Skip(result.Message);
            case { Outcome: Outcome.Inconclusive, Fails: false }:
                TestRun.Warn([result.Message]);
                return;
            default:
                // Whatever else there is or will be is no pass.
                throw new ModelSpecFailure(result.Message + link, place.ToString());
        }
    }

    private TestPlace PlaceOf(string member, string path, int line) => new(_testClass.FullName ?? _testClass.Name, member, path, line);
}
