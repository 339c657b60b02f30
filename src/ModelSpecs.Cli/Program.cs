using System.Runtime.InteropServices;
using ModelSpecs.Cli;
using ModelSpecs.Cli.Hosting;

using var cancellation = new CancellationTokenSource();
var console = ProcessConsole.Open();
NativeRuntime.LookIn(console.Variable(NativeRuntime.Variable));
void Stop(PosixSignalContext context)
{
    // The first request ends in order, with nothing half written; the second ends at once.
    if (cancellation.IsCancellationRequested)
    {
        return;
    }

    context.Cancel = true;
    cancellation.Cancel();
    console.Error.WriteLine("modelspecs: stopping; once more ends at once.");
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return CliApp.Run(args, console, null, cancellation.Token);
