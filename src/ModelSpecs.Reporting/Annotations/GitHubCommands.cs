using System.Globalization;
using ModelSpecs.Reporting.Findings;
using ModelSpecs.Reporting.Terminal;

namespace ModelSpecs.Reporting.Annotations;

/// <summary>Annotations of GitHub Actions: <c>::error file=…,line=…::message</c>.</summary>
internal static class GitHubCommands
{
    /// <summary>Annotations of a level that GitHub keeps of one step; it drops the others without a word.</summary>
    public const int MostOfALevel = 10;

    /// <summary>Writes the first of each level, and a notice that says how many are left out.</summary>
    public static void Write(IReadOnlyList<Finding> findings, TextWriter output)
    {
        var shown = new List<Finding>();
        foreach (var level in (FindingLevel[])[FindingLevel.Error, FindingLevel.Warning])
        {
            shown.AddRange(findings.Where(finding => finding.Level == level).Take(MostOfALevel));
        }

        var notices = findings.Where(finding => finding.Level == FindingLevel.Notice).ToList();
        var fit = shown.Count + notices.Count == findings.Count && notices.Count <= MostOfALevel;

        // The notice about what is left out is one of the ten.
        shown.AddRange(notices.Take(fit ? MostOfALevel : MostOfALevel - 1));
        foreach (var finding in shown)
        {
            output.WriteLine(Command(
                finding.Level switch { FindingLevel.Error => "error", FindingLevel.Warning => "warning", _ => "notice" },
                [
                    ("file", finding.File),
                    ("line", finding.Line.ToString(CultureInfo.InvariantCulture)),
                    ("col", finding.Column.ToString(CultureInfo.InvariantCulture)),
                    ("title", finding.Title),
                ],
                RunAnnotations.MessageOf(finding)));
        }

        if (!fit)
        {
            var left = (findings.Count - shown.Count).ToString("#,0", CultureInfo.InvariantCulture);
            output.WriteLine(Command("notice", [("title", "ModelSpecs")], $"… and {left} more in the summary: GitHub shows {MostOfALevel} of a level for a step."));
        }
    }

    /// <summary>A workflow command; every part but the name may hold anything.</summary>
    internal static string Command(string name, IReadOnlyList<(string Key, string Value)> properties, string message) =>
        $"::{name} {string.Join(',', properties.Select(property => $"{property.Key}={Property(property.Value)}"))}::{Data(message)}";

    // The runner's own mappings (actions/runner, ActionCommand); % first, so that no text of ours is taken for an escape.
    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(TerminalText.Line(text))
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
