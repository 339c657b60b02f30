using System.Globalization;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Values;

/// <summary>Reads one value after its shape in the key catalogue; null where it is wrong, which is reported.</summary>
internal static class ValueReader
{
    private const int LongestText = 10_000;

    /// <summary>A text that is not empty.</summary>
    public static Located<string>? Text(YamlNode node, TextShape shape, string key, ParseContext context)
    {
        if (Scalar(node, shape, key, context) is not { } scalar)
        {
            return null;
        }

        // The parser of predicates has its own messages for the empty and the long text.
        if (shape.Use == TextUse.Predicate)
        {
            return new Located<string>(scalar.Text, scalar.Span);
        }

        if (scalar.Text.Trim().Length == 0)
        {
            Empty(scalar, shape, key, context);
            return null;
        }

        var most = shape.Use == TextUse.Name ? SpecLimits.NameCharacters : LongestText;
        if (scalar.Text.Length > most)
        {
            context.Bag.Report(SpecDiagnostics.LimitExceeded, scalar.Span, $"The text of {OneLine.Quote(key)} is too long", $"{scalar.Text.Length} characters", $"at most {most}");
            return null;
        }

        return new Located<string>(scalar.Text, scalar.Span);
    }

    /// <summary>A number in the shape's range.</summary>
    public static Located<double>? Number(YamlNode node, NumberShape shape, string key, ParseContext context)
    {
        if (Scalar(node, shape, key, context) is not { } scalar)
        {
            return null;
        }

        if (scalar.Style != YamlStyle.Plain || !NumberText.TryParse(scalar.Text, out var value))
        {
            NotNumber(scalar, shape, key, context);
            return null;
        }

        if (value < shape.Minimum || value > shape.Maximum || (shape.AboveMinimum && value <= shape.Minimum))
        {
            OutOfRange(scalar, shape, key, context);
            return null;
        }

        return new Located<double>(value, scalar.Span);
    }

    /// <summary>A whole number in the shape's range.</summary>
    public static Located<int>? Integer(YamlNode node, IntegerShape shape, string key, ParseContext context)
    {
        if (Scalar(node, shape, key, context) is not { } scalar)
        {
            return null;
        }

        if (scalar.Style != YamlStyle.Plain || !NumberText.TryParse(scalar.Text, out var value) || value != Math.Floor(value))
        {
            NotNumber(scalar, shape, key, context);
            return null;
        }

        if (value < shape.Minimum || value > shape.Maximum)
        {
            OutOfRange(scalar, shape, key, context);
            return null;
        }

        return new Located<int>((int)value, scalar.Span);
    }

    /// <summary>Position of a word among the shape's.</summary>
    public static Located<int>? Choice(YamlNode node, ChoiceShape shape, string key, ParseContext context)
    {
        if (Scalar(node, shape, key, context) is not { } scalar)
        {
            return null;
        }

        for (var i = 0; i < shape.Values.Count; i++)
        {
            if (string.Equals(shape.Values[i], scalar.Text, StringComparison.Ordinal))
            {
                return new Located<int>(i, scalar.Span);
            }
        }

        if (shape.Later.Contains(scalar.Text, StringComparer.Ordinal))
        {
            NotYet(scalar, $"{key}: {scalar.Text}", context, shape.Expected);
        }
        else
        {
            context.Bag.Report(SpecDiagnostics.UnknownValue, scalar.Span, $"Unknown value of {OneLine.Quote(key)}", OneLine.Quote(scalar.Text), shape.Expected, Suggestion.DidYouMean(scalar.Text, shape.Values));
        }

        return null;
    }

    /// <summary>The items of a list; empty where it is wrong.</summary>
    public static IReadOnlyList<YamlNode> Items(YamlNode node, ListShape shape, string key, ParseContext context)
    {
        if (node is not YamlList list)
        {
            if (node is YamlScalar { IsNull: true })
            {
                Empty(node, shape, key, context);
            }
            else
            {
                WrongType(node, shape, key, context);
            }

            return [];
        }

        var count = list.Items.Count;
        if (count == 0)
        {
            Empty(node, shape, key, context);
        }
        else if (count < shape.Minimum || count > shape.Maximum)
        {
            var kind = count > shape.Maximum ? SpecDiagnostics.LimitExceeded : SpecDiagnostics.NumberOutOfRange;
            context.Bag.Report(kind, node.Span, $"The list of {OneLine.Quote(key)} is too {(count > shape.Maximum ? "long" : "short")}", Count(count), count > shape.Maximum ? $"at most {shape.Maximum}" : $"at least {shape.Minimum}");
            return count > shape.Maximum ? [] : list.Items;
        }

        return list.Items;
    }

    /// <summary>A file below the root.</summary>
    public static FileReference? File(YamlNode node, TextShape shape, string key, ParseContext context) =>
        Text(node, shape, key, context) is { } written && PathValue.Resolve(written, context) is { } full
            ? new FileReference(written, full)
            : null;

    /// <summary>Reports a value of the wrong kind.</summary>
    public static void WrongType(YamlNode node, ValueShape shape, string key, ParseContext context) =>
        context.Bag.Report(SpecDiagnostics.WrongType, node.Span, $"Wrong value of {OneLine.Quote(key)}", Describe.Node(node), shape.Expected);

    /// <summary>Reports a key without a value.</summary>
    public static void Empty(YamlNode node, ValueShape shape, string key, ParseContext context) =>
        context.Bag.Report(SpecDiagnostics.EmptyValue, node.Span, $"{OneLine.Quote(key)} has no value", null, shape.Expected, "Remove the key if nothing is meant.");

    /// <summary>Reports something that only a later version knows.</summary>
    public static void NotYet(YamlNode node, string what, ParseContext context, string? expected = null) =>
        context.Bag.Report(SpecDiagnostics.NotYetKnown, node.Span, $"{OneLine.Quote(what)} is not known in this version of ModelSpecs, so nothing would be checked by it", null, expected, "Remove it until a version knows it.");

    private static YamlScalar? Scalar(YamlNode node, ValueShape shape, string key, ParseContext context)
    {
        switch (node)
        {
            case YamlScalar { IsNull: true }:
                Empty(node, shape, key, context);
                return null;
            case YamlScalar scalar:
                return scalar;
            default:
                WrongType(node, shape, key, context);
                return null;
        }
    }

    private static void NotNumber(YamlScalar scalar, ValueShape shape, string key, ParseContext context) =>
        context.Bag.Report(
            SpecDiagnostics.WrongType,
            scalar.Span,
            $"Wrong value of {OneLine.Quote(key)}",
            Describe.Node(scalar),
            shape.Expected,
            scalar.Style != YamlStyle.Plain && NumberText.TryParse(scalar.Text, out _) ? "Remove the quotes." : null);

    private static void OutOfRange(YamlScalar scalar, ValueShape shape, string key, ParseContext context) =>
        context.Bag.Report(SpecDiagnostics.NumberOutOfRange, scalar.Span, $"{OneLine.Quote(key)} is out of range", scalar.Text, shape.Expected);

    private static string Count(int count) => count == 1 ? "1 entry" : $"{count.ToString(CultureInfo.InvariantCulture)} entries";
}
