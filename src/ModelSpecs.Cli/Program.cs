using System.Runtime.InteropServices;
using ModelSpecs.Cli;
using ModelSpecs.Cli.Hosting;

using var cancellation = new CancellationTokenSource();
void Stop(PosixSignalContext context)
{
    // The first request ends in order, with nothing half written; the second ends at once.
    context.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await CliApp.RunAsync(args, ProcessConsole.Open(), null, cancellation.Token).ConfigureAwait(false);
