using ModelSpecs.Cli.Hosting;
using ModelSpecs.Cli.Watch;

namespace ModelSpecs.Cli.Commands;

/// <summary><c>modelspecs watch</c>.</summary>
internal sealed class WatchCommand(CliConsole console, CliEngine engine)
{
    /// <summary>Judges specs, and those concerned again whenever a file is saved that their verdicts rest on; until it is ended.</summary>
    public int Execute(WatchArguments arguments, CancellationToken cancellationToken)
    {
        var customs = CustomAssemblies.Load(console, arguments.Run.Assemblies);
        var report = arguments.Run.Report is { } folder ? ReportFolder.Prepare(console, "--report", folder) : null;

        // A name that is wrong is told now, as in every command; later specs may come and go.
        var found = SpecFinder.Find(console, arguments.Run.Specs);
        if (arguments.Run.Only.Count > 0)
        {
            SpecSet.Matching(console, SpecSet.Parse(engine, found, SpecSet.Files(console, arguments.Run.Root)), arguments.Run.Only);
        }

        using var wakeUp = console.WakeUp?.Invoke(arguments.Poll) ?? new FileWakeUp(arguments.Poll, console.ReadKey);
        return new WatchSession(console, engine, arguments, customs, report, wakeUp).Run(cancellationToken);
    }
}
