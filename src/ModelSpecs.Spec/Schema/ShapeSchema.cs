using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Catalogue.Guards;

namespace ModelSpecs.Spec.Schema;

/// <summary>Shapes of the key catalogue as JSON Schema.</summary>
internal static class ShapeSchema
{
    // YAML reads 20_000 as a text; the parser reads it as a number.
    private const string GroupedInteger = "^[-+]?[0-9]+(_[0-9]+)+$";
    private const string GroupedNumber = "^[-+]?[0-9]+(_[0-9]+)+(\\.[0-9]+)?([eE][-+]?[0-9]+)?$";
    private const string PathPattern = "^(?![/~])(?!.*[\\\\\"])(?!.*://)(?!.*/$)(?!.:).+$";
    private const int MostOfferedKeys = 100;
    private const string LinkPattern = "^(https?://\\S+|(?![/\\\\\\s])([^:]*|[^:/]*/.*))$";

    /// <summary>The keys of a mapping, as members of an object schema.</summary>
    public static void Mapping(JsonText schema, MappingDescriptor mapping, bool requiresKeys) =>
        // Below the top level a required key may come from another file; a check is never merged.
        Mapping(schema, mapping, key => key.Required && (requiresKeys ? key.Name == "spec" : key.Name == CheckKeys.Is));

    private static void Mapping(JsonText schema, MappingDescriptor mapping, Func<KeyDescriptor, bool> isRequired)
    {
        schema.Member("type", "object").Member("additionalProperties", text => text.Raw("false"));
        var required = mapping.Keys.Where(isRequired).Select(key => key.Name).ToList();
        if (required.Count > 0)
        {
            schema.Member("required", required);
        }

        schema.Member("properties", properties => properties.Object(members =>
        {
            foreach (var key in mapping.Keys)
            {
                members.Member(key.Name, value => value.Object(member =>
                {
                    member.Key = key.Name;
                    member.Member("description", key.Description);
                    Shape(member, key.Shape);
                    member.Member("examples", examples => examples.Raw($"[{key.Example}]"));
                }));
            }
        }));
        if (mapping.Pattern is { } pattern)
        {
            schema.Member("patternProperties", patterns => patterns.Object(members => members.Member(pattern.Form, value => value.Object(member =>
            {
                member.Member("description", pattern.Key.Description);
                Shape(member, pattern.Key.Shape);
            }))));
        }
    }

    /// <summary>A shape, as members of a schema.</summary>
    public static void Shape(JsonText schema, ValueShape shape)
    {
        switch (shape)
        {
            case TextShape text:
                Text(schema, text.Use);
                break;
            case NumberShape number:
                Number(schema, "number", GroupedNumber, number.Minimum, number.Maximum, number.AboveMinimum);
                break;
            case IntegerShape integer:
                Number(schema, "integer", GroupedInteger, integer.Minimum, integer.Maximum == int.MaxValue ? double.PositiveInfinity : integer.Maximum, false);
                break;
            case AmountShape amount:
                schema.Member("anyOf", any => any.Array([true, false], (text, plain) => text.Object(member =>
                {
                    if (plain)
                    {
                        member.Member("type", "number");
                        if (!amount.Signed)
                        {
                            member.Member("minimum", 0);
                        }
                    }
                    else
                    {
                        member.Member("type", "string").Member("pattern", $"^ *{(amount.Signed ? "[-+]?" : "")}[0-9][0-9_]*(\\.[0-9]+)?([eE][-+]?[0-9]+)? *%? *$");
                    }
                })));
                break;
            case TrueShape:
                schema.Member("const", text => text.Raw("true"));
                break;
            case ChoiceShape choice:
                schema.Member("enum", choice.Values);
                break;
            case ListShape list:
                List(schema, list);
                break;
            case MappingShape mapping:
                Mapping(schema, mapping.Mapping, requiresKeys: false);
                break;
            case NamedShape named:
                schema.Member("type", "object");
                if (named.KeyName == "slice")
                {
                    schema.Member("propertyNames", names => names.Object(name => name.Member("not", not => not.Object(value => value.Member("const", "overall")))));
                }

                if (schema.Names?.KeysOf(named.KeyName) is { Count: > 0 } offered)
                {
                    // The key of the mapping, as each value leaves its own behind.
                    var key = schema.Key;
                    schema.Member("properties", properties => properties.Object(members =>
                    {
                        foreach (var name in offered.Take(MostOfferedKeys))
                        {
                            schema.Key = key;
                            members.Member(name, value => value.Object(member => Shape(member, named.Value)));
                        }
                    }));
                    schema.Key = key;
                }

                schema.Member("additionalProperties", value => value.Object(member => Shape(member, named.Value)));
                break;
            case ChecksShape checks:
                Reference(schema, CheckSchema.ChecksName(checks.Place));
                break;
            case ComparisonShape comparison:
                Reference(schema, CheckSchema.ComparisonName(comparison.Place));
                break;
            case QuantityShape quantity:
                schema.Member("type", "string").Member("pattern", $"^ *{CheckSchema.Unsigned} *({string.Join("|", MeasureUnits.Of(quantity.Unit).Select(unit => unit.Key))}) *$");
                break;
            case MeasureShape measure:
                MeasureSchema.Write(schema, measure);
                break;
            case EitherShape either:
                schema.Member("anyOf", any => any.Array(Flatten(either), (text, one) => text.Object(member => Shape(member, one))));
                break;
            default:
                throw new InvalidOperationException($"no schema for {shape.GetType().Name}");
        }
    }

