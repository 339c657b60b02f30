using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Xunit.Sessions;

/// <summary>What keeps a spec from being judged.</summary>
/// <param name="Text">The message of its tests.</param>
/// <param name="Diagnostics">The same for its results.</param>
internal sealed record SessionProblem(string Text, IReadOnlyList<SpecDiagnostic> Diagnostics)
{
    /// <summary>Everything found, one a line.</summary>
    public SessionProblem(IReadOnlyList<SpecDiagnostic> diagnostics)
        : this(SessionProblems.Of(diagnostics), diagnostics)
    {
    }
}

/// <summary>The messages of tests that fail for another reason than a verdict.</summary>
internal static class SessionProblems
{
    /// <summary>Everything found, one a line.</summary>
    public static string Of(IEnumerable<SpecDiagnostic> diagnostics) => string.Join(Environment.NewLine, diagnostics);

    /// <summary>The spec was edited since the build.</summary>
    public static SessionProblem Stale(string file) => new([SpecDiagnostics.TestsAreStale.At(SourceSpan.StartOf(file),
        "The tests are older than the spec. Found other checks in the file than the tests were generated from; expected the same. Build again (dotnet test without --no-build).")]);

    /// <summary>The spec is not there.</summary>
    public static SessionProblem Moved(string file) => new([SpecDiagnostics.SpecMoved.At(SourceSpan.StartOf(file),
        $"The spec is not where it was built. Found no file; expected it there, since tests read specs, models and data in place. Run the tests where they were built, say where the repository is now in {SpecPlace.RootVariable}, or take specs and data along with dotnet publish.")]);

    /// <summary>A group without values.</summary>
    public static string Empty(PlannedCheck planned) => SpecDiagnostics.GroupsNotListed.At(planned.Slice!.Name.Span,
        $"The slice '{DisplayText.Escape(planned.SliceName)}' has no values, so none of its checks is judged. Found no rows; expected at least one value in the golden set.").ToString();

    /// <summary>A row of a theory without a value and without a reason.</summary>
    public static string NoGroup(string file, string id, int line) => SpecDiagnostics.GroupsNotListed.At(LineOf(file, line),
        $"The test names no value of its group. Found none for '{DisplayText.Escape(id)}'; expected one. Let the IDE discover the tests anew.").ToString();

    /// <summary>A check that the run does not have.</summary>
    public static string NotJudged(string file, string id, string? group, int line) => SpecDiagnostics.CheckNotJudged.At(LineOf(file, line),
        $"The check was not judged. Found no result of '{DisplayText.Escape(id)}'{(group is null ? "" : $" for the value '{DisplayText.Escape(group)}'")}; expected one. {(group is null ? "This is a fault of ModelSpecs: please report it with the spec." : "The data changed since the tests were listed: list them anew.")}").ToString();

    /// <summary>A spec without checks.</summary>
    public static SessionProblem NoCheck(SuiteSpec suite) => new([SpecDiagnostics.NoCheck.At(suite.Name.Span,
        "The spec has no check. Found no expectation; expected at least one.")]);

    /// <summary>Another spec of the project has the name.</summary>
    public static string NameTaken(SuiteSpec suite, string other) => SpecDiagnostics.DuplicateSuite.At(suite.Name.Span,
        $"The name is taken: tests are named by their spec. Found '{DisplayText.Escape(suite.Name.Value)}' in {DisplayText.Escape(other)} too; expected a name of its own for each spec of the project.").ToString();

    /// <summary>A project without a spec.</summary>
    public static string NoSpec(string assembly) => SpecDiagnostics.NoSpec.At(SourceSpan.CommandLine,
        $"The project has no spec, so nothing would be tested. Found none that the build listed in {DisplayText.Escape(assembly)}; expected at least one. Add a *.spec.yaml below the project's folder, name some in ModelSpecsFiles, and leave GenerateAssemblyInfo on: the list is part of it.").ToString();

    /// <summary>A row of a spec that the build did not list.</summary>
    public static string NotListed(string file) => SpecDiagnostics.GroupsNotListed.At(SourceSpan.StartOf(file),
        "The test names no spec of its project. Found none of this path; expected one that the build listed. Let the IDE discover the tests anew.").ToString();

    /// <summary>The environment asks to accept where that is refused.</summary>
    public static SessionProblem AcceptRefused(SuiteSpec suite, string reason) => new([SpecDiagnostics.AcceptRefusedInCi.At(suite.Snapshot!.Span,
        $"{SnapshotAcceptance.Variable} is set, and nothing is accepted here. {reason}")]);

    /// <summary>The environment asks to accept what a filtered run found.</summary>
    public static SessionProblem AcceptOfFilteredRun(SuiteSpec suite, int selected, int all) => new([SpecDiagnostics.ReceivedPartial.At(suite.Snapshot!.Span,
        FormattableString.Invariant($"{SnapshotAcceptance.Variable} is set, and nothing is accepted of a filtered run. Found {selected:N0} of {all:N0} tests of the spec; expected all of them. Run without a filter, or without {SnapshotAcceptance.Variable}."))]);

    /// <summary>The environment asks to accept where nobody knows which tests run.</summary>
    public static SessionProblem AcceptOfUnknownTests(SuiteSpec suite) => new([SpecDiagnostics.ReceivedPartial.At(suite.Snapshot!.Span,
        $"{SnapshotAcceptance.Variable} is set, and nothing is accepted of a filtered run. Found no list of the tests that run, as another test framework or orderer leaves none; expected xunit's own. Use modelspecs accept.")]);

    /// <summary>Something that was not foreseen. The details are in the message, since the trace of a test shows the spec alone.</summary>
    public static SessionProblem Fault(string file, Exception exception)
    {
        var fault = SpecDiagnostics.Fault.At(SourceSpan.StartOf(file),
        "This is a fault of ModelSpecs, not of your spec. Please report it with the lines below and, if you can, the spec.");
        return new SessionProblem(fault + Environment.NewLine + exception, [fault]);
    }

    private static SourceSpan LineOf(string file, int line) => new(file, line, 1, line, 1);
}
