using ModelSpecs.Cli.Hosting;
using ModelSpecs.Cli.Snapshots;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Cli.Commands;

/// <summary><c>modelspecs accept</c>.</summary>
internal sealed class AcceptCommand(CliConsole console, CliEngine engine)
{
    private enum Answer
    {
        Yes,
        No,
        Quit,
    }

    /// <summary>Makes what was received the verified snapshot, spec by spec, and shows what changes.</summary>
    /// <exception cref="SpecException">A build server, or a path that names no spec: nothing was accepted.</exception>
    public int Execute(IReadOnlyList<string> arguments, IReadOnlyList<string> only, bool interactive, string? root, CancellationToken cancellationToken)
    {
        if (SnapshotAcceptance.RefusedBecause(console.Variable) is { } reason)
        {
            throw new SpecException(SpecDiagnostics.AcceptRefusedInCi.At(SourceSpan.CommandLine, $"Nothing is accepted here. {reason}"));
        }

        var (received, specs) = ReceivedSnapshot.Find(console, engine, arguments, only, root);
        var (accepted, refused, left) = (0, 0, 0);
        foreach (var snapshot in received)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (snapshot.Plan.Problem is { } objection)
            {
                ReceivedSnapshot.Write(console, snapshot.Spec, objection);
                refused++;
                continue;
            }

            snapshot.WriteTable(console);
            var answer = interactive ? Ask(snapshot) : Answer.Yes;
            if (answer != Answer.Yes)
            {
                left++;
            }
            else if (SnapshotAcceptance.Accept(snapshot.Plan) is { } problem)
            {
                ReceivedSnapshot.Write(console, snapshot.Spec, problem);
                refused++;
            }
            else
            {
                accepted++;
            }

            if (answer == Answer.Quit)
            {
                left = received.Count - accepted - refused;
                break;
            }
        }

        console.Out.WriteLine(received.Count == 0
            ? $"Nothing to accept: {Counted.Of(specs, "spec")}, none received anything."
            : $"{Counted.Of(accepted, "snapshot")} accepted, {refused} refused{(left > 0 ? $", {left} left as received" : "")}.");
        return refused > 0 ? ExitCodes.Wrong : ExitCodes.Passed;
    }

    private Answer Ask(ReceivedSnapshot snapshot)
    {
        while (true)
        {
            console.Out.Write(TerminalText.Line($"Accept {console.Display(snapshot.Spec.Path)}? y(es), n(o), d(iff), q(uit): ", console.Show.Unicode));
            console.Out.Flush();
            // The end of the input is no yes.
            var line = console.ReadLine();
            switch (line?.Trim().ToUpperInvariant())
            {
                case "Y" or "YES":
                    return Answer.Yes;
                case "N" or "NO":
                    return Answer.No;
                case "Q" or "QUIT":
                    return Answer.Quit;
                case "D" or "DIFF":
                    snapshot.WriteDiff(console);
                    break;
                case null:
                    console.Out.WriteLine();
                    return Answer.Quit;
            }
        }
    }
}
