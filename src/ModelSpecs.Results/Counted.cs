using System.Globalization;

namespace ModelSpecs.Results;

/// <summary>Counts in sentences.</summary>
public static class Counted
{
    /// <summary><c>1 row</c>, <c>1,200 rows</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">Of what: a word whose plural ends in s.</param>
    public static string Of(long count, string noun) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {noun}{(count == 1 ? "" : "s")}";
}
