using System.Reflection;
using ModelSpecs.Spec.Planning;
using Xunit.v3;

namespace ModelSpecs.Xunit.Sessions;

/// <summary>The tests of a class that a run has.</summary>
/// <param name="Cases">Test cases by method, those of <see cref="SpecFileTests"/> by spec; null: the rows of a theory are only made when it runs, and then all of them.</param>
internal sealed record TestSelection(IReadOnlyDictionary<string, int?> Cases)
{
    private const string AllSpecs = "";

    /// <summary>Test cases of all methods or specs; null: not known before they ran.</summary>
    public int? Rows => Cases.Values.Aggregate((int?)0, (sum, cases) => sum + cases);

    /// <summary>Those of some test cases.</summary>
    public static TestSelection Of(IEnumerable<IXunitTestCase> testCases) => new(testCases
        .GroupBy(KeyOf, StringComparer.Ordinal)
        .ToDictionary(method => method.Key, method => method.Any(testCase => testCase is XunitDelayEnumeratedTheoryTestCase) ? (int?)null : method.Count(), StringComparer.Ordinal));

    /// <summary>How many tests a spec has whose tests are rows, and how many of them this run has.</summary>
    /// <param name="spec">The spec, as its rows name it.</param>
    /// <param name="plan">Its checks by identity.</param>
    /// <param name="rowsOf">Rows of a check that is judged per value.</param>
    public async Task<(int Selected, int All)> CountAsync(string spec, IReadOnlyDictionary<string, PlannedCheck> plan, Func<string, Task<int>> rowsOf)
    {
        var all = 0;
        foreach (var (id, planned) in plan)
        {
            all += planned.IsPerGroup ? await rowsOf(id).ConfigureAwait(false) : 1;
        }

        return (Cases.ContainsKey(AllSpecs) ? all : Math.Min(all, Cases.GetValueOrDefault(spec) ?? 0), all);
    }

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

    private static string KeyOf(IXunitTestCase testCase) => typeof(SpecFileTests).IsAssignableFrom(testCase.TestMethod.TestClass.Class)
        ? (testCase as XunitTestCase)?.TestMethodArguments.FirstOrDefault() as string ?? AllSpecs
        : testCase.TestMethod.Method.Name;
}
