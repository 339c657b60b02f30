using ModelSpecs.Results;

namespace ModelSpecs.Xunit.Report;

/// <summary>The place of a check in the report's page (docs/report.md, "Links").</summary>
internal static class ReportLink
{
    /// <summary>A link that opens the page where the check's slice and metric stand.</summary>
    /// <param name="page">Full path of the page.</param>
    /// <param name="file">The suite's file as its result has it: it names the suite whatever others the page will hold.</param>
    /// <param name="check">The check.</param>
    public static string To(string page, string file, CheckResult check)
    {
        var link = new UriBuilder(Uri.UriSchemeFile, "") { Path = page }.Uri.AbsoluteUri + "#suite=" + Escape(file) + "&slice=" + Escape(check.Slice);
        link += check.Group is { } group ? "&group=" + Escape(group) : "";
        // What a slice shows is its metrics: a check of none is shown itself.
        return link + (check.Metric is { } metric ? "&metric=" + Escape(metric) : "&check=" + Escape(check.Id));
    }

    // A slash is no separator behind the #, and a path stays readable.
    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal);
}
