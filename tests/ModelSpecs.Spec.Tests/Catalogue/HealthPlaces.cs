using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Catalogue.Guards;
using ModelSpecs.Spec.Schema;

namespace ModelSpecs.Spec.Tests.Catalogue;

/// <summary>Where keys of <c>health</c> mean something.</summary>
internal static class HealthPlaces
{
    /// <summary>Lines after the head of a spec whose golden set may lack labels; null: the mapping is none of health.</summary>
    public static string? Of(MappingDescriptor mapping, string name, string pair)
    {
        if (!HealthKeys.Mappings.Contains(mapping))
        {
            return null;
        }

        const string Slices = "slices: { young: age < 25 }\n";
        var others = mapping.Keys.Where(row => row.Required && row.Name != name).Select(row => $"{row.Name}: {YamlExample.Of(row.Example)}");
        if (ReferenceEquals(mapping, HealthKeys.Mapping))
        {
            return Slices + $"health: {{ {Join(name is "duplicates" ? "" : "duplicates: \"<= 1 %\"", name is "schema" ? "" : "schema: { income: number }", pair)} }}";
        }

        var needed = mapping.Name switch
        {
            "rules of a column" => name == "type" ? "not_null: true" : "type: integer",
            "leakage" => name is "atol" or "rtol" ? "near: \"<= 1 %\"" : "",
            "label_balance" => name == "is" ? "ratio: \">= 10 %\"" : "is: \">= 5 %\"",
            "label_delay" => name == "p50" ? "max: \"<= 9 days\"" : "p50: \"<= 9 days\"",
            "freshness" => name switch { "as_of" => "is: \"<= 1 day\"", "is" => "as_of: 2026-06-30, gap: \"<= 9 days\"", "gap" => "as_of: 2026-06-30, is: \"<= 9 days\"", _ => "gap: \"<= 9 days\"" },
            _ => "",
        };
        var said = $"{{ {Join([.. others, needed, pair])} }}";
        return Slices + "health: { " + (mapping.Name switch
        {
            "rules of a column" => $"schema: {{ age: {said} }}",
            "nulls of columns" => $"nulls: {said}",
            "as_of" => $"freshness: {{ column: at, is: \"<= 1 day\", as_of: {said} }}",
            "a tolerance of a column" => $"skew: {{ other: served.csv, key: id, columns: {{ income: {said} }} }}",
            _ => $"{mapping.Name}: {said}",
        }) + " }";
    }

    private static string Join(params string[] pairs) => string.Join(", ", pairs.Where(pair => pair.Length > 0));
}
