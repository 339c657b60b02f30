using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Catalogue.Guards;

namespace ModelSpecs.Spec.Tests.Catalogue;

/// <summary>Where the keys of the unknown, of review queues and of fuzzing mean something.</summary>
internal static class UnknownPlaces
{
    /// <summary>The lines after a spec's head; null: the mapping is none of these.</summary>
    public static string? Of(MappingDescriptor mapping, string name, string pair)
    {
        if (ReferenceEquals(mapping, OtherSetKeys.Mapping))
        {
            return $"unknown: {{ roc_auc: \">= 0.5\", data: {{ {Join(name == "path" ? "" : "path: other.csv", pair)} }} }}";
        }

        if (ReferenceEquals(mapping, UnknownKeys.Mapping))
        {
            var bound = name switch { "roc_auc" => "confident: \"<= 5 %\"", _ => "roc_auc: \">= 0.5\"" };
            return $"unknown: {{ {Join(name == "data" ? "" : "data: other.csv", bound, pair)} }}";
        }

        if (ReferenceEquals(mapping, UnknownKeys.Confident))
        {
            return $"unknown: {{ data: other.csv, confident: {{ {Join(name == "is" ? "" : "is: \"<= 5 %\"", pair)} }} }}";
        }

        if (ReferenceEquals(mapping, SelectiveKeys.Mapping))
        {
            // A place says nothing without a number that is read there.
            var others = name switch { "at_coverage" => "error: \"<= 2 %\"", "above" or "at_error" => "coverage: \">= 70 %\"", "error" or "coverage" => "above: 0.5, aurc: \"<= 0.1\"", "aurc" => "above: 0.5, error: \"<= 2 %\"", _ => "aurc: \"<= 0.1\"" };
            return $"slices: {{ young: {{ where: age < 25 }} }}\nselective: {{ {Join(pair.Length == 0 && name is "at_coverage" or "above" or "at_error" ? "aurc: \"<= 0.1\"" : others, pair)} }}";
        }

        return ReferenceEquals(mapping, FuzzKeys.Column) ? $"fuzz: {{ columns: {{ age: {{ {pair} }} }} }}" : null;
    }

    private static string Join(params string[] pairs) => string.Join(", ", pairs.Where(pair => pair.Length > 0));
}
