using System.Globalization;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Spec.Predicates;

/// <summary>Words about columns, the same in every message.</summary>
public static class ColumnNames
{
    private const int Most = 12;

    /// <summary>The columns there are, cut where they are many.</summary>
    public static string List(IReadOnlyCollection<string> names) => names.Count switch
    {
        0 => "a column, but the golden set has none",
        <= Most => $"one of {Join(names)}",
        _ => string.Format(CultureInfo.InvariantCulture, "one of its {0} columns ({1}, …)", names.Count, Join(names.Take(Most))),
    };

    /// <summary>Message about a derived column that is not there.</summary>
    /// <param name="name">The derived name.</param>
    /// <param name="available">Derived columns that are there; none: predictions are not known.</param>
    public static string DerivedMissing(string name, IEnumerable<string> available)
    {
        var names = DerivedNames.All.Where(n => available.Contains(n, StringComparer.Ordinal)).ToList();
        return names.Count == 0
            ? $"'{name}' comes from predictions, which do not exist yet where golden.where chooses the rows. Found '{name}'; expected columns of the golden set. Write `{name}` in backquotes for its own column of that name, or make this a slice."
            : $"The derived column '{name}' does not exist for this task and these outputs. Found '{name}'; expected one of {string.Join(", ", names)}. Write `{name}` in backquotes for the golden set's own column of that name.";
    }

    /// <summary>A type as it is written in <c>golden.columns</c>.</summary>
    public static string Kind(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => "integer",
        ColumnKind.Number => "number",
        ColumnKind.Boolean => "boolean",
        ColumnKind.String => "string",
        ColumnKind.Date => "date",
        _ => "array",
    };

    private static string Join(IEnumerable<string> names) => string.Join(", ", names.Select(OneLine.Escape));
}
