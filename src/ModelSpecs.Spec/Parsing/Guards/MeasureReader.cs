using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Catalogue.Guards;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Parsing.Checks;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>Reads what a guard's number is held against.</summary>
internal static class MeasureReader
{
    // In the order of BoundReference.
    private static readonly string[] References = ["a number", "overall", "trivial", "snapshot", "champion"];

    /// <summary>The measures that a key says: one, of a band two; none where it is absent or wrong, which is reported.</summary>
    /// <param name="reader">The guard's mapping.</param>
    /// <param name="key">A key whose shape is a <see cref="MeasureShape"/>, or has one among its forms.</param>
    /// <param name="name">Name of the measure; null: the key.</param>
    public static IEnumerable<GuardMeasure> Read(MappingReader reader, string key, string? name = null) => reader.Entry(key) is { } entry
        ? Read(entry.Value, Shape(reader.ShapeOf(key)) ?? throw new InvalidOperationException($"'{key}' takes no comparison"), key, name ?? key, reader.Context)
        : [];

    /// <summary>The measures that a value says.</summary>
    /// <param name="value">A comparison, or a list of them.</param>
    /// <param name="shape">What it may be.</param>
    /// <param name="key">Key that it belongs to, for messages.</param>
    /// <param name="name">Name of the measure.</param>
    /// <param name="context">The parse.</param>
    public static IEnumerable<GuardMeasure> Read(YamlNode value, MeasureShape shape, string key, string name, ParseContext context)
    {
        var measures = new List<GuardMeasure>();
        var items = value is YamlList ? ValueReader.Items(value, new ListShape(shape, Maximum: 2), key, context) : [value];
        foreach (var item in items)
        {
            switch (item)
            {
                case YamlScalar { IsNull: true }:
                    ValueReader.Empty(item, shape, key, context);
                    break;
                case YamlScalar scalar:
                    if (ComparisonParser.Parse(scalar, context, shape.Unit) is { } parsed && IsAllowed(parsed, shape, key, context))
                    {
                        Add(measures, new GuardMeasure(name, parsed.Comparison, parsed.Bound, parsed.Span), key, context);
                    }

                    break;
                default:
                    ValueReader.WrongType(item, shape, key, context);
                    break;
            }
        }

        return measures;
    }

    private static void Add(List<GuardMeasure> measures, GuardMeasure measure, string key, ParseContext context)
    {
        if (measures.Exists(other => other.HigherIsBetter == measure.HigherIsBetter))
        {
            context.Bag.Report(SpecDiagnostics.DuplicateCheck, measure.Span, $"{OneLine.Quote(key)} is held against two bounds on one side", null, null, "The nearer one says all: remove the other.");
            return;
        }

        measures.Add(measure);
    }

    private static bool IsAllowed(ParsedComparison parsed, MeasureShape shape, string key, ParseContext context)
    {
        var bound = parsed.Bound;
        if (bound.Reference != BoundReference.Number && !shape.References.Contains(bound.Reference))
        {
            context.Bag.Report(SpecDiagnostics.ReferenceNotAllowed, parsed.Span, $"{OneLine.Quote(key)} is not held against {References[(int)bound.Reference]}", OneLine.Quote(bound.Text),
                string.Join(" or ", shape.References.Select(reference => References[(int)reference]).Prepend(References[0])));
            return false;
        }

        if (bound.Reference != BoundReference.Number)
        {
            return true;
        }

        if (bound.Offset < shape.Minimum || bound.Offset > shape.Maximum)
        {
            context.Bag.Report(SpecDiagnostics.BoundOutOfRange, parsed.Span, $"The bound lies outside the range of {OneLine.Quote(key)}", bound.Text, Ranges.Describe("a number", shape.Minimum, shape.Maximum));
            return false;
        }

        var (never, always) = parsed.Comparison switch
        {
            Comparison.AtLeast => (false, bound.Offset <= shape.Minimum),
            Comparison.MoreThan => (bound.Offset >= shape.Maximum, false),
            Comparison.AtMost => (false, bound.Offset >= shape.Maximum),
            _ => (bound.Offset <= shape.Minimum, false),
        };
        if (never || always)
        {
            context.Bag.Report(always ? SpecDiagnostics.NeverFails : SpecDiagnostics.NeverPasses, parsed.Span, $"The check of {OneLine.Quote(key)} can never {(always ? "fail" : "pass")}", bound.Text,
                Ranges.Describe("a number", shape.Minimum, shape.Maximum));
            return false;
        }

        return true;
    }

    private static MeasureShape? Shape(ValueShape shape) => shape switch
    {
        MeasureShape measure => measure,
        EitherShape either => Shape(either.Short) ?? Shape(either.Full),
        _ => null,
    };
}
