using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Running;
using ModelSpecs.Results;
using ModelSpecs.Results.Compare;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Compare;

/// <summary>Writes down what a candidate is and how its own run went.</summary>
internal static class CandidateResults
{
    /// <summary>The candidate.</summary>
    /// <param name="judged">It and its run.</param>
    /// <param name="problems">Why it cannot be compared with the champion; empty: it can.</param>
    public static CandidateResult Of(JudgedCandidate judged, IReadOnlyList<SpecDiagnostic> problems)
    {
        var (suite, result) = (judged.Suite, judged.Run.Result);
        var isJudged = judged.Run.Parts is not null && problems.Count == 0;
        return new CandidateResult
        {
            Name = judged.Name,
            Model = suite.Model is null ? null : result.Model ?? new FileResult(SuiteResults.RelativePath(suite.Root, suite.Model.FullPath), null),
            Columns = suite.Predictions is null ? [] : Candidate.Columns(suite.Predictions),
            Threshold = result.Threshold,
            Bytes = isJudged && suite.Model is not null ? ModelFile.Open(suite).Bytes : null,
            Judged = isJudged,
            Diagnostics =
            [
                .. result.Diagnostics.Select(diagnostic => Path.GetFileName(diagnostic.File) == CandidateParser.Place ? diagnostic with { File = CandidateParser.Place, Line = 0, Column = 0 } : diagnostic),
                .. problems.Select(problem => new DiagnosticResult(
                    problem.Id, DiagnosticResult.Error, SuiteResults.RelativePath(suite.Root, problem.Span.File), problem.Span.Line, problem.Span.Column, problem.Message)),
            ],
            Checks = isJudged ? Checks(judged) : null,
        };
    }

    /// <summary>The comparison with, for each candidate, how often it is better and worse than the champion.</summary>
    public static CompareResult Count(CompareResult result)
    {
        var cells = result.Slices.SelectMany(slice => slice.Metrics).SelectMany(metric => metric.Cells).ToLookup(cell => cell.Candidate, StringComparer.Ordinal);
        return result with
        {
            Candidates =
            [
                .. result.Candidates.Select(candidate => !candidate.Judged || candidate.Name == result.Champion ? candidate : candidate with
                {
                    Worse = cells[candidate.Name].Count(cell => cell.Standing is Standing.Worse or Standing.Lost),
                    Better = cells[candidate.Name].Count(cell => cell.Standing == Standing.Better),
                }),
            ],
        };
    }

    private static CandidateChecks Checks(JudgedCandidate judged)
    {
        // What was approved was approved of another model: a candidate that takes its place gets a snapshot of its own.
        var ofSnapshot = CheckPlan.Of(judged.Suite).Where(planned => planned.MetricCheck is { NeedsSnapshot: true })
            .Select(planned => (planned.SliceName, planned.Check.Span.Line, planned.Check.Span.Column)).ToHashSet();
        var counted = judged.Run.Result.Checks.Where(check => !ofSnapshot.Contains((check.Slice, check.Line, check.Column))).ToList();
        var judgedChecks = counted.Where(check => !check.IsWaived).ToList();
        return new CandidateChecks
        {
            Passed = judgedChecks.Count(check => check.Outcome == Outcome.Passed),
            Failed = judgedChecks.Count(check => check.Outcome == Outcome.Failed),
            Inconclusive = judgedChecks.Count(check => check.Outcome == Outcome.Inconclusive),
            Errors = judgedChecks.Count(check => check.Outcome == Outcome.Error),
            Waived = counted.Count - judgedChecks.Count,
            OfSnapshot = judged.Run.Result.Checks.Count - counted.Count,
            Withheld = judged.Run.Parts?.Judged.FirstOrDefault(check => check.Judgement.IsWithheld)?.Judgement.Reason,
            // A waiver that a candidate no longer needs fails a run so that it is removed; it says nothing against the candidate.
            Failing = [.. counted.Where(check => check.Fails && check.Outcome != Outcome.Passed).Select(check => new FailingCheck(check.Name, check.Outcome, check.Value, check.Threshold))],
        };
    }
}
