using System.CommandLine;
using System.Runtime.InteropServices;
using ModelSpecs.Cli.Commands;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Cli;

/// <summary>The command line from arguments to exit code. Nothing here touches the process: tests call it as the process does.</summary>
internal static class CliApp
{
    /// <summary>Name and version, as <c>--version</c> prints them and results carry them.</summary>
    public static string Tool { get; } = $"modelspecs {typeof(CliApp).Assembly.GetName().Version!.ToString(3)}";

    /// <summary>Does what the arguments say.</summary>
    /// <param name="args">Arguments.</param>
    /// <param name="console">Where to write.</param>
    /// <param name="engine">What runs specs; null: the engine.</param>
    /// <param name="cancellationToken">Ends the command with <see cref="ExitCodes.Interrupted"/>.</param>
    /// <returns>An exit code of <see cref="ExitCodes"/>.</returns>
    /// <remarks>It blocks while specs run: the process has nothing else to do, and every awaiting method costs start-up.</remarks>
    public static int Run(string[] args, CliConsole console, CliEngine? engine = null, CancellationToken cancellationToken = default)
    {
        var exitCode = RunGuarded(args, console, engine ?? new CliEngine(), cancellationToken);
        console.Out.Flush();
        console.Error.Flush();
        return exitCode;
    }

    /// <summary>Tells of a failure that is ours.</summary>
    public static void WriteFault(CliConsole console, Exception exception, string? during = null)
    {
        console.Out.Flush();
        console.Error.WriteLine(SpecDiagnostics.Fault.At(SourceSpan.CommandLine,
            $"This is a fault of ModelSpecs{(during is null ? "" : $" (found while it judged {OneLine.Quote(during)})")}, not of your spec. Please report it with the lines below and, if you can, the spec."));
        foreach (var line in TerminalText.Lines(exception.ToString(), unicode: false))
        {
            console.Error.WriteLine($"  {line}");
        }

        console.Error.WriteLine($"  {Tool}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
    }

    private static int RunGuarded(string[] args, CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        try
        {
            // Without a timeout of its own the library leaves signals to the process, which ends in order (Program.cs).
            var configuration = new InvocationConfiguration
            {
                Output = console.Out,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            var parsed = CommandTree.Create(console, engine, cancellationToken).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0)
            {
                throw new SpecException(CommandTree.Problems(parsed));
            }

            return parsed.Invoke(configuration);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            console.Error.WriteLine("modelspecs: interrupted.");
            return ExitCodes.Interrupted;
        }
        catch (SpecException problem)
        {
            console.Out.Flush();
            foreach (var diagnostic in problem.Diagnostics)
            {
                console.Error.WriteLine(TerminalText.Line(diagnostic.ToString(), console.Show.Unicode));
            }

            return ExitCodes.Wrong;
        }
#pragma warning disable CA1031 // The last guard: whatever was not foreseen is told as our fault and not as a crash of the runtime.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            WriteFault(console, exception);
            return ExitCodes.Fault;
        }
    }
}
