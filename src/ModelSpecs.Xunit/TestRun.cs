using ModelSpecs.Reporting;
using Xunit;
using Xunit.v3;

namespace ModelSpecs.Xunit;

/// <summary>What spec tests tell the test framework.</summary>
internal static class TestRun
{
    /// <summary>Set when the run is stopped.</summary>
    public static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Adds warnings to the running test.</summary>
    public static void Warn(IEnumerable<string> messages)
    {
        foreach (var message in messages)
        {
            TestContext.Current.AddWarning(message);
        }
    }

    /// <summary>Attaches what a person reads of a report to the running test: its runner copies it to the other results, where it keeps any.</summary>
    public static void Attach(RunReportFiles report)
    {
        Attach(Path.GetFileNameWithoutExtension(report.Page), report.Page, "text/html");
        Attach(Path.GetFileNameWithoutExtension(report.Summary), report.Summary, "text/plain");
    }

    /// <summary>An exception by which the running test counts as skipped.</summary>
    public static Exception Skip(string reason) => new CheckSkippedException(DynamicSkipToken.Value + reason);

    // The framework gives the name its ending, by the type.
    private static void Attach(string name, string file, string type)
    {
        try
        {
            TestContext.Current.AddAttachment(name, File.ReadAllBytes(file), type);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Warn([$"{file} could not be attached: {exception.Message}"]);
        }
    }

    private sealed class CheckSkippedException(string message) : Exception(message);
}
