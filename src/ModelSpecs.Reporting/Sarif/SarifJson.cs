using System.Text.Encodings.Web;
using System.Text.Json;
using ModelSpecs.Reporting.Findings;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Sarif;

/// <summary>What a run found as SARIF 2.1.0 (OASIS), for code scanning and editors.</summary>
/// <remarks>Checks that passed are no results: GitHub's code scanning takes every result for a problem, whatever its <c>kind</c> says. That they were judged shows in the rules.</remarks>
public static class SarifJson
{
    /// <summary>What paths of results are relative to: the repository.</summary>
    public const string BaseId = "%SRCROOT%";

    /// <summary>Writes a run's findings; the bytes depend on the result alone.</summary>
    /// <param name="run">What to write.</param>
    /// <param name="stream">Where; left open.</param>
    public static void Write(RunResult run, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(stream);
        var findings = RunFindings.Of(run);
        var rules = SarifRules.Of(run, findings);

        // Nothing invisible is left in the texts, so that only quotes and backslashes need an escape.
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, run, rules);
            json.WriteStartArray("invocations");
            json.WriteStartObject();
            json.WriteBoolean("executionSuccessful", !run.Suites.Any(suite => suite.IsUnusable));
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartObject("originalUriBaseIds");
            json.WriteStartObject(BaseId);
            json.WriteStartObject("description");
            json.WriteString("text", "The root of the repository.");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartArray("results");
            foreach (var finding in findings)
            {
                WriteResult(json, finding, rules);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    /// <summary>A path as a URI reference: each component percent-encoded; a full path becomes an absolute URI.</summary>
    internal static string UriOf(string path)
    {
        var parts = path.Replace('\\', '/').Split('/');
        return !IsFullPath(path) ? string.Join('/', parts.Select(Uri.EscapeDataString))
            : parts[0].Length == 0 ? "file://" + string.Join('/', parts.Select(Uri.EscapeDataString))
            : $"file:///{parts[0]}/{string.Join('/', parts.Skip(1).Select(Uri.EscapeDataString))}";
    }

    // Of any system: the results may come from another one.
    private static bool IsFullPath(string path) => path is ['/' or '\\', ..] or [(>= 'a' and <= 'z') or (>= 'A' and <= 'Z'), ':', '/' or '\\', ..];

    private static void WriteTool(Utf8JsonWriter json, RunResult run, IReadOnlyList<SarifRule> rules)
    {
        var tool = run.Tool.Split(' ', 2);
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "ModelSpecs");
        if (tool.Length == 2)
        {
            json.WriteString("version", TerminalText.Visible(tool[1]));
        }

        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", TerminalText.Visible(rule.Id));
            WriteText(json, "shortDescription", rule.Summary);
            WriteText(json, "fullDescription", rule.Help);
            WriteText(json, "help", rule.Help);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", rule.Level == FindingLevel.Error ? "error" : "warning");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Finding finding, IReadOnlyList<SarifRule> rules)
    {
        // Waived is known and accepted; inconclusive that fails nothing is for a person to decide, and has no level then (SARIF 3.27.10).
        var waived = finding.Check is { IsWaived: true };
        var review = finding is { Level: not FindingLevel.Error, Check.Outcome: Outcome.Inconclusive } && !waived;
        json.WriteStartObject();
        json.WriteString("ruleId", TerminalText.Visible(finding.Rule));
        json.WriteNumber("ruleIndex", rules.Index().First(rule => rule.Item.Id == finding.Rule).Index);
        json.WriteString("kind", review ? "review" : "fail");
        json.WriteString("level", review ? "none" : finding.Level switch { FindingLevel.Error => "error", FindingLevel.Warning => "warning", _ => "note" });
        WriteText(json, "message", finding.Message.StartsWith(finding.Title, StringComparison.Ordinal) ? finding.Message : $"{finding.Title}: {finding.Message}");
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(finding.File));
        if (!IsFullPath(finding.File))
        {
            json.WriteString("uriBaseId", BaseId);
        }

        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", finding.Line);
        json.WriteNumber("startColumn", finding.Column);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("modelspecs/v1", finding.Fingerprint);
        // The one name that GitHub follows a result by from run to run.
        json.WriteString("primaryLocationLineHash", finding.Fingerprint);
        json.WriteEndObject();
        if (finding.Check is { IsWaived: true, Waiver: { } waiver })
        {
            json.WriteStartArray("suppressions");
            json.WriteStartObject();
            json.WriteString("kind", "external");
            json.WriteString("status", "accepted");
            json.WriteString("justification", TerminalText.Visible($"waived {waiver.UntilText()} by {waiver.Owner}: {waiver.Because}"));
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", TerminalText.VisibleLines(text));
        json.WriteEndObject();
    }
}
