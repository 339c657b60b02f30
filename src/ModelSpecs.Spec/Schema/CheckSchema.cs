using ModelSpecs.Spec.Catalogue;

namespace ModelSpecs.Spec.Schema;

/// <summary>Checks as JSON Schema: comparisons, and the long form with a metric's parameters.</summary>
internal static class CheckSchema
{
    /// <summary>A number, as a pattern.</summary>
    public const string Number = "[-+]?([0-9](_?[0-9])*(\\.[0-9]+)?|\\.[0-9]+)([eE][-+]?[0-9]+)?";
    /// <summary>The same without a sign.</summary>
    public const string Unsigned = "([0-9](_?[0-9])*(\\.[0-9]+)?|\\.[0-9]+)([eE][-+]?[0-9]+)?";
    private static readonly MetricDescriptor Custom = CustomMetricNames.Describe(CustomMetricNames.Prefix + "Name")!;
    private static readonly CheckPlace[] Places = [CheckPlace.Overall, CheckPlace.Slice, CheckPlace.Gap, CheckPlace.Snapshot, CheckPlace.Compare, CheckPlace.Time, CheckPlace.Robust];

    /// <summary>Definition of a mapping from metrics to checks.</summary>
    public static string ChecksName(CheckPlace place) => $"checks-{Word(place)}";

    /// <summary>Definition of a comparison.</summary>
    public static string ComparisonName(CheckPlace place) => $"comparison-{Word(place)}";

    /// <summary>Every definition that <see cref="ShapeSchema"/> refers to.</summary>
    public static void Definitions(JsonText definitions)
    {
        foreach (var place in Places)
        {
            if (!HasOnlyLongForm(place))
            {
                definitions.Member(ComparisonName(place), text => text.Object(schema => Comparison(schema, place)));
            }

            foreach (var group in MetricsOf(place).Append(Custom).GroupBy(metric => CheckName(metric, place), StringComparer.Ordinal))
            {
                definitions.Member(group.Key, text => text.Object(schema => Check(schema, group.First(), place)));
            }

            definitions.Member(ChecksName(place), text => text.Object(schema => Checks(schema, place)));
        }
    }

    private static IEnumerable<MetricDescriptor> MetricsOf(CheckPlace place) => place == CheckPlace.Gap ? MetricCatalogue.All.Concat(GapMetrics.All) : MetricCatalogue.All;

    private static string Word(CheckPlace place) => place switch
    {
        CheckPlace.Overall => "overall",
        CheckPlace.Slice => "slice",
        CheckPlace.Snapshot => "snapshot",
        CheckPlace.Compare => "compare",
        CheckPlace.Time => "time",
        CheckPlace.Robust => "robust",
        _ => "gap",
    };

    private static bool IsTolerance(CheckPlace place) => place is CheckPlace.Snapshot or CheckPlace.Compare;

    private static bool HasOnlyLongForm(CheckPlace place) => IsTolerance(place) || place == CheckPlace.Time;

    // Metrics with the same parameters share a definition.
    private static string CheckName(MetricDescriptor metric, CheckPlace place) =>
        string.Join("-", new[] { "check", Word(place) }.Concat(CheckKeys.Of(metric, place).Keys
            .Where(key => key.Name is not (CheckKeys.Is or CheckKeys.Ratio or CheckKeys.GroupMin or CheckKeys.GroupMax or "trend" or "change_point" or BaselineKeys.MaxDrop or BaselineKeys.MaxChange))
            .Select(key => key.Shape is ChoiceShape choice && key.Name == "average" ? $"{key.Name}{choice.Values.Count}" : key.Name))
            .Concat(GapMetrics.Find(metric.Name) is null ? [] : ["spread"]));

