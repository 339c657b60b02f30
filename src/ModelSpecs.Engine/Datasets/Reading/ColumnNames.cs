using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Reading;

/// <summary>Column names must name: none empty, none twice.</summary>
internal static class ColumnNames
{
    /// <summary>Throws where they do not.</summary>
    /// <param name="names">The names in file order.</param>
    /// <param name="place">Start of the message, e.g. <c>line 1: </c>.</param>
    public static void Check(IReadOnlyList<string> names, string place)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Length == 0)
            {
                throw new DatasetFormatException(SpecDiagnostics.GoldenHeader,
                    FormattableString.Invariant($"{place}column {i + 1} has no name. Found an empty field; expected a name for every column."));
            }
        }

        var twice = names.GroupBy(name => name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => OneLine.Quote(g.Key)).ToList();
        if (twice.Count > 0)
        {
            throw new DatasetFormatException(SpecDiagnostics.GoldenHeader,
                $"{place}a column name occurs twice. Found {string.Join(", ", twice)} more than once; expected every name once. Rename one of them.");
        }
    }
}
