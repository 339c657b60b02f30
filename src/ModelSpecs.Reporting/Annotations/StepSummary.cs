using System.Globalization;
using System.Text;

namespace ModelSpecs.Reporting.Annotations;

/// <summary>The summary of a run on the page that a build service has for it.</summary>
public static class StepSummary
{
    /// <summary>Variable of GitHub Actions that names the file whose Markdown it shows for a step.</summary>
    public const string Variable = "GITHUB_STEP_SUMMARY";

    /// <summary>Most bytes of that file: GitHub shows nothing of a longer one.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>Adds Markdown to the file that GitHub shows for a step; where it would be too long, a notice in the log says so and the file stays as it is.</summary>
    /// <param name="path">Full path of the file; it need not be there.</param>
    /// <param name="markdown">What to add.</param>
    /// <param name="log">The log.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to do so is missing.</exception>
    public static void Append(string path, string markdown, TextWriter log)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        ArgumentNullException.ThrowIfNull(log);
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);

        // An empty line between what another program of the step wrote and ours: the marker is no part of its last paragraph.
        var text = Encoding.UTF8.GetBytes(file.Length > 0 ? $"\n\n{markdown}" : markdown);
        if (file.Length + text.Length > MostBytes)
        {
            log.WriteLine(GitHubCommands.Command("notice", [("title", "ModelSpecs")], string.Create(CultureInfo.InvariantCulture,
                $"The summary of this step is full: GitHub shows at most {MostBytes / 1024:#,0} KiB, and {file.Length / 1024:#,0} KiB are there already. summary.md of the report has it.")));
            return;
        }

        file.Write(text);
    }

    /// <summary>Has Azure Pipelines show a Markdown file on the page of the run.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="log">The log.</param>
    public static void Upload(string path, TextWriter log)
    {
        ArgumentNullException.ThrowIfNull(log);
        log.WriteLine(AzureCommands.UploadSummary(path));
    }
}
