using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Engine.Running;
using ModelSpecs.Reporting;
using ModelSpecs.Reporting.Html;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using Xunit.Sdk;

namespace ModelSpecs;

/// <summary>What an evaluation found. It keeps the golden set in memory, so that further bounds can be asked of it.</summary>
public sealed class ModelSpecResult
{
    private readonly SuiteEvaluation _evaluation;

    internal ModelSpecResult(ModelSpec spec, SuiteEvaluation evaluation, SuiteResult suite, bool measuredAll)
    {
        Spec = spec;
        _evaluation = evaluation;
        Suite = suite;
        MeasuredAll = measuredAll;
        Checks = [.. suite.Checks.Select(check => new EvaluatedCheck(check))];
        Slices = [.. suite.Slices.Select(slice => new EvaluatedSlice(slice, this))];
    }

    /// <summary>The spec that was evaluated.</summary>
    public ModelSpec Spec { get; }

    /// <summary>Everything that was found, as <c>results.json</c> has it.</summary>
    public SuiteResult Suite { get; }

    /// <summary>Whether the spec has checks and none of them fails. An inconclusive check fails or does not as the spec's <c>verdict</c> says.</summary>
    public bool Passed => Checks.Count > 0 && Checks.All(check => !check.Fails);

    /// <summary>The spec's checks in its order, a group's one for each of its values.</summary>
    public IReadOnlyList<EvaluatedCheck> Checks { get; }

    /// <summary>The whole golden set first, then the slices in the spec's order, a group's values in order.</summary>
    public IReadOnlyList<EvaluatedSlice> Slices { get; }

    /// <summary>The whole golden set.</summary>
    public EvaluatedSlice Overall => Slices[0];

