using System.Text;
using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Summary;

/// <summary>A run as the comment of a pull request, in Markdown as GitHub, GitLab and Azure show it (docs/summary.md). Text from specs and data is escaped.</summary>
public static class SummaryMarkdown
{
    /// <summary>Writes it as UTF-8; lines end in a line feed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="stream">Where; left open.</param>
    /// <param name="options">How; null: as usual.</param>
    public static void Write(RunResult run, Stream stream, SummaryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Encoding.UTF8.GetBytes(Of(run, options)));
    }

    /// <summary>The text.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">How; null: as usual.</param>
    public static string Of(RunResult run, SummaryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        options ??= new SummaryOptions();
        return $"{options.Marker}\n## ModelSpecs: {SummaryVerdict.Of(RunSummary.Of(run.Suites))}\n";
    }
}
