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
        return check.Metric is { } metric ? link + "&metric=" + Escape(metric) : link;
    }

    // A slash is no separator behind the #, and a path stays readable.
    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal);
}
