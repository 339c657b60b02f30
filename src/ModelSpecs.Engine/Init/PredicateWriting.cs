using ModelSpecs.Engine.Inference.Labels;

namespace ModelSpecs.Engine.Init;

/// <summary>Writes predicates (docs/slices.md) of columns and values with any name.</summary>
internal static class PredicateWriting
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "and", "or", "not", "in", "between", "like", "is", "null", "date", "true", "false" };

    /// <summary>A column equal to a value.</summary>
    public static string Equal(string column, LabelValue value) =>
        $"{Column(column)} = {(value.Kind == LabelKind.Text ? $"'{value.Text.Replace("'", "''", StringComparison.Ordinal)}'" : value.Text)}";

    private static string Column(string name) =>
        (char.IsAsciiLetter(name[0]) || name[0] == '_') && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !Words.Contains(name) ? name : $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
}
