using System.Collections.Concurrent;
using System.Reflection;
using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Xunit.Report;

namespace ModelSpecs.Xunit.Sessions;

/// <summary>The sessions of this process, one a spec file: all tests of a spec share one evaluation, also those of different classes.</summary>
internal static class SpecSessions
{
    private static readonly ConcurrentDictionary<(SpecPlace Place, Assembly Tests), SpecSession> Sessions = new();

    /// <summary>The session of a generated class's spec.</summary>
    public static SpecSession Of(Type testClass, string file, string root) =>
        Sessions.GetOrAdd((SpecPlace.Of(testClass, file, root), testClass.Assembly), static key => new SpecSession(key.Place, new SpecEngine { Report = SpecReport.Of(key.Tests) }, CustomMetricSet.OfTests(key.Tests)));
}
