using System.Globalization;
using ModelSpecs.Reporting.Findings;
using ModelSpecs.Reporting.Terminal;

namespace ModelSpecs.Reporting.Annotations;

/// <summary>Logging commands of Azure Pipelines: <c>##vso[task.logissue type=error;…]message</c>.</summary>
internal static class AzureCommands
{
    /// <summary>Writes errors and warnings; there is no lower level, and what somebody let pass is in the summary.</summary>
    public static void Write(IReadOnlyList<Finding> findings, TextWriter output)
    {
        foreach (var finding in findings.Where(finding => finding.Level != FindingLevel.Notice))
        {
            output.WriteLine(Command(
                "task.logissue",
                [
                    ("type", finding.Level == FindingLevel.Error ? "error" : "warning"),
                    ("sourcepath", finding.File),
                    ("linenumber", finding.Line.ToString(CultureInfo.InvariantCulture)),
                    ("columnnumber", finding.Column.ToString(CultureInfo.InvariantCulture)),
                    ("code", finding.Rule),
                ],
                RunAnnotations.MessageOf(finding)));
        }
    }

    /// <summary>Shows a Markdown file on the page of the run.</summary>
    /// <param name="path">Its full path.</param>
    public static string UploadSummary(string path) => Command("task.uploadsummary", [], path);

    /// <summary>A logging command; every part but the name may hold anything.</summary>
    internal static string Command(string name, IReadOnlyList<(string Key, string Value)> properties, string message) =>
        $"##vso[{name}{(properties.Count == 0 ? "" : " ")}{string.Join(';', properties.Select(property => $"{property.Key}={Property(property.Value)}"))}]{Data(message)}";

    // The agent's own mappings (azure-pipelines-agent, Command); % first, so that no text of ours is taken for an escape.
    private static string Data(string text) => text
        .Replace("%", "%AZP25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(TerminalText.Line(text))
        .Replace(";", "%3B", StringComparison.Ordinal)
        .Replace("]", "%5D", StringComparison.Ordinal);
}
