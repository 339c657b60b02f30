using System.Globalization;

namespace ModelSpecs.Spec.Predicates;

/// <summary>Writes names and constants so that <see cref="PredicateParser"/> reads them back.</summary>
public static class PredicateText
{
    /// <summary>A column name: bare where it can be, else in backquotes. Derived names are bare.</summary>
    public static string Column(string name, bool derived = false)
    {
        var bare = name.Length > 0 && PredicateLexer.StartsName(name, 0) && !PredicateLexer.IsKeyword(name) && (derived || !DerivedNames.Contains(name));
        for (var i = 0; bare && i < name.Length; i += char.IsSurrogatePair(name, i) ? 2 : 1)
        {
            bare = PredicateLexer.ContinuesName(name, i);
        }

        return bare ? name : $"`{name.Replace("`", "``")}`";
    }

    /// <summary>A text in single quotes.</summary>
    public static string Text(string text) => $"'{text.Replace("'", "''")}'";

    /// <summary>A number.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    public static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A date or time.</summary>
    public static string Date(long ticks) => $"date '{IsoDate.Format(ticks)}'";
}
