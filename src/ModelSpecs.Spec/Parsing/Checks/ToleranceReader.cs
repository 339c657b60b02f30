using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Checks;

/// <summary>Turns <c>max_drop: 0.02</c> and <c>max_change: "5 %"</c> into the checks that they mean: there is one way to judge, and this is another way to write it.</summary>
internal static class ToleranceReader
{
    /// <summary>The checks; none where something is wrong, which is reported.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="reader">Its long form.</param>
    /// <param name="place"><c>snapshot</c> or <c>compare</c>.</param>
    /// <param name="span">Place of the metric.</param>
    public static IEnumerable<(Comparison Comparison, Bound Bound)> Read(MetricDescriptor metric, MappingReader reader, CheckPlace place, SourceSpan span)
    {
        var hasChange = reader.Takes(BaselineKeys.MaxChange);
        if (hasChange)
        {
            reader.Exclude(BaselineKeys.MaxDrop, BaselineKeys.MaxChange);
        }
        else
        {
            reader.ExcludePair(CheckKeys.Is, BaselineKeys.MaxDrop, "Two checks of a metric are a list.");
        }

        if (hasChange && !reader.Has(BaselineKeys.MaxDrop) && !reader.Has(BaselineKeys.MaxChange))
        {
            reader.Context.Bag.Report(SpecDiagnostics.MissingKey, span, $"A tolerance of {metric.Name} says nothing", null, metric.Direction == MetricDirection.None ? "max_change: with a number" : "max_drop: with a number, or max_change");
            return [];
        }

        var reference = place == CheckPlace.Snapshot ? BoundReference.Snapshot : place == CheckPlace.Compare ? BoundReference.Champion : BoundReference.Overall;
        if (reader.Entry(BaselineKeys.MaxDrop) is { } drop)
        {
            if (metric.Direction == MetricDirection.None)
            {
                reader.Context.Bag.Report(SpecDiagnostics.DropWithoutDirection, drop.Key.Span, $"Nobody can say which way {metric.Name} drops", null, null, hasChange ? "Write max_change, which holds it on both sides." : "Write is: with overall.");
                return [];
            }

            return Amount(drop, reader) is var (value, isShare, text)
                ? [metric.Direction == MetricDirection.HigherIsBetter ? Least(reference, value, isShare, text) : Most(reference, value, isShare, text)]
                : [];
        }

        return Amount(reader.Entry(BaselineKeys.MaxChange)!, reader) is var (change, share, written)
            ? [Least(reference, change, share, written), Most(reference, change, share, written)]
            : [];
    }

    private static (Comparison, Bound) Least(BoundReference reference, double amount, bool isShare, string text) =>
        (Comparison.AtLeast, Of(reference, -amount, isShare, '-', text));

    private static (Comparison, Bound) Most(BoundReference reference, double amount, bool isShare, string text) =>
        (Comparison.AtMost, Of(reference, amount, isShare, '+', text));

    private static Bound Of(BoundReference reference, double offset, bool isShare, char sign, string text)
    {
        var name = reference.ToString().ToLowerInvariant();
        return new Bound(reference, 1, offset, isShare, offset == 0 ? name : $"{name} {sign} {text}");
    }

    private static (double Value, bool IsShare, string Text)? Amount(YamlEntry entry, MappingReader reader)
    {
        var (key, shape) = (entry.Key.Text, reader.ShapeOf(entry.Key.Text));
        switch (entry.Value)
        {
            case YamlScalar { IsNull: true }:
                ValueReader.Empty(entry.Value, shape, key, reader.Context);
                return null;
            case YamlScalar scalar:
                var text = scalar.Text.Trim();
                var isShare = text.EndsWith("%", StringComparison.Ordinal);
                var number = isShare ? text.Substring(0, text.Length - 1).TrimEnd() : text;
                if (NumberText.TryParse(number, out var value) && value >= 0)
                {
                    return isShare ? (value / 100, true, $"{number} %") : (value, false, number);
                }

                break;
        }

        ValueReader.WrongType(entry.Value, shape, key, reader.Context);
        return null;
    }
}
