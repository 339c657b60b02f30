using System.Globalization;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>Names of bins of numbers.</summary>
internal static class NumberBins
{
    /// <summary>Name of the bin for what no bin of its own has.</summary>
    public const string Others = "others";

    /// <summary>Of bins between edges, each with its upper end: <c>&lt;= 3</c>, <c>(3, 7.5]</c>, <c>&gt; 7.5</c>.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<double> edges) =>
    [
        .. Enumerable.Range(0, edges.Count + 1).Select(i =>
            i == 0 ? $"<= {Text(edges[0])}" : i == edges.Count ? $"> {Text(edges[^1])}" : $"({Text(edges[i - 1])}, {Text(edges[i])}]"),
    ];

    /// <summary>Of values that are bins of their own, and of all others.</summary>
    public static IReadOnlyList<string> OfValues(IReadOnlyList<double> values) => [.. values.Select(Text), Others];

    /// <summary>Counts by value, then of all others; without those where neither has any.</summary>
    public static (IReadOnlyList<string> Names, double[] Expected, double[] Actual) ByValue(IReadOnlyList<double> values, IReadOnlyList<long> expected, long otherExpected, IReadOnlyList<long> actual, long otherActual)
    {
        var names = OfValues(values);
        double[] first = [.. expected.Select(count => (double)count), otherExpected];
        double[] second = [.. actual.Select(count => (double)count), otherActual];
        return otherExpected + otherActual > 0 ? (names, first, second) : ([.. names.SkipLast(1)], first[..^1], second[..^1]);
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
