using System.Globalization;
using ModelSpecs.Engine.Inference.Labels;

namespace ModelSpecs.Engine.Inference.Outputs;

/// <summary>The classes that occur, in predicted labels and in the label column. Good for tasks whose scores do not hang on the order of classes.</summary>
internal static class SeenClasses
{
    /// <summary>The names, integers by value and before texts; each class once, however it is spelled.</summary>
    public static IReadOnlyList<string> Of(PredictionSource source)
    {
        var names = new List<string>(source.Label?.Values.Select(v => v.Text) ?? []);
        var truth = source.LabelCategories?.Values ?? [];
        var matcher = new ClassMatcher(names);
        names.AddRange(truth.Where(value => matcher.IndexOf(value) < 0).Select(value => value.Text));
        return [.. names.Distinct(StringComparer.Ordinal)
            .Order(Comparer<string>.Create((left, right) => (Integer(left), Integer(right)) switch
            {
                ({ } a, { } b) => a.CompareTo(b),
                ({ }, null) => -1,
                (null, { }) => 1,
                _ => string.CompareOrdinal(left, right),
            }))];
    }

    private static long? Integer(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}