    /// <summary>What a person should look at, one line each: of the spec, its data, its model.</summary>
    public IReadOnlyList<string> Warnings => [.. Suite.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticResult.Warning).Select(diagnostic => diagnostic.ToString())];

    internal bool MeasuredAll { get; }

    /// <summary>A slice by its name.</summary>
    /// <param name="name">As the spec writes it; <c>overall</c>: the whole golden set.</param>
    /// <exception cref="KeyNotFoundException">There is none, or it has values of which one has to be named; the message lists what there is.</exception>
    public EvaluatedSlice Slice(string name)
    {
        var named = Named(name);
        return named is [{ Group: null } one]
            ? one
            : throw new KeyNotFoundException($"The slice {OneLine.Quote(name)} has values. Found {NameList.Of([.. named.Select(slice => slice.Group!)])}; expected one of them: Slice({Literal(name)}, {Literal(named[0].Group!)}), or Groups({Literal(name)}) for all.");
    }

    /// <summary>One value of a slice that has several.</summary>
    /// <param name="name">Name of the slice.</param>
    /// <param name="group">The value as results write it: <c>DE</c>, <c>[20000, 50000)</c>, <c>DE × young</c>.</param>
    /// <exception cref="KeyNotFoundException">There is no such slice or value; the message lists what there is.</exception>
    public EvaluatedSlice Slice(string name, string group)
    {
        ArgumentNullException.ThrowIfNull(group);
        var groups = Groups(name);
        var values = groups.Select(slice => slice.Group!).ToList();
        return groups.FirstOrDefault(slice => slice.Group == group)
            ?? throw new KeyNotFoundException($"The slice {OneLine.Quote(name)} has no value {OneLine.Quote(group)}. Found {NameList.Of(values)}; expected one of these.{Suggestion.DidYouMean(group, values)}");
    }

    /// <summary>All values of a slice that has several, in order.</summary>
    /// <param name="name">Name of the slice.</param>
    /// <exception cref="KeyNotFoundException">There is none, or it has no values; the message lists what there is.</exception>
    public IReadOnlyList<EvaluatedSlice> Groups(string name)
    {
        var named = Named(name);
        return named is [{ Group: null }]
            ? throw new KeyNotFoundException($"The slice {OneLine.Quote(name)} has no values. Found one slice of {named[0]}; expected `by` or `cross` in the spec. Ask for Slice({Literal(name)}).")
            : named;
    }

    /// <summary>A check by its name.</summary>
    /// <param name="name">Its name (<c>young: recall &gt;= 0.70</c>), the same without the bound (<c>young: recall</c>), or its id (<c>young//recall/min</c>).</param>
    /// <exception cref="KeyNotFoundException">There is none, or several; the message lists what there is.</exception>
    public EvaluatedCheck Check(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (Checks.FirstOrDefault(check => check.Name == name || check.Id == name) is { } exact)
        {
            return exact;
        }

        var found = Checks.Where(check => WithoutBound(check) == name).ToList();
        if (found is [var one])
        {
            return one;
        }

        var names = Checks.Select(check => check.Name).ToList();
        throw found.Count > 1
            ? new KeyNotFoundException($"Several checks are called {OneLine.Quote(name)}. Found {NameList.Of([.. found.Select(check => check.Name)])}; expected one: write its bound too.")
            : new KeyNotFoundException($"There is no check {OneLine.Quote(name)}. Found {NameList.Of(names)}; expected one of these.{Suggestion.DidYouMean(name, Checks.Select(WithoutBound).Concat(names))}");
    }

    /// <summary>Throws where a check fails, with the message of each.</summary>
    /// <returns>This result, where none does.</returns>
    /// <exception cref="ModelSpecFailedException">A check fails, or the spec has none.</exception>
    public ModelSpecResult ThrowIfFailed() => Passed ? this : throw new ModelSpecFailure(FailureText());

    /// <summary>The report's page: one HTML file that needs nothing else.</summary>
    public string ToHtml()
    {
        using var stream = new MemoryStream();
        HtmlReport.Write(ToRun(), stream);
        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes <c>results.json</c>, <c>report.html</c> and <c>summary.md</c>; makes the folder.</summary>
    /// <param name="folder">The folder; a relative one is below the working directory.</param>
    /// <returns>Full paths of the files.</returns>
    /// <exception cref="IOException">One cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to do so is missing.</exception>
    public RunReportFiles WriteReport(string folder) => RunReport.Write(ToRun(), folder);

    /// <summary>For people: <c>Loan default: 31 of 32 checks passed, 1 failed</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Suite.Name}: {Checks.Count(check => check.Passed)} of {Checks.Count} checks passed, {Checks.Count(check => check.Fails)} failed");

    /// <summary>Holds a value against a bound.</summary>
    internal CheckResult Judge(AskedCheck asked) => _evaluation.Judge(asked);

    /// <summary>What <see cref="ThrowIfFailed"/> says.</summary>
    internal string FailureText()
    {
        if (Checks.Count == 0)
        {
            return $"{OneLine.Escape(Suite.Name)} has no check. Found no expectation; expected at least one: a spec that expects nothing cannot pass.";
        }

        var failing = Checks.Where(check => check.Fails).ToList();
        return FormattableString.Invariant($"{OneLine.Escape(Suite.Name)}: {failing.Count} of {Checks.Count} checks failed.\n\n") + string.Join("\n\n", failing.Select(check => check.Message));
    }

    private List<EvaluatedSlice> Named(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        List<EvaluatedSlice> found = [.. Slices.Where(slice => slice.Name == name)];
        if (found.Count > 0)
        {
            return found;
        }

        var names = Slices.Select(slice => slice.Name).Distinct().ToList();
        throw Spec.SliceNames.Contains(name)
            ? new KeyNotFoundException($"The slice {OneLine.Quote(name)} has no values: no row of the golden set belongs to it. Found no rows; expected at least one.")
            : new KeyNotFoundException($"There is no slice {OneLine.Quote(name)}. Found {NameList.Of(names)}; expected one of these.{Suggestion.DidYouMean(name, names)}");
    }

    private static string WithoutBound(EvaluatedCheck check)
    {
        var bound = $" {check.Result.Comparison} {check.Result.Bound}";
        return check.Result.Comparison is not null && check.Name.EndsWith(bound, StringComparison.Ordinal) ? check.Name[..^bound.Length] : check.Name;
    }

    private static string Literal(string text) => "\"" + OneLine.Escape(text).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private RunResult ToRun() => new()
    {
        Tool = $"ModelSpecs {typeof(ModelSpecResult).Assembly.GetName().Version?.ToString(3)}",
        OnnxRuntime = Suite.Model is null ? null : RuntimeIdentity.Version,
        Suites = [Suite],
    };
}
