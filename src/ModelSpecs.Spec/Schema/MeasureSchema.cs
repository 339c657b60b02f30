using ModelSpecs.Spec.Catalogue.Guards;

namespace ModelSpecs.Spec.Schema;

/// <summary>What a guard's number is held against, as JSON Schema.</summary>
internal static class MeasureSchema
{
    /// <summary>A comparison, or a list of at most two.</summary>
    public static void Write(JsonText schema, MeasureShape shape) => schema.Member("anyOf", any => any.Array([false, true], (text, isBand) => text.Object(member =>
    {
        if (isBand)
        {
            member.Member("type", "array").Member("minItems", 1).Member("maxItems", 2).Member("items", items => items.Object(item => Comparison(item, shape)));
        }
        else
        {
            Comparison(member, shape);
        }
    })));

    private static void Comparison(JsonText schema, MeasureShape shape)
    {
        var units = MeasureUnits.Of(shape.Unit).Select(unit => unit.Key).ToList();
        var after = units.Count == 0 ? " *%?" : $" *({string.Join("|", units)})";
        var references = shape.References.Select(reference => reference.ToString().ToLowerInvariant()).ToList();
        var relative = references.Count == 0 ? "" : $"|({CheckSchema.Unsigned} *x *)?({string.Join("|", references)})( *[-+] *{CheckSchema.Unsigned}({after}| *%))?";
        schema.Member("type", "string").Member("pattern", $"^ *(>=|>|<=|<) *({CheckSchema.Number}{after}{relative}) *$").Member("examples", [shape.Example]);
    }
}
