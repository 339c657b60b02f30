using System.Text.Encodings.Web;
using System.Text.Json;
using ModelSpecs.Reporting.Findings;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;

namespace ModelSpecs.Reporting.CodeQuality;

/// <summary>What a run found as a code quality report of GitLab, which shows it beside the lines of a merge request.</summary>
public static class CodeQualityJson
{
    /// <summary>Writes a run's findings; the bytes depend on the result alone.</summary>
    /// <param name="run">What to write.</param>
    /// <param name="stream">Where; left open.</param>
    public static void Write(RunResult run, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(stream);

        // Nothing invisible is left in the texts, so that only quotes and backslashes need an escape.
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var finding in RunFindings.Of(run))
            {
                Write(json, finding);
            }

            json.WriteEndArray();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        var first = finding.Message.Split('\n', 2)[0].TrimEnd('\r');
        json.WriteStartObject();
        json.WriteString("description", TerminalText.Visible(first.StartsWith(finding.Title, StringComparison.Ordinal) ? first : $"{finding.Title}: {first}"));
        json.WriteString("check_name", TerminalText.Visible(finding.Rule));
        json.WriteString("fingerprint", finding.Fingerprint);
        json.WriteString("severity", SeverityOf(finding));
        json.WriteStartObject("location");
        json.WriteString("path", TerminalText.Visible(finding.File));
        json.WriteStartObject("lines");
        json.WriteNumber("begin", finding.Line);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string SeverityOf(Finding finding) => finding switch
    {
        { Level: FindingLevel.Notice } => "info",
        { Level: FindingLevel.Warning } => "minor",
        { Check: null or { Outcome: Outcome.Error } } => "blocker",
        { Check.Outcome: Outcome.Inconclusive } => "major",
        _ => "critical",
    };
}
