using ModelSpecs.Cli.Hosting;
using ModelSpecs.Engine.Running;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Cli.Snapshots;

/// <summary>What a spec received, and what the commands show of it.</summary>
/// <param name="Spec">The spec.</param>
/// <param name="Plan">What accepting it would do.</param>
internal sealed record ReceivedSnapshot(ParsedSpec Spec, AcceptPlan Plan)
{
    /// <summary>What was received by the specs asked for, in path order; those that received nothing are left out.</summary>
    /// <exception cref="SpecException">A path names no spec.</exception>
    public static (IReadOnlyList<ReceivedSnapshot> Received, int Specs) Find(CliConsole console, CliEngine engine, IReadOnlyList<string> arguments, IReadOnlyList<string> only, string? root)
    {
        var files = SpecSet.Files(console, root);
        var specs = SpecSet.Matching(console, SpecSet.Parse(engine, SpecFinder.Find(console, arguments), files), only);
        return ([.. specs.Select(Of).Where(r => r.Plan is not { State: AcceptState.Nothing, Problem: null })], specs.Count);
    }

    /// <summary>Prints a problem in the form that editors make links of.</summary>
    public static void Write(CliConsole console, ParsedSpec spec, DiagnosticResult problem) =>
        console.Out.WriteLine(TerminalText.Line((problem with { File = Path.GetFullPath(problem.File, spec.Root) }).ToString(), console.Show.Unicode));

    /// <summary>Prints the spec's name and what accepting would change.</summary>
    public void WriteTable(CliConsole console)
    {
        console.Out.WriteLine(TerminalText.Line(console.Display(Spec.Path), console.Show.Unicode));
        WriteLines(console, SnapshotTable.Of(Plan));
    }

    /// <summary>Prints the lines of the two texts that differ.</summary>
    public void WriteDiff(CliConsole console)
    {
        // As accepted: the mark of a received text would differ always.
        WriteLines(console, LineDiff.Of(TextOf(Plan.Verified), TextOf(Plan.Received)));
    }

    private static string TextOf(SnapshotLoad load) =>
        load.Document is { } document ? System.Text.Encoding.UTF8.GetString(SnapshotText.Write(document with { Received = null })) : "";

    private static void WriteLines(CliConsole console, IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            console.Out.WriteLine($"  {TerminalText.Line(line, console.Show.Unicode)}".TrimEnd());
        }
    }

    private static ReceivedSnapshot Of(ParsedSpec spec)
    {
        var paths = new SnapshotPaths(spec.Path, spec.Root);
        var plan = SnapshotAcceptance.Plan(paths, new SnapshotSources(null, null, null));
        if (plan.Problem is not null || plan.State != AcceptState.Ready)
        {
            return new ReceivedSnapshot(spec, plan);
        }

        // Hashes are made only where there is something to hold against them.
        if (spec.Result.Spec is not { } suite)
        {
            return new ReceivedSnapshot(spec, plan with { Problem = SpecSet.ToResult(spec.Result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error), spec.Root) });
        }

        try
        {
            return new ReceivedSnapshot(spec, SnapshotAcceptance.Plan(paths, SnapshotInputs.Of(suite)));
        }
        catch (SpecException exception)
        {
            return new ReceivedSnapshot(spec, plan with { Problem = SpecSet.ToResult(exception.Diagnostics[0], spec.Root) });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new ReceivedSnapshot(spec, plan with
            {
                Problem = SpecSet.ToResult(SpecDiagnostics.ReceivedStale.At(suite.Golden.File.Written.Span,
                    $"The received snapshot cannot be held against what is there now. {exception.Message} Expected the files that it was made from. Run the spec again."), spec.Root),
            });
        }
    }
}