    private static void Comparison(JsonText schema, CheckPlace place)
    {
        schema.Member("type", "string").Member("description", place switch
        {
            CheckPlace.Overall => "A quoted comparison with a number, or with trivial (the best constant prediction), snapshot or champion, alone or with an offset.",
            CheckPlace.Slice => "A quoted comparison with a number, with overall (the same metric over all rows), trivial (the best constant prediction), snapshot or champion, alone or with an offset.",
            CheckPlace.Robust => "A quoted comparison with a number, with overall (the same metric over all rows as they are), snapshot or champion, alone or with an offset.",
            _ => "A quoted comparison with a number, or with snapshot or champion, alone or with an offset.",
        });
        var number = $"{Number} *%?";
        var references = place switch
        {
            CheckPlace.Overall => "(trivial|snapshot|champion)",
            CheckPlace.Slice => "(overall|trivial|snapshot|champion)",
            CheckPlace.Robust => "(overall|snapshot|champion)",
            _ => "(snapshot|champion)",
        };
        var bound = $"({number}|({Unsigned} *x *)?{references}( *[-+] *{Unsigned} *%?)?)";
        schema.Member("pattern", $"^ *(>=|>|<=|<) *{bound} *$");
        schema.Member("examples", place switch
        {
            CheckPlace.Overall => [">= 0.80", "<= 5 %", ">= trivial + 0.05"],
            CheckPlace.Robust => [">= 0.70", ">= overall - 0.05", "<= 2 x overall"],
            CheckPlace.Slice => [">= 0.70", ">= overall - 0.10", ">= overall - 5 %", "<= 2 x overall"],
            _ => (string[])["<= 0.08"],
        });
    }

    private static void Check(JsonText schema, MetricDescriptor metric, CheckPlace place) => schema.Member("anyOf", any => any.Array((int[])(Required(metric).Any() || HasOnlyLongForm(place) ? [1, 2] : [0, 1, 2]), (text, form) => text.Object(member =>
    {
        switch (form)
        {
            case 0:
                ShapeSchema.Reference(member, ComparisonName(place));
                break;
            case 1:
                LongForm(member, metric, place);
                break;
            default:
                member.Member("type", "array").Member("minItems", 1).Member("items", items => items.Object(item =>
                    item.Member("anyOf", one => one.Array((int[])(Required(metric).Any() || HasOnlyLongForm(place) ? [1] : [0, 1]), (inner, short0) => inner.Object(value =>
                    {
                        if (short0 == 0)
                        {
                            ShapeSchema.Reference(value, ComparisonName(place));
                        }
                        else
                        {
                            LongForm(value, metric, place);
                        }
                    })))));
                break;
        }
    })));

    private static void LongForm(JsonText schema, MetricDescriptor metric, CheckPlace place)
    {
        var keys = CheckKeys.Of(metric, place);
        ShapeSchema.Mapping(schema, keys, requiresKeys: false);
        if (place == CheckPlace.Time)
        {
            schema.Member("anyOf", any => any.Array(CheckKeys.OverTime, (text, key) => text.Object(member => member.Member("required", [key.Name]))));
        }
        else if (place is CheckPlace.Gap or CheckPlace.Robust || IsTolerance(place))
        {
            var forms = place == CheckPlace.Robust ? CheckKeys.Perturbed.Select(key => key.Name) : IsTolerance(place) ? BaselineKeys.Tolerances.Select(key => key.Name) : CheckKeys.GapsOf(metric).Select(gap => gap.Key.Name);
            schema.Member("oneOf", one => one.Array(forms, (text, key) => text.Object(member => member.Member("required", [key]))));
        }

        if (Required(metric).Any())
        {
            schema.Member("allOf", all => all.Array(Required(metric), (text, keys) => text.Object(group =>
                group.Member("anyOf", any => any.Array(keys, (inner, key) => inner.Object(member => member.Member("required", [key])))))));
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Required(MetricDescriptor metric) =>
        MetricParameterCatalogue.Required.Where(needed => (metric.Parameters & needed.Flag) != 0).Select(needed => needed.AnyOf);

    private static void Checks(JsonText schema, CheckPlace place)
    {
        schema.Member("type", "object").Member("additionalProperties", text => text.Raw("false"));
        schema.Member("properties", properties => properties.Object(members =>
        {
            foreach (var key in BaselineKeys.Of(place)?.Keys ?? [])
            {
                members.Member(key.Name, value => value.Object(member =>
                {
                    member.Member("description", key.Description);
                    ShapeSchema.Shape(member, key.Shape);
                    member.Member("examples", examples => examples.Raw($"[{key.Example}]"));
                }));
            }

            foreach (var metric in MetricsOf(place))
            {
                members.Member(metric.Name, value => value.Object(member =>
                {
                    member.Member("description", metric.Summary);
                    ShapeSchema.Reference(member, CheckName(metric, place));
                }));
            }
        }));
        schema.Member("patternProperties", patterns => patterns.Object(members => members.Member(CustomMetricNames.Pattern, value => value.Object(member =>
        {
            member.Member("description", Custom.Summary);
            ShapeSchema.Reference(member, CheckName(Custom, place));
        }))));
    }
}
