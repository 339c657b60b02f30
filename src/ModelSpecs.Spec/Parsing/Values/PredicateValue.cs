using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Predicates;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Values;

/// <summary>Slice predicates in a spec.</summary>
internal static class PredicateValue
{
    /// <summary>The predicate; null where it cannot be read, which is reported.</summary>
    public static Predicate? Read(YamlNode node, TextShape shape, string key, ParseContext context) =>
        ValueReader.Text(node, shape, key, context) is { } text
            ? PredicateParser.Parse(text.Value, text.Span, ((YamlScalar)node).TextOffset, context.Bag)
            : null;
}
