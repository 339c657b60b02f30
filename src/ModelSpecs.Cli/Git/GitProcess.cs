using System.ComponentModel;
using System.Diagnostics;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Cli.Git;

/// <summary>Runs git: arguments one by one and never through a shell, nothing of the user's settings that could ask, page or start another program.</summary>
/// <param name="folder">Folder that git is asked about.</param>
/// <param name="program">The program; tests name another.</param>
/// <param name="timeout">Longest that one command may take.</param>
internal sealed class GitProcess(string folder, string program = "git", TimeSpan? timeout = null)
{
    private const int LongestMessage = 300;

    private readonly TimeSpan timeout = timeout ?? TimeSpan.FromMinutes(2);

    /// <summary>What the last command that failed said; on one line.</summary>
    public string Complaint { get; private set; } = "";

    /// <summary>What a command wrote, as bytes; null where it ended with an error and <paramref name="mayFail"/>.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="mayFail">Whether an error is an answer.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <exception cref="SpecException">git is not there, ended with an error, or took too long.</exception>
    public byte[]? Run(IReadOnlyList<string> arguments, bool mayFail, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        return Run(arguments, output, mayFail, cancellationToken) ? output.ToArray() : null;
    }

    /// <summary>Copies what a command writes; false where it ended with an error and <paramref name="mayFail"/>.</summary>
    /// <exception cref="SpecException">As in the other form.</exception>
    public bool Run(IReadOnlyList<string> arguments, Stream output, bool mayFail, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false, CreateNoWindow = true,
        };
        foreach (var argument in (IEnumerable<string>)["--no-pager", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["LC_ALL"] = "C";
        using var process = Start(start);
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            var copy = process.StandardOutput.BaseStream.CopyToAsync(output, limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            copy.GetAwaiter().GetResult();
            var message = error.GetAwaiter().GetResult();
            process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
            if (process.ExitCode == 0)
            {
                return true;
            }

            Complaint = OneLine.Escape(Cut(message.Trim()));
            return mayFail ? false : throw Problem(FormattableString.Invariant($"git {arguments[0]} ended with {process.ExitCode}. Found '{Complaint}'; expected what it was asked for."));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Problem(FormattableString.Invariant($"git {arguments[0]} took too long. Found no end after {timeout.TotalSeconds:0.#} s; expected one."));
        }
        finally
        {
            Stop(process);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw Problem($"git cannot be started. Found '{OneLine.Escape(Cut(exception.Message))}'; expected it on the PATH. Install it, or add it to the PATH.");
        }
    }

    private static void Stop(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in between.
        }
    }

    private static string Cut(string text) => text.Length <= LongestMessage ? text : text[..LongestMessage];

    private static SpecException Problem(string message) => new(SpecDiagnostics.GitFailed.At(SourceSpan.CommandLine, message));
}
