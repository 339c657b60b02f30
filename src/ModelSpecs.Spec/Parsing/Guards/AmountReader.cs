using System.Globalization;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads how strong a perturbation is done: one amount, or a list of different ones.</summary>
internal static class AmountReader
{
    /// <summary>The levels in the order written; none where something is wrong, which is reported.</summary>
    /// <param name="node">A number, a share, or a list of them.</param>
    /// <param name="shape">One amount, or a list.</param>
    /// <param name="key">The key, which the levels are called by.</param>
    /// <param name="context">The parse.</param>
    public static IReadOnlyList<PerturbationLevel> Read(YamlNode node, EitherShape shape, string key, ParseContext context)
    {
        var levels = new List<PerturbationLevel>();
        var items = node is YamlList ? ValueReader.Items(node, (ListShape)shape.Full, key, context) : [node];
        var hasWrong = items.Count == 0;
        foreach (var item in items)
        {
            if (One(item, shape.Short, key, context) is not { } level)
            {
                hasWrong = true;
            }
            else if (levels.Exists(other => other.Amount.Equals(level.Amount) && other.IsShare == level.IsShare))
            {
                context.Bag.Report(SpecDiagnostics.DuplicateEntry, item.Span, $"{OneLine.Quote(level.Name)} stands twice", null, null, "Remove one of the two.");
                hasWrong = true;
            }
            else
            {
                levels.Add(level);
            }
        }

        if (!hasWrong && levels.Select(level => level.IsShare).Distinct().Count() > 1)
        {
            context.Bag.Report(SpecDiagnostics.WrongType, node.Span, $"The amounts of {OneLine.Quote(key)} have no order among each other", "numbers and shares", "numbers, or shares such as \"5 %\"");
            hasWrong = true;
        }

        return hasWrong ? [] : levels;
    }

    private static PerturbationLevel? One(YamlNode node, ValueShape shape, string key, ParseContext context)
    {
        switch (shape)
        {
            case IntegerShape integer:
                return ValueReader.Integer(node, integer, key, context) is { } whole ? Plain(whole.Value, key) : null;
            case NumberShape number:
                return ValueReader.Number(node, number, key, context) is { } plain ? Plain(plain.Value, key) : null;
            default:
                return Share(node, (AmountShape)shape, key, context);
        }
    }

    private static PerturbationLevel Plain(double value, string key) => new(value, false, $"{key} {value.ToString("R", CultureInfo.InvariantCulture)}");

    private static PerturbationLevel? Share(YamlNode node, AmountShape shape, string key, ParseContext context)
    {
        switch (node)
        {
            case YamlScalar { IsNull: true }:
                ValueReader.Empty(node, shape, key, context);
                return null;
            case YamlScalar scalar:
                var text = scalar.Text.Trim();
                var isShare = text.EndsWith("%", StringComparison.Ordinal);
                var number = isShare ? text.Substring(0, text.Length - 1).TrimEnd() : text;
                if (NumberText.TryParse(number, out var value) && (shape.Signed || value >= 0))
                {
                    return new PerturbationLevel(isShare ? value / 100 : value, isShare, $"{key} {number}{(isShare ? " %" : "")}");
                }

                break;
        }

        ValueReader.WrongType(node, shape, key, context);
        return null;
    }
}
