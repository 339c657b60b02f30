using System.Globalization;
using ModelSpecs.Reporting.Findings;
using ModelSpecs.Reporting.Terminal;

namespace ModelSpecs.Reporting.Annotations;

/// <summary>A section of GitLab's log that opens by a click. GitLab annotates lines by the code quality report and not by its log.</summary>
internal static class GitLabSection
{
    private const string Name = "modelspecs_findings";

    /// <summary>Writes a line for each finding; nothing where there is none.</summary>
    public static void Write(IReadOnlyList<Finding> findings, TextWriter output, DateTimeOffset now)
    {
        if (findings.Count == 0)
        {
            return;
        }

        // Data holds no escape character and no carriage return once it is a line of the terminal, and a section starts with neither missing.
        output.WriteLine($"{Marker("start", now)}[collapsed=true]\r\e[0KModelSpecs: {findings.Count.ToString("#,0", CultureInfo.InvariantCulture)} finding{(findings.Count == 1 ? "" : "s")} with {(findings.Count == 1 ? "its line" : "their lines")}");
        foreach (var finding in findings)
        {
            var first = finding.Message.Split('\n', 2)[0];
            output.WriteLine(TerminalText.Line(string.Create(CultureInfo.InvariantCulture,
                $"{finding.File}:{finding.Line}: {(finding.Level switch { FindingLevel.Error => "error", FindingLevel.Warning => "warning", _ => "note" })}: {(first.StartsWith(finding.Title, StringComparison.Ordinal) ? first : $"{finding.Title}: {first}")}")));
        }

        output.WriteLine($"{Marker("end", now)}\r\e[0K");
    }

    private static string Marker(string edge, DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"\e[0Ksection_{edge}:{now.ToUnixTimeSeconds()}:{Name}");
}
