using ModelSpecs.Reporting.Findings;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Annotations;

/// <summary>Tells a build service what a run found, in the commands that its log understands.</summary>
/// <remarks>Texts of specs and data are hostile: a command is written by the one function of its service that escapes for it, and nothing else starts one.</remarks>
public static class RunAnnotations
{
    /// <summary>Most characters of a message: a log line is no place for more.</summary>
    private const int LongestMessage = 4000;

    /// <summary>Writes a command for each finding, as many as the service shows.</summary>
    /// <param name="run">The run.</param>
    /// <param name="service">Where it runs.</param>
    /// <param name="output">The log.</param>
    /// <param name="now">Time of the sections of GitLab's log.</param>
    public static void Write(RunResult run, BuildService service, TextWriter output, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(output);
        switch (service)
        {
            case BuildService.GitHub:
                GitHubCommands.Write(RunFindings.Of(run), output);
                break;
            case BuildService.Azure:
                AzureCommands.Write(RunFindings.Of(run), output);
                break;
            case BuildService.GitLab:
                GitLabSection.Write(RunFindings.Of(run), output, now);
                break;
            case BuildService.None:
            default:
                break;
        }
    }

    /// <summary>A message without control characters but line feeds, cut where it is longer than anyone reads in a log.</summary>
    internal static string MessageOf(Finding finding)
    {
        // Each line as the terminal shows it: a service that looks for commands in the text of a command finds none either.
        var text = string.Join('\n', TerminalText.Lines(finding.Message));
        if (text.Length <= LongestMessage)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[LongestMessage - 1]) ? LongestMessage - 1 : LongestMessage;
        return text[..end] + "…";
    }
}
