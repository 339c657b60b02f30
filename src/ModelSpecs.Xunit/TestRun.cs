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

    /// <summary>An exception by which the running test counts as skipped.</summary>
    public static Exception Skip(string reason) => new CheckSkippedException(DynamicSkipToken.Value + reason);

    private sealed class CheckSkippedException(string message) : Exception(message);
}
