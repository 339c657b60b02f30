using System.Collections.Concurrent;
using System.ComponentModel;
using ModelSpecs.Xunit.Sessions;
using Xunit.Sdk;
using Xunit.v3;

namespace ModelSpecs.Xunit;

/// <summary>Leaves the tests of a generated class in their order, and notes which of them a run has: where a filter leaves some out, nothing may be accepted. Not meant to be
/// used by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SpecTestOrderer : ITestCaseOrderer
{
    private static readonly ConcurrentDictionary<Type, TestSelection> Selections = new();

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase
    {
        ArgumentNullException.ThrowIfNull(testCases);
        foreach (var ofClass in testCases.OfType<IXunitTestCase>().GroupBy(testCase => testCase.TestMethod.TestClass.Class))
        {
            Selections[ofClass.Key] = TestSelection.Of(ofClass);
        }

        return testCases;
    }

    /// <summary>The tests that this run has of a class; null: nobody asked for their order, so that nothing is known.</summary>
    internal static TestSelection? SelectionOf(Type testClass) => Selections.GetValueOrDefault(testClass);
}