    /// <summary>A reference; wrapped, because draft 7 ignores what stands beside <c>$ref</c>.</summary>
    public static void Reference(JsonText schema, string definition) =>
        schema.Member("allOf", all => all.Array([definition], (text, name) => text.Object(member => member.Member("$ref", $"#/definitions/{name}"))));

    private static IEnumerable<ValueShape> Flatten(ValueShape shape) =>
        shape is EitherShape either ? Flatten(either.Short).Concat(Flatten(either.Full)) : [shape];

    private static void Text(JsonText schema, TextUse use)
    {
        if (schema.Names?.DefinitionOf(use, schema.Key) is not { } definition)
        {
            PlainText(schema, use);
            return;
        }

        // What is known is offered, and what is allowed stays allowed: a name may be of a file that is not there yet.
        schema.Member("anyOf", any => any.Array([true, false], (text, known) => text.Object(member =>
        {
            if (known)
            {
                member.Member("$ref", $"#/definitions/{definition}");
            }
            else
            {
                PlainText(member, use);
            }
        })));
    }

    private static void PlainText(JsonText schema, TextUse use)
    {
        switch (use)
        {
            case TextUse.Path or TextUse.Folder:
                schema.Member("type", "string").Member("pattern", PathPattern);
                break;
            case TextUse.YamlPath:
                schema.Member("type", "string").Member("pattern", "\\.ya?ml$");
                break;
            case TextUse.Sha256:
                schema.Member("type", "string").Member("pattern", "^[0-9a-fA-F]{64}$");
                break;
            case TextUse.Predicate:
                schema.Member("type", "string").Member("minLength", 1);
                break;
            case TextUse.Link:
                schema.Member("type", "string").Member("pattern", LinkPattern);
                break;
            case TextUse.Date:
                schema.Member("type", "string").Member("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
                break;
            case TextUse.TensorType:
                schema.Member("type", "string").Member("minLength", 1);
                break;
            case TextUse.Version:
                schema.Member("type", ["integer", "string"]).Member("pattern", "^ *(<=|>=|<|>)? *[0-9]+ *$");
                break;
            case TextUse.Size:
                schema.Member("type", ["integer", "string"]).Member("pattern", "^ *[0-9][0-9_]*(\\.[0-9]+)? *(B|kB|MB|GB|KiB|MiB|GiB)? *$");
                break;
            case TextUse.Check:
                schema.Member("type", "string").Member("pattern", ": ");
                break;
            case TextUse.Spelling:
                schema.Member("type", ["string", "number", "boolean", "null"]);
                break;
            case TextUse.Free:
                schema.Member("type", ["string", "number", "boolean"]);
                break;
            default:
                // A column 2019, a class 7, a class true are written without quotes.
                schema.Member("type", ["string", "number", "boolean"]).Member("minLength", 1);
                break;
        }
    }

    private static void List(JsonText schema, ListShape list)
    {
        schema.Member("type", "array").Member("items", items => items.Object(member => Item(member, list.Item))).Member("minItems", list.Minimum);
        if (list.Maximum < int.MaxValue)
        {
            schema.Member("maxItems", list.Maximum);
        }
    }

    // Lists are replaced whole, so that an item has all its keys in one file.
    private static void Item(JsonText schema, ValueShape shape)
    {
        if (shape is MappingShape mapping)
        {
            Mapping(schema, mapping.Mapping, key => key.Required);
        }
        else
        {
            Shape(schema, shape);
        }
    }

    private static void Number(JsonText schema, string type, string grouped, double minimum, double maximum, bool isAbove) =>
        schema.Member("anyOf", any => any.Array([true, false], (text, plain) => text.Object(member =>
        {
            if (!plain)
            {
                member.Member("type", "string").Member("pattern", grouped);
                return;
            }

            member.Member("type", type);
            if (!double.IsInfinity(minimum))
            {
                member.Member(isAbove ? "exclusiveMinimum" : "minimum", minimum);
            }

            if (!double.IsInfinity(maximum))
            {
                member.Member("maximum", maximum);
            }
        })));
}
