using ModelSpecs.Cli.Hosting;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Cli.Commands;

/// <summary>Files that the command line asks to be written.</summary>
internal static class OutputFile
{
    /// <summary>Full path of a file that can be written: told before the work and not after it.</summary>
    /// <exception cref="SpecException">It cannot be written.</exception>
    public static string Prepare(CliConsole console, string option, string argument)
    {
        Guard(option, argument, () =>
        {
            if (argument.Length == 0)
            {
                throw new IOException("The path is empty.");
            }

            AtomicFile.Probe(console.FullPath(argument));
        });
        return console.FullPath(argument);
    }

    /// <summary>Writes it whole or not at all.</summary>
    /// <exception cref="SpecException">It cannot be written.</exception>
    public static void Write(string option, string argument, string path, Action<Stream> write) =>
        Guard(option, argument, () => AtomicFile.Write(path, write));

    /// <summary>Says in one diagnostic what keeps the files of an option from being written.</summary>
    /// <exception cref="SpecException">Something does.</exception>
    public static void Guard(string option, string argument, Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SpecException(SpecDiagnostics.OutputNotWritable.At(SourceSpan.CommandLine,
                $"{option} cannot be written. Found {OneLine.Quote(argument)}: {OneLine.Escape(exception.Message)} Expected a file in a folder that may be written to."));
        }
    }
}
