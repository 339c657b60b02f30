using ModelSpecs.Cli.Hosting;
using ModelSpecs.Cli.Snapshots;
using ModelSpecs.Results.Snapshots;

namespace ModelSpecs.Cli.Commands;

/// <summary><c>modelspecs diff</c>.</summary>
internal sealed class DiffCommand(CliConsole console, CliEngine engine)
{
    /// <summary>Shows what was received against what is verified, and changes nothing.</summary>
    public int Execute(IReadOnlyList<string> arguments, IReadOnlyList<string> only, string? root, CancellationToken cancellationToken)
    {
        var (received, specs) = ReceivedSnapshot.Find(console, engine, arguments, only, root);
        var (differing, problems) = (0, 0);
        foreach (var snapshot in received)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (snapshot.Plan.State == AcceptState.Ready || snapshot.Plan.Received.Document is not null)
            {
                snapshot.WriteTable(console);
                snapshot.WriteDiff(console);
                differing += snapshot.Plan.State == AcceptState.AlreadyAccepted ? 0 : 1;
            }

            if (snapshot.Plan.Problem is { } problem)
            {
                ReceivedSnapshot.Write(console, snapshot.Spec, problem);
                problems++;
            }
        }

        console.Out.WriteLine($"{differing} of {specs} spec{(specs == 1 ? "" : "s")} received another snapshot{(problems > 0 ? $", {problems} cannot be accepted" : "")}.");
        return problems > 0 ? ExitCodes.Wrong : differing > 0 ? ExitCodes.Failed : ExitCodes.Passed;
    }
}
