using System.Text;
using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Summary;

/// <summary>A run as the comment of a pull request, in Markdown as GitHub, GitLab and Azure DevOps show it (docs/summary.md). Text from specs and data is escaped.</summary>
public static class SummaryMarkdown
{
    private const int MostBeside = 5;

    /// <summary>Writes it as UTF-8; lines end in a line feed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="stream">Where; left open.</param>
    /// <param name="options">How; null: as usual.</param>
    public static void Write(RunResult run, Stream stream, SummaryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Encoding.UTF8.GetBytes(Of(run, options)));
    }

    /// <summary>The text: the verdict first, then what a reviewer needs to decide, most important first. Where there is too much, items are left out and counted, and none is cut.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">How; null: as usual.</param>
    public static string Of(RunResult run, SummaryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        options ??= new SummaryOptions();
        SummarySection[] sections =
        [
            GatePart.Loosened(run),
            PolicyPart.Unusable(run),
            SummaryHead.Specs(run),
            ChecksPart.Failing(run),
            ChangesPart.Worse(run),
            ChangesPart.NewlyWrong(run),
            PolicyPart.Waivers(run),
            ChecksPart.Inconclusive(run),
            ChangesPart.MaybeWorse(run),
            ChangesPart.Otherwise(run),
            ChangesPart.Better(run),
            PolicyPart.Quarantined(run),
            GatePart.Others(run),
            PolicyPart.Notes(run),
        ];
        return SummaryLayout.Fit(SummaryHead.Of(run, options), sections, Foot(run, options), options.MostCharacters);
    }

    private static string Foot(RunResult run, SummaryOptions options)
    {
        var beside = options.Beside.Count == 0 ? ""
            : $"; it stands there beside {string.Join(", ", options.Beside.Take(MostBeside).Select(SummaryWords.Name))}{(options.Beside.Count > MostBeside ? $" and {options.Beside.Count - MostBeside} more" : "")}";
        return $"{GatePart.Same(run)}\n<sub>Every slice, curve and row: <code>report.html</code>, which the run left beside this summary{beside} · {SummaryWords.Name(run.Tool)}</sub>\n";
    }
}
