using System.Reflection;
using Xunit.v3;

namespace ModelSpecs.Xunit.Sessions;

/// <summary>The tests of a class that a run has.</summary>
/// <param name="Cases">Test cases by method; null: the rows of a theory are only made when it runs, and then all of them.</param>
internal sealed record TestSelection(IReadOnlyDictionary<string, int?> Cases)
{
    /// <summary>Those of some test cases.</summary>
    public static TestSelection Of(IEnumerable<IXunitTestCase> testCases) => new(testCases
        .GroupBy(testCase => testCase.TestMethod.Method.Name, StringComparer.Ordinal)
        .ToDictionary(method => method.Key, method => method.Any(testCase => testCase is XunitDelayEnumeratedTheoryTestCase) ? (int?)null : method.Count(), StringComparer.Ordinal));

    /// <summary>How many tests a class has, and how many of them this run has.</summary>
    /// <param name="testClass">The class.</param>
    /// <param name="rowsOf">Rows of a theory by the identity of its check.</param>
    public async Task<(int Selected, int All)> CountAsync(Type testClass, Func<string, Task<int>> rowsOf)
    {
        var (selected, all) = (0, 0);
        foreach (var method in testClass.GetMethods().Where(method => method.GetCustomAttributes().OfType<IFactAttribute>().Any()))
        {
            var rows = method.GetCustomAttribute<SpecGroupsAttribute>() is { } groups ? await rowsOf(groups.Check).ConfigureAwait(false) : 1;
            all += rows;
            selected += Cases.TryGetValue(method.Name, out var cases) ? Math.Min(rows, cases ?? rows) : 0;
        }

        return (selected, all);
    }
}
