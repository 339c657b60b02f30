using System.Globalization;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>What a person reads of a column that has drifted.</summary>
internal static class DriftText
{
    private const int NamedCategories = 5;

    /// <summary>The column, the value, and what it means there.</summary>
    public static string Of(string measure, ColumnDrift column, double value) => $"{OneLine.Escape(column.Name)}: {measure} {Number(value)}{Meaning(measure, column)}";

    /// <summary>A share as people read it.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.##} %");

    /// <summary>A multiple.</summary>
    public static string Times(double factor) => string.Create(CultureInfo.InvariantCulture, $"{factor:0.###} x");

    private static string Meaning(string measure, ColumnDrift column) => measure switch
    {
        "psi" => string.Create(CultureInfo.InvariantCulture, $"; without drift {column.ExpectedPsi:G2} on average ({column.Bins.Count} bins, {column.Values:N0} rows against {column.ReferenceValues:N0}); {Moved(column)}"),
        "kl" or "js" or "chi2" => $"{(measure == "chi2" ? string.Create(CultureInfo.InvariantCulture, $" on {column.Chi2!.Value.DegreesOfFreedom} degrees of freedom") : "")}; {Moved(column)}",
        "ks" or "wasserstein" => column.IsCategorical ? "" : $"; {Moved(column)}",
        "null_rate" => string.Create(CultureInfo.InvariantCulture, $": {column.ReferenceNullRate:P1} of the reference have no value, {column.NullRate:P1} now"),
        "unseen" => Unseen(column),
        _ => string.Create(CultureInfo.InvariantCulture,
            $" corrected; {(column.IsCategorical ? $"chi-squared {column.Chi2!.Value.Statistic:G4} on {column.Chi2!.Value.DegreesOfFreedom} degrees of freedom" : $"Kolmogorov–Smirnov {column.Ks:G4}")}, p {column.PValue():G2} alone; {Moved(column)}"),
    };

    /// <summary>The bin whose share has changed most.</summary>
    private static string Moved(ColumnDrift column)
    {
        var most = Enumerable.Range(0, column.Bins.Count).MaxBy(i => Math.Abs((column.Expected[i] / column.ReferenceValues) - (column.Actual[i] / column.Values)));
        return string.Create(CultureInfo.InvariantCulture, $"{OneLine.Escape(column.Bins[most])} had {column.Expected[most] / column.ReferenceValues:P1}, has {column.Actual[most] / column.Values:P1}");
    }

    private static string Unseen(ColumnDrift column) => column.Unseen.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
        $": {string.Join(", ", column.Unseen.Take(NamedCategories).Select(category => string.Create(CultureInfo.InvariantCulture, $"{OneLine.Quote(category.Key)} ({category.Value:N0})")))}{(column.Unseen.Count > NamedCategories ? $" and {column.Unseen.Count - NamedCategories} more" : "")}");

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
